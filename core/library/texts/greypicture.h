#pragma once

#include <QByteArray>
#include <QImage>
#include <optional>

#include "core/remote/textmessages.h"

namespace semblance {

/// A thumbnail's file. It is one that a decoder wrote, never a user's own file: those are read
/// outside of this process only. Null when it cannot be read. Pure.
QImage thumbnailImage(const QByteArray& thumbnail);

/// A picture in shades of grey; where it is transparent, on the ground that its own pixels stand
/// out from: white text shows on black. Null for a null picture. Pure.
QImage greyPicture(const QImage& picture);

/// A picture made ready to be read: dark on bright, and at a size at which letters are read best.
/// Null pictures give nothing. Pure.
std::optional<ReadTextRequest> readablePicture(const QImage& picture);

}  // namespace semblance
