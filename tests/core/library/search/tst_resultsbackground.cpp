#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <random>

#include "core/library/models/modelsession.h"
#include "core/library/search/plainsentences.h"
#include "core/library/search/resultsbackground.h"
#include "core/library/search/searcher.h"
#include "core/library/search/sentencefile.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kWide = 64;
constexpr int kPictures = 60;

VectorModel wideModel(const QString& hash = QStringLiteral("abc123")) {
    VectorModel made = model(hash);
    made.dim = kWide;
    return made;
}

std::vector<float> unit(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> vector(kWide);
    double squares = 0;
    for (float& number : vector) {
        number = normal(random);
        squares += double(number) * double(number);
    }
    for (float& number : vector)
        number = float(double(number) / std::sqrt(squares));
    return vector;
}

std::vector<float> pictureVector(int content) {
    return unit(1000u + unsigned(content));
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// "picture 7" is the vector of picture 7; any other sentence points anywhere, always there.
std::vector<float> sentenceVector(const QString& text) {
    if (text.startsWith(QStringLiteral("picture ")))
        return pictureVector(text.section(u' ', 1).toInt());
    unsigned seed = 1;
    for (const QChar c : text)
        seed = seed * 31 + c.unicode();
    return unit(seed);
}

class SentenceEngine final : public FakeEncoder {
public:
    explicit SentenceEngine(QString hash) : m_hash(std::move(hash)) {}

    Result<ModelInfo> model(const CancelToken&) override {
        ModelInfo info = modelInfo(m_hash);
        info.dim = kWide;
        return info;
    }
    Result<QueryReply> encodeQuery(const QueryRequest& request,
                                   const CancelToken& cancel) override {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (isBroken)
            return fail(ErrorKind::Internal, QStringLiteral("It broke."));
        QueryReply reply;
        reply.dim = kWide;
        for (const QString& text : request.texts) {
            const std::vector<float> vector = sentenceVector(text);
            reply.textVectors += QByteArray(reinterpret_cast<const char*>(vector.data()),
                                            qsizetype(vector.size() * sizeof(float)));
            reply.unknownFractions.append(0);
            ++sentences;
        }
        return reply;
    }

    std::atomic<int> sentences = 0;
    std::atomic<bool> isBroken = false;

private:
    const QString m_hash;
};

Query textQuery(const QString& text) {
    Query query;
    query.text = text;
    return query;
}
}  // namespace

/// What is learned of a model on a library on disk, by an engine that counts.
class ResultsBackgroundTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void learnsWhatANaiveLookSays();
    void isLearnedOnce();
    void aDamagedFileIsLearnedAnew();
    void aLibraryThatGrowsIsMeasuredAnew();
    void aSmallLibraryIsLeftAlone();
    void errorsAreTold();
    void resultsEndWhereTheyShould();
    void theLineIsOfTheWholeLibrary();
    void filesOfOthersAreRefused();

private:
    void store(int from, int to) {
        for (int content = from; content < to; ++content) {
            IndexedFile file = encodedFile(m_root, QStringLiteral("%1.jpg").arg(content), content);
            file.vector = toHalf(pictureVector(content));
            VERIFY_OK(m_library->writer().submit(file));
        }
        VERIFY_OK(m_library->writer().flush());
        VERIFY_OK(m_library->catalogue->refresh({}));
    }
    QString file() const {
        return m_library->catalogue->cacheDir() + QStringLiteral("/sentences-abc123.f16");
    }
    std::optional<std::size_t> good(const Query& query) {
        const auto prepared = m_searcher->prepare(query);
        if (!prepared)
            return std::nullopt;
        return prepared->good(prepared->rank());
    }

    std::unique_ptr<CatalogueFixture> m_library;
    RootId m_root;
    std::shared_ptr<SentenceEngine> m_engine;
    std::unique_ptr<FakeDecoder> m_decoder;
    std::unique_ptr<ModelSession> m_models;
    std::shared_ptr<ResultsBackground> m_background;
    std::unique_ptr<Searcher> m_searcher;
};

