#pragma once

#include <functional>

#include "core/base/cancel.h"
#include "core/library/indexing/indexitem.h"
#include "core/remote/picturedecoder.h"

namespace semblance::indexing {

/// The pipeline's last stage: reads what the sidecars of a stored file say, and ends the file.
/// Internal to the pipeline. Thread-safe.
class SidecarStage {
public:
    using Store = std::function<bool(IndexedFile)>;
    using End = std::function<void(const Item&, IndexPipeline::Outcome)>;
    using BreakOff = std::function<void(const Error&)>;

    /// The decoder, and what the functions use, outlive it.
    SidecarStage(PictureDecoder& decoder, CancelToken cancel, Store store, End end,
                 BreakOff breakOff);

    /// Ends the file as Indexed, at once where its sidecars are not to be read. With Interactive it
    /// never waits, for it is called on threads of the decoder's, too.
    void annotate(const ItemPtr& item,
                  PictureDecoder::Priority priority = PictureDecoder::Priority::Interactive);

private:
    void onRead(const Item& item, const Result<DecodeReply>& reply);
    void storeFacts(const Item& item, PhotoFacts facts);

    PictureDecoder& m_decoder;
    const CancelToken m_cancel;
    const Store m_store;
    const End m_end;
    const BreakOff m_breakOff;
};

}  // namespace semblance::indexing
