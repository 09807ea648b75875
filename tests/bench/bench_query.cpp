#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <span>

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

/// A warm query to rows, and the slider, at 100,000 pictures (SEMBLANCE_BENCH_PHOTOS: so many) with
/// made-up vectors of the real model's size, through the library and through the window's service.
namespace {

constexpr int kQueries = 200;
constexpr int kRounds = 100;
constexpr qint64 kMsApart = 3'600'000;
constexpr int kPatienceMs = 60'000;

int photoCount() {
    const int asked = qEnvironmentVariableIntValue("SEMBLANCE_BENCH_PHOTOS");
    return asked > 0 ? asked : 100'000;
}

void print(const char* what, const Spread& spread, double goal) {
    std::printf("%s at %d: median %.2f ms, p95 %.2f ms (to reach: %.0f ms)\n", what, photoCount(),
                spread.median, spread.p95, goal);
    std::fflush(stdout);
}

/// Where the time of each query went, in milliseconds.
struct Laps {
    std::vector<double> total, encode, filter, scan, rank;

    void add(double whole, const SearchTimings& parts) {
        total.push_back(whole);
        encode.push_back(parts.encode);
        filter.push_back(parts.filter);
        scan.push_back(parts.scan);
        rank.push_back(parts.rank);
    }
    void print(const char* what, double goal, double unfiltered) const {
        const Spread whole(total);
        std::printf(
            "%s: query to rows at %d: best %.2f ms, median %.2f ms, p95 %.2f ms (to reach: "
            "%.0f ms), %.2f of the one without a filter\n",
            what, photoCount(), *std::min_element(total.begin(), total.end()), whole.median,
            whole.p95, goal, whole.median / unfiltered);
        std::printf(
            "  medians: sentence %.2f ms, then waiting for the filter %.2f ms, scan %.2f "
            "ms, rows %.2f ms\n",
            Spread(encode).median, Spread(filter).median, Spread(scan).median, Spread(rank).median);
        std::fflush(stdout);
    }
};

/// Date, folder and kind, which keep about that share. Numbers less than an hour's milliseconds
/// make filters that differ, and keep the same.
PhotoFilter keeping(int percent, int number) {
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    return {{{Field::Time,
              Relation::AtLeast,
              {},
              (100 - percent) * (photoCount() / 100) * kMsApart - number},
             {Field::Folder, Relation::Equal, QStringLiteral("2024")},
             {Field::Type, Relation::Equal, QStringLiteral("photo")}}};
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
    void sentenceToRows();
    void sliderStep();
    void throughTheService();

private:
    void ask(const PhotoFilter& filter, Laps& laps);

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
    const int photos = photoCount();
    std::mt19937 random(1);
    for (int i = 0; i < photos; ++i) {
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
    QCOMPARE(scorer->searchable(), std::size_t(photos));
    std::printf("%d pictures; engine started and vectors read from the store in %.0f ms\n", photos,
                first);
}

void BenchQuery::ask(const PhotoFilter& filter, Laps& laps) {
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
    if (!prepared || prepared->rank(std::nullopt, &timings).size() != 50)
        qFatal("no answer");
    laps.add(double(timer.nsecsElapsed()) / 1e6, timings);
}

void BenchQuery::sentenceToRows() {
    struct Case {
        int percent = 100;  ///< that the filter keeps; 100: there is none
        Laps first{};       ///< with a filter that was not asked for before
        Laps next{};        ///< with other words under the same one
    };
    std::vector<Case> cases{{100}, {80}, {40}, {5}};
    Case unused;
    // The first queries start a decoder for the picture.
    for (int i = 0; i < 5; ++i)
        ask({}, unused.next);
    // In turn, so that a busy machine slows all alike, and shuffled, for each finds in the
    // processor's cache what the one before left.
    std::vector<std::size_t> order{0, 1, 2, 3};
    std::mt19937 random(6);
    for (int i = 0; i < kRounds; ++i) {
        std::shuffle(order.begin(), order.end(), random);
        for (const std::size_t place : order) {
            Case& each = cases[place];
            const PhotoFilter filter =
                each.percent == 100 ? PhotoFilter() : keeping(each.percent, i);
            ask(filter, each.first);
            ask(filter, each.next);
        }
    }
    const double whole = Spread(cases[0].next.total).median;
    cases[0].next.print("no filter", 50, whole);
    for (const Case& each : std::span(cases).subspan(1)) {
        const QByteArray name = QByteArrayLiteral("date, folder and kind, which keep ") +
                                QByteArray::number(each.percent) + " %";
        const double goal = photoCount() > 100'000 ? 100 : 20;
        each.first.print(name, goal, whole);
        each.next.print(name + ", other words", goal, whole);
    }
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
