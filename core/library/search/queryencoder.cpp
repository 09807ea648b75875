#include "core/library/search/queryencoder.h"

#include <QCoreApplication>
#include <algorithm>
#include <future>
#include <utility>

#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::QueryEncoder)
};

// Bytes of each cache: thousands of entries with any model, far more than one question needs.
constexpr qsizetype kCacheBytes = 32 << 20;

qsizetype bytesOf(const std::vector<float>& numbers) {
    return qsizetype(numbers.size() * sizeof(float));
}

QByteArray composedKey(const QByteArray& picture, const QString& modification) {
    return picture + '\0' + modification.toUtf8();
}

/// The decoder's sentence speaks of "this picture"; of several references only one is meant.
Error namingReference(Error error, const QString& name) {
    if (error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::Internal) {
        error.sentence = Text::tr("The reference %1 cannot be used. %2").arg(name, error.sentence);
    }
    return error;
}

QStringList sentencesOf(const QueryEncoder::Question& question) {
    QStringList sentences = question.texts;
    if (!question.modification.isEmpty())
        sentences.prepend(question.modification);
    return sentences;
}

Error forgottenError() {
    return {ErrorKind::Internal, Text::tr("The query is too large to be answered; shorten it."),
            QStringLiteral("a query's vectors do not fit into the cache")};
}
}  // namespace

/// What an engine call is asked, and under which keys its rows are remembered.
struct QueryEncoder::Errand {
    QueryRequest request;
    QList<QByteArray> pictures;
    QList<QByteArray> compositions;
};

QueryEncoder::QueryEncoder(std::shared_ptr<Encoder> encoder, PictureDecoder& decoder,
                           ModelInfo model)
    : m_encoder(std::move(encoder)),
      m_decoder(decoder),
      m_model(std::move(model)),
      m_sentences(kCacheBytes),
      m_pictures(kCacheBytes),
      m_composed(kCacheBytes) {}

QueryEncoder::~QueryEncoder() = default;

bool QueryEncoder::isComposed(const QString& modification) const {
    return m_model.composes && !modification.isEmpty();
}

bool QueryEncoder::isMissing(const Picture& picture, const QString& modification) {
    const Known* known = m_pictures.object(picture.key);
    const bool hasVector = !picture.vector.empty() || (known && !known->vector.empty());
    if (!hasVector)
        return true;
    return isComposed(modification) && !(known && !known->word.empty()) &&
           !m_composed.object(composedKey(picture.key, modification));
}

QHash<QByteArray, Error> QueryEncoder::decodeMissing(std::span<const Question> questions,
                                                     Errand& errand, const CancelToken& cancel) {
    struct UnderWay {
        const Picture* picture = nullptr;
        std::future<Result<DecodeReply>> reply;
    };
    std::vector<UnderWay> decodes;
    EncodeImagesRequest& pictures = errand.request.pictures;
    pictures.side = m_model.input.side;
    const auto addPixels = [&](const QByteArray& key, const QByteArray& pixels) {
        pictures.pixels += pixels;
        ++pictures.count;
        errand.pictures.append(key);
    };
    const auto isUnderWay = [&](const QByteArray& key) {
        return errand.pictures.contains(key) ||
               std::any_of(decodes.begin(), decodes.end(),
                           [&](const UnderWay& decode) { return decode.picture->key == key; });
    };
    for (const Question& question : questions) {
        for (const Picture& picture : question.pictures) {
            if (isUnderWay(picture.key) || !isMissing(picture, question.modification))
                continue;
            if (!picture.pixels.isEmpty()) {
                addPixels(picture.key, picture.pixels);
                continue;
            }
            DecodeRequest request;
            request.path = picture.path;
            request.bytes = picture.bytes;
            request.region = picture.region;
            request.wantInput = true;
            request.input = m_model.input;
            decodes.push_back(
                {&picture, m_decoder.decodeLater(std::move(request),
                                                 PictureDecoder::Priority::Interactive, cancel)});
        }
    }
    QHash<QByteArray, Error> failures;
    for (UnderWay& decode : decodes) {
        const Result<DecodeReply> reply = decode.reply.get();
        if (!reply) {
            failures.insert(decode.picture->key,
                            namingReference(reply.error(), decode.picture->path));
            continue;
        }
        addPixels(decode.picture->key, reply->input);
    }
    return failures;
}

void QueryEncoder::addNewTexts(const Question& question, Errand& errand) {
    for (const QString& sentence : sentencesOf(question)) {
        // object() and not contains(): what is needed now becomes the last to be evicted.
        if (!m_sentences.object(sentence) && !errand.request.texts.contains(sentence))
            errand.request.texts.append(sentence);
    }
}

