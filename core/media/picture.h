#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QMap>
#include <QRectF>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/inputspec.h"
#include "core/base/photofacts.h"
#include "core/base/result.h"
#include "core/media/codecs/bytesource.h"

namespace semblance {

struct Codec;

/// What is wanted of one picture file, apart from its facts.
struct PictureWish {
    std::optional<InputSpec> input;
    QList<int> thumbnailSides;  ///< longest sides, pixels, each > 0
    int viewSide = 0;           ///< > 0: a view at most this long a side
    bool factsOnly = false;     ///< nothing is decoded; the facts have no size
    /// The part all of it is made of, in 0..1 of the upright picture; the facts are of the whole.
    std::optional<QRectF> region{};
};

/// What one decode yields.
struct DecodedPicture {
    PhotoFacts facts;
    QByteArray input;                  ///< RGB8, side^2 * 3 bytes, on white; empty when not wanted
    QMap<int, QByteArray> thumbnails;  ///< wanted side -> JPEG or PNG file
    QImage view;                       ///< RGBA8888, straight alpha; null when not wanted
};

/// The model's input is made from pixels that have at least this many times its side.
inline constexpr int kInputOversampling = 2;

/// Decodes a file once, at the smallest scale that is enough for everything wanted: the short side
/// at least twice the input's, the long side at least every thumbnail's and the view's (limits.h).
/// The orientation is applied exactly once. Nothing is ever enlarged but the input. The kind of
/// picture is told by its content (codecs.h).
///
/// A picture that ends too early, or whose data are something else from some point on, still counts
/// when at least half of it is there: of its rows, or of a progressive JPEG's coefficients. Errors
/// are BadInput, NoMemory or Cancelled, each with a sentence: cut short, damaged, or of a variant
/// that is not read (codecerrors.h); what a library throws or cannot do is the picture's fault,
/// too. Blocking; any thread.
Result<DecodedPicture> decodePicture(const QByteArray& bytes, const PictureWish& wish,
                                     const CancelToken& cancel = {});

/// The same of a film that is read where it lies: `codec` reads in place. Permission where its disk
/// fails.
Result<DecodedPicture> decodePicture(const ByteSource& source, const Codec& codec,
                                     const PictureWish& wish, const CancelToken& cancel = {});

/// The same by a codec that was chosen already.
Result<DecodedPicture> decodePicture(const QByteArray& bytes, const Codec& codec,
                                     const PictureWish& wish, const CancelToken& cancel = {});

}  // namespace semblance
