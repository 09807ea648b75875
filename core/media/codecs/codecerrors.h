#pragma once

#include "core/base/error.h"
#include "core/base/pictureformats.h"

/// Why a file cannot be shown, in sentences that hold for every format. `detail` is the library's
/// own word.
namespace semblance {

/// The end of the file is missing.
Error cutShortPicture(const QString& detail = {});

/// Less than half of the picture is there, whatever stands in place of the rest.
Error mostlyMissingPicture(const QString& detail = {});

/// The bytes break the format's rules.
Error damagedPicture(PictureFormat format, const QString& detail = {});

/// The file is sound, but of a kind that the codec does not know.
Error unreadVariant(PictureFormat format, const QString& detail = {});

/// NoMemory: a library ran out of it, whatever the picture's size.
Error pictureTakesTooMuch();

/// The library for this format is not part of this installation.
Error formatNotInstalled(PictureFormat format);

/// The library has no decoder for how the file is compressed.
Error missingDecoder(PictureFormat format, const QString& detail = {});

}  // namespace semblance
