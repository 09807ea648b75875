#pragma once

#include <QPointF>
#include <QRect>
#include <QString>

class QPainter;

namespace semblance {

struct Tokens;

/// What tells a film from a picture: the triangle of a player, and its length.

/// A badge with the triangle and "0:42" in the lower left corner of `tile`; without a length where
/// it is not known (0).
void paintVideoBadge(QPainter& painter, const QRect& tile, qint64 durationMs, const Tokens& tokens);

/// A large triangle on a disc, in the middle of a film's frame.
inline constexpr qreal videoDiscRadius = 32;
void paintVideoDisc(QPainter& painter, QPointF centre, const Tokens& tokens);

/// "video, 42 seconds", "video, 3 minutes 5 seconds"; "video" where the length is not known.
QString videoText(qint64 durationMs);

}  // namespace semblance
