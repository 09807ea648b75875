#include <QTest>

#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/iconfile.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::big;
using fixtures::iconDib;
using fixtures::IconEntry;
using fixtures::iconFile;
using fixtures::little;
using fixtures::viewed;

namespace {

QByteArray png(QSize size, QColor colour) {
    QImage image(size, QImage::Format_ARGB32);
    image.fill(colour);
    return fixtures::encoded(image, "png");
}

}  // namespace

/// The icons of Windows and macOS.
class TestIcons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largestIcon();
    void masks();
    void cursor();
    void macIcon();
    void damage_data();
    void damage();
};

void TestIcons::largestIcon() {
    const IconEntry small{16, 16, 32, iconDib({16, 16}, Qt::red, 32)};
    const IconEntry bits{48, 48, 1, iconDib({48, 48}, Qt::green, 1)};
    const IconEntry colours{48, 48, 32, iconDib({48, 48}, Qt::blue, 32)};
    const IconEntry large{0, 0, 32, png({256, 256}, Qt::yellow)};
    // A directory that says less than its picture.
    const IconEntry modest{16, 16, 32, png({300, 300}, Qt::cyan)};
    const auto colourOf = [](const QList<IconEntry>& entries) {
        const auto picture = viewed(iconFile(entries));
        return picture && picture->facts.format == QLatin1StringView("ico")
                   ? picture->view.pixelColor(7, 7)
                   : QColor();
    };
    QCOMPARE(colourOf({small}), QColor(Qt::red));
    QCOMPARE(colourOf({bits}), QColor(Qt::green));
    QCOMPARE(colourOf({small, bits}), QColor(Qt::green));
    QCOMPARE(colourOf({small, colours, bits}), QColor(Qt::blue));
    QCOMPARE(colourOf({small, bits, colours}), QColor(Qt::blue));
    QCOMPARE(colourOf({large, colours, small}), QColor(Qt::yellow));
    QCOMPARE(colourOf({large, modest, small}), QColor(Qt::cyan));
    QCOMPARE(viewed(iconFile({small, large}))->view.size(), QSize(256, 256));
    QVERIFY(!viewed(iconFile({})));
}

/// The mask counts but where there is an alpha; 32 bits whose alpha is zero everywhere have none.
void TestIcons::masks() {
    const QSize size(9, 2);
    const QByteArray head =
        little(quint32(40)) + little(quint32(9)) + little(quint32(4)) + little(quint16(1));
    // The upper row's first pixel and the lower row's last are masked.
    const QByteArray mask("\0\x80\0\0\x80\0\0\0", 8);
    const QByteArray rest(24, '\0');
    const QByteArray row24 = QByteArray("\x0a\x14\x1e").repeated(9) + QByteArray(1, '\0');
    const auto entry = [&](int bits, const QByteArray& pixels) {
        return iconFile({{9, 2, bits, head + little(quint16(bits)) + rest + pixels + mask}});
    };
    const QByteArray palette = QByteArray("\0\0\0\0\x0a\x14\x1e\0", 8);
    const QByteArray files[] = {
        entry(24, row24.repeated(2)),
        entry(32, QByteArray("\x0a\x14\x1e\0", 4).repeated(18)),
        entry(8, palette + QByteArray(254 * 4, 'x') +
                     (QByteArray(9, '\1') + QByteArray(3, '\0')).repeated(2)),
        entry(4, palette + QByteArray(14 * 4, 'x') +
                     QByteArray("\x11\x11\x11\x11\x10\0\0\0", 8).repeated(2)),
        entry(1, palette + QByteArray(8, '\xff')),
    };
    for (const QByteArray& file : files) {
        const auto picture = viewed(file);
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
        QCOMPARE(picture->view.size(), size);
        QCOMPARE(picture->view.pixelColor(0, 0).alpha(), 0);
        QCOMPARE(picture->view.pixelColor(8, 0), QColor(30, 20, 10));
        QCOMPARE(picture->view.pixelColor(0, 1), QColor(30, 20, 10));
        QCOMPARE(picture->view.pixelColor(8, 1).alpha(), 0);
    }
    const auto glass = viewed(entry(32, QByteArray("\x0a\x14\x1e\xff").repeated(18)));
    QVERIFY(glass);
    QCOMPARE(glass->view.pixelColor(0, 0), QColor(30, 20, 10));
}

void TestIcons::cursor() {
    // Two words of the directory are the hot spot here.
    const auto picture = viewed(iconFile({{32, 32, 12, iconDib({32, 32}, Qt::green, 32)}}, 2));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->view.size(), QSize(32, 32));
    QCOMPARE(picture->view.pixelColor(7, 7), QColor(Qt::green));
}

void TestIcons::macIcon() {
    const auto block = [](const char* type, const QByteArray& data) {
        return type + big(quint32(data.size() + 8)) + data;
    };
    const QByteArray content = block("ic07", png({128, 128}, Qt::red)) +
                               block("ic09", png({512, 512}, Qt::blue)) +
                               block("ic08", png({256, 256}, Qt::green));
    const auto picture = viewed(block("icns", content));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("icns"));
    QCOMPARE(picture->view.size(), QSize(512, 512));
    QCOMPARE(picture->view.pixelColor(7, 7), QColor(Qt::blue));
    // An old one: 16 x 16, run-length coded red, green, blue, and a mask.
    const auto plane = [](char value) { return (QByteArray("\xfd") + value).repeated(2); };
    const auto old =
        viewed(block("icns", block("is32", plane('\xc8') + plane('\x64') + plane('\0')) +
                                 block("s8mk", QByteArray(256, '\xff'))));
    QVERIFY2(old, old ? "" : qPrintable(old.error().sentence));
    QCOMPARE(old->view.size(), QSize(16, 16));
    QCOMPARE(old->view.pixelColor(7, 7), QColor(200, 100, 0));
}

void TestIcons::damage_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("ico") << iconFile({{16, 16, 1, iconDib({16, 16}, Qt::green, 1)},
                                      {16, 16, 32, iconDib({16, 16}, Qt::red, 32)}});
    QTest::newRow("ico, png") << iconFile({{0, 0, 32, png({256, 256}, Qt::yellow)}});
}

void TestIcons::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, 300), QString());
}

SEMBLANCE_TEST(TestIcons)
#include "tst_icons.moc"
