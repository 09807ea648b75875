#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/filehandle.h"
#include "core/base/filelisting.h"
#include "core/base/regularfile.h"
#include "core/base/result.h"
#include "core/media/picture.h"
#include "core/media/pixels/limits.h"

namespace semblance {

/// A file as it was read, with what these very bytes are known by (core/base/contentkey.h).
struct PictureFile {
    FileStat stat;
    QByteArray key;
    QByteArray fullHash;  ///< empty when the file is too large, or a film
    QByteArray bytes;     ///< empty then, too
    bool isTooLarge = false;
    /// Of a film, which may be many times larger than memory and is read in place: its codec, and
    /// the open file at the moment when its key was made.
    const Codec* film = nullptr;
    FileHandle handle{};
    FileMoment moment{};
};

/// Reads all of an open file, or of a film, and of one larger than `maxBytes`, only what its key
/// needs. Waits a
/// moment where it was written just now, so that any later write shows, and reads again where it
/// changed meanwhile; a file that is still being written then is BadInput. A disk that fails is
/// Permission, so that it is not held against any content. Blocking, as long as the disk does.
Result<PictureFile> readPictureFile(const FileHandle& file, const CancelToken& cancel = {},
                                    qint64 maxBytes = kMaxFileBytes);

/// Decodes it. What a film's key was made from is what its pixels come from, too: one that changed
/// since it was read is Permission.
Result<DecodedPicture> decodePictureFile(const PictureFile& file, const PictureWish& wish,
                                         const CancelToken& cancel = {});

/// Why a file that is too large is not decoded.
Error tooLargeFile(qint64 size);

}  // namespace semblance
