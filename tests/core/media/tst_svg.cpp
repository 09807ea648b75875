#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include "core/media/codecs/codecs.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/vectorfiles.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::gzipped;
using fixtures::svgFile;
using fixtures::svgQuarters;
using fixtures::viewed;

namespace {

QByteArray utf16(const QByteArray& text, QStringConverter::Encoding encoding) {
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder(QString::fromLatin1(text));
}

bool isFormat(const QByteArray& file) {
    const Codec* codec = codecOf(file);
    return codec && codec->format == PictureFormat::Svg;
}

/// How many pixels are not clear.
int inked(const QImage& view) {
    int count = 0;
    for (int y = 0; y < view.height(); ++y)
        for (int x = 0; x < view.width(); ++x)
            count += view.pixelColor(x, y).alpha() > 128 ? 1 : 0;
    return count;
}

}  // namespace

class TestSvg : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void drawnAtTheSizeNeeded();
    void size_data();
    void size();
    void extremeShapes();
    void encodings_data();
    void encodings();
    void longHead();
    void otherText_data();
    void otherText();
    void packed();
    void bombsArePacked();
    void clearBackground();
    void textIsShown();
    void pictureWithin();
    void nothingOutsideIsRead();
    void bombs_data();
    void bombs();
    void damage();
    void cancelled();
};

void TestSvg::initTestCase() {
    if (!loadCodecs().contains(QStringLiteral("svg")))
        QSKIP("This installation has no librsvg.");
}

void TestSvg::drawnAtTheSizeNeeded() {
    const auto picture = decodePicture(svgQuarters("width='16' height='16' viewBox='0 0 100 100'"),
                                       PictureWish{InputSpec{260}, {256, 512}, 1000});
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("svg"));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(16, 16));
    QCOMPARE(picture->view.size(), QSize(1000, 1000));
    // Drawn, not enlarged: the edge between two colours is as sharp as it can be.
    QCOMPARE(picture->view.pixelColor(498, 100), QColor(Qt::red));
    QCOMPARE(picture->view.pixelColor(501, 100), QColor(Qt::green));
    QCOMPARE(picture->view.pixelColor(501, 900), QColor(Qt::blue));
    QCOMPARE(picture->view.pixelColor(498, 900), QColor(Qt::yellow));
    const QImage thumbnail = QImage::fromData(picture->thumbnails.value(512));
    QCOMPARE(thumbnail.size(), QSize(512, 512));
}

void TestSvg::size_data() {
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QSize>("expected");
    QTest::newRow("pixels") << QByteArray("width='40' height='30'") << QSize(40, 30);
    QTest::newRow("fractions") << QByteArray("width='0.2' height='0.3'") << QSize(1, 1);
    QTest::newRow("inches") << QByteArray("width='1in' height='2in'") << QSize(96, 192);
    QTest::newRow("millimetres") << QByteArray("width='254mm' height='25.4mm'") << QSize(960, 96);
    QTest::newRow("view box") << QByteArray("viewBox='0 0 70 50'") << QSize(70, 50);
    QTest::newRow("percents and view box")
        << QByteArray("width='100%' height='100%' viewBox='5 5 70 50'") << QSize(70, 50);
    QTest::newRow("nothing") << QByteArray() << QSize(300, 150);
    QTest::newRow("larger than any picture")
        << QByteArray("width='1000000' height='500000'") << QSize(28284, 14142);
}

void TestSvg::size() {
    QFETCH(const QByteArray, attributes);
    QFETCH(const QSize, expected);
    const auto picture = viewed(svgQuarters(attributes), 100);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), expected);
    QCOMPARE(qMax(picture->view.width(), picture->view.height()), 100);
}

void TestSvg::extremeShapes() {
    for (const char* attributes : {"width='100000' height='1'", "width='1' height='100000'",
                                   "width='0.001' height='100'", "width='1e300' height='1e-300'"}) {
        const auto picture =
            decodePicture(svgQuarters(attributes), PictureWish{InputSpec{260}, {256, 512}, 4096});
        if (!picture)
            QVERIFY2(picture.error().kind == ErrorKind::BadInput, attributes);
        else
            QVERIFY2(!picture->view.isNull() && picture->input.size() == qsizetype{260} * 260 * 3,
                     attributes);
    }
    const auto wide = viewed(svgQuarters("width='100000' height='1'"));
    QVERIFY(wide);
    QCOMPARE(wide->view.height(), 1);
}

