#pragma once

#include <QRect>

class QPainter;

namespace semblance {

struct PhotoItem;
struct Tokens;

/// What stands in a tile for a picture that could not be read: a mark, the file's name and, as far
/// as there is room, the reason.
void paintFailedTile(QPainter& painter, const QRect& tile, const PhotoItem& item,
                     const Tokens& tokens);

}  // namespace semblance
