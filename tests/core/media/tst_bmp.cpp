#include <QTest>
#include <QtEndian>
#include <functional>
#include <initializer_list>

#include "core/media/picture.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr int kWidth = 37, kHeight = 21;

QByteArray numbers(std::initializer_list<quint32> values) {
    QByteArray bytes;
    for (const quint32 value : values) {
        char raw[4];
        qToLittleEndian(value, raw);
        bytes.append(raw, 4);
    }
    return bytes;
}

/// A BMP put together by hand.
struct Bmp {
    int headerBytes = 40;
    int bits = 24;
    quint32 code = 0;
    bool isTopDown = false;
    std::array<quint32, 4> masks{};
    QByteArray palette{};
    QByteArray pixels{};
    QByteArray iccProfile{};

    QByteArray file() const {
        QByteArray header;
        if (headerBytes == 12) {
            header = numbers({12, quint32(kWidth | kHeight << 16), quint32(1 | bits << 16)});
        } else {
            header = numbers({quint32(headerBytes), kWidth,
                              isTopDown ? quint32(-kHeight) : quint32(kHeight),
                              quint32(1 | bits << 16), code, 0, 2835, 2835, 0, 0});
            if (headerBytes >= 52 && headerBytes != 64)
                header += numbers({masks[0], masks[1], masks[2], masks[3]});
            header = header.leftJustified(headerBytes, '\0', true);
        }
        if (headerBytes == 40 && (code == 3 || code == 6))
            header += numbers({masks[0], masks[1], masks[2]});
        if (headerBytes == 40 && code == 6)
            header += numbers({masks[3]});
        const auto start = quint32(14 + header.size() + palette.size());
        if (!iccProfile.isEmpty()) {
            header.replace(56, 4, "DEBM");
            header.replace(
                112, 8, numbers({start - 14 + quint32(pixels.size()), quint32(iccProfile.size())}));
        }
        return "BM" + numbers({start + quint32(pixels.size()), 0, start}) + header + palette +
               pixels + iccProfile;
    }
};

/// Red to the right, green downwards, blue to the left; alpha of the right half.
QColor colourAt(int x, int y, bool hasAlpha = false) {
    return QColor(x * 255 / (kWidth - 1), y * 255 / (kHeight - 1), 255 - x * 255 / (kWidth - 1),
                  hasAlpha && x > kWidth / 2 ? 255 / 15 * 8 : 255);
}

/// Rows as the file has them, each pixel by its bits, filled up to four bytes.
QByteArray rows(const Bmp& bmp, const std::function<quint32(int x, int y)>& pixel) {
    QByteArray bytes;
    for (int i = 0; i < kHeight; ++i) {
        const int y = bmp.isTopDown ? i : kHeight - 1 - i;
        QByteArray row((kWidth * bmp.bits + 31) / 32 * 4, '\0');
        for (int x = 0; x < kWidth; ++x) {
            const quint32 value = pixel(x, y);
            if (bmp.bits < 8) {
                const int at = x * bmp.bits;
                row[at / 8] = char(uchar(row[at / 8]) | value << (8 - bmp.bits - at % 8));
            } else {
                for (int b = 0; b < bmp.bits / 8; ++b)
                    row[x * bmp.bits / 8 + b] = char(value >> (8 * b));
            }
        }
        bytes += row;
    }
    return bytes;
}

quint32 placed(int value, quint32 mask) {
    if (mask == 0)
        return 0;
    const int shift = qCountTrailingZeroBits(mask);
    const quint64 largest = mask >> shift;
    return quint32((quint64(value) * largest + 127) / 255) << shift;
}

quint32 packed(const QColor& colour, const std::array<quint32, 4>& masks) {
    return placed(colour.red(), masks[0]) | placed(colour.green(), masks[1]) |
           placed(colour.blue(), masks[2]) | placed(colour.alpha(), masks[3]);
}

QByteArray paletteOf(int count, bool isCore) {
    QByteArray palette;
    for (int i = 0; i < count; ++i) {
        palette.append(char(255 - i)).append(char(i)).append(char(i * 7));
        if (!isCore)
            palette.append('\0');
    }
    return palette;
}

QColor paletteColour(int i) {
    return QColor(i * 7 % 256, i, 255 - i);
}

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
    bmp.pixels = rows(bmp, [&](int x, int y) { return ::packed(colourAt(x, y, hasAlpha), masks); });
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    QCOMPARE(picture->view.size(), QSize(kWidth, kHeight));
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const QColor seen = picture->view.pixelColor(x, y);
            const QColor expected = colourAt(x, y, hasAlpha);
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
    bmp.palette = paletteOf(1 << bits, header == 12);
    const auto index = [=](int x, int y) { return quint32(x * 5 + y * 3) % (1u << bits); };
    bmp.pixels = rows(bmp, index);
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            QCOMPARE(picture->view.pixelColor(x, y), paletteColour(int(index(x, y))));
}

void TestBmp::alphaThatIsNowhereIsNone() {
    Bmp bmp{
        .headerBytes = 124, .bits = 32, .code = 3, .masks = {0xff0000, 0xff00, 0xff, 0xff000000}};
    bmp.pixels = rows(bmp, [](int x, int y) { return colourAt(x, y).rgb() & 0xffffff; });
    const auto picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    QCOMPARE(picture->view.pixelColor(9, 9), colourAt(9, 9));
}

/// Runs, literals and skips; what is skipped is black.
void TestBmp::runLengths() {
    Bmp bmp{.bits = 8, .code = 1, .palette = paletteOf(256, false)};
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
    QCOMPARE(at(4, 0), paletteColour(9));
    QCOMPARE(at(5, 0), paletteColour(1));
    QCOMPARE(at(7, 0), paletteColour(3));
    QCOMPARE(at(8, 0), QColor(Qt::black));
    QCOMPARE(at(17, 2), QColor(Qt::black));
    QCOMPARE(at(18, 2), paletteColour(7));
    QCOMPARE(at(21, 2), paletteColour(7));
    QCOMPARE(at(36, 20), QColor(Qt::black));

    bmp.bits = 4;
    bmp.code = 2;
    bmp.palette = paletteOf(16, false);
    bmp.pixels = QByteArray::fromHex(
        "0512"
        "00033450"
        "0001");
    picture = viewed(bmp.file());
    QVERIFY2(picture, sentenceOf(picture).constData());
    const int expected[] = {1, 2, 1, 2, 1, 3, 4, 5};
    for (int x = 0; x < 8; ++x)
        QCOMPARE(at(x, 0), paletteColour(expected[x]));

    // The code ends in the first of the rows, and nothing says that this is meant.
    bmp.pixels = QByteArray::fromHex("0512");
    picture = viewed(bmp.file());
    QVERIFY2(sentenceOf(picture).contains("cut short"), sentenceOf(picture).constData());
}

void TestBmp::embeddedProfile() {
    Bmp bmp{.headerBytes = 124};
    bmp.pixels = rows(bmp, [](int, int) { return 0xc86432u; });
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
