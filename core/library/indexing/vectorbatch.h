#pragma once

#include <QByteArray>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/remote/messages.h"

namespace semblance {

class Encoder;

/// Encodes model inputs (RGB8, side^2 * 3 bytes each) and tells the ones that no vector can be had
/// of: a batch that kills the engine is halved until the picture is found that does it.
/// Thread-safe.
class VectorBatch {
public:
    /// `encoder` outlives it; `model` is the encoder's.
    VectorBatch(Encoder& encoder, const ModelInfo& model) : m_encoder(encoder), m_model(model) {}

    /// What became of one picture.
    struct Item {
        QByteArray vector;  ///< fp16, model.dim * 2 bytes; empty when it has none
        /// Without a vector: it stopped the engine (ChildFailed), or what the engine made of it
        /// means nothing (BadInput).
        Error error;
    };

    /// One for each input, in their order. Errors: the engine as such cannot work, Cancelled.
    Result<std::vector<Item>> encode(std::span<const QByteArray> inputs, const CancelToken& cancel);

private:
    Result<EncodeReply> ask(std::span<const QByteArray> inputs, const CancelToken& cancel);
    Result<std::vector<Item>> halve(std::span<const QByteArray> inputs, const CancelToken& cancel);
    /// Whether the engine encodes a picture that nothing is wrong with.
    Status probe(const CancelToken& cancel);

    Encoder& m_encoder;
    const ModelInfo& m_model;
};

}  // namespace semblance
