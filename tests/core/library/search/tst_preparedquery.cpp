#include <QTest>
#include <algorithm>
#include <cmath>
#include <future>
#include <map>
#include <random>

#include "core/base/float16.h"
#include "core/library/search/preparedquery.h"
#include "core/query/negatives.h"
#include "tests/core/catalogue/memorycatalogue.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kContents = 24;

std::vector<float> unit(std::mt19937& random) {
    std::normal_distribution<float> any;
    std::vector<float> vector(dim);
    float length = 0;
    for (float& number : vector) {
        number = any(random);
        length += number * number;
    }
    for (float& number : vector)
        number /= std::sqrt(length);
    return vector;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

std::vector<FileId> files(const std::vector<PhotoItem>& items) {
    std::vector<FileId> ids;
    for (const PhotoItem& item : items)
        ids.push_back(item.file);
    return ids;
}
}  // namespace

/// Answers of a query that is encoded and scored, as the slider asks for them.
class PreparedQueryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ranksByWhatTheMixComposes_data();
    void ranksByWhatTheMixComposes();
    void theMixIsTheUsersThenTheQuerysThenTheModels();
    void whereTheMixMatters_data();
    void whereTheMixMatters();
    void copiesComeTogether();
    void theLimitCountsPhotos();
    void answersAreOfTheirMoment();
    void manyThreadsRankAtOnce();
    void negativesLeaveBehindWhatShowsThem();
    void probesCoverTheSlider();
    void probesLookBehindNegatives();
    void endsAreNotKnownWithoutABackground();
    void timesAreTold();

private:
    /// Picture, modification and their composition, scored over everything.
    PreparedQuery prepare(int limit = 50) {
        using Role = Endpoint::Role;
        PreparedQuery prepared;
        prepared.snapshot = m_catalogue->snapshot();
        prepared.query.references.resize(1);
        prepared.query.references[0].picture.path = QStringLiteral("/reference.jpg");
        prepared.query.modification = QStringLiteral("in red");
        prepared.query.limit = limit;
        prepared.model.defaultMix = 0.4f;
        std::mt19937 random(7);
        for (const Role role : {Role::Reference, Role::Composed, Role::Modification})
            prepared.endpoints.push_back({role, 1, unit(random)});
        ScoreRequest request;
        for (const Endpoint& endpoint : prepared.endpoints)
            request.endpoints.push_back(endpoint.vector);
        request.most = std::size_t(limit);
        prepared.ranking = *prepared.snapshot->scorer(model().hash)->score(request, {});
        return prepared;
    }
    RowWriter& writer() { return **m_catalogue->acquireWriter(); }

    std::unique_ptr<MemoryCatalogue> m_catalogue;
    RootId m_root;
    std::map<QByteArray, std::vector<float>> m_vectors;  ///< by content key
};

void PreparedQueryTest::init() {
    m_catalogue = std::make_unique<MemoryCatalogue>();
    VERIFY_OK(writer().useModel(model()));
    VERIFY_OK(m_catalogue->openVectors(model()));
    m_root = writer().addRoot(place(QStringLiteral("photos")))->root;
    m_vectors.clear();
    std::mt19937 random(1);
    for (int i = 0; i < kContents; ++i) {
        IndexedFile file = encodedFile(m_root, QStringLiteral("%1.jpg").arg(i), i);
        file.vector = toHalf(unit(random));
        m_vectors[file.contentKey] = fromHalf(file.vector);
        VERIFY_OK(writer().submit(file));
    }
    VERIFY_OK(writer().flush());
    VERIFY_OK(m_catalogue->refresh({}));
}

void PreparedQueryTest::ranksByWhatTheMixComposes_data() {
    QTest::addColumn<double>("mix");
    for (const double mix : {0.0, 0.2, 0.4, 0.5, 0.77, 1.0})
        QTest::addRow("%.2f", mix) << mix;
}

void PreparedQueryTest::ranksByWhatTheMixComposes() {
    QFETCH(double, mix);
    const PreparedQuery prepared = prepare();
    // The composed query's vector, compared with every picture's.
    const std::vector<float> weights = compose(prepared.endpoints, Gram(prepared.endpoints), mix);
    std::vector<float> asked(dim, 0.0f);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        for (std::size_t j = 0; j < asked.size(); ++j)
            asked[j] += weights[i] * prepared.endpoints[i].vector[j];
    }
    const auto reader = m_catalogue->openReader();
    VERIFY_OK(reader);
    const std::vector<PhotoItem> hits = prepared.rank(mix);
    QCOMPARE(int(hits.size()), kContents);
    for (std::size_t row = 0; row < hits.size(); ++row) {
        const auto content = (*reader)->content(hits[row].content);
        VERIFY_OK(content);
        const double expected = dot(asked, m_vectors[(*content)->key]);
        QVERIFY(hits[row].score);
        QVERIFY(std::abs(double(*hits[row].score) - expected) < 1e-5);
        QVERIFY(row == 0 || *hits[row - 1].score >= *hits[row].score);
    }
    // The ends of the slider are the endpoints themselves.
    if (mix == 0.0 || mix == 1.0) {
        const std::vector<float>& end = prepared.endpoints[mix == 0.0 ? 0 : 2].vector;
        QVERIFY(std::abs(dot(asked, end) - 1) < 1e-5);
    }
}

