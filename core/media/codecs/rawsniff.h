#pragma once

#include <QByteArrayView>

namespace semblance {

/// Whether the file holds what a camera's sensor saw, by signs that no finished picture has: a
/// maker's own signature, or, in a TIFF file, a colour filter array, a maker's own compression or
/// the mark of DNG. Looks at directories only; a plain TIFF file costs microseconds.
bool isCameraRaw(QByteArrayView bytes);

/// Whether a raw file lacks its end, as far as its directories or boxes tell.
bool rawEndsEarly(QByteArrayView bytes);

}  // namespace semblance
