#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <thread>

#include "core/base/float16.h"
#include "core/library/embedded/embeddedcatalogue.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/searcher.h"
#include "core/library/services/rowchanges.h"
#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/volume.h"
#include "tests/bench/rest.h"
#include "tests/bench/spread.h"

using namespace semblance;
using namespace semblance::test;

/// What queries wait for, and what a refresh costs, at 100,000 pictures (SEMBLANCE_BENCH_PHOTOS: so
/// many): the p95 of a query alone, beside a writer that stores as fast as indexing does, and
/// beside a change of model, in one run. An encoder in this process answers at once, so that
/// nothing but the library is measured.
namespace {
constexpr int kDim = 512;
constexpr int kQueries = 300;

int photoCount() {
    const int asked = qEnvironmentVariableIntValue("SEMBLANCE_BENCH_PHOTOS");
    return asked > 0 ? asked : 100'000;
}

std::vector<float> randomUnit(std::mt19937& random) {
    std::normal_distribution<float> normal;
    std::vector<float> vector(kDim);
    float squares = 0;
    for (float& value : vector) {
        value = normal(random);
        squares += value * value;
    }
    for (float& value : vector)
        value /= std::sqrt(squares);
    return vector;
}

ModelInfo modelInfo(const QString& hash) {
    ModelInfo info;
    info.name = QStringLiteral("mini");
    info.hash = hash;
    info.dim = kDim;
    info.input.side = 2;
    return info;
}

/// Answers at once.
class QuickEncoder final : public Encoder {
public:
    explicit QuickEncoder(ModelInfo info) : m_info(std::move(info)) {}

    Result<ModelInfo> model(const CancelToken&) override { return m_info; }
    Result<EncodeReply> encodeImages(const EncodeImagesRequest&, const CancelToken&) override {
        return fail(ErrorKind::Internal, QStringLiteral("No pictures here."));
    }
    Result<QueryReply> encodeQuery(const QueryRequest& request, const CancelToken&) override {
        QueryReply reply;
        reply.dim = kDim;
        for (qsizetype i = 0; i < request.texts.size(); ++i) {
            const std::vector<float> vector = randomUnit(m_random);
            reply.textVectors.append(reinterpret_cast<const char*>(vector.data()),
                                     kDim * qsizetype(sizeof(float)));
            reply.unknownFractions.append(0);
        }
        return reply;
    }

private:
    const ModelInfo m_info;
    std::mt19937 m_random{5};
};

class NoDecoder final : public PictureDecoder {
public:
    void decode(DecodeRequest, Priority, const CancelToken&, Decide, Done done) override {
        done(fail(ErrorKind::Internal, QStringLiteral("No pictures here.")));
    }
    int parallelism() const override { return 1; }
};

IndexedFile pictureFile(RootId root, int number, const QString& modelHash, std::mt19937& random) {
    IndexedFile file;
    file.root = root;
    file.path = QStringLiteral("%1/%2.jpg").arg(number / 200).arg(number);
    file.stat = {1000 + number, 1'000'000'000LL * number, std::uint64_t(number)};
    file.contentKey = QByteArray(16, 'k') + QByteArray::number(100'000'000 + number);
    file.facts.width = 4000;
    file.facts.height = 3000;
    file.facts.format = QStringLiteral("jpeg");
    file.facts.camera = QStringLiteral("Canon EOS %1").arg(number % 20);
    file.vector = toHalf(randomUnit(random));
    file.modelHash = modelHash;
    return file;
}
}  // namespace

class BenchLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refreshWithOneNewFile();
    void queriesUnderAFilter();
    void queriesBesideWriting();
    void queriesBesideAModelChange();
    void opening();
    void cleanupTestCase();

private:
    Spread queries(int count = kQueries, const PhotoFilter& filter = {});
    void open();

    QTemporaryDir m_dir;
    QString m_hash = QStringLiteral("aaaa1111");
    std::mt19937 m_random{1};
    RootId m_root;
    int m_stored = 0;
    std::unique_ptr<EmbeddedCatalogue> m_catalogue;
    std::unique_ptr<ModelSession> m_session;
    NoDecoder m_decoder;
    std::unique_ptr<Searcher> m_searcher;
    Spread m_idle{{0}};
};