void PreparedQueryTest::theMixIsTheUsersThenTheQuerysThenTheModels() {
    PreparedQuery prepared = prepare();
    QCOMPARE(prepared.mixOf({}), double(0.4f));
    QCOMPARE(files(prepared.rank()), files(prepared.rank(double(0.4f))));
    prepared.query.mix = 0.9;
    QCOMPARE(prepared.mixOf({}), 0.9);
    QCOMPARE(files(prepared.rank()), files(prepared.rank(0.9)));
    QCOMPARE(prepared.mixOf(0.1), 0.1);
    QVERIFY(files(prepared.rank(0.0)) != files(prepared.rank(1.0)));
}

void PreparedQueryTest::whereTheMixMatters_data() {
    QTest::addColumn<int>("references");
    QTest::addColumn<QString>("modification");
    QTest::addColumn<bool>("matters");
    const QString words = QStringLiteral("in red");
    QTest::newRow("picture and sentence") << 1 << words << true;
    QTest::newRow("pictures and sentence") << 3 << words << true;
    QTest::newRow("picture") << 1 << QString() << false;
    QTest::newRow("sentence") << 0 << QString() << false;
}

void PreparedQueryTest::whereTheMixMatters() {
    QFETCH(int, references);
    QFETCH(QString, modification);
    PreparedQuery prepared;
    prepared.query.references.resize(std::size_t(references));
    prepared.query.modification = modification;
    prepared.query.text = QStringLiteral("a dog");
    QTEST(prepared.mixMatters(), "matters");
}

void PreparedQueryTest::copiesComeTogether() {
    for (const QString& path : {QStringLiteral("copy.jpg"), QStringLiteral("trip/copy.jpg")}) {
        IndexedFile copy = encodedFile(m_root, path, 5);
        copy.outcome = IndexedFile::Outcome::Linked;
        copy.vector.clear();
        VERIFY_OK(writer().submit(copy));
    }
    VERIFY_OK(writer().flush());
    VERIFY_OK(m_catalogue->refresh({}));
    const std::vector<PhotoItem> hits = prepare().rank();
    QCOMPARE(int(hits.size()), kContents + 2);
    const ContentId copied = m_catalogue->snapshot()->photosOf(hits[0].content)[0].content;
    QVERIFY(copied.isValid());
    int runs = 0;
    for (std::size_t row = 1; row < hits.size(); ++row) {
        if (hits[row].content != hits[row - 1].content)
            continue;
        ++runs;
        QCOMPARE(*hits[row].score, *hits[row - 1].score);
        QVERIFY(hits[row].path != hits[row - 1].path);
    }
    QCOMPARE(runs, 2);
}

void PreparedQueryTest::theLimitCountsPhotos() {
    const std::vector<PhotoItem> all = prepare().rank();
    IndexedFile copy = encodedFile(m_root, QStringLiteral("copy.jpg"), 0);
    const auto reader = m_catalogue->openReader();
    VERIFY_OK(reader);
    copy.contentKey = (*(*reader)->content(all[0].content))->key;
    copy.outcome = IndexedFile::Outcome::Linked;
    copy.vector.clear();
    VERIFY_OK(writer().submit(copy));
    VERIFY_OK(writer().flush());
    VERIFY_OK(m_catalogue->refresh({}));
    for (const int limit : {1, 2, 3, 10}) {
        const std::vector<PhotoItem> hits = prepare(limit).rank();
        QCOMPARE(int(hits.size()), limit);
        QCOMPARE(hits[0].content, all[0].content);
        if (limit > 1)
            QCOMPARE(hits[1].content, all[0].content);
        if (limit > 2)
            QCOMPARE(hits[2].content, all[1].content);
    }
}

/// The slider of an answer that is shown goes on over what was searched, whatever changed since.
void PreparedQueryTest::answersAreOfTheirMoment() {
    const PreparedQuery prepared = prepare();
    const std::vector<FileId> before = files(prepared.rank());
    VERIFY_OK(writer().markMissing({before[0], before[1]}, 1));
    VERIFY_OK(m_catalogue->refresh({}));
    QCOMPARE(files(prepared.rank()), before);
    const std::vector<FileId> now = files(prepare().rank());
    QCOMPARE(now, std::vector<FileId>(before.begin() + 2, before.end()));
    m_catalogue->closeVectors(model().hash);
    QCOMPARE(files(prepared.rank()), before);
}

