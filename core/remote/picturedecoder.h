#pragma once

#include <functional>
#include <future>

#include "core/base/cancel.h"
#include "core/remote/messages.h"

namespace semblance {

/// Decodes picture files, away from the caller's process. The real one is DecoderPool; tests of
/// upper rooms may use a fake.
///
/// A file is read once, by the decoder. The content key, the full hash and the pixels all belong to
/// the bytes of that one reading, whatever becomes of the file meanwhile: only by
/// DecodeReply::read is it known which bytes were decoded.
///
/// Kinds of failure, for all of which the sentence says why:
/// - Cancelled.
/// - Internal: decoding as such is broken, the file is not to blame.
/// - NotFound, Permission: the file could not be read just now (its disk does not answer, another
///   program locks it, it changed between two tries): of its content nothing is known.
/// - BadInput without a call of `decide` before: no file that can be read (a folder, a pipe, still
///   being written): of its content nothing is known, either.
/// - BadInput after it: this content cannot be decoded.
/// - ChildFailed, only after it: this content killed or stalled its decoder, twice: keep away from
///   it (quarantine).
class PictureDecoder {
public:
    enum class Priority {
        Background,   ///< indexing; waits its turn
        Interactive,  ///< somebody looks at the window; goes first
    };
    using Done = std::function<void(Result<DecodeReply>)>;

    /// Asked at most once, when the file is read and before it is decoded: true to go on, false
    /// when the caller has no use for these bytes (a content that it knows); `done` then gets a
    /// reply with `decoded` false. Empty: always true. On a thread of the decoder's, which holds
    /// the bytes and does nothing else until the answer. Not asked for DecodeRequest::bytes and
    /// sidecars.
    using Decide = std::function<bool(const ReadReply&)>;

    virtual ~PictureDecoder() = default;

    /// Starts one decode; `done` is called exactly once, on a thread of the decoder's, also when
    /// cancelled or shut down. Blocks while the background queue is full.
    virtual void decode(DecodeRequest request, Priority priority, const CancelToken& cancel,
                        Decide decide, Done done) = 0;

    /// decode() for callers who wait at a place of their own choice.
    std::future<Result<DecodeReply>> decodeLater(DecodeRequest request, Priority priority,
                                                 const CancelToken& cancel = {});

    /// decode() at once and wait, for callers with nothing else to do.
    Result<DecodeReply> decodeNow(const DecodeRequest& request, const CancelToken& cancel = {});

    /// How many decodes run at the same time.
    virtual int parallelism() const = 0;
};

}  // namespace semblance
