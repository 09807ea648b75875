#include "core/library/search/queryencoder.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/remote/encoder.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
using Question = QueryEncoder::Question;

constexpr int kWordWidth = 3;

QByteArray bytesOf(const std::vector<float>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()),
            qsizetype(numbers.size() * sizeof(float))};
}

std::vector<float> axis(int number, int width = dim) {
    std::vector<float> vector(static_cast<std::size_t>(width), 0.0f);
    vector[static_cast<std::size_t>(number % width)] = 1.0f;
    return vector;
}

/// Answers queries so that a test can tell what every row was made of, and counts.
class QueryFake : public Encoder {
public:
    Result<ModelInfo> model(const CancelToken&) override { return modelInfo(); }
    Result<EncodeReply> encodeImages(const EncodeImagesRequest&, const CancelToken&) override {
        return fail(ErrorKind::Internal, QStringLiteral("No batches here."));
    }
    Result<QueryReply> encodeQuery(const QueryRequest& request,
                                   const CancelToken& cancel) override {
        if (cancel.isCancelled())
            return fail(cancelledError());
        requests.push_back(request);
        if (failure)
            return fail(*failure);
        QueryReply reply;
        reply.dim = dim;
        reply.wordWidth = kWordWidth;
        const qsizetype each = request.pictures.side * request.pictures.side * 3;
        for (int i = 0; i < request.pictures.count; ++i) {
            const int colour = static_cast<uchar>(request.pictures.pixels[i * each]);
            reply.pictureVectors += bytesOf(axis(colour));
            reply.words += bytesOf(wordOf(colour));
        }
        for (const QString& text : request.texts) {
            reply.textVectors += bytesOf(axis(static_cast<int>(text.size())));
            reply.unknownFractions.append(float(text.size()) / 100);
        }
        for (const auto& composition : request.compositions) {
            const int colour =
                composition.picture >= 0
                    ? static_cast<uchar>(request.pictures.pixels[composition.picture * each])
                    : static_cast<int>(rowOf(composition.word, kWordWidth, 0)[0]);
            reply.composedVectors += bytesOf(composedOf(colour, composition.modification));
        }
        return reply;
    }

    static std::vector<float> wordOf(int colour) { return {float(colour), 0, 1}; }
    static std::vector<float> composedOf(int colour, const QString& modification) {
        return axis(colour + static_cast<int>(modification.size()));
    }

    std::vector<QueryRequest> requests;
    std::optional<Error> failure;
};
}  // namespace

class QueryEncoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingNewGoesInOneCall();
    void nothingNewCostsNoCall();
    void anotherModificationUsesTheWord();
    void libraryPicturesAreDecodedForTheirWordOnly();
    void aModelWithoutCompositionIsAskedForNone();
    void plainPicturesAndSentences();
    void pixelsThatAreThereAreNotDecodedAgain();
    void aBrokenReferenceIsNamed();
    void engineFailuresAreNotRemembered();
    void batchesAreGathered();
    void batchesOfManyPicturesAreSplit();
    void aBrokenQuestionSpoilsNoOther();
    void thePresentQuestionSurvivesAFullCache();

private:
    /// A file that FakeDecoder decodes to this colour.
    QueryEncoder::Picture picture(int colour) {
        const QString path = m_dir.filePath(QString::number(colour));
        QFile file(path);
        if (!file.exists() && file.open(QIODevice::WriteOnly))
            file.write(QByteArray(1, static_cast<char>(colour)));
        return {QByteArray::number(colour), path, {}, {}, {}};
    }
    Result<QueryEncoder::Answer> ask(const Question& question) {
        return m_encoder->encode(question, {});
    }
    void use(const ModelInfo& info) {
        m_encoder = std::make_unique<QueryEncoder>(m_engine, *m_decoder, info);
    }
    int calls() const { return static_cast<int>(m_engine->requests.size()); }

    QTemporaryDir m_dir;
    std::shared_ptr<QueryFake> m_engine;
    std::unique_ptr<FakeDecoder> m_decoder;
    std::unique_ptr<QueryEncoder> m_encoder;
};

void QueryEncoderTest::init() {
    m_engine = std::make_shared<QueryFake>();
    m_decoder = std::make_unique<FakeDecoder>();
    ModelInfo info = modelInfo();
    info.composes = true;
    info.wordWidth = kWordWidth;
    use(info);
}

