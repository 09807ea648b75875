#include "core/media/picturefile.h"

#include <QCoreApplication>
#include <QLocale>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <optional>
#include <span>

#include "core/base/contentkey.h"
#include "core/base/hash.h"
#include "core/media/codecs/codecs.h"
#include "core/media/codecs/videosniff.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PictureFile)
};

using std::chrono::nanoseconds;

// Two ticks of the slowest clock by which kernels note a write's time.
constexpr nanoseconds kTick = std::chrono::milliseconds(20);
constexpr int kTries = 3;
constexpr qint64 kPiece = 4 << 20;

/// Waits until a write that comes from now on is sure to have another time than the last one.
void outwaitTick(const FileMoment& moment, const CancelToken& cancel) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const nanoseconds age =
        std::chrono::duration_cast<nanoseconds>(now) - nanoseconds(moment.changedNs);
    if (age < nanoseconds(0) || age >= kTick)
        return;
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    waitUnlessCancelled(
        never, lock, cancel, [] { return false; },
        std::chrono::steady_clock::now() +
            std::chrono::duration_cast<std::chrono::steady_clock::duration>(kTick - age));
}

/// Reads exactly `bytes` bytes; false when the file ends before.
Result<bool> readAll(const FileHandle& file, const FilePiece& piece, char* data,
                     const CancelToken& cancel) {
    for (qint64 done = 0; done < piece.bytes; done += kPiece) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        const qint64 wanted = qMin(kPiece, piece.bytes - done);
        SEMBLANCE_TRY_ASSIGN(const qint64 got,
                             readAt(file, piece.offset + done, data + done, wanted));
        if (got < wanted)
            return false;
    }
    return true;
}

Result<bool> readWhole(const FileHandle& file, PictureFile& picture, const CancelToken& cancel) {
    picture.bytes.resize(picture.stat.size);
    SEMBLANCE_TRY_ASSIGN(const bool whole,
                         readAll(file, {0, picture.stat.size}, picture.bytes.data(), cancel));
    if (whole) {
        picture.key = contentKeyOf(picture.bytes);
        picture.fullHash = picture.stat.size <= contentKeyWholeBytes
                               ? picture.key.last(fullHashBytes)
                               : fullHashOf(picture.bytes);
    }
    return whole;
}

Result<bool> readKeyOnly(const FileHandle& file, PictureFile& picture, const CancelToken& cancel) {
    Xxh3 hash;
    QByteArray buffer;
    for (const FilePiece& piece : contentKeyPieces(picture.stat.size)) {
        buffer.resize(piece.bytes);
        SEMBLANCE_TRY_ASSIGN(const bool whole, readAll(file, piece, buffer.data(), cancel));
        if (!whole)
            return false;
        hash.add(std::as_bytes(std::span(buffer.constData(), std::size_t(buffer.size()))));
    }
    picture.key = contentKeyOf(picture.stat.size, hash.digest());
    return true;
}

/// The codec of a film; null of anything else.
Result<const Codec*> filmCodec(const FileHandle& file) {
    QByteArray head(kVideoHead, '\0');
    SEMBLANCE_TRY_ASSIGN(const qint64 got, readAt(file, 0, head.data(), head.size()));
    head.truncate(got);
    const Codec* codec = codecOf(head);
    return codec && codec->decodeInPlace ? codec : nullptr;
}

Result<bool> readAsNeeded(const FileHandle& file, PictureFile& picture, const CancelToken& cancel,
                          qint64 maxBytes) {
    SEMBLANCE_TRY_ASSIGN(picture.film, filmCodec(file));
    if (picture.film) {
        SEMBLANCE_TRY_ASSIGN(picture.handle, file.duplicate());
        return readKeyOnly(file, picture, cancel);
    }
    picture.isTooLarge = picture.stat.size > maxBytes;
    return picture.isTooLarge ? readKeyOnly(file, picture, cancel)
                              : readWhole(file, picture, cancel);
}

/// Nothing when the file changed while it was read.
Result<std::optional<PictureFile>> readOnce(const FileHandle& file, const CancelToken& cancel,
                                            qint64 maxBytes) {
    outwaitTick(momentOf(file), cancel);
    const FileMoment before = momentOf(file);
    PictureFile picture;
    picture.stat = before.stat;
    picture.moment = before;
    SEMBLANCE_TRY_ASSIGN(const bool whole, readAsNeeded(file, picture, cancel, maxBytes));
    if (!(momentOf(file) == before))
        return std::optional<PictureFile>();
    if (!whole)
        return fail(ErrorKind::Permission,
                    Text::tr("The file could not be read to its end. Its disk may have a fault; "
                             "check it, and try again."));
    return std::optional(std::move(picture));
}

}  // namespace

Result<PictureFile> readPictureFile(const FileHandle& file, const CancelToken& cancel,
                                    qint64 maxBytes) {
    try {
        for (int i = 0; i < kTries; ++i) {
            SEMBLANCE_TRY_ASSIGN(auto picture, readOnce(file, cancel, maxBytes));
            if (picture)
                return std::move(*picture);
        }
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::NoMemory,
                    Text::tr("The file needs more memory than one picture may take."));
    }
    return fail(ErrorKind::BadInput,
                Text::tr("The file was being written while it was read. It is tried again at the "
                         "next scan."));
}

Result<DecodedPicture> decodePictureFile(const PictureFile& file, const PictureWish& wish,
                                         const CancelToken& cancel) {
    if (file.isTooLarge)
        return fail(tooLargeFile(file.stat.size));
    if (!file.film)
        return decodePicture(file.bytes, wish, cancel);
    Result<DecodedPicture> picture =
        decodePicture(ByteSource(file.handle, file.stat.size), *file.film, wish, cancel);
    // Whatever came of it.
    if (!(momentOf(file.handle) == file.moment))
        return fail(ErrorKind::Permission,
                    Text::tr("The file changed while it was decoded. It is tried again at the next "
                             "scan."));
    return picture;
}

Error tooLargeFile(qint64 size) {
    return {ErrorKind::BadInput,
            Text::tr("The file is too large: %1, where %2 is the limit.")
                .arg(QLocale().formattedDataSize(size), QLocale().formattedDataSize(kMaxFileBytes)),
            {}};
}

}  // namespace semblance