void TestSvg::encodings_data() {
    QTest::addColumn<QByteArray>("file");
    const QByteArray plain = svgQuarters("width='100' height='100'");
    QTest::newRow("plain") << plain;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + plain;
    QTest::newRow("blanks first") << "\n\t " + plain;
    QTest::newRow("declared") << "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n" + plain;
    QTest::newRow("document type")
        << "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
           "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [ <!ENTITY a '>'> ]>" +
               plain;
    QByteArray prefixed = plain;
    prefixed.replace("xmlns=", "xmlns:s=").replace("<svg", "<s:svg").replace("</svg", "</s:svg");
    prefixed.replace("<rect", "<s:rect");
    QTest::newRow("prefixed") << prefixed;
    QTest::newRow("utf-16, little") << utf16(plain, QStringConverter::Utf16LE);
    QTest::newRow("utf-16, big") << utf16(plain, QStringConverter::Utf16BE);
    QTest::newRow("packed") << gzipped(plain);
    QTest::newRow("latin 1") << "<?xml version='1.0' encoding='ISO-8859-1'?><!-- \xe4 -->" + plain;
}

void TestSvg::encodings() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file, 100);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("svg"));
    QCOMPARE(picture->view.pixelColor(20, 20), QColor(Qt::red));
    QCOMPARE(picture->view.pixelColor(80, 80), QColor(Qt::blue));
}

