#include <QImage>
#include <QMimeData>
#include <QTest>
#include <QUrl>
#include <optional>

#include "tests/testmain.h"
#include "ui/query/picturedrop.h"

using namespace semblance;

Q_DECLARE_METATYPE(semblance::PictureDrop::Kind)

class TestPictureDrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTextFromPicture_data();
    void tellsTextFromPicture();
    void refusesLinks();
    void keepsPicturesAsLongAsItIsThere();
};

namespace {

// What PictureDrop makes of it, once it is done.
Result<QStringList> taken(PictureDrop& drop, const QMimeData& data) {
    std::optional<Result<QStringList>> result;
    QObject context;
    drop.take(data, &context, [&](const Result<QStringList>& files) { result = files; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60000))
        qFatal("nothing came of it");
    return *result;
}

}  // namespace

// The formats that programs offer, as Qt names them, and what was meant by copying.
void TestPictureDrop::tellsTextFromPicture_data() {
    using Kind = PictureDrop::Kind;
    QTest::addColumn<QStringList>("formats");
    QTest::addColumn<QString>("text");
    QTest::addColumn<PictureDrop::Kind>("kind");
    const auto row = [](const char* name, const char* formats, const char* text, Kind kind) {
        QTest::newRow(name) << QString::fromLatin1(formats).split(u' ', Qt::SkipEmptyParts)
                            << QString::fromLatin1(text) << kind;
    };
    row("LibreOffice Calc, a cell",
        "application/x-openoffice-embed-source-xml text/rtf text/richtext text/html text/plain "
        "application/x-openoffice-sylk application/x-openoffice-dif image/png image/bmp "
        "application/x-qt-image",
        "with a dog", Kind::Text);
    row("LibreOffice Calc, a number", "text/html text/plain image/png application/x-qt-image",
        "12.50", Kind::Text);
    row("LibreOffice Calc, a chart",
        "application/x-openoffice-embed-source-xml image/png image/bmp image/svg+xml "
        "application/x-qt-image",
        "", Kind::Picture);
    row("LibreOffice Writer, text",
        "application/x-openoffice-embed-source-xml text/rtf text/richtext text/html text/plain",
        "with a dog", Kind::Text);
    row("LibreOffice Writer, a picture",
        "application/x-openoffice-svxb image/png image/bmp text/html application/x-qt-image", "",
        Kind::Picture);
    row("Excel, cells",
        "text/plain text/html text/csv text/rtf image/bmp application/x-qt-image "
        "application/x-qt-windows-mime;value=\"Biff12\"",
        "red\tblue\ngreen\tblack", Kind::Text);
    row("Excel, an empty cell", "text/plain text/html image/bmp application/x-qt-image", "\n",
        Kind::Picture);
    row("Word, text", "text/plain text/html text/rtf image/x-emf", "at night", Kind::Text);
    row("PowerPoint, a shape", "image/png image/jpeg application/x-qt-image", "", Kind::Picture);
    row("Firefox, copy image",
        "text/html text/_moz_htmlinfo text/_moz_htmlcontext image/png image/jpeg image/bmp "
        "application/x-qt-image",
        "", Kind::Picture);
    row("Chromium, copy image", "text/html image/png chromium/x-source-url application/x-qt-image",
        "", Kind::Picture);
    row("a picture with its address", "text/html text/plain image/png application/x-qt-image",
        "https://example.org/cat%20black.png?size=large", Kind::Picture);
    row("Firefox, copied text", "text/html text/_moz_htmlinfo text/plain", "a black cat",
        Kind::Text);
    row("a copied address", "text/plain", "https://example.org/cat.png", Kind::Text);
    row("GIMP, a selection",
        "image/png image/bmp image/x-icon image/tiff image/x-xcf application/x-qt-image", "",
        Kind::Picture);
    row("a screenshot", "image/png application/x-qt-image", "", Kind::Picture);
    row("a screenshot on Windows", "application/x-qt-image", "", Kind::Picture);
    row("only a JPEG", "image/jpeg", "", Kind::Picture);
    row("the path of a picture", "text/plain", "/pictures/2019/sea and sun.JPG", Kind::Path);
    row("the path of a picture, quoted", "text/plain", "\"/pictures/sea.png\"", Kind::Path);
    row("a path that is no picture's", "text/plain", "/etc/fstab", Kind::Text);
    row("two lines of paths", "text/plain", "/a/b.png\n/a/c.png", Kind::Text);
    row("nothing", "", "", Kind::Nothing);
    row("something else", "application/x-color", "", Kind::Nothing);
    // Those with links come with them, see below.
    const auto links = [](const char* name, const char* formats, const char* url, Kind kind) {
        QTest::newRow(name) << (QString::fromLatin1(formats).split(u' ', Qt::SkipEmptyParts)
                                << QStringLiteral("text/uri-list"))
                            << QString::fromLatin1(url) << kind;
    };
    links("Nautilus, a file", "x-special/gnome-copied-files text/plain", "file:///a/b.jpg",
          Kind::Files);
    links("Dolphin, a folder", "application/x-kde-cutselection text/plain", "file:///a/",
          Kind::Files);
    links("Explorer, a file",
          "application/x-qt-windows-mime;value=\"FileNameW\" application/x-qt-image",
          "file:///C:/a/b.jpg", Kind::Files);
    links("Finder, a file and its sign", "text/plain image/tiff application/x-qt-image",
          "file:///a/b.jpg", Kind::Files);
    links("dragged from Firefox", "text/x-moz-url text/html text/plain",
          "https://example.org/cat.png", Kind::Link);
    links("dragged from Firefox with the picture",
          "text/x-moz-url text/html text/plain image/png application/x-qt-image",
          "https://example.org/cat.png", Kind::Picture);
}

