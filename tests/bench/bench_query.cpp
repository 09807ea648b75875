#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <cstdio>
#include <random>

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/search/searcher.h"
#include "core/library/services/searchservice.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "tests/bench/spread.h"
#include "tests/core/store/storefixture.h"

using namespace semblance;
using namespace semblance::test;

/// A warm query to rows, and the slider, at 100,000 pictures with made-up vectors of the real
/// model's size, through the library and through the window's service.
namespace {

constexpr int kPhotos = 100'000;
constexpr int kQueries = 200;
constexpr qint64 kMsApart = 3'600'000;
constexpr int kPatienceMs = 60'000;

void print(const char* what, const Spread& spread, double goal) {
    std::printf("%s at %d: median %.2f ms, p95 %.2f ms (to reach: %.0f ms)\n", what, kPhotos,
                spread.median, spread.p95, goal);
    std::fflush(stdout);
}

QByteArray randomUnit(int size, std::mt19937& random) {
    std::normal_distribution<float> normal;
    std::vector<float> vector(static_cast<std::size_t>(size));
    float squares = 0;
    for (float& value : vector) {
        value = normal(random);
        squares += value * value;
    }
    for (float& value : vector)
        value /= std::sqrt(squares);
    return toHalf(vector);
}
}  // namespace

class BenchQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sentenceToRows_data();
    void sentenceToRows();
    void sliderStep();
    void throughTheService();

private:
    Fixture m_store;
    QString m_reference;
    int m_asked = 0;
    std::shared_ptr<Library> m_library;
    std::unique_ptr<Searcher> m_searcher;
};

void BenchQuery::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    const auto modelFolder = findModel(QStringLiteral("mini"));
    VERIFY_OK(modelFolder);
    const auto info = EngineClient(modelFolder->dir).model({});
    VERIFY_OK(info);
    QCOMPARE(m_store.open(), QString());
    VERIFY_OK(m_store.writer->useModel(
        {info->name, info->hash, info->dim, info->precision, info->device, modelFolder->source}));
    const RootId root = m_store.addRoot();
    std::mt19937 random(1);
    for (int i = 0; i < kPhotos; ++i) {
        IndexedFile file =
            encodedFile(root, QStringLiteral("2024/%1/%2.jpg").arg(i / 200).arg(i), i);
        file.thumbnails.clear();
        file.facts.capturedMs = i * kMsApart;
        file.facts.format = i % 10 ? QStringLiteral("jpeg") : QStringLiteral("raw");
        file.vector = randomUnit(info->dim, random);
        file.modelHash = info->hash;
        VERIFY_OK(m_store.writer->submit(std::move(file)));
    }
    VERIFY_OK(m_store.writer->flush());
    m_store.close();
    m_reference = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons/red-heart.png");

    // For reading, so that no graph is built beside the queries: all of them look at everything.
    auto library = Library::open(m_store.paths.dir, Library::Access::Read);
    VERIFY_OK(library);
    m_library = *library;
    m_searcher = std::make_unique<Searcher>(m_library->catalogue(), m_library->models(),
                                            m_library->decoders());
    QElapsedTimer timer;
    timer.start();
    VERIFY_OK(m_searcher->warm());
    const double first = double(timer.elapsed());
    VERIFY_OK(m_library->catalogue().settle());
    const auto scorer = m_library->catalogue().snapshot()->scorer(info->hash);
    QVERIFY(scorer);
    QCOMPARE(scorer->searchable(), std::size_t(kPhotos));
    std::printf("%d pictures; engine started and vectors read from the store in %.0f ms\n", kPhotos,
                first);
}

void BenchQuery::sentenceToRows_data() {
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    QTest::addColumn<PhotoFilter>("filter");
    QTest::addColumn<double>("goal");
    QTest::newRow("all") << PhotoFilter() << 50.;
    for (const int percent : {80, 40, 5}) {
        const PhotoFilter filter{
            {{Field::Time, Relation::AtLeast, {}, (100 - percent) * (kPhotos / 100) * kMsApart},
             {Field::Folder, Relation::Equal, QStringLiteral("2024")},
             {Field::Type, Relation::Equal, QStringLiteral("photo")}}};
        QTest::addRow("date, folder and kind, which keep %d %%", percent) << filter << 20.;
    }
}

void BenchQuery::sentenceToRows() {
    QFETCH(PhotoFilter, filter);
    QFETCH(double, goal);
    std::vector<double> times;
    std::vector<double> encode;
    std::vector<double> scan;
    for (int i = -5; i < kQueries; ++i) {
        Query query;
        query.references.resize(1);
        query.references[0].picture.path = m_reference;
        // A sentence of its own each time: nothing is answered from the cache but the picture.
        query.modification = QStringLiteral("the same in colour number %1").arg(m_asked++);
        query.filter = filter;
        SearchTimings timings;
        QElapsedTimer timer;
        timer.start();
        const auto prepared = m_searcher->prepare(query, {}, &timings);
        VERIFY_OK(prepared);
        const std::vector<PhotoItem> rows = prepared->rank(std::nullopt, &timings);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        QCOMPARE(rows.size(), std::size_t(50));
        // The first queries start a decoder for the picture.
        if (i < 0)
            continue;
        times.push_back(ms);
        encode.push_back(timings.encode);
        scan.push_back(timings.scan);
    }
    std::printf("%s: ", QTest::currentDataTag());
    print("query to rows", Spread(times), goal);
    std::printf("  of which sentence median %.2f ms, scan median %.2f ms\n", Spread(encode).median,
                Spread(scan).median);
}

void BenchQuery::sliderStep() {
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = m_reference;
    query.modification = QStringLiteral("in green");
    const auto prepared = m_searcher->prepare(query);
    VERIFY_OK(prepared);
    std::vector<double> times;
    for (int i = 0; i < kQueries; ++i) {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(prepared->rank(double(i) / kQueries).size(), std::size_t(50));
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    print("slider step", Spread(times), 16);
}

void BenchQuery::throughTheService() {
    SearchService service;
    service.setLibrary(m_library);
    QSignalSpy answered(&service, &SearchService::answered);
    const auto timed = [&](const std::function<void()>& ask) {
        QElapsedTimer timer;
        timer.start();
        ask();
        if (!answered.wait(kPatienceMs))
            qFatal("no answer");
        return double(timer.nsecsElapsed()) / 1e6;
    };
    std::vector<double> searches;
    std::vector<double> steps;
    for (int i = 0; i < kQueries; ++i) {
        Query query;
        query.references.resize(1);
        query.references[0].picture.path = m_reference;
        query.modification = QStringLiteral("the same, variation %1").arg(i);
        const double ms = timed([&] { service.search(query); });
        if (i >= 5)
            searches.push_back(ms);
        steps.push_back(timed([&] { service.setMix(float(i) / kQueries); }));
    }
    print("query to answered()", Spread(searches), 50);
    print("slider to answered()", Spread(steps), 16);
}

QTEST_GUILESS_MAIN(BenchQuery)
#include "bench_query.moc"