void QueryEncoder::addNewCompositions(const Question& question, Errand& errand) {
    if (!isComposed(question.modification))
        return;
    for (const Picture& picture : question.pictures) {
        const QByteArray key = composedKey(picture.key, question.modification);
        if (m_composed.object(key) || errand.compositions.contains(key))
            continue;
        QueryRequest::Composition composition;
        composition.modification = question.modification;
        composition.picture = static_cast<int>(errand.pictures.indexOf(picture.key));
        if (composition.picture < 0) {
            const std::vector<float>& word = m_pictures.object(picture.key)->word;
            composition.word =
                QByteArray(reinterpret_cast<const char*>(word.data()), bytesOf(word));
        }
        errand.request.compositions.append(std::move(composition));
        errand.compositions.append(key);
    }
}

Status QueryEncoder::run(const Errand& errand, const CancelToken& cancel) {
    const QueryRequest& request = errand.request;
    if (request.pictures.count == 0 && request.texts.isEmpty() && request.compositions.isEmpty())
        return {};
    SEMBLANCE_TRY_ASSIGN(const QueryReply reply, m_encoder->encodeQuery(request, cancel));
    for (int i = 0; i < errand.pictures.size(); ++i) {
        auto* known = new Known{rowOf(reply.pictureVectors, reply.dim, i),
                                rowOf(reply.words, reply.wordWidth, i)};
        m_pictures.insert(errand.pictures[i], known, bytesOf(known->vector) + bytesOf(known->word));
    }
    for (int i = 0; i < request.texts.size(); ++i) {
        auto* sentence =
            new Sentence{rowOf(reply.textVectors, reply.dim, i), reply.unknownFractions.value(i)};
        m_sentences.insert(request.texts[i], sentence,
                           bytesOf(sentence->vector) + 2 * request.texts[i].size());
    }
    for (int i = 0; i < errand.compositions.size(); ++i) {
        auto* composed = new std::vector<float>(rowOf(reply.composedVectors, reply.dim, i));
        m_composed.insert(errand.compositions[i], composed,
                          bytesOf(*composed) + errand.compositions[i].size());
    }
    return {};
}

Result<QueryEncoder::Answer> QueryEncoder::recall(const Question& question) {
    Answer answer;
    for (const Picture& picture : question.pictures) {
        const Known* known = m_pictures.object(picture.key);
        if (picture.vector.empty() && !known)
            return fail(forgottenError());
        answer.pictures.push_back(picture.vector.empty() ? known->vector : picture.vector);
        if (!isComposed(question.modification))
            continue;
        const auto* composed = m_composed.object(composedKey(picture.key, question.modification));
        if (!composed)
            return fail(forgottenError());
        answer.composed.push_back(*composed);
    }
    for (const QString& sentence : sentencesOf(question)) {
        const Sentence* known = m_sentences.object(sentence);
        if (!known)
            return fail(forgottenError());
        answer.texts.push_back(*known);
    }
    if (!question.modification.isEmpty()) {
        answer.modification = std::move(answer.texts.front());
        answer.texts.erase(answer.texts.begin());
    }
    return answer;
}

Result<QueryEncoder::Answer> QueryEncoder::encode(const Question& question,
                                                  const CancelToken& cancel) {
    Errand errand;
    const auto failures = decodeMissing(std::span(&question, 1), errand, cancel);
    for (const Picture& picture : question.pictures) {
        if (const auto failure = failures.constFind(picture.key); failure != failures.cend())
            return fail(*failure);
    }
    addNewTexts(question, errand);
    addNewCompositions(question, errand);
    SEMBLANCE_TRY(run(errand, cancel));
    return recall(question);
}

Status QueryEncoder::prefetch(std::span<const Question> questions, const CancelToken& cancel) {
    while (!questions.empty()) {
        std::size_t taken = 0;
        for (std::size_t pictures = 0; taken < questions.size(); ++taken) {
            pictures += questions[taken].pictures.size();
            if (taken > 0 && pictures > QueryRequest::mostPictures)
                break;
        }
        const std::span<const Question> some = questions.first(taken);
        questions = questions.subspan(taken);
        Errand errand;
        const auto failures = decodeMissing(some, errand, cancel);
        for (const Question& question : some) {
            const bool whole = std::none_of(
                question.pictures.begin(), question.pictures.end(),
                [&](const Picture& picture) { return failures.contains(picture.key); });
            if (!whole)
                continue;
            addNewTexts(question, errand);
            addNewCompositions(question, errand);
        }
        SEMBLANCE_TRY(run(errand, cancel));
    }
    return {};
}

}  // namespace semblance