void TestPictureDrop::tellsTextFromPicture() {
    QFETCH(QStringList, formats);
    QFETCH(QString, text);
    QFETCH(PictureDrop::Kind, kind);
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QMimeData data;
    for (const QString& format : formats) {
        if (format == QLatin1StringView("application/x-qt-image"))
            data.setImageData(image);
        else if (format.startsWith(QLatin1StringView("text/")))
            data.setData(format, text.toUtf8());
        else
            data.setData(format, "bytes");
    }
    QCOMPARE(PictureDrop::kindOf(data), kind);
    const bool isText = kind == PictureDrop::Kind::Text || kind == PictureDrop::Kind::Nothing;
    QCOMPARE(PictureDrop::accepts(data), !isText);
}

void TestPictureDrop::refusesLinks() {
    PictureDrop drop;
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/cat.jpg"))});
    const auto link = taken(drop, data);
    QVERIFY(!link);
    QVERIFY(link.error().sentence.contains(QStringLiteral("internet")));
    QMimeData nothing;
    QVERIFY(!PictureDrop::accepts(nothing));
    QVERIFY(!taken(drop, nothing));
}

void TestPictureDrop::keepsPicturesAsLongAsItIsThere() {
    auto drop = std::make_unique<PictureDrop>();
    QImage image(9, 7, QImage::Format_RGB32);
    image.fill(Qt::red);
    QMimeData data;
    data.setImageData(image);
    const auto first = taken(*drop, data);
    const auto second = taken(*drop, data);
    QVERIFY(first && second);
    QVERIFY(first->first() != second->first());
    QCOMPARE(QImage(first->first()).size(), QSize(9, 7));
    // Bytes are kept as they are.
    data.setData(QStringLiteral("image/png"), "not decoded here");
    const auto bytes = taken(*drop, data);
    QFile file(bytes ? bytes->first() : QString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "not decoded here");
    file.close();
    drop.reset();
    QVERIFY(!QFile::exists(first->first()));
}

SEMBLANCE_GUI_TEST(TestPictureDrop)
#include "tst_picturedrop.moc"
