#include <QTest>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/model/kernels/colourhistogram.h"
#include "tests/testmain.h"

using namespace semblance;

/// The histogram against bins worked out by hand: index = hue * 16 + saturation * 4 + value.
class ColourHistogramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onePixelFallsIntoItsBin_data();
    void onePixelFallsIntoItsBin();
    void sharesAreSquareRoots();
    void whiteIsLeftOut();
    void almostAllWhiteCountsAll();
    void agreesWithFloatingPointHsv();
};

namespace {

using Pixels = std::vector<std::uint8_t>;

void add(Pixels& pixels, int count, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    for (int i = 0; i < count; ++i) {
        for (const std::uint8_t channel : {r, g, b})
            pixels.push_back(channel);
    }
}

int index(int hue, int saturation, int value) {
    return hue * 16 + saturation * 4 + value;
}

}  // namespace

void ColourHistogramTest::onePixelFallsIntoItsBin_data() {
    QTest::addColumn<int>("r");
    QTest::addColumn<int>("g");
    QTest::addColumn<int>("b");
    QTest::addColumn<int>("bin");
    QTest::newRow("black") << 0 << 0 << 0 << index(0, 0, 0);
    QTest::newRow("grey") << 128 << 128 << 128 << index(0, 0, 2);
    QTest::newRow("red") << 255 << 0 << 0 << index(0, 3, 3);
    QTest::newRow("yellow, H = 1/6") << 255 << 255 << 0 << index(2, 3, 3);
    QTest::newRow("green, H = 1/3") << 0 << 255 << 0 << index(4, 3, 3);
    QTest::newRow("cyan, H = 1/2") << 0 << 255 << 255 << index(6, 3, 3);
    QTest::newRow("blue, H = 2/3") << 0 << 0 << 255 << index(8, 3, 3);
    QTest::newRow("magenta, H = 5/6") << 255 << 0 << 255 << index(10, 3, 3);
    QTest::newRow("just under red again") << 255 << 0 << 1 << index(11, 3, 3);
    QTest::newRow("orange, H = 1/12 exactly") << 200 << 100 << 0 << index(1, 3, 3);
    QTest::newRow("just redder") << 200 << 99 << 0 << index(0, 3, 3);
    QTest::newRow("half saturated") << 200 << 100 << 100 << index(0, 2, 3);
    QTest::newRow("a little saturated") << 200 << 151 << 151 << index(0, 0, 3);
    QTest::newRow("dark") << 63 << 0 << 0 << index(0, 3, 0);
    QTest::newRow("less dark") << 64 << 0 << 0 << index(0, 3, 1);
    QTest::newRow("white alone") << 255 << 255 << 255 << index(0, 0, 3);
}

void ColourHistogramTest::onePixelFallsIntoItsBin() {
    QFETCH(int, r);
    QFETCH(int, g);
    QFETCH(int, b);
    QFETCH(int, bin);
    Pixels pixels;
    add(pixels, 1, std::uint8_t(r), std::uint8_t(g), std::uint8_t(b));
    const auto histogram = colourHistogram(pixels);
    for (int i = 0; i < kColourBins; ++i)
        QCOMPARE(histogram[std::size_t(i)], i == bin ? 1.0f : 0.0f);
}

void ColourHistogramTest::sharesAreSquareRoots() {
    Pixels pixels;
    add(pixels, 1, 255, 0, 0);
    add(pixels, 3, 0, 0, 255);
    const auto histogram = colourHistogram(pixels);
    QCOMPARE(histogram[std::size_t(index(0, 3, 3))], 0.5f);
    QCOMPARE(histogram[std::size_t(index(8, 3, 3))], std::sqrt(0.75f));
}

void ColourHistogramTest::whiteIsLeftOut() {
    Pixels pixels;
    add(pixels, 99, 255, 250, 235);
    add(pixels, 1, 0, 255, 0);
    const auto histogram = colourHistogram(pixels);
    QCOMPARE(histogram[std::size_t(index(4, 3, 3))], 1.0f);
    // 234 is no longer white.
    add(pixels, 3, 255, 255, 234);
    QCOMPARE(colourHistogram(pixels)[std::size_t(index(4, 3, 3))], 0.5f);
}

void ColourHistogramTest::almostAllWhiteCountsAll() {
    Pixels pixels;
    add(pixels, 399, 255, 255, 255);
    add(pixels, 1, 0, 255, 0);
    const auto histogram = colourHistogram(pixels);
    QCOMPARE(histogram[std::size_t(index(4, 3, 3))], 0.05f);
    QCOMPARE(histogram[std::size_t(index(0, 0, 3))], std::sqrt(399.0f / 400.0f));
}

void ColourHistogramTest::agreesWithFloatingPointHsv() {
    // The definition written out, on a coarse lattice of all colours.
    for (int r = 0; r < 256; r += 15) {
        for (int g = 0; g < 256; g += 15) {
            for (int b = 0; b < 256; b += 15) {
                const double most = std::max({r, g, b});
                const double span = most - std::min({r, g, b});
                double hue = 0;
                if (span > 0 && most == r)
                    hue = std::fmod((g - b) / span + 6, 6.0);
                else if (span > 0 && most == g)
                    hue = (b - r) / span + 2;
                else if (span > 0)
                    hue = (r - g) / span + 4;
                const double edge = 2 * hue - std::round(2 * hue);
                if (std::abs(edge) < 1e-9 && edge != 0)
                    continue;  // rounding decides in floating point
                const double saturation = most > 0 ? span / most : 0;
                const int bin = index(std::min(11, int(2 * hue)), std::min(3, int(4 * saturation)),
                                      std::min(3, int(4 * most / 255)));
                Pixels pixels;
                add(pixels, 1, std::uint8_t(r), std::uint8_t(g), std::uint8_t(b));
                QCOMPARE(colourHistogram(pixels)[std::size_t(bin)], 1.0f);
            }
        }
    }
}

SEMBLANCE_APPLESS_TEST(ColourHistogramTest)
#include "tst_colourhistogram.moc"
