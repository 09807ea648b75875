#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Whether a file is a drawing program's of the kind: Krita and OpenRaster name theirs in the ZIP
/// file's first entry, Sketch and Procreate have an entry with a preview, Affinity a magic number.
bool isKra(QByteArrayView bytes);
bool isOra(QByteArrayView bytes);
bool isSketch(QByteArrayView bytes);
bool isProcreate(QByteArrayView bytes);
bool isAffinity(QByteArrayView bytes);

/// The picture that the program keeps beside its layers, a PNG: the merged picture, or else a
/// preview, whose own size is then all that is known of the drawing's. Fails with BadInput where
/// there is none, or where it is larger than any is.
Result<RawPicture> decodePreview(const QByteArray& bytes, PictureFormat format,
                                 const PixelNeed& need, const CancelToken& cancel);

}  // namespace semblance
