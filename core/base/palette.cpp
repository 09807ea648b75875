#include "core/base/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace semblance {

namespace {
/// CIELAB of sRGB's white, D65.
struct Lab {
    float l = 0;
    float a = 0;
    float b = 0;
};

float squaredDistance(const Lab& x, const Lab& y) {
    const float l = x.l - y.l;
    const float a = x.a - y.a;
    const float b = x.b - y.b;
    return l * l + a * a + b * b;
}

float linear(int value) {
    const float v = float(value) / 255.0f;
    return v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
}

/// IEC 61966-2-1 to XYZ, then CIE 15.
Lab labOf(int red, int green, int blue) {
    const float r = linear(red);
    const float g = linear(green);
    const float b = linear(blue);
    const auto curve = [](float t) {
        constexpr float bend = 216.0f / 24389.0f;
        return t > bend ? std::cbrt(t) : (24389.0f / 27.0f * t + 16.0f) / 116.0f;
    };
    const float x = curve((0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / 0.95047f);
    const float y = curve(0.2126729f * r + 0.7151522f * g + 0.0721750f * b);
    const float z = curve((0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / 1.08883f);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

Lab labOf(std::uint32_t rgb) {
    return labOf(int(rgb >> 16 & 255), int(rgb >> 8 & 255), int(rgb & 255));
}

/// Of each cell's middle.
const std::vector<Lab>& labOfCells() {
    static const std::vector<Lab> labs = [] {
        std::vector<Lab> all(colourCells);
        for (std::size_t cell = 0; cell < colourCells; ++cell) {
            const auto part = [cell](int shift) { return int(cell >> shift & 31) * 8 + 4; };
            all[cell] = labOf(part(10), part(5), part(0));
        }
        return all;
    }();
    return labs;
}

struct Example {
    std::uint32_t rgb;
    NamedColour name;
};

/// Colours that people agree on the names of, mostly those of CSS. The first of a name is shown.
constexpr std::array examples{
    Example{0xd62828, NamedColour::Red},    Example{0xff0000, NamedColour::Red},
    Example{0xb22222, NamedColour::Red},    Example{0x8b0000, NamedColour::Red},
    Example{0xdc143c, NamedColour::Red},    Example{0xcd5c5c, NamedColour::Red},
    Example{0x5c1014, NamedColour::Red},    Example{0xf4831f, NamedColour::Orange},
    Example{0xffa500, NamedColour::Orange}, Example{0xff6a00, NamedColour::Orange},
    Example{0xff7f50, NamedColour::Orange}, Example{0xffa86b, NamedColour::Orange},
    Example{0xd97a1e, NamedColour::Orange}, Example{0xf5d327, NamedColour::Yellow},
    Example{0xffff00, NamedColour::Yellow}, Example{0xffd700, NamedColour::Yellow},
    Example{0xf0e68c, NamedColour::Yellow}, Example{0xfff3a0, NamedColour::Yellow},
    Example{0xc8b400, NamedColour::Yellow}, Example{0x3a9b45, NamedColour::Green},
    Example{0x008000, NamedColour::Green},  Example{0x00ff00, NamedColour::Green},
    Example{0x9acd32, NamedColour::Green},  Example{0x556b2f, NamedColour::Green},
    Example{0x2e8b57, NamedColour::Green},  Example{0x98e698, NamedColour::Green},
    Example{0x1e3a1e, NamedColour::Green},  Example{0x8fbc8f, NamedColour::Green},
    Example{0x6b8e23, NamedColour::Green},  Example{0x1aa6a0, NamedColour::Teal},
    Example{0x008080, NamedColour::Teal},   Example{0x00ffff, NamedColour::Teal},
    Example{0x40e0d0, NamedColour::Teal},   Example{0x5f9ea0, NamedColour::Teal},
    Example{0xb0f0f0, NamedColour::Teal},   Example{0x0b4a4f, NamedColour::Teal},
    Example{0x2b6fd6, NamedColour::Blue},   Example{0x0000ff, NamedColour::Blue},
    Example{0x000080, NamedColour::Blue},   Example{0x1e90ff, NamedColour::Blue},
    Example{0x87ceeb, NamedColour::Blue},   Example{0x4682b4, NamedColour::Blue},
    Example{0xa9cbe8, NamedColour::Blue},   Example{0x1c2f52, NamedColour::Blue},
    Example{0x5b84b1, NamedColour::Blue},   Example{0x8146b5, NamedColour::Purple},
    Example{0x800080, NamedColour::Purple}, Example{0x8a2be2, NamedColour::Purple},
    Example{0x4b0082, NamedColour::Purple}, Example{0x9370db, NamedColour::Purple},
    Example{0xc8a2e0, NamedColour::Purple}, Example{0xba55d3, NamedColour::Purple},
    Example{0xf07fb0, NamedColour::Pink},   Example{0xff69b4, NamedColour::Pink},
    Example{0xffc0cb, NamedColour::Pink},   Example{0xff1493, NamedColour::Pink},
    Example{0xff00ff, NamedColour::Pink},   Example{0xdb7093, NamedColour::Pink},
    Example{0xf7d6dc, NamedColour::Pink},   Example{0x8a5a33, NamedColour::Brown},
    Example{0x8b4513, NamedColour::Brown},  Example{0xa0522d, NamedColour::Brown},
    Example{0x5c4030, NamedColour::Brown},  Example{0xd2b48c, NamedColour::Brown},
    Example{0xb58863, NamedColour::Brown},  Example{0x3b2417, NamedColour::Brown},
    Example{0xe3c9a8, NamedColour::Brown},  Example{0xffffff, NamedColour::White},
    Example{0xf2f2f2, NamedColour::White},  Example{0xfaf3e8, NamedColour::White},
    Example{0xeef4fa, NamedColour::White},  Example{0x8c8c8c, NamedColour::Grey},
    Example{0xcccccc, NamedColour::Grey},   Example{0xaaaaaa, NamedColour::Grey},
    Example{0x6e6e6e, NamedColour::Grey},   Example{0x4f4f4f, NamedColour::Grey},
    Example{0x757f88, NamedColour::Grey},   Example{0x857f76, NamedColour::Grey},
    Example{0x000000, NamedColour::Black},  Example{0x1a1a1a, NamedColour::Black},
    Example{0x262626, NamedColour::Black},  Example{0x14161e, NamedColour::Black},
    Example{0x1c1612, NamedColour::Black},
};

struct Alias {
    const char16_t* text;
    NamedColour colour;
};
constexpr std::array aliases{
    Alias{u"red", NamedColour::Red},        Alias{u"orange", NamedColour::Orange},
    Alias{u"yellow", NamedColour::Yellow},  Alias{u"green", NamedColour::Green},
    Alias{u"teal", NamedColour::Teal},      Alias{u"blue", NamedColour::Blue},
    Alias{u"purple", NamedColour::Purple},  Alias{u"pink", NamedColour::Pink},
    Alias{u"brown", NamedColour::Brown},    Alias{u"white", NamedColour::White},
    Alias{u"grey", NamedColour::Grey},      Alias{u"black", NamedColour::Black},
    Alias{u"gray", NamedColour::Grey},      Alias{u"violet", NamedColour::Purple},
    Alias{u"magenta", NamedColour::Pink},   Alias{u"cyan", NamedColour::Teal},
    Alias{u"turquoise", NamedColour::Teal},
};

/// "Much like it" for a colour that was given: colours that differ at a glance are 20 and more
/// apart.
constexpr float nearEnough = 20;

std::optional<std::uint32_t> rgbOf(QStringView text) {
    if (text.size() != 7 || !text.startsWith(u'#'))
        return std::nullopt;
    bool ok = false;
    const std::uint32_t rgb = text.sliced(1).toUInt(&ok, 16);
    return ok ? std::optional(rgb) : std::nullopt;
}

/// Pixels alike, counted together.
struct Bin {
    Lab lab;
    float weight = 0;
};

struct Centre {
    Lab lab;
    float weight = 0;
};

std::vector<Bin> binsOf(std::span<const std::uint32_t> pixels) {
    constexpr std::uint32_t opaque = 128;
    std::vector<float> counts(colourCells);
    for (const std::uint32_t pixel : pixels) {
        if (pixel >> 24 >= opaque)
            ++counts[cellOf(int(pixel >> 16 & 255), int(pixel >> 8 & 255), int(pixel & 255))];
    }
    std::vector<Bin> bins;
    for (std::size_t cell = 0; cell < colourCells; ++cell) {
        if (counts[cell] > 0)
            bins.push_back({labOfCells()[cell], counts[cell]});
    }
    return bins;
}

/// The heaviest first; each next one is heavy and far from those before. No chance in it.
std::vector<Centre> firstCentres(const std::vector<Bin>& bins, std::size_t most) {
    std::vector<Centre> centres;
    std::vector<float> apart(bins.size(), std::numeric_limits<float>::max());
    const auto heaviest = std::max_element(
        bins.begin(), bins.end(), [](const Bin& a, const Bin& b) { return a.weight < b.weight; });
    std::size_t next = std::size_t(heaviest - bins.begin());
    while (centres.size() < most) {
        centres.push_back({bins[next].lab, 0});
        float best = 0;
        for (std::size_t i = 0; i < bins.size(); ++i) {
            apart[i] = std::min(apart[i], squaredDistance(bins[i].lab, centres.back().lab));
            if (apart[i] * bins[i].weight > best) {
                best = apart[i] * bins[i].weight;
                next = i;
            }
        }
        if (best == 0)
            break;
    }
    return centres;
}

void moveCentres(const std::vector<Bin>& bins, std::vector<Centre>& centres) {
    std::vector<Centre> sums(centres.size());
    for (const Bin& bin : bins) {
        std::size_t nearest = 0;
        float least = std::numeric_limits<float>::max();
        for (std::size_t i = 0; i < centres.size(); ++i) {
            const float distance = squaredDistance(bin.lab, centres[i].lab);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        Centre& sum = sums[nearest];
        sum.lab.l += bin.weight * bin.lab.l;
        sum.lab.a += bin.weight * bin.lab.a;
        sum.lab.b += bin.weight * bin.lab.b;
        sum.weight += bin.weight;
    }
    centres.clear();
    for (const Centre& sum : sums) {
        if (sum.weight > 0)
            centres.push_back(
                {{sum.lab.l / sum.weight, sum.lab.a / sum.weight, sum.lab.b / sum.weight},
                 sum.weight});
    }
}

/// Those that one would call the same colour become one.
void mergeAlike(std::vector<Centre>& centres) {
    constexpr float alike = 11;
    for (std::size_t i = 0; i < centres.size(); ++i) {
        for (std::size_t j = i + 1; j < centres.size();) {
            if (squaredDistance(centres[i].lab, centres[j].lab) >= alike * alike) {
                ++j;
                continue;
            }
            const float sum = centres[i].weight + centres[j].weight;
            const float part = centres[j].weight / sum;
            Lab& lab = centres[i].lab;
            lab.l += part * (centres[j].lab.l - lab.l);
            lab.a += part * (centres[j].lab.a - lab.a);
            lab.b += part * (centres[j].lab.b - lab.b);
            centres[i].weight = sum;
            centres.erase(centres.begin() + std::ptrdiff_t(j));
            j = i + 1;
        }
    }
}

/// sRGB of a CIELAB colour, cut to what sRGB has.
Swatch swatchOf(const Lab& lab) {
    const float y = (lab.l + 16) / 116;
    const auto uncurve = [](float t) {
        return t > 6.0f / 29.0f ? t * t * t : (116 * t - 16) * 27.0f / 24389.0f;
    };
    const float cx = 0.95047f * uncurve(y + lab.a / 500);
    const float cy = uncurve(y);
    const float cz = 1.08883f * uncurve(y - lab.b / 200);
    const auto encode = [](float v) {
        v = std::clamp(v, 0.0f, 1.0f);
        v = v <= 0.0031308f ? 12.92f * v : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f;
        return static_cast<std::uint8_t>(std::lround(v * 255));
    };
    return {encode(3.2404542f * cx - 1.5371385f * cy - 0.4985314f * cz),
            encode(-0.9692660f * cx + 1.8760108f * cy + 0.0415560f * cz),
            encode(0.0556434f * cx - 0.2040259f * cy + 1.0572252f * cz), 0};
}
}  // namespace

std::span<const Swatch> Palette::colours() const {
    const auto end = std::find_if(swatches.begin(), swatches.end(),
                                  [](const Swatch& swatch) { return swatch.share == 0; });
    return {swatches.data(), std::size_t(end - swatches.begin())};
}

Palette paletteOf(std::span<const std::uint32_t> pixels) {
    constexpr int rounds = 10;
    constexpr std::size_t startWith = 10;
    constexpr float leastShare = 0.02f;
    const std::vector<Bin> bins = binsOf(pixels);
    Palette palette;
    if (bins.empty())
        return palette;
    std::vector<Centre> centres = firstCentres(bins, startWith);
    for (int round = 0; round < rounds; ++round)
        moveCentres(bins, centres);
    mergeAlike(centres);
    std::stable_sort(centres.begin(), centres.end(),
                     [](const Centre& a, const Centre& b) { return a.weight > b.weight; });
    float all = 0;
    for (const Centre& centre : centres)
        all += centre.weight;
    for (std::size_t i = 0; i < std::min(centres.size(), Palette::most); ++i) {
        const float share = centres[i].weight / all;
        if (share < leastShare)
            break;
        palette.swatches[i] = swatchOf(centres[i].lab);
        palette.swatches[i].share = static_cast<std::uint8_t>(share * 255);
    }
    return palette;
}

QByteArray toBytes(const Palette& palette) {
    QByteArray bytes;
    for (const Swatch& swatch : palette.colours()) {
        for (const std::uint8_t byte : {swatch.red, swatch.green, swatch.blue, swatch.share})
            bytes.append(static_cast<char>(byte));
    }
    return bytes;
}

std::optional<Palette> paletteFromBytes(QByteArrayView bytes) {
    constexpr qsizetype each = 4;
    if (bytes.size() % each != 0 || bytes.size() > qsizetype(Palette::most) * each)
        return std::nullopt;
    Palette palette;
    int shares = 0;
    for (qsizetype i = 0; i < bytes.size(); i += each) {
        const auto byte = [&](qsizetype at) { return static_cast<std::uint8_t>(bytes[i + at]); };
        palette.swatches[std::size_t(i / each)] = {byte(0), byte(1), byte(2), byte(3)};
        shares += byte(3);
    }
    const bool isWhole = palette.colours().size() == std::size_t(bytes.size() / each);
    return isWhole && shares <= 255 ? std::optional(palette) : std::nullopt;
}

QString nameOf(NamedColour colour) {
    return QStringView(aliases[std::size_t(colour)].text).toString();
}

std::optional<NamedColour> colourNamed(QStringView name) {
    const auto it = std::find_if(aliases.begin(), aliases.end(), [&](const Alias& alias) {
        return name.compare(QStringView(alias.text), Qt::CaseInsensitive) == 0;
    });
    return it == aliases.end() ? std::nullopt : std::optional(it->colour);
}

std::uint32_t exampleOf(NamedColour colour) {
    return std::find_if(examples.begin(), examples.end(),
                        [&](const Example& example) { return example.name == colour; })
        ->rgb;
}

NamedColour nameOfCell(std::size_t cell) {
    static const std::vector<NamedColour> names = [] {
        std::array<Lab, examples.size()> labs;
        for (std::size_t i = 0; i < examples.size(); ++i)
            labs[i] = labOf(examples[i].rgb);
        std::vector<NamedColour> all;
        for (const Lab& lab : labOfCells()) {
            const auto nearest =
                std::min_element(labs.begin(), labs.end(), [&](const Lab& a, const Lab& b) {
                    return squaredDistance(a, lab) < squaredDistance(b, lab);
                });
            all.push_back(examples[std::size_t(nearest - labs.begin())].name);
        }
        return all;
    }();
    return names[cell];
}

std::optional<WantedColour> WantedColour::fromText(QStringView text) {
    WantedColour wanted;
    wanted.m_name = colourNamed(text);
    if (wanted.m_name)
        return wanted;
    const auto rgb = rgbOf(text);
    if (!rgb)
        return std::nullopt;
    wanted.m_rgb = *rgb;
    return wanted;
}

bool WantedColour::means(std::size_t cell) const {
    return m_name ? nameOfCell(cell) == *m_name
                  : squaredDistance(labOfCells()[cell], labOf(m_rgb)) <= nearEnough * nearEnough;
}

int WantedColour::shareIn(const Palette& palette) const {
    int share = 0;
    for (const Swatch& swatch : palette.colours())
        share += means(cellOf(swatch)) ? swatch.share : 0;
    return share;
}

std::uint16_t mainColours(const Palette& palette) {
    std::array<int, namedColours> shares{};
    for (const Swatch& swatch : palette.colours())
        shares[std::size_t(nameOfCell(cellOf(swatch)))] += swatch.share;
    std::uint16_t bits = 0;
    for (std::size_t i = 0; i < namedColours; ++i) {
        if (isShare(shares[i], usualShare))
            bits |= static_cast<std::uint16_t>(1U << i);
    }
    return bits;
}

}  // namespace semblance