void ResultsBackgroundTest::init() {
    m_library = std::make_unique<CatalogueFixture>();
    auto opened = EmbeddedCatalogue::open(m_library->paths, EmbeddedCatalogue::Access::Write);
    VERIFY_OK(opened);
    m_library->catalogue = std::move(*opened);
    VERIFY_OK(m_library->writer().useModel(wideModel()));
    VERIFY_OK(m_library->catalogue->openVectors(wideModel()));
    m_root = m_library->addRoot();
    QVERIFY(m_root.isValid());
    m_engine = std::make_shared<SentenceEngine>(wideModel().hash);
    m_decoder = std::make_unique<FakeDecoder>();
    const QString dir = m_library->path(wideModel().hash);
    QVERIFY(QDir().mkpath(dir));
    QFile manifest(dir + QStringLiteral("/model.json"));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    ModelSession::Options options;
    options.asked = dir;
    options.makeEncoder = [this](const QString&) -> std::shared_ptr<Encoder> { return m_engine; };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
    m_background = std::make_shared<ResultsBackground>(*m_library->catalogue, *m_models);
    m_searcher =
        std::make_unique<Searcher>(*m_library->catalogue, *m_models, *m_decoder, m_background);
}

void ResultsBackgroundTest::cleanup() {
    m_searcher.reset();
    m_background.reset();
    m_models.reset();
    m_decoder.reset();
    m_engine.reset();
    m_library.reset();
}

void ResultsBackgroundTest::learnsWhatANaiveLookSays() {
    store(0, kPictures);
    QVERIFY(!m_background->now(wideModel().hash));
    const auto learned = m_background->learn({});
    VERIFY_OK(learned);
    QVERIFY(*learned);
    const auto known = m_background->now(wideModel().hash);
    QVERIFY(known);
    QVERIFY(!m_background->now(QStringLiteral("another")));
    QCOMPARE(known->pictures, std::size_t(kPictures));

    double best = 0;
    std::vector<double> widths;
    const QStringList names = plainNames();
    for (const QString& name : names) {
        std::vector<float> scores;
        for (int content = 0; content < kPictures; ++content)
            scores.push_back(float(dot(pictureVector(content), sentenceVector(name))));
        best += double(*std::max_element(scores.begin(), scores.end())) / double(names.size());
        widths.push_back(spreadOf(scores).width);
    }
    std::sort(widths.begin(), widths.end());
    QVERIFY(std::abs(known->background.best - best) < 1e-3);
    QVERIFY(std::abs(known->background.width - widths[widths.size() / 2]) < 1e-3);
    std::vector<std::vector<float>> captions;
    for (const QString& caption : plainCaptions())
        captions.push_back(sentenceVector(caption));
    QVERIFY(std::abs(known->background.likeness - backgroundOf(captions).likeness) < 1e-6);
}

void ResultsBackgroundTest::isLearnedOnce() {
    store(0, kPictures);
    VERIFY_OK(m_background->learn({}));
    const int sentences = m_engine->sentences;
    QCOMPARE(sentences, int(plainCaptions().size() + plainNames().size()));
    const auto again = m_background->learn({});
    VERIFY_OK(again);
    QVERIFY(!*again);
    // By the next program neither.
    ResultsBackground next(*m_library->catalogue, *m_models);
    const auto read = next.learn({});
    VERIFY_OK(read);
    QVERIFY(*read);
    QCOMPARE(m_engine->sentences.load(), sentences);
    QVERIFY(next.now(wideModel().hash)->background ==
            m_background->now(wideModel().hash)->background);
    QVERIFY(next.now(wideModel().hash)->captions == m_background->now(wideModel().hash)->captions);
}

void ResultsBackgroundTest::aDamagedFileIsLearnedAnew() {
    store(0, kPictures);
    VERIFY_OK(m_background->learn({}));
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    QVERIFY(damaged.seek(damaged.size() / 2) && damaged.write("damage") == 6);
    damaged.close();
    VERIFY_FAILS(readSentences(file(), wideModel().hash), ErrorKind::Corrupt);
    const int sentences = m_engine->sentences;
    ResultsBackground next(*m_library->catalogue, *m_models);
    VERIFY_OK(next.learn({}));
    QCOMPARE(m_engine->sentences.load(), 2 * sentences);
    VERIFY_OK(readSentences(file(), wideModel().hash));
}

void ResultsBackgroundTest::aLibraryThatGrowsIsMeasuredAnew() {
    store(0, kPictures);
    VERIFY_OK(m_background->learn({}));
    const auto before = m_background->now(wideModel().hash);
    const int sentences = m_engine->sentences;
    store(kPictures, kPictures + 2);
    const auto little = m_background->learn({});
    VERIFY_OK(little);
    QVERIFY(!*little);
    store(kPictures + 2, 2 * kPictures);
    const auto much = m_background->learn({});
    VERIFY_OK(much);
    QVERIFY(*much);
    QCOMPARE(m_engine->sentences.load(), sentences);
    const auto after = m_background->now(wideModel().hash);
    QCOMPARE(after->pictures, std::size_t(2 * kPictures));
    // Among more pictures chance finds better ones.
    QVERIFY(after->background.best > before->background.best);
}