void QueryEncoderTest::everythingNewGoesInOneCall() {
    const QString modification = QStringLiteral("red");
    const auto answer = ask({{picture(1), picture(2)},
                             modification,
                             {QStringLiteral("a dog"), QStringLiteral("people")}});
    QVERIFY(answer);
    QCOMPARE(calls(), 1);
    QCOMPARE(m_engine->requests[0].pictures.count, 2);
    QCOMPARE(m_engine->requests[0].texts.size(), 3);
    QCOMPARE(m_engine->requests[0].compositions.size(), 2);
    QCOMPARE(answer->pictures[0], axis(1));
    QCOMPARE(answer->pictures[1], axis(2));
    QCOMPARE(answer->composed[0], QueryFake::composedOf(1, modification));
    QCOMPARE(answer->composed[1], QueryFake::composedOf(2, modification));
    QCOMPARE(answer->modification.vector, axis(3));
    QCOMPARE(answer->modification.unknownFraction, 0.03f);
    QCOMPARE(answer->texts[0].vector, axis(5));
    QCOMPARE(answer->texts[1].vector, axis(6));
}

void QueryEncoderTest::nothingNewCostsNoCall() {
    const Question question{{picture(1)}, QStringLiteral("red"), {}};
    const auto first = ask(question);
    const auto second = ask(question);
    QVERIFY(first && second);
    QCOMPARE(calls(), 1);
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(second->composed, first->composed);
    QVERIFY(ask({{}, {}, {QStringLiteral("red")}}));
    QCOMPARE(calls(), 1);
}

void QueryEncoderTest::anotherModificationUsesTheWord() {
    QVERIFY(ask({{picture(1)}, QStringLiteral("red"), {}}));
    const QString modification = QStringLiteral("in blue");
    const auto answer = ask({{picture(1)}, modification, {}});
    QVERIFY(answer);
    QCOMPARE(calls(), 2);
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(m_engine->requests[1].pictures.count, 0);
    QCOMPARE(m_engine->requests[1].texts, QStringList{modification});
    QCOMPARE(m_engine->requests[1].compositions[0].picture, -1);
    QCOMPARE(answer->composed[0], QueryFake::composedOf(1, modification));
}

void QueryEncoderTest::libraryPicturesAreDecodedForTheirWordOnly() {
    QueryEncoder::Picture known = picture(1);
    known.vector = axis(7);
    const auto plain = ask({{known}, {}, {}});
    QVERIFY(plain);
    QCOMPARE(calls(), 0);
    QCOMPARE(m_decoder->decoded(), 0);
    QCOMPARE(plain->pictures[0], axis(7));

    const auto composed = ask({{known}, QStringLiteral("red"), {}});
    QVERIFY(composed);
    QCOMPARE(calls(), 1);
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(composed->pictures[0], axis(7));
    QCOMPARE(composed->composed[0], QueryFake::composedOf(1, QStringLiteral("red")));
}

void QueryEncoderTest::aModelWithoutCompositionIsAskedForNone() {
    use(modelInfo());
    QueryEncoder::Picture known = picture(1);
    known.vector = axis(7);
    const auto answer = ask({{known, picture(2)}, QStringLiteral("red"), {}});
    QVERIFY(answer);
    QVERIFY(answer->composed.empty());
    QCOMPARE(m_decoder->decoded(), 1);
    QCOMPARE(m_engine->requests[0].compositions.size(), 0);
}

void QueryEncoderTest::plainPicturesAndSentences() {
    const auto answer = ask({{picture(4)}, {}, {QStringLiteral("a dog")}});
    QVERIFY(answer);
    QVERIFY(answer->composed.empty());
    QVERIFY(answer->modification.vector.empty());
    QCOMPARE(m_engine->requests[0].compositions.size(), 0);
    // The word came along: a modification added later needs no decode.
    QVERIFY(ask({{picture(4)}, QStringLiteral("red"), {}}));
    QCOMPARE(m_decoder->decoded(), 1);
}

