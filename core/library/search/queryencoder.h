#pragma once

#include <QByteArray>
#include <QCache>
#include <QHash>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/remote/messages.h"

namespace semblance {

class Encoder;
class PictureDecoder;

/// Turns the parts of queries into vectors of one model and remembers them, so that a query costs
/// one engine call for what is new in it, and none when nothing is. What is kept of a picture is
/// its vector and its word (what the learned composition puts in a sentence's place): another
/// modification of the same picture needs no second decode. Blocking; not thread-safe.
class QueryEncoder {
public:
    /// A reference picture.
    struct Picture {
        QByteArray key;                  ///< names its pixels: same key, same picture
        QString path;                    ///< to decode it, and what to call it in sentences
        QByteArray bytes;                ///< when not empty: the encoded picture, no file is read
        QByteArray pixels;               ///< when not empty: the model's input, nothing is decoded
        std::vector<float> vector;       ///< where the library has it; else empty
        std::optional<QRectF> region{};  ///< the part that key, pixels and vector are of
    };

    /// The parts of a query that need a vector.
    struct Question {
        std::vector<Picture> pictures;
        QString modification;  ///< empty: none
        QStringList texts;     ///< criteria and negatives, none blank
    };

    struct Sentence {
        std::vector<float> vector;
        float unknownFraction = 0;
    };

    /// Unit vectors in the question's order.
    struct Answer {
        std::vector<std::vector<float>> pictures;
        /// Of each picture with the modification; empty without one, or when the model does not
        /// compose.
        std::vector<std::vector<float>> composed;
        Sentence modification;
        std::vector<Sentence> texts;
    };

    /// `decoder` outlives it; `model` is the encoder's.
    QueryEncoder(std::shared_ptr<Encoder> encoder, PictureDecoder& decoder, ModelInfo model);
    ~QueryEncoder();

    const ModelInfo& model() const { return m_model; }

    /// Whether the picture's pixels are needed, with this modification (empty: none).
    bool isMissing(const Picture& picture, const QString& modification);

    /// Errors: a picture that cannot be decoded (its sentence names it), the engine, Cancelled.
    Result<Answer> encode(const Question& question, const CancelToken& cancel);

    /// The same for many questions ahead of encode(), in as few engine calls as pictures fit. A
    /// question with a picture that cannot be decoded is passed over: encode() will say why.
    Status prefetch(std::span<const Question> questions, const CancelToken& cancel);

private:
    /// What the model made of a picture; each may be unknown.
    struct Known {
        std::vector<float> vector;
        std::vector<float> word;
    };
    struct Errand;

    bool isComposed(const QString& modification) const;
    /// Decodes what is missing, all at once; returns what cannot be, by picture key.
    QHash<QByteArray, Error> decodeMissing(std::span<const Question> questions, Errand& errand,
                                           const CancelToken& cancel);
    void addNewTexts(const Question& question, Errand& errand);
    void addNewCompositions(const Question& question, Errand& errand);
    /// One engine call, or none; remembers what it brings.
    Status run(const Errand& errand, const CancelToken& cancel);
    Result<Answer> recall(const Question& question);

    const std::shared_ptr<Encoder> m_encoder;
    PictureDecoder& m_decoder;
    const ModelInfo m_model;
    // Their costs are bytes.
    QCache<QString, Sentence> m_sentences;
    QCache<QByteArray, Known> m_pictures;
    QCache<QByteArray, std::vector<float>> m_composed;
};

}  // namespace semblance
