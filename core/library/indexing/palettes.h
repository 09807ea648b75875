#pragma once

#include "core/base/cancel.h"
#include "core/base/palette.h"
#include "core/base/result.h"

namespace semblance {

class Catalogue;
class PauseGate;
class RowReader;

/// The colours of an image file (JPEG, PNG); an empty palette where it cannot be read.
Palette paletteOfThumbnail(const QByteArray& image);

/// Finds the palettes of pictures that have none yet, from their thumbnails: those of a run, and
/// all of a library that a version without palettes made. About a millisecond each. What has no
/// thumbnail in the cache is left to a run after it has one. What was done is kept whatever comes
/// then. Errors: those of reading and writing, Cancelled.
Status findPalettes(Catalogue& catalogue, RowReader& reader, PauseGate& pause,
                    const CancelToken& cancel);

}  // namespace semblance