void ResultsBackgroundTest::aSmallLibraryIsLeftAlone() {
    store(0, 3);
    const auto learned = m_background->learn({});
    VERIFY_OK(learned);
    QVERIFY(!*learned);
    QCOMPARE(m_engine->sentences.load(), 0);
    QVERIFY(!good(textQuery(QStringLiteral("picture 1"))));
}

void ResultsBackgroundTest::errorsAreTold() {
    store(0, kPictures);
    CancelToken cancelled;
    cancelled.cancel();
    VERIFY_FAILS(m_background->learn(cancelled), ErrorKind::Cancelled);
    m_engine->isBroken = true;
    VERIFY_FAILS(m_background->learn({}), ErrorKind::Internal);
    QVERIFY(!m_background->now(wideModel().hash));
    m_engine->isBroken = false;
    VERIFY_OK(m_background->learn({}));
    QVERIFY(m_background->now(wideModel().hash));
}

void ResultsBackgroundTest::resultsEndWhereTheyShould() {
    store(0, kPictures);
    // Nobody knows yet; the answer is there all the same.
    QVERIFY(!good(textQuery(QStringLiteral("picture 7"))));
    VERIFY_OK(m_background->learn({}));
    QCOMPARE(good(textQuery(QStringLiteral("picture 7"))), std::optional<std::size_t>(1));
    // Two that fit equally well.
    IndexedFile twin = encodedFile(m_root, QStringLiteral("twin.jpg"), kPictures);
    twin.vector = toHalf(pictureVector(7));
    VERIFY_OK(m_library->writer().submit(twin));
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(m_library->catalogue->refresh({}));
    QCOMPARE(good(textQuery(QStringLiteral("picture 7"))), std::optional<std::size_t>(2));
    for (const char* absent : {"a thing that is not there", "nor is this", "an elephant"})
        QCOMPARE(good(textQuery(QString::fromUtf8(absent))), std::optional<std::size_t>(0));
    // A filter alone has no scores.
    Query all;
    all.filter.terms.push_back(
        {PhotoFilter::Field::Name, PhotoFilter::Relation::Equal, QStringLiteral("jpg")});
    QVERIFY(!good(all));
}

/// What a filter leaves over does not become good for want of better.
void ResultsBackgroundTest::theLineIsOfTheWholeLibrary() {
    store(0, kPictures);
    VERIFY_OK(m_background->learn({}));
    Query query = textQuery(QStringLiteral("picture 7"));
    query.filter.terms.push_back(
        {PhotoFilter::Field::Name, PhotoFilter::Relation::Equal, QStringLiteral("1.jpg")});
    const auto prepared = m_searcher->prepare(query);
    VERIFY_OK(prepared);
    const std::vector<PhotoItem> ranked = prepared->rank();
    QVERIFY(!ranked.empty() && ranked.size() < std::size_t(kPictures));
    QCOMPARE(prepared->good(ranked), std::optional<std::size_t>(0));
    query.filter.terms.front().text = QStringLiteral("7.jpg");
    QCOMPARE(good(query), std::optional<std::size_t>(1));
}

void ResultsBackgroundTest::filesOfOthersAreRefused() {
    KnownSentences sentences;
    sentences.model = QStringLiteral("mine");
    sentences.captions = {unit(1), unit(2)};
    sentences.names = {unit(3)};
    sentences.pictures = 21;
    sentences.background = backgroundOf(sentences.captions);
    sentences.background.best = 0.25;
    const QString path = m_library->path(QStringLiteral("sentences.f16"));
    VERIFY_FAILS(readSentences(path, sentences.model), ErrorKind::NotFound);
    VERIFY_OK(writeSentences(path, sentences));
    const auto read = readSentences(path, sentences.model);
    VERIFY_OK(read);
    QVERIFY(read->captions == sentences.captions && read->names == sentences.names);
    QVERIFY(read->background == sentences.background);
    QCOMPARE(read->pictures, sentences.pictures);
    VERIFY_FAILS(readSentences(path, QStringLiteral("yours")), ErrorKind::Corrupt);
    sentences.names[0][3] = std::nanf("");
    VERIFY_OK(writeSentences(path, sentences));
    VERIFY_FAILS(readSentences(path, sentences.model), ErrorKind::Corrupt);
}

SEMBLANCE_TEST(ResultsBackgroundTest)
#include "tst_resultsbackground.moc"