void TestSvg::longHead() {
    const QByteArray plain = svgQuarters("width='100' height='100'");
    QVERIFY(isFormat("<!-- " + QByteArray(65'000, '<') + " -->" + plain));
    QVERIFY(!isFormat("<!-- " + QByteArray(70'000, '<') + " -->" + plain));
}

void TestSvg::otherText_data() {
    QTest::addColumn<QByteArray>("file");
    const QByteArray plain = svgQuarters("width='100' height='100'");
    QTest::newRow("web page") << "<!DOCTYPE html><html><body>" + plain + "</body></html>";
    QTest::newRow("web page without a root") << "<!DOCTYPE html>" + plain;
    QTest::newRow("web page without a type") << "<html>" + plain + "</html>";
    QTest::newRow("in a comment") << "<!-- " + plain + " --><note/>";
    QTest::newRow("another name") << QByteArray("<svgfont/>");
    QTest::newRow("no end of a type") << "<!DOCTYPE svg [ " + plain;
    QTest::newRow("text before") << "see " + plain;
    QTest::newRow("packed text") << gzipped("Dear diary");
    QTest::newRow("nothing packed") << gzipped({});
    QTest::newRow("nearly nothing") << QByteArray("<");
    QTest::newRow("a type and no more") << QByteArray("<!DOCTYPE");
}

void TestSvg::otherText() {
    QFETCH(const QByteArray, file);
    QVERIFY(!isFormat(file));
    QVERIFY(!viewed(file));
}

void TestSvg::packed() {
    const QByteArray file = gzipped(svgQuarters("width='100' height='100'"));
    const auto picture = viewed(file.first(file.size() - 20), 100);
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("damaged")),
             qPrintable(picture.error().sentence));
}

void TestSvg::bombsArePacked() {
    // 200 MB of blanks in as many KB.
    const auto picture = viewed(gzipped(svgFile({}, QByteArray(200 << 20, ' '))), 100);
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("longer than")),
             qPrintable(picture.error().sentence));
}

void TestSvg::clearBackground() {
    const auto picture =
        viewed(svgFile("width='100' height='100'",
                       "<circle cx='50' cy='50' r='40' fill='#f00' fill-opacity='0.5'/>"),
               100);
    QVERIFY(picture);
    QCOMPARE(picture->view.pixelColor(2, 2).alpha(), 0);
    const QColor glass = picture->view.pixelColor(50, 50);
    QVERIFY(qAbs(glass.alpha() - 128) <= 1 && glass.red() >= 254 && glass.green() <= 1);
}

void TestSvg::textIsShown() {
    const auto picture =
        viewed(svgFile("width='100' height='100'",
                       "<text x='5' y='70' font-family='sans-serif' font-size='80'>"
                       "W&#228;</text>"),
               100);
    QVERIFY(picture);
    QVERIFY2(inked(picture->view) > 500, "Is there no font?");
}

void TestSvg::pictureWithin() {
    const QByteArray png = fixtures::encoded(fixtures::quarters(40, 40), "png").toBase64();
    const QByteArray jpeg = fixtures::encoded(fixtures::quarters(40, 40), "jpeg", 95).toBase64();
    for (const QByteArray& data : {"png;base64," + png, "jpeg;base64," + jpeg}) {
        const auto picture = viewed(
            svgFile("width='100' height='100'",
                    "<image width='100' height='100' xlink:href='data:image/" + data + "'/>"),
            100);
        QVERIFY(picture);
        const QColor colour = picture->view.pixelColor(20, 20);
        QVERIFY(colour.red() > 240 && colour.green() < 15 && colour.alpha() == 255);
    }
}

void TestSvg::nothingOutsideIsRead() {
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("secret.png")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(fixtures::encoded(fixtures::quarters(40, 40), "png"));
    file.close();
    QFile text(folder.filePath(QStringLiteral("secret.txt")));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("WWWWWWWW");
    text.close();
    QFile style(folder.filePath(QStringLiteral("secret.css")));
    QVERIFY(style.open(QIODevice::WriteOnly));
    style.write("rect { fill: #f00; }");
    style.close();
    const QByteArray path = QFile::encodeName(folder.path());
    const auto image = [](const QByteArray& reference) {
        return svgFile("width='100' height='100'",
                       "<image width='100' height='100' xlink:href='" + reference + "'/>");
    };
    const QByteArray clear = "<rect width='100' height='100' fill='none'/>";
    const QByteArray documents[] = {
        image(path + "/secret.png"),
        image("file://" + path + "/secret.png"),
        image("secret.png"),
        image("http://127.0.0.1:1/secret.png"),
        "<!DOCTYPE svg [ <!ENTITY x SYSTEM 'file://" + path + "/secret.txt'> ]>" +
            svgFile("width='100' height='100'", "<text y='50' font-size='50'>&x;</text>"),
        "<?xml-stylesheet href='file://" + path + "/secret.css' type='text/css'?>" +
            svgFile("width='100' height='100'", clear),
        svgFile("width='100' height='100'",
                "<style>@import url('file://" + path + "/secret.css');</style>" + clear),
        svgFile(
            "width='100' height='100'",
            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='file://" +
                path + "/secret.txt'/>"),
        svgFile("width='100' height='100'", "<use xlink:href='file://" + path + "/other.svg#a'/>"),
        svgFile("width='100' height='100'",
                "<script>document.documentElement.setAttribute('style','background:red')</script>" +
                    clear),
    };
    for (const QByteArray& document : documents) {
        const auto picture = viewed(document, 100);
        if (picture)
            QVERIFY2(inked(picture->view) == 0, document.constData());
    }
    QDir::setCurrent(folder.path());
    const auto picture = viewed(image("secret.png"), 100);
    QVERIFY(!picture || inked(picture->view) == 0);
    QDir::setCurrent(QStringLiteral("/"));
}

void TestSvg::bombs_data() {
    QTest::addColumn<QByteArray>("file");
    QByteArray entities = "<!DOCTYPE svg [ <!ENTITY a0 'ha'>";
    for (int i = 1; i < 30; ++i)
        entities += "<!ENTITY a" + QByteArray::number(i) + " '" +
                    ("&a" + QByteArray::number(i - 1) + ";").repeated(10) + "'>";
    QTest::newRow("a billion laughs")
        << entities + "]>" + svgFile("width='10' height='10'", "<text>&a29;</text>");
    QTest::newRow("quadratic") << "<!DOCTYPE svg [ <!ENTITY a '" + QByteArray(200'000, 'a') +
                                      "'> ]>" +
                                      svgFile("width='10' height='10'",
                                              "<text>" + QByteArray("&a;").repeated(10'000) +
                                                  "</text>");
    QTest::newRow("nested") << svgFile(
        "width='10' height='10'",
        QByteArray("<g>").repeated(100'000) + QByteArray("</g>").repeated(100'000));
    QByteArray copies = "<g id='c0'><rect width='1' height='1'/></g>";
    for (int i = 1; i < 20; ++i)
        copies += "<g id='c" + QByteArray::number(i) + "'>" +
                  ("<use xlink:href='#c" + QByteArray::number(i - 1) + "'/>").repeated(10) + "</g>";
    QTest::newRow("copies of copies") << svgFile("width='10' height='10'", copies);
    QTest::newRow("of itself") << svgFile("width='10' height='10'",
                                          "<g id='a'><use xlink:href='#a'/></g>");
}

/// Refused, or drawn, but soon: the test's own time limit says so.
void TestSvg::bombs() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file, 100);
    if (!picture) {
        QCOMPARE(picture.error().kind, ErrorKind::BadInput);
        QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
    }
    if (QTest::currentDataTag() == QByteArray("a billion laughs") ||
        QTest::currentDataTag() == QByteArray("nested"))
        QVERIFY(!picture);
}

void TestSvg::damage() {
    const QByteArray plain =
        "<?xml version='1.0'?>" +
        svgFile("width='100' height='100'",
                "<defs><linearGradient id='g'><stop offset='0' stop-color='#f00'/><stop offset='1' "
                "stop-color='#00f'/></linearGradient></defs><rect width='90' height='90' "
                "fill='url(#g)'/><path d='M10 10 L90 90 C 10 90 90 10 40 40 Z' stroke='black'/>"
                "<text x='10' y='50'>text</text>");
    QCOMPARE(fixtures::damaged(plain, 300), QString());
    QCOMPARE(fixtures::damaged(gzipped(plain), 200), QString());
}

void TestSvg::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture =
        decodePicture(svgQuarters("width='100' height='100'"), PictureWish{{}, {}, 100}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestSvg)
#include "tst_svg.moc"
