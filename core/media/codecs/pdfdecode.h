#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// The first page of a PDF, which Illustrator's files are too, by poppler: drawn on white at just
/// the size that meets `need`. fullSize is its crop box in CSS pixels (96 an inch). Drawing cannot
/// be cancelled on the way.
Result<RawPicture> decodePdf(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

/// Draws a page with a letter, so that fonts are there afterwards.
bool loadPdfCodec(PictureFormat format);

/// Whether a file is PostScript, plain or with a preview in front.
bool isEps(QByteArrayView bytes);

/// The preview in an EPS file, a TIFF. Fails with BadInput where there is none.
Result<RawPicture> decodeEps(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
