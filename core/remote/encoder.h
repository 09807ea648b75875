#pragma once

#include <QByteArray>
#include <vector>

#include "core/base/cancel.h"
#include "core/remote/messages.h"

namespace semblance {

/// Turns model inputs and sentences into unit vectors. The real one is EngineClient; tests of upper
/// rooms may use a fake. Every method blocks and may be called from any thread, at the same time:
/// a query never waits for the pictures that are being indexed.
class Encoder {
public:
    virtual ~Encoder() = default;

    /// The model behind it; the first call waits for its start.
    virtual Result<ModelInfo> model(const CancelToken& cancel) = 0;

    virtual Result<EncodeReply> encodeImages(const EncodeImagesRequest& request,
                                             const CancelToken& cancel) = 0;

    /// The reply has a row for everything that was asked. A composition asked of a model that does
    /// not compose, a blank sentence or a word of another width is WrongUse.
    virtual Result<QueryReply> encodeQuery(const QueryRequest& request,
                                           const CancelToken& cancel) = 0;

    /// Where in a picture its score with a direction comes from. WrongUse where that is not to be
    /// had, as in tests' fakes.
    virtual Result<ExplainReply> explain(const ExplainRequest& request, const CancelToken& cancel);
};

/// Row `row` of float32 rows of `width` numbers.
std::vector<float> rowOf(const QByteArray& rows, int width, int row);

}  // namespace semblance
