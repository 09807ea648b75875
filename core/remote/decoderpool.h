#pragma once

#include <QCborMap>
#include <chrono>
#include <memory>

#include "core/remote/picturedecoder.h"

namespace semblance {

/// Several `semblance-decoder` children, each with a thread that feeds it one file at a time, so
/// that a death names its file. A file whose decoder dies or stalls is tried once more, in the
/// background with no other background file beside it; if that fails too the answer is
/// ErrorKind::ChildFailed, or Cancelled where that was asked meanwhile. A decoder that cannot be
/// started at all answers ErrorKind::Internal: the installation is broken, not the file.
/// Children start with the first request and are kept. Thread-safe.
class DecoderPool : public PictureDecoder {
public:
    struct Options {
        int decoders = 0;  ///< 0: one per core
        std::chrono::milliseconds startLimit{20'000};
        std::chrono::milliseconds fileLimit{60'000};  ///< per file; a 400-Mpixel TIFF takes some
        int backgroundQueue = 64;                     ///< requests waiting, then decode() blocks
    };

    DecoderPool();
    explicit DecoderPool(const Options& options);
    /// Answers what waits with "cancelled" and ends the children.
    ~DecoderPool() override;

    void decode(DecodeRequest request, Priority priority, const CancelToken& cancel,
                Done done) override;
    int parallelism() const override;

    /// Starts every child ahead of need; returns the first one's hello (what is confined).
    Result<QCborMap> warm();

    /// The children's process ids, for tests and for `doctor`.
    QList<qint64> processIds() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
