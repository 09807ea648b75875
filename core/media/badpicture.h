#pragma once

#include <QString>

#include "core/base/pictureformats.h"
#include "core/base/result.h"

/// The sentences that codecs have in common. All are BadInput.
namespace semblance {

/// The file says what cannot be.
tl::unexpected<Error> damagedPicture(PictureFormat format, const QString& detail = {});

/// The file ends before its pixels do.
tl::unexpected<Error> cutShortPicture(const QString& detail = {});

/// The file is whole, and of a rare variant: `kind` names it ("32 bits a channel in CMYK").
tl::unexpected<Error> variantNotRead(PictureFormat format, const QString& kind);

/// The library for this format is not part of this installation.
tl::unexpected<Error> formatNotInstalled(PictureFormat format);

}  // namespace semblance
