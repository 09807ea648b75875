#pragma once

#include <QCborMap>
#include <chrono>
#include <memory>

#include "core/remote/picturedecoder.h"

namespace semblance {

/// Several `semblance-decoder` children, each with a thread that feeds it one file at a time, so
/// that a death names its file. They yield to other programs, but for one that is there for what
/// somebody waits for alone. This process opens the files and hands them over; the decoders open
/// none. All decoders together have a budget of memory, of which each has a share; that of the one
/// for whoever waits comes on top. A file whose decoder dies, stalls or needs more than its share
/// is tried once more, with the whole budget, and in the background with no other background file
/// beside it; if that fails too the answer is ErrorKind::ChildFailed, or Cancelled where that was
/// asked meanwhile. A decoder whose answer makes no sense is ended and counts as dead. A decoder
/// that cannot be started at all answers ErrorKind::Internal: the installation is broken, not the
/// file. Children start with the first request and are kept. A cancel, and the pool's end, wait for
/// no file, not even for one on a disk that hangs: a cancelled request is answered at once, also
/// while it waits for a decoder. Thread-safe; may be destroyed while others wait in it.
class DecoderPool : public PictureDecoder {
public:
    struct Options {
        int decoders = 0;  ///< for background files, at most; 0: one per core
        /// For all of them together, MiB; 0: a quarter of the machine's (decoderbudget.h).
        int memoryMiB = 0;
        std::chrono::milliseconds startLimit{20'000};
        /// For opening a file, for reading it, and for decoding it: a 400-Mpixel TIFF takes some.
        /// What takes longer to decode is told so, as ChildFailed.
        std::chrono::milliseconds fileLimit{60'000};
        /// For letting go of a cancelled file; a decoder that takes longer is ended.
        std::chrono::milliseconds cancelLimit{1'000};
        int backgroundQueue = 64;  ///< requests waiting, then decode() blocks
    };

    DecoderPool();
    explicit DecoderPool(const Options& options);
    /// Answers everything not done yet with "cancelled" and ends the children at once.
    ~DecoderPool() override;

    void decode(DecodeRequest request, Priority priority, const CancelToken& cancel, Decide decide,
                Done done) override;
    int parallelism() const override;

    /// At most so many background files at once from now on; 0: no limit but their number.
    void setBackgroundLimit(int decoders);

    /// Starts every child ahead of need; returns the first one's hello (what is confined).
    Result<QCborMap> warm(const CancelToken& cancel = {});

    /// The children's process ids, for tests and for `doctor`.
    QList<qint64> processIds() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

}  // namespace semblance
