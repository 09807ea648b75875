#include <QTest>
#include <cmath>
#include <random>
#include <vector>

#include "core/base/palette.h"
#include "tests/testmain.h"

using namespace semblance;

class PaletteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheColoursWithTheirShares();
    void takesLikeColoursTogether();
    void leavesOutWhatIsTransparent();
    void isTheSameEachTime();
    void travelsAsBytes();
    void namesColours_data();
    void namesColours();
    void knowsOtherNames();
    void countsSharesAsTheyAre();
};

namespace {
std::vector<std::uint32_t> some(int count, std::uint32_t pixel) {
    return std::vector<std::uint32_t>(std::size_t(count), pixel);
}

std::vector<std::uint32_t> operator+(std::vector<std::uint32_t> a,
                                     const std::vector<std::uint32_t>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

bool isNear(const Swatch& swatch, int red, int green, int blue) {
    constexpr int most = 8;
    return std::abs(swatch.red - red) <= most && std::abs(swatch.green - green) <= most &&
           std::abs(swatch.blue - blue) <= most;
}
}  // namespace

void PaletteTest::findsTheColoursWithTheirShares() {
    const Palette palette =
        paletteOf(some(600, 0xffc81e1e) + some(300, 0xff1e3cc8) + some(100, 0xfff0f0f0));
    QCOMPARE(palette.colours().size(), std::size_t(3));
    QVERIFY(isNear(palette.swatches[0], 200, 30, 30));
    QVERIFY(isNear(palette.swatches[1], 30, 60, 200));
    QVERIFY(isNear(palette.swatches[2], 240, 240, 240));
    QCOMPARE(int(palette.swatches[0].share), 153);
    QCOMPARE(int(palette.swatches[1].share), 76);
    QCOMPARE(int(palette.swatches[2].share), 25);
}

/// A sky is one colour, though no two of its pixels are alike; a speck is none.
void PaletteTest::takesLikeColoursTogether() {
    std::mt19937 random(3);
    std::vector<std::uint32_t> pixels;
    for (int i = 0; i < 4000; ++i) {
        const std::uint32_t part = random() % 16;
        pixels.push_back(0xff000000 | (100 + part) << 16 | (160 + part) << 8 | (220 + part));
    }
    const Palette palette = paletteOf(pixels + some(20, 0xffff0000));
    QCOMPARE(palette.colours().size(), std::size_t(1));
    QVERIFY(isNear(palette.swatches[0], 108, 168, 228));
    QVERIFY(palette.swatches[0].share > 250);
}

void PaletteTest::leavesOutWhatIsTransparent() {
    const Palette palette = paletteOf(some(900, 0x00ffffff) + some(100, 0xff208020));
    QCOMPARE(palette.colours().size(), std::size_t(1));
    QVERIFY(isNear(palette.swatches[0], 32, 128, 32));
    QCOMPARE(int(palette.swatches[0].share), 255);
    QVERIFY(paletteOf(some(10, 0x10ff0000)) == Palette());
    QVERIFY(paletteOf({}) == Palette());
}

void PaletteTest::isTheSameEachTime() {
    std::mt19937 random(5);
    std::vector<std::uint32_t> pixels;
    for (int i = 0; i < 4096; ++i)
        pixels.push_back(0xff000000 | std::uint32_t(random()));
    const Palette palette = paletteOf(pixels);
    QCOMPARE(palette.colours().size(), Palette::most);
    QVERIFY(palette == paletteOf(pixels));
    int shares = 0;
    for (std::size_t i = 0; i < Palette::most; ++i) {
        shares += palette.swatches[i].share;
        QVERIFY(i == 0 || palette.swatches[i].share <= palette.swatches[i - 1].share);
    }
    QVERIFY(shares <= 255);
}

void PaletteTest::travelsAsBytes() {
    const Palette palette = paletteOf(some(600, 0xffc81e1e) + some(300, 0xff1e3cc8));
    QCOMPARE(toBytes(palette).size(), 8);
    QVERIFY(paletteFromBytes(toBytes(palette)) == palette);
    QVERIFY(paletteFromBytes({}) == Palette());
    QVERIFY(!paletteFromBytes(QByteArray(7, 'x')));
    QVERIFY(!paletteFromBytes(QByteArray(28, '\1')));
    QVERIFY(!paletteFromBytes(QByteArray(4, '\0')));
    QVERIFY(!paletteFromBytes(QByteArray(8, '\xff')));  // more than there is
}

void PaletteTest::namesColours_data() {
    QTest::addColumn<int>("rgb");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* what, int rgb, const char* name) {
        QTest::newRow(what) << rgb << QString::fromLatin1(name);
    };
    row("fire engine", 0xce2029, "red");
    row("pumpkin", 0xff7518, "orange");
    row("sunflower", 0xffda03, "yellow");
    row("grass", 0x4c9a2a, "green");
    row("forest", 0x2c5530, "green");
    row("lagoon", 0x30b5b0, "teal");
    row("sky", 0x7fb8e6, "blue");
    row("evening sky", 0x26416b, "blue");
    row("plum", 0x7d3c98, "purple");
    row("rose", 0xf7a8c4, "pink");
    row("chestnut", 0x7b4a2d, "brown");
    row("sand", 0xcdb48c, "brown");
    row("snow", 0xf6f8fa, "white");
    row("concrete", 0x95928e, "grey");
    row("coal", 0x15151a, "black");
}

void PaletteTest::namesColours() {
    QFETCH(int, rgb);
    QFETCH(QString, name);
    const std::size_t cell = cellOf(rgb >> 16, rgb >> 8 & 255, rgb & 255);
    QCOMPARE(nameOf(nameOfCell(cell)), name);
}

void PaletteTest::knowsOtherNames() {
    QVERIFY(colourNamed(u"Gray") == NamedColour::Grey);
    QVERIFY(colourNamed(u"VIOLET") == NamedColour::Purple);
    QVERIFY(!colourNamed(u"reddish"));
    for (std::size_t i = 0; i < namedColours; ++i) {
        const auto colour = static_cast<NamedColour>(i);
        QVERIFY(colourNamed(nameOf(colour)) == colour);
        const auto rgb = int(exampleOf(colour));
        QVERIFY(nameOfCell(cellOf(rgb >> 16, rgb >> 8 & 255, rgb & 255)) == colour);
    }
    QVERIFY(!WantedColour::fromText(u"#12345"));
    QVERIFY(!WantedColour::fromText(u"#12345g"));
    QVERIFY(!WantedColour::fromText(u"123456"));
}

void PaletteTest::countsSharesAsTheyAre() {
    // 20 % of one red, 20 % of another, 60 % of white.
    Palette palette;
    palette.swatches = {Swatch{250, 250, 250, 153}, Swatch{200, 30, 30, 51},
                        Swatch{140, 10, 20, 51}};
    const auto share = [&](QStringView colour) {
        return WantedColour::fromText(colour)->shareIn(palette);
    };
    QCOMPARE(share(u"red"), 102);
    QCOMPARE(share(u"white"), 153);
    QCOMPARE(share(u"blue"), 0);
    QCOMPARE(share(u"#c81e1e"), 51);
    QCOMPARE(share(u"#d0242a"), 51);  // much like it
    QCOMPARE(share(u"#1e1ec8"), 0);
    QVERIFY(isShare(102, 40));
    QVERIFY(!isShare(102, 41));
    QCOMPARE(int(mainColours(palette)), 1 << int(NamedColour::Red) | 1 << int(NamedColour::White));
}

SEMBLANCE_TEST(PaletteTest)
#include "tst_palette.moc"
