#include <QTest>
#include <array>

#include "tests/core/media/damage.h"
#include "tests/core/media/ddsfile.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::Dds;
using fixtures::ddsBlocks;
using fixtures::ddsColourBlock;
using fixtures::ddsFormat;
using fixtures::ddsValueBlock;
using fixtures::difference;
using fixtures::little;
using fixtures::viewed;

namespace {

constexpr quint16 kRed = 0xf800;
constexpr quint16 kBlue = 0x001f;

/// All pixels of a row of blocks have index 0, 1, 2, 3 from the left.
constexpr quint32 kColumns = 0xe4e4e4e4;

/// Indices 0 to 7 of 3 bits, twice.
constexpr quint64 kSteps = 0xfac688fac688;

QColor colourAt(const QByteArray& file, int x, int y = 0) {
    const auto picture = viewed(file);
    return picture ? picture->view.pixelColor(x, y) : QColor();
}

}  // namespace

class TestDds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bc1();
    void bc2();
    void bc3();
    void bc4AndBc5();
    void oddSizes();
    void masks_data();
    void masks();
    void smallestCopyThatIsEnough();
    void variantsNotRead();
    void hugeHeader();
    void cutShort();
    void damage_data();
    void damage();
};

void TestDds::bc1() {
    for (const Dds& dds : {ddsBlocks("DXT1"), ddsFormat(71), ddsFormat(72)}) {
        // Four colours: the two and what lies a third and two thirds between.
        const QByteArray file = dds.file(ddsColourBlock(kRed, kBlue, kColumns).repeated(4));
        QCOMPARE(colourAt(file, 0), QColor(255, 0, 0));
        QCOMPARE(colourAt(file, 1), QColor(0, 0, 255));
        QCOMPARE(colourAt(file, 2), QColor(170, 0, 85));
        QCOMPARE(colourAt(file, 7, 7), QColor(85, 0, 170));
        // In the other order three, and nothing.
        const QByteArray clear = dds.file(ddsColourBlock(kBlue, kRed, kColumns).repeated(4));
        QCOMPARE(colourAt(clear, 0), QColor(0, 0, 255));
        QCOMPARE(colourAt(clear, 2), QColor(128, 0, 128));
        QCOMPARE(colourAt(clear, 3).alpha(), 0);
    }
}

void TestDds::bc2() {
    // Alpha in 4 bits a pixel: 15 and 8 by turns.
    const QByteArray block = QByteArray(8, '\x8f') + ddsColourBlock(kBlue, kRed, 0);
    for (const Dds& dds : {ddsBlocks("DXT3"), ddsFormat(74)}) {
        QCOMPARE(colourAt(dds.file(block.repeated(4)), 0), QColor(0, 0, 255, 255));
        QCOMPARE(colourAt(dds.file(block.repeated(4)), 1), QColor(0, 0, 255, 136));
    }
    // Premultiplied: half of the light is all there is.
    const QByteArray half = QByteArray(8, '\x88') + ddsColourBlock(0x0010, 0, 0);
    const QColor colour = colourAt(ddsBlocks("DXT2").file(half.repeated(4)), 0);
    QVERIFY(colour.alpha() == 136 && colour.blue() > 240);
}

void TestDds::bc3() {
    const QByteArray file = ddsBlocks("DXT5").file(
        (ddsValueBlock(255, 10, kSteps) + ddsColourBlock(kRed, 0, 0)).repeated(4));
    const int right[] = {255, 10, 220, 185, 150, 115, 80, 45};
    for (int i = 0; i < 8; ++i)
        QVERIFY(std::abs(colourAt(file, i % 4, i / 4).alpha() - right[i]) <= 0);
    // Six steps, and the ends of the range.
    const QByteArray other = ddsBlocks("DXT5").file(
        (ddsValueBlock(50, 200, kSteps) + ddsColourBlock(kRed, 0, 0)).repeated(4));
    const int six[] = {50, 200, 80, 110, 140, 170, 0, 255};
    for (int i = 0; i < 8; ++i)
        QCOMPARE(colourAt(other, i % 4, i / 4).alpha(), six[i]);
}

void TestDds::bc4AndBc5() {
    const QByteArray grey = ddsValueBlock(255, 10, kSteps);
    for (const Dds& dds : {ddsBlocks("ATI1"), ddsBlocks("BC4U"), ddsFormat(80)})
        QCOMPARE(colourAt(dds.file(grey.repeated(4)), 2), QColor(220, 220, 220));
    const QByteArray two = grey + ddsValueBlock(100, 0, 0);
    for (const Dds& dds : {ddsBlocks("ATI2"), ddsBlocks("BC5U"), ddsFormat(83)})
        QCOMPARE(colourAt(dds.file(two.repeated(4)), 2), QColor(220, 100, 0));
}

void TestDds::oddSizes() {
    Dds dds = ddsBlocks("DXT1");
    dds.size = QSize(5, 3);
    const auto picture = viewed(dds.file(ddsColourBlock(kRed, kBlue, kColumns).repeated(2)));
    QVERIFY(picture);
    QCOMPARE(picture->view.size(), QSize(5, 3));
    QCOMPARE(picture->view.pixelColor(4, 2), QColor(Qt::red));
    QVERIFY(!viewed(dds.file(ddsColourBlock(kRed, kBlue, kColumns))));
}

