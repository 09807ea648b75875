#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>
#include <span>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/codecs/bytesource.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// One format of picture files. To add one: a row in core/base/pictureformats.h (names and
/// extensions), a row of the table in codecs.cpp, and decoderVersion raised.
///
/// `bytes` is always the whole file, in memory and nobody else's; what of it a codec looks at is
/// its own affair. Films alone may be larger than memory: they are told by their first kVideoHead
/// bytes (videosniff.h) and read in place. A codec keeps to the limits in limits.h, takes its
/// pixels from newPixels() or hands over such as are written in full, and where its library throws
/// it catches.
struct Codec {
    PictureFormat format = PictureFormat::Unknown;

    /// Whether a file is of this format, by its content alone: a wrong extension does not matter.
    bool (*sniff)(QByteArrayView bytes) = nullptr;

    /// The picture in a file that `sniff` recognised, at any size that meets `need`, the smaller
    /// the better. Of several it is the one that a person takes for the picture: the first that is
    /// no reduced copy of another. Fails with BadInput (a sentence: damaged, cut short, too large,
    /// of a kind that is not read), NoMemory or Cancelled.
    Result<RawPicture> (*decode)(const QByteArray& bytes, PictureFormat format,
                                 const PixelNeed& need, const CancelToken& cancel) = nullptr;

    /// Loads the codec's code, so that the process can give up its rights afterwards. False when
    /// this installation lacks it. Null: it is there from the start.
    bool (*load)(PictureFormat format) = nullptr;

    /// Exiv2 is asked for orientation, date and camera.
    bool holdsMetadata = false;

    /// For films, in the place of `decode`, with its errors, and Permission where the disk fails.
    Result<RawPicture> (*decodeInPlace)(const ByteSource& source, PictureFormat format,
                                        const PixelNeed& need, const CancelToken& cancel) = nullptr;
    Result<ContainerFacts> (*readFacts)(const ByteSource& source, PictureFormat format,
                                        const CancelToken& cancel) = nullptr;
};

/// Every format that is recognised, in the order in which they are tried.
std::span<const Codec> codecs();

/// The codec of a file by its content; null when nothing recognises it.
const Codec* codecOf(QByteArrayView bytes);

/// Loads every codec's code. Returns the names of the formats that can be read.
QStringList loadCodecs();

}  // namespace semblance
