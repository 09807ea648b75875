#include <QTest>

#include "core/media/picture.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/bmpfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::Bmp;
using fixtures::bmpColour;
using fixtures::bmpPalette;
using fixtures::bmpPaletteColour;
using fixtures::bmpPixel;

namespace {

constexpr int kWidth = Bmp::kWidth, kHeight = Bmp::kHeight;

Result<DecodedPicture> viewed(const QByteArray& file) {
    return decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
}

QByteArray sentenceOf(const Result<DecodedPicture>& picture) {
    return picture ? QByteArray("(decoded)") : picture.error().sentence.toUtf8();
}

int difference(const QColor& a, const QColor& b) {
    return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                     std::abs(a.blue() - b.blue()), std::abs(a.alpha() - b.alpha())});
}

}  // namespace

class TestBmp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packed_data();
    void packed();
    void palettes_data();
    void palettes();
    void alphaThatIsNowhereIsNone();
    void runLengths();
    void embeddedProfile();
    void variantsAreCalledSo_data();
    void variantsAreCalledSo();
    void noPixelsAreDamage();
};

void TestBmp::packed_data() {
    QTest::addColumn<Bmp>("bmp");
    QTest::addColumn<int>("tolerance");
    for (const int header : {12, 40, 52, 56, 64, 108, 124}) {
        for (const bool isTopDown : {false, true}) {
            if (header == 12 && isTopDown)
                continue;
            QTest::addRow("24 bits, header %d%s", header, isTopDown ? ", top down" : "")
                << Bmp{.headerBytes = header, .isTopDown = isTopDown} << 0;
        }
    }
    QTest::newRow("16 bits") << Bmp{.bits = 16} << 5;
    QTest::newRow("32 bits") << Bmp{.bits = 32} << 0;
    const std::pair<const char*, std::array<quint32, 4>> kinds[] = {
        {"555", {0x7c00, 0x3e0, 0x1f, 0}},
        {"565", {0xf800, 0x7e0, 0x1f, 0}},
        {"4444", {0xf00, 0xf0, 0xf, 0xf000}},
        {"rgbx", {0xff000000, 0xff0000, 0xff00, 0}},
        {"101010", {0x3ff00000, 0xffc00, 0x3ff, 0}},
        {"argb", {0xff0000, 0xff00, 0xff, 0xff000000}}};
    for (const auto& [name, masks] : kinds) {
        const bool isWide = masks[0] > 0xffff;
        const bool hasAlpha = masks[3] != 0;
        for (const int header : {40, 52, 56, 108, 124}) {
            if (hasAlpha && header == 52)
                continue;
            QTest::addRow("%s, header %d", name, header)
                << Bmp{.headerBytes = header,
                       .bits = isWide ? 32 : 16,
                       .code = hasAlpha && header == 40 ? 6u : 3u,
                       .masks = masks}
                << (isWide     ? 1
                    : hasAlpha ? 10
                               : 5);
        }
    }
}

void TestBmp::packed() {
    QFETCH(Bmp, bmp);
    QFETCH(const int, tolerance);
    std::array<quint32, 4> masks = bmp.masks;
    if (bmp.code == 0)
        masks = bmp.bits == 16 ? std::array<quint32, 4>{0x7c00, 0x3e0, 0x1f, 0}
                               : std::array<quint32, 4>{0xff0000, 0xff00, 0xff, 0};
    const bool hasAlpha = masks[3] != 0;
    bmp.pixels = bmp.rows([&](int x, int y) { return bmpPixel(bmpColour(x, y, hasAlpha), masks); });
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    QCOMPARE(picture->view.size(), QSize(kWidth, kHeight));
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const QColor seen = picture->view.pixelColor(x, y);
            const QColor expected = bmpColour(x, y, hasAlpha);
            QVERIFY2(
                difference(seen, expected) <= tolerance,
                qPrintable(seen.name(QColor::HexArgb) + u' ' + expected.name(QColor::HexArgb)));
        }
    }
}

void TestBmp::palettes_data() {
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("header");
    for (const int bits : {1, 2, 4, 8})
        for (const int header : {12, 40, 64, 124})
            QTest::addRow("%d bits, header %d", bits, header) << bits << header;
}

