#pragma once

#include <QImage>

namespace semblance {

/// Whether there may be text in a picture that is worth a reader's seconds: lines of strokes on an
/// even ground. Cheap (10 ms for 512 pixels a side) and rough: a word or two in a photo are missed.
/// `picture` is a thumbnail, of any format. Pure.
bool mayHoldText(const QImage& picture);

}  // namespace semblance