void PreparedQueryTest::manyThreadsRankAtOnce() {
    const PreparedQuery prepared = prepare();
    std::vector<std::vector<FileId>> expected;
    for (int step = 0; step <= 20; ++step)
        expected.push_back(files(prepared.rank(step / 20.0)));
    std::vector<std::future<bool>> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.push_back(std::async(std::launch::async, [prepared, &expected] {
            for (int round = 0; round < 10; ++round) {
                for (int step = 0; step <= 20; ++step) {
                    if (files(prepared.rank(step / 20.0)) != expected[std::size_t(step)])
                        return false;
                }
            }
            return true;
        }));
    }
    for (auto& thread : threads)
        QVERIFY(thread.get());
}

/// At every mix as a naive look over whole vectors says, from what is kept.
void PreparedQueryTest::negativesLeaveBehindWhatShowsThem() {
    PreparedQuery prepared = prepare();
    std::mt19937 random(13);
    prepared.endpoints.push_back({Endpoint::Role::Negative, 1, unit(random)});
    prepared.endpoints.push_back({Endpoint::Role::Negative, 0.5, unit(random)});
    ScoreRequest request;
    for (const Endpoint& endpoint : prepared.endpoints)
        request.endpoints.push_back(endpoint.vector);
    prepared.ranking = *prepared.snapshot->scorer(model().hash)->score(request, {});
    const auto reader = m_catalogue->openReader();
    VERIFY_OK(reader);
    for (const double mix : {0.0, 0.3, 0.5, 0.8, 1.0}) {
        const std::vector<float> weights =
            compose(prepared.endpoints, Gram(prepared.endpoints), mix);
        const std::vector<float> asked = composedVector(prepared.endpoints, weights);
        const auto spreadWith = [this](const std::vector<float>& vector) {
            std::vector<float> scores;
            for (const auto& [key, picture] : m_vectors)
                scores.push_back(float(dot(picture, vector)));
            return spreadOf(scores);
        };
        const std::vector<PhotoItem> hits = prepared.rank(mix);
        QCOMPARE(int(hits.size()), kContents);
        for (std::size_t row = 0; row < hits.size(); ++row) {
            const auto content = (*reader)->content(hits[row].content);
            VERIFY_OK(content);
            const std::vector<float>& picture = m_vectors[(*content)->key];
            double expected = dot(picture, asked);
            for (std::size_t i = 3; i < 5; ++i) {
                const Endpoint& negative = prepared.endpoints[i];
                const NegativeEffect effect =
                    effectOf(spreadWith(asked), spreadWith(negative.vector), negative.weight);
                expected -=
                    effect.factor * std::max(0.0, dot(picture, negative.vector) - effect.above);
            }
            QVERIFY(std::abs(double(*hits[row].score) - expected) < 1e-4);
            QVERIFY(row == 0 || *hits[row - 1].score >= *hits[row].score);
        }
    }
}

void PreparedQueryTest::probesLookBehindNegatives() {
    PreparedQuery prepared = prepare();
    QCOMPARE(probesOf(prepared.endpoints).size(), probeMixes().size());
    std::mt19937 random(14);
    prepared.endpoints.push_back({Endpoint::Role::Negative, 1, unit(random)});
    const auto probes = probesOf(prepared.endpoints);
    QCOMPARE(probes.size(), 2 * probeMixes().size());
    QVERIFY(std::any_of(probes.begin(), probes.end(),
                        [](const std::vector<float>& weights) { return weights[3] < 0; }));
    QVERIFY(std::any_of(probes.begin(), probes.end(),
                        [](const std::vector<float>& weights) { return weights[3] == 0; }));
}

void PreparedQueryTest::endsAreNotKnownWithoutABackground() {
    const PreparedQuery prepared = prepare();
    QVERIFY(!prepared.good(prepared.rank()));
    QVERIFY(!PreparedQuery().good({}));
}

void PreparedQueryTest::probesCoverTheSlider() {
    const std::vector<double> mixes = probeMixes();
    QVERIFY(std::is_sorted(mixes.begin(), mixes.end()));
    QCOMPARE(mixes.front(), 0.0);
    QCOMPARE(mixes.back(), 1.0);
    // The composition is one of them: there it is all that counts.
    QVERIFY(std::find(mixes.begin(), mixes.end(), 0.5) != mixes.end());
}

void PreparedQueryTest::timesAreTold() {
    SearchTimings timings;
    timings.encode = 3;
    timings.rank = -1;
    QVERIFY(!prepare().rank({}, &timings).empty());
    QVERIFY(timings.rank >= 0);
    QCOMPARE(timings.encode, 3.0);
}

SEMBLANCE_APPLESS_TEST(PreparedQueryTest)
#include "tst_preparedquery.moc"
