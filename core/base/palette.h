#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QStringView>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace semblance {

/// One colour of a picture, sRGB, and how much of the picture it stands for.
struct Swatch {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t share = 0;  ///< of 255; 0: no colour

    friend bool operator==(const Swatch&, const Swatch&) = default;
};

/// The colours that a picture is made of, the largest share first; behind the last one all shares
/// are 0. The shares add up to at most 255: what is too little is left out.
struct Palette {
    static constexpr std::size_t most = 6;
    std::array<Swatch, most> swatches{};

    /// Those that are there.
    std::span<const Swatch> colours() const;

    friend bool operator==(const Palette&, const Palette&) = default;
};

/// The palette of pixels 0xAARRGGBB (not premultiplied), found by k-means in CIELAB. What is mostly
/// transparent does not count; nothing but that: an empty palette. A few thousand pixels tell
/// enough and take half a millisecond. Pure; the same pixels give the same palette.
Palette paletteOf(std::span<const std::uint32_t> pixels);

/// Four bytes a colour.
QByteArray toBytes(const Palette& palette);
/// Nothing when these are no palette's.
std::optional<Palette> paletteFromBytes(QByteArrayView bytes);

/// Colours as people name them: each colour has the name of the example nearest in CIELAB.
enum class NamedColour : std::uint8_t {
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
    Brown,
    White,
    Grey,
    Black,
};
inline constexpr std::size_t namedColours = 12;

/// "red", "orange", ...: in English, as filters name them.
QString nameOf(NamedColour colour);
/// Also by other names ("gray", "violet"), whatever their case.
std::optional<NamedColour> colourNamed(QStringView name);
/// What it looks like, 0xRRGGBB.
std::uint32_t exampleOf(NamedColour colour);

/// Colours are told apart in steps of 8 a channel: a number less than colourCells for each step.
inline constexpr std::size_t colourCells = std::size_t(1) << 15;
constexpr std::size_t cellOf(int red, int green, int blue) {
    return (std::size_t(red) >> 3 << 10) | (std::size_t(green) >> 3 << 5) | std::size_t(blue) >> 3;
}
constexpr std::size_t cellOf(const Swatch& swatch) {
    return cellOf(swatch.red, swatch.green, swatch.blue);
}
NamedColour nameOfCell(std::size_t cell);

/// What a filter names: one of NamedColour, or a colour ("#8040c0") with all that look much like
/// it.
class WantedColour {
public:
    /// Nothing when the text is neither.
    static std::optional<WantedColour> fromText(QStringView text);

    std::optional<NamedColour> name() const { return m_name; }
    bool means(std::size_t cell) const;
    /// How much of a picture it is, of 255.
    int shareIn(const Palette& palette) const;

private:
    std::optional<NamedColour> m_name;
    std::uint32_t m_rgb = 0;
};

/// A share in whole percent, as filters give it: whether `share` of 255 is as much.
constexpr bool isShare(int share, std::int64_t percent) {
    return std::int64_t(share) * 100 >= percent * 255;
}
/// What a picture must have of a colour to be found by its name alone, percent.
inline constexpr int usualShare = 10;

/// The names that make up usualShare of a picture, a bit each.
std::uint16_t mainColours(const Palette& palette);

}  // namespace semblance
