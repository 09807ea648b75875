#include "core/remote/picturedecoder.h"

#include <memory>

namespace semblance {

std::future<Result<DecodeReply>> PictureDecoder::decodeLater(DecodeRequest request,
                                                             Priority priority,
                                                             const CancelToken& cancel) {
    // Shared: set_value() may still be at work when the future is ready.
    auto promise = std::make_shared<std::promise<Result<DecodeReply>>>();
    std::future<Result<DecodeReply>> reply = promise->get_future();
    decode(std::move(request), priority, cancel, {},
           [promise](Result<DecodeReply> result) { promise->set_value(std::move(result)); });
    return reply;
}

Result<DecodeReply> PictureDecoder::decodeNow(const DecodeRequest& request,
                                              const CancelToken& cancel) {
    return decodeLater(request, Priority::Interactive, cancel).get();
}

}  // namespace semblance
