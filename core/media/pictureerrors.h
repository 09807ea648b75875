#pragma once

#include <QString>

#include "core/base/pictureformats.h"
#include "core/base/result.h"

/// Why a codec refuses a picture. All are BadInput; `detail` is for the log.
namespace semblance {

/// The bytes break the format's rules.
Error damagedPicture(PictureFormat format, const QString& detail);

/// Less than half of the picture is there.
Error cutShortPicture(const QString& detail);

/// The format allows it, and the codec does not read it.
Error unreadVariant(PictureFormat format, const QString& detail);

}  // namespace semblance