void TestDds::masks_data() {
    QTest::addColumn<Dds>("dds");
    QTest::addColumn<QByteArray>("pixel");
    QTest::addColumn<QColor>("colour");
    const auto row = [](const char* name, quint32 flags, quint32 bits,
                        std::array<quint32, 4> bitMasks, const QByteArray& pixel, QColor colour) {
        Dds dds;
        dds.pixelFlags = flags;
        dds.bits = bits;
        dds.masks = bitMasks;
        QTest::newRow(name) << dds << pixel << colour;
    };
    row("32 bits", 0x41, 32, {0xff0000, 0xff00, 0xff, 0xff000000}, "\x0a\x14\x1e\xff",
        QColor(30, 20, 10));
    row("the other order", 0x41, 32, {0xff, 0xff00, 0xff0000, 0xff000000},
        QByteArray("\x0a\x14\x1e\xff"), QColor(10, 20, 30));
    row("no alpha", 0x40, 32, {0xff0000, 0xff00, 0xff, 0}, QByteArray("\x0a\x14\x1e\0", 4),
        QColor(30, 20, 10));
    row("24 bits", 0x40, 24, {0xff0000, 0xff00, 0xff, 0}, "\x0a\x14\x1e", QColor(30, 20, 10));
    row("5, 6 and 5", 0x40, 16, {0xf800, 0x7e0, 0x1f, 0}, little(quint16(0xf81f)),
        QColor(255, 0, 255));
    row("4 and 4", 0x41, 16, {0xf00, 0xf0, 0xf, 0xf000}, little(quint16(0xf0f8)),
        QColor(0, 255, 136));
    row("grey", 0x20000, 8, {0xff, 0, 0, 0}, "\x64", QColor(100, 100, 100));
    row("grey with alpha", 0x20001, 16, {0xff, 0, 0, 0xff00}, "\x64\xff", QColor(100, 100, 100));
}

void TestDds::masks() {
    QFETCH(const Dds, dds);
    QFETCH(const QByteArray, pixel);
    QFETCH(const QColor, colour);
    QImage right(dds.size, QImage::Format_RGBA8888);
    right.fill(colour);
    QCOMPARE(difference(viewed(dds.file(pixel.repeated(64))), right), QString());
}

void TestDds::smallestCopyThatIsEnough() {
    Dds dds = ddsBlocks("DXT1");
    dds.size = QSize(64, 64);
    dds.levels = 7;
    // Each level in a colour of its own.
    const quint16 colours[] = {kRed, kBlue, 0x07e0, 0xffff, 0, 0, 0};
    QByteArray data;
    for (int level = 0; level < 7; ++level) {
        const int perSide = qMax(1, (64 >> level) / 4);
        data += ddsColourBlock(colours[level], 0, 0).repeated(perSide * perSide);
    }
    const auto colour = [&](int side) {
        const auto picture = viewed(dds.file(data), side);
        return picture && picture->facts.width == 64 ? picture->view.pixelColor(1, 1) : QColor();
    };
    QCOMPARE(colour(64), QColor(Qt::red));
    QCOMPARE(colour(33), QColor(Qt::red));
    QCOMPARE(colour(32), QColor(Qt::blue));
    QCOMPARE(colour(10), QColor(Qt::green));
    QCOMPARE(colour(8), QColor(Qt::white));
    // Copies that are missing are not missed.
    data.truncate(16 * 16 * 8);
    QCOMPARE(colour(8), QColor(Qt::red));
}

void TestDds::variantsNotRead() {
    for (const Dds& dds : {ddsFormat(95), ddsFormat(98), ddsBlocks("UYVY")}) {
        const auto picture = viewed(dds.file(QByteArray(256, '\0')));
        QVERIFY(!picture);
        QVERIFY2(picture.error().sentence.contains(QStringLiteral("of a variant")),
                 qPrintable(picture.error().sentence));
    }
}

void TestDds::hugeHeader() {
    Dds dds = ddsBlocks("DXT1");
    for (const QSize size : {QSize(60'000, 60'000), QSize(0, 8), QSize(-1, 8)}) {
        dds.size = size;
        QVERIFY(!viewed(dds.file(QByteArray(256, '\0'))));
    }
}

void TestDds::cutShort() {
    const auto picture = viewed(ddsBlocks("DXT1").file(QByteArray(31, '\0')));
    QVERIFY(!picture);
    QVERIFY(picture.error().sentence.contains(QStringLiteral("cut short")));
}

void TestDds::damage_data() {
    QTest::addColumn<QByteArray>("file");
    const QByteArray colours = ddsColourBlock(kRed, kBlue, kColumns);
    QTest::newRow("bc1") << ddsBlocks("DXT1").file(colours.repeated(4));
    QTest::newRow("bc3") << ddsBlocks("DXT5").file(
        (ddsValueBlock(1, 99, kSteps) + colours).repeated(4));
    QTest::newRow("dx10") << ddsFormat(83).file(ddsValueBlock(1, 99, kSteps).repeated(8));
    Dds dds;
    dds.pixelFlags = 0x41;
    dds.bits = 32;
    dds.masks = {0xff, 0xff00, 0xff0000, 0xff000000};
    QTest::newRow("masks") << dds.file(QByteArray(256, 'x'));
}

void TestDds::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, 300), QString());
}

SEMBLANCE_TEST(TestDds)
#include "tst_dds.moc"
