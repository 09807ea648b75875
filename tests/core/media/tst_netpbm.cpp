#include <QTest>
#include <cstring>

#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::big;
using fixtures::difference;
using fixtures::little;
using fixtures::viewed;

namespace {}  // namespace

/// Netpbm's formats, and those of bits and characters.
class TestNetpbm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void netpbm_data();
    void netpbm();
    void pamAlpha();
    void floatMaps();
    void wbmp();
    void xbmAndXpm();
    void hugeHeaders_data();
    void hugeHeaders();
    void damage_data();
    void damage();
};

void TestNetpbm::netpbm_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QImage>("right");
    QImage colours(3, 2, QImage::Format_RGBA8888);
    QImage greys(3, 2, QImage::Format_RGBA8888);
    QImage bits(3, 2, QImage::Format_RGBA8888);
    QByteArray text, bytes, words, greyText, greyBytes, greyWords;
    for (int y = 0; y < 2; ++y) {
        for (int x = 0; x < 3; ++x) {
            const QColor c(x * 100, y * 100, 51);
            colours.setPixelColor(x, y, c);
            greys.setPixelColor(x, y, QColor(c.red(), c.red(), c.red()));
            bits.setPixelColor(x, y, (x + y) % 2 ? Qt::black : Qt::white);
            for (int value : {c.red(), c.green(), c.blue()}) {
                text += QByteArray::number(value) + (x == 1 ? " # in between\n" : "\n");
                bytes += char(value);
                words += big(quint16(value * 257));
            }
            greyText += QByteArray::number(c.red()) + '\n';
            greyBytes += char(c.red());
            greyWords += big(quint16(c.red() * 257));
        }
    }
    QTest::newRow("P1") << QByteArray("P1\n# a comment\n3 2\n010\n1 0 1\n") << bits;
    QTest::newRow("P4") << QByteArray("P4 3 2\n\x40\xa0") << bits;
    QTest::newRow("P2") << "P2 3 2 255\n" + greyText << greys;
    QTest::newRow("P5") << "P5\n3 2\n# a comment\n255\n" + greyBytes << greys;
    QTest::newRow("P5, 16 bits") << "P5 3 2 65535\n" + greyWords << greys;
    QTest::newRow("P3") << "P3 3 2 255\n" + text << colours;
    QTest::newRow("P6") << "P6 3 2 255\n" + bytes << colours;
    QTest::newRow("P6, 16 bits") << "P6 3 2 65535\n" + words << colours;
    QTest::newRow("P6, another picture behind")
        << "P6 3 2 255\n" + bytes + "P6 1 1 255\nabc" << colours;
    QTest::newRow("P7") << "P7\nWIDTH 3\nHEIGHT 2\n# a comment\nDEPTH 3\nMAXVAL 255\nTUPLTYPE "
                           "RGB\nENDHDR\n" +
                               bytes
                        << colours;
}

void TestNetpbm::netpbm() {
    QFETCH(const QByteArray, file);
    QFETCH(const QImage, right);
    QCOMPARE(difference(viewed(file), right), QString());
    QCOMPARE(difference(viewed(file.chopped(2)), right).isEmpty(),
             QByteArray(QTest::currentDataTag()).endsWith("behind"));
}

void TestNetpbm::pamAlpha() {
    QImage right(2, 1, QImage::Format_RGBA8888);
    right.setPixelColor(0, 0, QColor(200, 100, 50, 255));
    right.setPixelColor(1, 0, QColor(0, 0, 0, 0));
    const QByteArray header = "P7\nWIDTH 2\nHEIGHT 1\nMAXVAL 255\n";
    QCOMPARE(difference(viewed(header + "DEPTH 4\nTUPLTYPE RGB_ALPHA\nENDHDR\n" +
                               QByteArray("\xc8\x64\x32\xff\0\0\0\0", 8)),
                        right),
             QString());
    right.setPixelColor(0, 0, QColor(200, 200, 200, 255));
    QCOMPARE(difference(viewed(header + "DEPTH 2\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n" +
                               QByteArray("\xc8\xff\0\0", 4)),
                        right),
             QString());
}

void TestNetpbm::floatMaps() {
    // From the lowest row up: dark grey, then white.
    const auto bits = [](float value) {
        quint32 number = 0;
        std::memcpy(&number, &value, sizeof number);
        return number;
    };
    QImage right(1, 2, QImage::Format_RGBA8888);
    right.setPixelColor(0, 0, QColor(Qt::white));
    right.setPixelColor(0, 1, QColor(124, 124, 124));  // 0.2
    QCOMPARE(difference(viewed("Pf\n1 2\n-1.0\n" + little(bits(0.2F)) + little(bits(1.0F))), right),
             QString());
    QCOMPARE(difference(viewed("Pf\n1 2\n1.0\n" + big(bits(0.2F)) + big(bits(1.0F))), right),
             QString());
    const QByteArray colour = little(bits(1.0F)) + little(bits(0.2F)) + little(bits(0.0F));
    right = QImage(1, 1, QImage::Format_RGBA8888);
    right.setPixelColor(0, 0, QColor(255, 124, 0));
    QCOMPARE(difference(viewed("PF\n1 1\n-1.0\n" + colour), right), QString());
}