void BenchLibrary::open() {
    auto opened = EmbeddedCatalogue::open(LibraryPaths(m_dir.filePath(QStringLiteral("library"))),
                                          EmbeddedCatalogue::Access::Write);
    QVERIFY(opened);
    m_catalogue = std::move(*opened);
    ModelSession::Options options;
    options.makeEncoder = [this](const QString& dir) -> std::shared_ptr<Encoder> {
        const bool isOther = dir.endsWith(QStringLiteral("other"));
        return std::make_shared<QuickEncoder>(
            modelInfo(isOther ? QStringLiteral("bbbb2222") : m_hash));
    };
    auto session = ModelSession::open(*m_catalogue, std::move(options));
    QVERIFY(session);
    m_session = std::move(*session);
    m_searcher = std::make_unique<Searcher>(*m_catalogue, *m_session, m_decoder);
}

void BenchLibrary::initTestCase() {
    open();
    RowWriter* const writer = m_catalogue->writer();
    QVERIFY(writer->useModel(vectorModelOf(modelInfo(m_hash), QStringLiteral("mini"))));
    QVERIFY(QDir().mkpath(m_dir.filePath(QStringLiteral("photos"))));
    m_root = writer->addRoot(*locateRoot(m_dir.filePath(QStringLiteral("photos"))))->root;
    for (; m_stored < photoCount(); ++m_stored)
        QVERIFY(writer->submit(pictureFile(m_root, m_stored, m_hash, m_random)));
    QVERIFY(writer->flush());
    QVERIFY(m_searcher->warm());
    QVERIFY(m_catalogue->settle());
    // Whoever opens for writing builds the graph of neighbours.
    awaitRest();
    queries(20);
    m_idle = queries();
    std::printf("%d pictures x %d; query alone: median %.2f ms, p95 %.2f ms\n", photoCount(), kDim,
                m_idle.median, m_idle.p95);
}

Spread BenchLibrary::queries(int count, const PhotoFilter& filter) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        Query query;
        query.text = QStringLiteral("sentence %1").arg(m_random());
        query.filter = filter;
        QElapsedTimer timer;
        timer.start();
        const auto prepared = m_searcher->prepare(query);
        if (!prepared || prepared->rank().size() != 50)
            qFatal("no answer");
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return Spread(times);
}

/// The newer half of all.
void BenchLibrary::queriesUnderAFilter() {
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    const PhotoFilter filter{
        {{Field::Time, Relation::AtLeast, {}, std::int64_t(photoCount()) * 500},
         {Field::Folder, Relation::Equal, QStringLiteral("photos")},
         {Field::Type, Relation::Equal, QStringLiteral("photo")}}};
    const Spread narrowed = queries(100, filter);
    std::printf(
        "query under date + folder + kind: median %.2f ms, p95 %.2f ms (to reach: 20 ms at "
        "100,000, 100 ms at 1,000,000)\n",
        narrowed.median, narrowed.p95);
}

void BenchLibrary::refreshWithOneNewFile() {
    std::vector<double> times;
    std::vector<double> differences;
    qsizetype touched = 0;
    RowWriter* const writer = m_catalogue->writer();
    for (int i = 0; i < 50; ++i) {
        const SnapshotPtr before = m_catalogue->snapshot();
        QVERIFY(writer->submit(pictureFile(m_root, m_stored++, m_hash, m_random)));
        // The commit itself wakes the updater: both are timed together.
        QElapsedTimer timer;
        timer.start();
        QVERIFY(writer->flush());
        const double commit = double(timer.nsecsElapsed()) / 1e6;
        QVERIFY(m_catalogue->refresh({}));
        times.push_back(double(timer.nsecsElapsed()) / 1e6 - commit);
        const SnapshotPtr after = m_catalogue->snapshot();
        timer.restart();
        const RowChanges changes = rowChanges(before->photos().get(), after->photos().get());
        differences.push_back(double(timer.nsecsElapsed()) / 1e6);
        touched = 0;
        for (const auto* ranges : {&changes.inserted, &changes.removed, &changes.changed}) {
            for (const RowRange& range : *ranges)
                touched += range.count;
        }
        QCOMPARE(after->photos()->size(), qsizetype(m_stored));
    }
    const Spread refresh(times);
    std::printf(
        "refresh with one new file: median %.2f ms, p95 %.2f ms (to reach: 30 ms); list "
        "difference %.2f ms; rows touched in the list: %lld (to reach: 1)\n",
        refresh.median, refresh.p95, Spread(differences).median, static_cast<long long>(touched));
}