void TestBmp::palettes() {
    QFETCH(const int, bits);
    QFETCH(const int, header);
    Bmp bmp{.headerBytes = header, .bits = bits};
    bmp.palette = bmpPalette(1 << bits, header == 12);
    const auto index = [=](int x, int y) { return quint32(x * 5 + y * 3) % (1u << bits); };
    bmp.pixels = bmp.rows(index);
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            QCOMPARE(picture->view.pixelColor(x, y), bmpPaletteColour(int(index(x, y))));
}

void TestBmp::alphaThatIsNowhereIsNone() {
    Bmp bmp{
        .headerBytes = 124, .bits = 32, .code = 3, .masks = {0xff0000, 0xff00, 0xff, 0xff000000}};
    bmp.pixels = bmp.rows([](int x, int y) { return bmpColour(x, y).rgb() & 0xffffff; });
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    QCOMPARE(picture->view.pixelColor(9, 9), bmpColour(9, 9));
}

/// Runs, literals and skips; what is skipped is black.
void TestBmp::runLengths() {
    Bmp bmp{.bits = 8, .code = 1, .palette = bmpPalette(256, false)};
    // Five of 9, three literally with a byte to fill up, ten further and two rows up, four of 7.
    bmp.pixels = QByteArray::fromHex(
        "0509"
        "0003010203"
        "00"
        "00020a02"
        "0407"
        "0001");
    auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    const auto at = [&](int x, int row) { return picture->view.pixelColor(x, kHeight - 1 - row); };
    QCOMPARE(at(4, 0), bmpPaletteColour(9));
    QCOMPARE(at(5, 0), bmpPaletteColour(1));
    QCOMPARE(at(7, 0), bmpPaletteColour(3));
    QCOMPARE(at(8, 0), QColor(Qt::black));
    QCOMPARE(at(17, 2), QColor(Qt::black));
    QCOMPARE(at(18, 2), bmpPaletteColour(7));
    QCOMPARE(at(21, 2), bmpPaletteColour(7));
    QCOMPARE(at(36, 20), QColor(Qt::black));

    bmp.bits = 4;
    bmp.code = 2;
    bmp.palette = bmpPalette(16, false);
    bmp.pixels = QByteArray::fromHex(
        "0512"
        "00033450"
        "0001");
    picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    const int expected[] = {1, 2, 1, 2, 1, 3, 4, 5};
    for (int x = 0; x < 8; ++x)
        QCOMPARE(at(x, 0), bmpPaletteColour(expected[x]));

    // The code ends in the first of the rows, and nothing says that this is meant.
    bmp.pixels = QByteArray::fromHex("0512");
    picture = viewed(bmp.file());
    QVERIFY2(sentenceOf(picture).contains("cut short"), sentenceOf(picture).constData());
}

void TestBmp::embeddedProfile() {
    Bmp bmp{.headerBytes = 124};
    bmp.pixels = bmp.rows([](int, int) { return 0xc86432u; });
    bmp.iccProfile = profileOfCodePoints(12, 13);
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    // (200, 100, 50) of Display P3, as in tst_png.
    QVERIFY(difference(picture->view.pixelColor(3, 3), QColor(214, 93, 31)) <= 2);
}

void TestBmp::variantsAreCalledSo_data() {
    QTest::addColumn<Bmp>("bmp");
    QTest::newRow("jpeg inside") << Bmp{.bits = 0, .code = 4};
    QTest::newRow("png inside") << Bmp{.bits = 0, .code = 5};
    QTest::newRow("cmyk") << Bmp{.bits = 32, .code = 11};
    QTest::newRow("64 bits") << Bmp{.bits = 64};
    QTest::newRow("fax") << Bmp{.headerBytes = 64, .bits = 1, .code = 3};
}

void TestBmp::variantsAreCalledSo() {
    QFETCH(Bmp, bmp);
    bmp.pixels = QByteArray(10'000, 'x');
    const auto picture = viewed(bmp.file());
    QVERIFY(!picture);
    QVERIFY2(sentenceOf(picture).contains("variant that is not read"),
             sentenceOf(picture).constData());
}

void TestBmp::noPixelsAreDamage() {
    for (const qsizetype side : {18, 22}) {
        Bmp bmp;
        bmp.pixels = QByteArray(10'000, 'x');
        QByteArray file = bmp.file();
        file.replace(side, 4, QByteArray(4, '\0'));
        const auto picture = viewed(file);
        QVERIFY(!picture);
        QVERIFY2(sentenceOf(picture).contains("damaged"), sentenceOf(picture).constData());
    }
}

SEMBLANCE_TEST(TestBmp)
#include "tst_bmp.moc"
