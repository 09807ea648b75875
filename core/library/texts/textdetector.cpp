#include "core/library/texts/textdetector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "core/library/texts/greypicture.h"

// Pictures are looked at in cells of 16 x 16 pixels. The ground of a cell is what is left when all
// that is less than 9 pixels wide is painted over (morphological closing for dark strokes, opening
// for bright ones); strokes are what differs from it. The numbers are measured: docs/DECISIONS.md.
namespace semblance {

namespace {

constexpr int kCell = 16;
constexpr int kStroke = 9;
constexpr int kLeastContrast = 32;    ///< of the strongest strokes with the ground, of 255
constexpr float kEvenGround = 5;      ///< standard deviation of the ground in a cell
constexpr float kSameGround = 5;      ///< between the grounds of neighbours in a line
constexpr float kLeastGround = 0.5f;  ///< of a cell's pixels
constexpr float kLeastStrokes = 0.04f;
constexpr float kMostStrokes = 0.5f;
constexpr int kLeastEdges = 4;  ///< along a row of pixels: two strokes
/// Cells side by side that a line of text takes.
constexpr int kLine = 3;
constexpr int kLineInDrawings = 2;
/// Of a picture's neighbouring pixels, so many are the same in what is drawn, not photographed.
constexpr float kEvenInDrawings = 0.75f;

struct Plane {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> values;

    std::uint8_t at(int x, int y) const {
        return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
    }
};

Plane planeOf(const QImage& grey) {
    Plane plane{grey.width(), grey.height(), {}};
    plane.values.reserve(static_cast<std::size_t>(grey.width()) *
                         static_cast<std::size_t>(grey.height()));
    for (int y = 0; y < grey.height(); ++y) {
        const std::uint8_t* row = grey.constScanLine(y);
        plane.values.insert(plane.values.end(), row, row + grey.width());
    }
    return plane;
}

/// Each value becomes the `best` of those up to half a stroke away, along rows and then columns.
template <class Best>
Plane spread(const Plane& plane, Best best) {
    constexpr int reach = kStroke / 2;
    Plane rows = plane;
    Plane both = plane;
    const auto place = [&](int x, int y) {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(plane.width) +
               static_cast<std::size_t>(x);
    };
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            std::uint8_t value = plane.at(x, y);
            const int last = std::min(x + reach, plane.width - 1);
            for (int i = std::max(x - reach, 0); i <= last; ++i)
                value = best(value, plane.at(i, y));
            rows.values[place(x, y)] = value;
        }
    }
    for (int y = 0; y < plane.height; ++y) {
        const int first = std::max(y - reach, 0);
        const int last = std::min(y + reach, plane.height - 1);
        for (int x = 0; x < plane.width; ++x) {
            std::uint8_t value = rows.at(x, y);
            for (int i = first; i <= last; ++i)
                value = best(value, rows.at(x, i));
            both.values[place(x, y)] = value;
        }
    }
    return both;
}

Plane groundUnder(const Plane& plane, bool strokesAreDark) {
    const auto most = [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); };
    const auto least = [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); };
    return strokesAreDark ? spread(spread(plane, most), least) : spread(spread(plane, least), most);
}

/// What of a cell tells text.
struct Cell {
    bool isText = false;
    float ground = 0;
};

class CellReader {
public:
    CellReader(const Plane& plane, const Plane& ground) : m_plane(plane), m_ground(ground) {}

    Cell read(int left, int top) {
        float sum = 0, squares = 0;
        for (int y = 0; y < kCell; ++y) {
            for (int x = 0; x < kCell; ++x) {
                const int ground = m_ground.at(left + x, top + y);
                sum += float(ground);
                squares += float(ground) * float(ground);
                m_strokes[std::size_t(y * kCell + x)] =
                    std::abs(ground - m_plane.at(left + x, top + y));
            }
        }
        constexpr float pixels = kCell * kCell;
        Cell cell;
        cell.ground = sum / pixels;
        const float variance = squares / pixels - cell.ground * cell.ground;
        cell.isText = std::sqrt(std::max(0.0f, variance)) < kEvenGround && hasStrokes();
        return cell;
    }

private:
    bool hasStrokes() {
        m_sorted = m_strokes;
        const auto strong = m_sorted.begin() + std::ptrdiff_t(m_sorted.size()) * 95 / 100;
        std::nth_element(m_sorted.begin(), strong, m_sorted.end());
        const int contrast = *strong;
        if (contrast <= kLeastContrast)
            return false;
        const int weak = std::max(6, contrast / 5);
        const int half = (contrast + 1) / 2;
        const auto share = [this](auto holds) {
            return float(std::count_if(m_strokes.begin(), m_strokes.end(), holds)) /
                   float(m_strokes.size());
        };
        const float strokes = share([half](int stroke) { return stroke >= half; });
        return share([weak](int stroke) { return stroke <= weak; }) > kLeastGround &&
               strokes > kLeastStrokes && strokes < kMostStrokes && mostEdges(half) >= kLeastEdges;
    }

    int mostEdges(int half) const {
        int most = 0;
        for (std::size_t row = 0; row < m_strokes.size(); row += kCell) {
            int edges = 0;
            for (std::size_t x = row + 1; x < row + kCell; ++x)
                edges += (m_strokes[x] >= half) != (m_strokes[x - 1] >= half) ? 1 : 0;
            most = std::max(most, edges);
        }
        return most;
    }

    const Plane& m_plane;
    const Plane& m_ground;
    std::array<int, std::size_t(kCell) * kCell> m_strokes{};
    std::array<int, std::size_t(kCell) * kCell> m_sorted{};
};

/// Whether so many cells of text stand side by side on one ground.
bool hasLine(const Plane& plane, bool strokesAreDark, int cells) {
    const Plane ground = groundUnder(plane, strokesAreDark);
    CellReader reader(plane, ground);
    for (int top = 0; top + kCell <= plane.height; top += kCell) {
        int run = 0;
        float before = 0;
        for (int left = 0; left + kCell <= plane.width; left += kCell) {
            const Cell cell = reader.read(left, top);
            const bool goesOn = run > 0 && std::abs(cell.ground - before) <= kSameGround;
            run = !cell.isText ? 0 : goesOn ? run + 1 : 1;
            before = cell.ground;
            if (run >= cells)
                return true;
        }
    }
    return false;
}

bool isDrawn(const Plane& plane) {
    constexpr int same = 2;
    std::size_t even = 0;
    std::size_t pairs = 0;
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 1; x < plane.width; ++x, ++pairs)
            even += std::abs(plane.at(x, y) - plane.at(x - 1, y)) <= same ? 1u : 0u;
    }
    return pairs > 0 && float(even) >= kEvenInDrawings * float(pairs);
}

}  // namespace

bool mayHoldText(const QImage& picture) {
    const QImage grey = greyPicture(picture);
    if (grey.isNull())
        return false;
    const Plane whole = planeOf(grey);
    const int cells = isDrawn(whole) ? kLineInDrawings : kLine;
    // Headlines are as text is at half the size.
    const Plane half =
        planeOf(grey.scaled(std::max(1, grey.width() / 2), std::max(1, grey.height() / 2),
                            Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    for (const Plane* plane : {&whole, &half}) {
        if (hasLine(*plane, true, cells) || hasLine(*plane, false, cells))
            return true;
    }
    return false;
}

}  // namespace semblance