void TestNetpbm::wbmp() {
    // 9 x 2: a set bit is white.
    const QByteArray file("\0\0\x09\x02\x80\x80\x7f\0", 8);
    const auto picture = viewed(file);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("wbmp"));
    QCOMPARE(picture->view.size(), QSize(9, 2));
    QCOMPARE(picture->view.pixelColor(0, 0), QColor(Qt::white));
    QCOMPARE(picture->view.pixelColor(1, 0), QColor(Qt::black));
    QCOMPARE(picture->view.pixelColor(8, 0), QColor(Qt::white));
    QCOMPARE(picture->view.pixelColor(0, 1), QColor(Qt::black));
    QCOMPARE(picture->view.pixelColor(1, 1), QColor(Qt::white));
    QVERIFY(!viewed(file + '\0'));
    QVERIFY(!viewed(file.chopped(1)));
}

void TestNetpbm::xbmAndXpm() {
    // Bits from the right; a set one is black.
    const auto bits = viewed(
        "#define a_width 9\n#define a_height 2\nstatic char a_bits[] = {\n0x01, 0x01, 0xfe, 0x00 "
        "};\n");
    QVERIFY2(bits, bits ? "" : qPrintable(bits.error().sentence));
    QCOMPARE(bits->view.size(), QSize(9, 2));
    QCOMPARE(bits->view.pixelColor(0, 0), QColor(Qt::black));
    QCOMPARE(bits->view.pixelColor(1, 0), QColor(Qt::white));
    QCOMPARE(bits->view.pixelColor(8, 0), QColor(Qt::black));
    QCOMPARE(bits->view.pixelColor(0, 1), QColor(Qt::white));
    const auto colours = viewed(
        "/* XPM */\nstatic char *a[] = {\n\"3 1 3 1\",\n\". c None\",\n\"r c #ff0000\",\n"
        "\"b c blue\",\n\".rb\"};\n");
    QVERIFY2(colours, colours ? "" : qPrintable(colours.error().sentence));
    QCOMPARE(colours->view.pixelColor(0, 0).alpha(), 0);
    QCOMPARE(colours->view.pixelColor(1, 0), QColor(Qt::red));
    QCOMPARE(colours->view.pixelColor(2, 0), QColor(Qt::blue));
}

void TestNetpbm::hugeHeaders_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("ppm") << QByteArray("P6 2000000000 2000000000 255\nabc");
    QTest::newRow("ppm of too many digits") << QByteArray("P6 99999999999 1 255\nabc");
    QTest::newRow("pfm") << QByteArray("PF\n20000 20000\n1.0\nabc");
    QTest::newRow("pam") << QByteArray(
        "P7\nWIDTH 60000\nHEIGHT 60000\nDEPTH 4\nMAXVAL 255\nENDHDR\n");
    QTest::newRow("xpm") << QByteArray("/* XPM */\nstatic char *a[] = {\n\"60000 60000 1 1\",");
    QTest::newRow("xbm") << QByteArray(
        "#define a_width 60000\n#define a_height 60000\n"
        "static char a_bits[] = {\n0x01 };\n");
}

void TestNetpbm::hugeHeaders() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
}

void TestNetpbm::damage_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("ppm") << "P6 20 20 255\n" + QByteArray(1200, 'x');
    QTest::newRow("ppm, text") << "P3 9 9 255\n" + QByteArray("123 45 6\n").repeated(81);
    QTest::newRow("pam") << "P7\nWIDTH 20\nHEIGHT 20\nDEPTH 4\nMAXVAL 255\nENDHDR\n" +
                                QByteArray(1600, 'x');
    QTest::newRow("pfm") << "PF\n9 9\n-1.0\n" + QByteArray(972, '\x3c');
    QTest::newRow("wbmp") << QByteArray("\0\0\x09\x02\x80\x80\x7f\0", 8);
    QTest::newRow("xpm") << QByteArray(
        "/* XPM */\nstatic char *a[] = {\n\"3 1 3 1\",\n\". c None\",\n\"r c #ff0000\",\n"
        "\"b c blue\",\n\".rb\"};\n");
    QTest::newRow("xbm") << QByteArray(
        "#define a_width 9\n#define a_height 2\nstatic char a_bits[] = {\n0x01, 0x01, 0xfe, 0x00 "
        "};\n");
}

void TestNetpbm::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, 300), QString());
}

SEMBLANCE_TEST(TestNetpbm)
#include "tst_netpbm.moc"