void BenchLibrary::queriesBesideWriting() {
    std::atomic<bool> ends{false};
    RowWriter* const writer = m_catalogue->writer();
    // About what two cores index, committed as indexing commits.
    std::thread indexing([&] {
        std::mt19937 random(9);
        int number = m_stored;
        while (!ends) {
            for (int i = 0; i < 8; ++i)
                static_cast<void>(writer->submit(pictureFile(m_root, number++, m_hash, random)));
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        m_stored = number;
    });
    const Spread beside = queries(3 * kQueries);
    ends = true;
    indexing.join();
    std::printf(
        "query while indexing: median %.2f ms, p95 %.2f ms: %.2f times the idle p95 (to "
        "reach: 1.5)\n",
        beside.median, beside.p95, beside.p95 / m_idle.p95);
}

void BenchLibrary::queriesBesideAModelChange() {
    QVERIFY(m_catalogue->writer()->flush());
    QVERIFY(m_catalogue->refresh({}));
    std::atomic<bool> ends{false};
    std::thread changing([&] {
        std::mt19937 random(11);
        RowWriter* const writer = m_catalogue->writer();
        const VectorModel other =
            vectorModelOf(modelInfo(QStringLiteral("bbbb2222")), QStringLiteral("other"));
        static_cast<void>(writer->useModel(other));
        static_cast<void>(m_catalogue->openVectors(other));
        for (int number = 0; !ends && number < m_stored; ++number) {
            static_cast<void>(
                writer->submit(pictureFile(m_root, number, QStringLiteral("bbbb2222"), random)));
            if (number % 8 == 7)
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    const Spread beside = queries(3 * kQueries);
    ends = true;
    changing.join();
    std::printf(
        "query during a model change: median %.2f ms, p95 %.2f ms: %.2f times the idle "
        "p95 (to reach: 1.5)\n",
        beside.median, beside.p95, beside.p95 / m_idle.p95);
}

void BenchLibrary::opening() {
    QVERIFY(m_catalogue->writer()->flush());
    QVERIFY(m_catalogue->refresh({}));
    QVERIFY(m_catalogue->settle());
    std::vector<double> closings;
    std::vector<double> listings;
    std::vector<double> vectors;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        m_searcher.reset();
        m_session.reset();
        m_catalogue.reset();
        closings.push_back(double(timer.nsecsElapsed()) / 1e6);
        timer.restart();
        open();
        listings.push_back(double(timer.nsecsElapsed()) / 1e6);
        QCOMPARE(m_catalogue->snapshot()->photos()->size(), qsizetype(m_stored));
        timer.restart();
        QVERIFY(m_searcher->warm());
        vectors.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf(
        "closing: median %.1f ms; opening to the list: %.1f ms; then to the vectors, an "
        "engine that is there at once: %.1f ms\n",
        Spread(closings).median, Spread(listings).median, Spread(vectors).median);
}

void BenchLibrary::cleanupTestCase() {
    m_searcher.reset();
    m_session.reset();
    m_catalogue.reset();
}

int main(int argc, char** argv) {
    // The graph over hundreds of thousands of vectors takes longer than Qt Test lets a function.
    qputenv("QTEST_FUNCTION_TIMEOUT", "36000000");
    const QCoreApplication application(argc, argv);
    BenchLibrary bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_library.moc"
