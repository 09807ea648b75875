#include "core/media/codecs/vectorsize.h"

#include <algorithm>
#include <cmath>

#include "core/media/pixels/limits.h"

namespace semblance {

namespace {

// What cairo can draw on, and as much as the largest view needs (64 MiB).
constexpr double kMaxSide = 32767;
// So much of a side is as good as all of it.
constexpr double kAlmost = 0.95;
constexpr double kMaxDrawnPixels = double(kMaxViewSide) * kMaxViewSide;

}  // namespace

double drawingScale(QSizeF size, const PixelNeed& need) {
    const double shortSide = std::min(size.width(), size.height());
    const double longSide = std::max(size.width(), size.height());
    double wanted = std::max({need.shortSide / shortSide, need.longSide / longSide, 1 / longSide});
    // Resizing what was just drawn would take as long as drawing it, and soften it.
    if (wanted * longSide * kAlmost < need.longSide)
        wanted = need.longSide / longSide;
    const double possible =
        std::min(kMaxSide / longSide, std::sqrt(kMaxDrawnPixels / (shortSide * longSide)));
    return std::min(wanted, possible);
}

QSize drawnSize(QSizeF size, double scale) {
    const auto whole = [&](double length) {
        return int(std::clamp(std::round(length * scale), 1.0, kMaxSide));
    };
    return {whole(size.width()), whole(size.height())};
}

QSize factualSize(QSizeF size) {
    return drawnSize(size,
                     std::min({1.0, std::sqrt(double(kMaxPixels) / size.width() / size.height()),
                               kMaxSide / std::max(size.width(), size.height())}));
}

}  // namespace semblance
