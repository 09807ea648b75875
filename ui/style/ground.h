#pragma once

#include <QImage>
#include <QPainter>
#include <optional>

#include "ui/style/tokens.h"

namespace semblance {

/// What lies behind a picture that is transparent in parts.
enum class Ground {
    Fitting,  ///< the tile's colour, or its opposite where the picture would vanish on that
    Light,
    Dark,
    Checks,
};

/// How light a picture is along the edge of what is transparent, 0 .. 1: what must stand out from
/// its ground. Nothing when it has no such edge.
std::optional<float> edgeLightness(const QImage& image);

/// The theme whose tile colour a picture with that edge stands out from: `tokens`, or the other.
const Tokens& tokensUnder(std::optional<float> edge, const Tokens& tokens);

void paintGround(QPainter& painter, const QRectF& place, Ground ground, std::optional<float> edge,
                 const Tokens& tokens);

}  // namespace semblance