/// Whoever looked at the bytes of a reference has decoded them in the same go.
void QueryEncoderTest::pixelsThatAreThereAreNotDecodedAgain() {
    QueryEncoder::Picture decoded{
        QByteArrayLiteral("bytes"), QStringLiteral("/nowhere"), {}, {}, {}};
    QVERIFY(m_encoder->isMissing(decoded, {}));
    decoded.pixels = QByteArray(2 * 2 * 3, char(5));
    const auto answer = ask({{decoded}, QStringLiteral("red"), {}});
    QVERIFY(answer);
    QCOMPARE(m_decoder->decoded(), 0);
    QCOMPARE(answer->pictures[0], axis(5));
    QCOMPARE(answer->composed[0], QueryFake::composedOf(5, QStringLiteral("red")));
    // From then on the key is enough.
    decoded.pixels.clear();
    QVERIFY(!m_encoder->isMissing(decoded, {}));
    QVERIFY(!m_encoder->isMissing(decoded, QStringLiteral("in blue")));
    QVERIFY(ask({{decoded}, QStringLiteral("in blue"), {}}));
    QCOMPARE(m_decoder->decoded(), 0);
}

void QueryEncoderTest::aBrokenReferenceIsNamed() {
    QueryEncoder::Picture missing = picture(1);
    missing.path = m_dir.filePath(QStringLiteral("nowhere.jpg"));
    const auto answer = ask({{picture(2), missing}, QStringLiteral("red"), {}});
    QVERIFY(!answer);
    QVERIFY2(answer.error().sentence.contains(missing.path), qPrintable(answer.error().sentence));
    QCOMPARE(calls(), 0);
    const CancelToken cancel;
    cancel.cancel();
    QCOMPARE(m_encoder->encode({{picture(3)}, {}, {}}, cancel).error().kind, ErrorKind::Cancelled);
}

void QueryEncoderTest::engineFailuresAreNotRemembered() {
    m_engine->failure = Error{ErrorKind::ChildFailed, QStringLiteral("Gone."), {}};
    QVERIFY(!ask({{picture(1)}, QStringLiteral("red"), {}}));
    m_engine->failure.reset();
    QVERIFY(ask({{picture(1)}, QStringLiteral("red"), {}}));
    QCOMPARE(calls(), 2);
}

void QueryEncoderTest::batchesAreGathered() {
    std::vector<Question> questions;
    for (int i = 0; i < 20; ++i)
        questions.push_back({{picture(i % 5)}, QStringLiteral("number %1").arg(i % 3), {}});
    QVERIFY(m_encoder->prefetch(questions, {}));
    QCOMPARE(calls(), 1);
    QCOMPARE(m_engine->requests[0].pictures.count, 5);
    QCOMPARE(m_engine->requests[0].texts.size(), 3);
    QCOMPARE(m_engine->requests[0].compositions.size(), 15);
    for (const Question& question : questions) {
        const auto answer = ask(question);
        QVERIFY(answer);
        const int colour = question.pictures[0].key.toInt();
        QCOMPARE(answer->composed[0], QueryFake::composedOf(colour, question.modification));
    }
    QCOMPARE(calls(), 1);
    QCOMPARE(m_decoder->decoded(), 5);
}

void QueryEncoderTest::batchesOfManyPicturesAreSplit() {
    std::vector<Question> questions;
    for (int i = 0; i < 100; ++i)
        questions.push_back({{picture(i)}, QStringLiteral("red"), {}});
    QVERIFY(m_encoder->prefetch(questions, {}));
    QCOMPARE(calls(), 2);
    for (const QueryRequest& request : m_engine->requests)
        QVERIFY(request.pictures.count <= QueryRequest::mostPictures);
}

void QueryEncoderTest::aBrokenQuestionSpoilsNoOther() {
    QueryEncoder::Picture missing = picture(1);
    missing.path = m_dir.filePath(QStringLiteral("nowhere.jpg"));
    const Question broken{{missing}, QStringLiteral("red"), {}};
    const Question good{{picture(2)}, QStringLiteral("blue"), {}};
    QVERIFY(m_encoder->prefetch(std::vector{broken, good}, {}));
    QCOMPARE(calls(), 1);
    QVERIFY(ask(good));
    QCOMPARE(calls(), 1);
    QVERIFY(!ask(broken));
}

void QueryEncoderTest::thePresentQuestionSurvivesAFullCache() {
    // More than the caches keep.
    constexpr int kLong = 1 << 16;
    for (int i = 0; i < 300; ++i)
        QVERIFY(ask({{}, {}, {QString(kLong + i, u'x')}}));
    const Question question{{picture(1)}, QStringLiteral("red"), {QString(kLong, u'x')}};
    QVERIFY(ask(question));
    QCOMPARE(calls(), 301);
}

SEMBLANCE_TEST(QueryEncoderTest)
#include "tst_queryencoder.moc"
