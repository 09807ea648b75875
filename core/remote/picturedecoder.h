#pragma once

#include <functional>
#include <future>

#include "core/base/cancel.h"
#include "core/remote/messages.h"

namespace semblance {

/// Decodes picture files, away from the caller's process. The real one is DecoderPool; tests of
/// upper rooms may use a fake.
/// Kinds of failure: ChildFailed: this file killed or stalled its decoder, twice: keep away from it
/// (quarantine). Internal: decoding as such is broken, the file is not to blame. Cancelled. Any
/// other: this file cannot be decoded, and the sentence says why.
class PictureDecoder {
public:
    enum class Priority {
        Background,   ///< indexing; waits its turn
        Interactive,  ///< somebody looks at the window; goes first
    };
    using Done = std::function<void(Result<DecodeReply>)>;

    virtual ~PictureDecoder() = default;

    /// Starts one decode; `done` is called exactly once, on a thread of the decoder's, also when
    /// cancelled or shut down. Blocks while the background queue is full.
    virtual void decode(DecodeRequest request, Priority priority, const CancelToken& cancel,
                        Done done) = 0;

    /// decode() for callers who wait at a place of their own choice.
    std::future<Result<DecodeReply>> decodeLater(DecodeRequest request, Priority priority,
                                                 const CancelToken& cancel = {});

    /// decode() at once and wait, for callers with nothing else to do.
    Result<DecodeReply> decodeNow(const DecodeRequest& request, const CancelToken& cancel = {});

    /// How many decodes run at the same time.
    virtual int parallelism() const = 0;
};

}  // namespace semblance
