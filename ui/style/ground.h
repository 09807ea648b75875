#pragma once

#include <QImage>
#include <QPainter>

#include "ui/style/tokens.h"

namespace semblance {

/// What lies behind a picture that is transparent in parts.
enum class Ground {
    Fitting,  ///< the tile's colour, or its opposite where the picture would vanish on that
    Light,
    Dark,
    Checks,
};

/// Of what lies along the edge of a picture's transparent parts, how much is nearly white and how
/// much nearly black, 0 .. 1: it vanishes on such a ground. Both 0 where it has no such edge.
struct EdgeTones {
    float light = 0;
    float dark = 0;
};

EdgeTones edgeTones(const QImage& image);

/// The theme whose tile colour a picture with that edge stands out from: `tokens`, or the other.
const Tokens& tokensUnder(EdgeTones edge, const Tokens& tokens);

void paintGround(QPainter& painter, const QRectF& place, Ground ground, EdgeTones edge,
                 const Tokens& tokens);

}  // namespace semblance
