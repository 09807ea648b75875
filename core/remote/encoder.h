#pragma once

#include <QStringList>
#include <vector>

#include "core/base/cancel.h"
#include "core/remote/messages.h"

namespace semblance {

/// Turns model inputs and sentences into unit vectors. The real one is EngineClient; tests of upper
/// rooms may use a fake. Every method blocks and may be called from any thread, at the same time:
/// sentences never wait for pictures.
class Encoder {
public:
    virtual ~Encoder() = default;

    /// The model behind it; the first call waits for its start.
    virtual Result<ModelInfo> model() = 0;

    virtual Result<EncodeReply> encodeImages(const EncodeImagesRequest& request,
                                             const CancelToken& cancel) = 0;
    virtual Result<EncodeReply> encodeTexts(const QStringList& texts,
                                            const CancelToken& cancel) = 0;
};

/// Row `row` of a reply as numbers.
std::vector<float> vectorOf(const EncodeReply& reply, int row);

}  // namespace semblance
