#include <QCoreApplication>
#include <QDir>
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
#include "core/library/groups/groupfinder.h"
#include "core/library/groups/groupkeeper.h"
#include "core/media/picture.h"
#include "core/scan/volume.h"
#include "tests/bench/rest.h"
#include "tests/bench/spread.h"
#include "tests/core/library/groups/variants.h"

using namespace semblance;
using namespace semblance::test;

/// What comparing new pictures for near-duplicates costs beside 100,000 others
/// (SEMBLANCE_BENCH_PHOTOS: so many), and what queries and refreshes notice of it. Every new
/// picture has a full list of neighbours that look a little like it, the dearest case.
namespace {
constexpr int kDim = 512;
constexpr int kScenes = 2000;
constexpr int kNew = 300;
constexpr int kNewScenes = 20;
constexpr int kQueries = 300;

int photoCount() {
    const int asked = qEnvironmentVariableIntValue("SEMBLANCE_BENCH_PHOTOS");
    return asked > 0 ? asked : 100'000;
}

QByteArray keyOf(int number) {
    return QByteArray(15, 'k') + QByteArray::number(100'000'000 + number);
}

std::vector<float> randomVector(std::mt19937& random, float length) {
    std::normal_distribution<float> normal(0, length / std::sqrt(float(kDim)));
    std::vector<float> vector(kDim);
    for (float& value : vector)
        value = normal(random);
    return vector;
}

/// Near those of its scene: cosine about .7.
std::vector<float> sceneVector(int scene, std::mt19937& random) {
    std::mt19937 own(static_cast<std::uint32_t>(scene));
    std::vector<float> vector = randomVector(own, 1);
    const std::vector<float> noise = randomVector(random, 0.65f);
    float squares = 0;
    for (std::size_t i = 0; i < vector.size(); ++i) {
        vector[i] += noise[i];
        squares += vector[i] * vector[i];
    }
    for (float& value : vector)
        value /= std::sqrt(squares);
    return vector;
}

struct DemoPhoto {
    QMap<int, QByteArray> thumbnails;
    LookSignature signature{};
};

std::vector<DemoPhoto> demoPhotos() {
    const QDir dir(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
    std::vector<DemoPhoto> photos;
    for (const QString& name : dir.entryList({QStringLiteral("*.jpg")}, QDir::Files)) {
        PictureWish wish;
        wish.thumbnailSides = {256, 512};
        const auto decoded = decodePicture(jpegOf(QImage(dir.filePath(name)), 90), wish);
        const auto sketch = decoded ? sketchOf(decoded->thumbnails.value(512)) : std::nullopt;
        if (!sketch)
            qFatal("no picture");
        photos.push_back({decoded->thumbnails, signatureOf(planesOf(*sketch))});
    }
    return photos;
}
}  // namespace

class BenchGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comparing();
    void opening();
    void cleanupTestCase() { m_catalogue.reset(); }

private:
    void submit(int number, int scene);
    void noteCompared();
    Spread queries();

    QTemporaryDir m_dir;
    std::vector<DemoPhoto> m_demo;
    VectorModel m_model{QStringLiteral("mini"), QStringLiteral("aaaa1111"), kDim,
                        QStringLiteral("fp32"), QStringLiteral("cpu"),      QStringLiteral("mini")};
    std::mt19937 m_random{1};
    RootId m_root;
    std::unique_ptr<EmbeddedCatalogue> m_catalogue;
};

void BenchGroups::submit(int number, int scene) {
    IndexedFile file;
    file.root = m_root;
    file.path = QStringLiteral("%1/%2.jpg").arg(number / 200).arg(number);
    file.stat = {1000 + number, 1'000'000'000LL * number, std::uint64_t(number)};
    file.contentKey = keyOf(number);
    file.facts.width = 4000;
    file.facts.height = 3000;
    file.facts.format = QStringLiteral("jpeg");
    file.vector = toHalf(sceneVector(scene, m_random));
    file.modelHash = m_model.hash;
    if (scene < kNewScenes)
        file.thumbnails = m_demo[std::size_t(scene) % m_demo.size()].thumbnails;
    QVERIFY(m_catalogue->writer()->submit(std::move(file)));
}

/// As an earlier run left it, but that no two look the same.
void BenchGroups::noteCompared() {
    const auto likenesses = m_catalogue->openLikenesses();
    std::uniform_int_distribution<int> noise(-20, 20);
    std::vector<Likenesses::Compared> compared;
    for (int number = 0; number < photoCount(); ++number) {
        LookSignature looks = m_demo[std::size_t(number % kScenes) % m_demo.size()].signature;
        for (std::uint8_t& value : looks)
            value = static_cast<std::uint8_t>(std::clamp(int(value) + noise(m_random), 0, 255));
        compared.push_back({keyOf(number), QByteArray(reinterpret_cast<const char*>(looks.data()),
                                                      static_cast<qsizetype>(looks.size()))});
    }
    QVERIFY((*likenesses)->put(compared, {}));
}

Spread BenchGroups::queries() {
    std::vector<double> times;
    for (int i = 0; i < kQueries; ++i) {
        ScoreRequest request;
        request.endpoints = {sceneVector(i, m_random)};
        request.probes = {{1}};
        request.most = 50;
        QElapsedTimer timer;
        timer.start();
        const auto ranking = m_catalogue->snapshot()->scorer(m_model.hash)->score(request, {});
        if (!ranking || (*ranking)->best(request.probes.front(), 50).size() != 50)
            qFatal("no answer");
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return Spread(times);
}

void BenchGroups::initTestCase() {
    m_demo = demoPhotos();
    auto opened = EmbeddedCatalogue::open(LibraryPaths(m_dir.filePath(QStringLiteral("library"))),
                                          EmbeddedCatalogue::Access::Write);
    QVERIFY(opened);
    m_catalogue = std::move(*opened);
    QVERIFY(m_catalogue->writer()->useModel(m_model));
    QVERIFY(m_catalogue->openVectors(m_model));
    QVERIFY(QDir().mkpath(m_dir.filePath(QStringLiteral("photos"))));
    m_root =
        m_catalogue->writer()->addRoot(*locateRoot(m_dir.filePath(QStringLiteral("photos"))))->root;
    for (int number = 0; number < photoCount(); ++number)
        submit(number, number % kScenes);
    QVERIFY(m_catalogue->writer()->flush());
    QVERIFY(m_catalogue->refresh({}));
    noteCompared();
    awaitRest();
}

void BenchGroups::comparing() {
    const Spread idle = queries();
    for (int i = 0; i < kNew; ++i)
        submit(photoCount() + i, i % kNewScenes);
    QVERIFY(m_catalogue->writer()->flush());
    QVERIFY(m_catalogue->refresh({}));
    awaitRest();
    GroupKeeper keeper(*m_catalogue);
    // Half of them alone, half beside queries.
    const CancelToken half;
    std::shared_ptr<void> held;
    QElapsedTimer timer;
    std::clock_t begun = 0;
    double firstMs = 0;
    double processorMs = 0;
    std::size_t alone = 0;
    const auto alongside = [&](std::size_t done, std::size_t all) {
        if (done == 1) {
            timer.start();
            begun = std::clock();
        }
        if (done != all / 2 || held)
            return;
        firstMs = double(timer.nsecsElapsed()) / 1e6;
        processorMs = double(std::clock() - begun) * 1000 / CLOCKS_PER_SEC;
        alone = done - 1;
        held = keeper.hold();
        half.cancel();
    };
    QVERIFY(!keeper.finish(half, alongside));
    std::atomic<bool> ends{false};
    std::thread comparing([&] {
        held.reset();
        QVERIFY(keeper.finish({}));
        ends = true;
    });
    std::vector<double> p95;
    while (!ends)
        p95.push_back(queries().p95);
    comparing.join();
    std::printf(
        "%d pictures x %d, %d new ones that have %d near neighbours each: %.2f ms a picture on "
        "one thread of low priority (%.2f ms of processor time); query alone p95 %.2f ms, beside "
        "it %.2f ms: %.2f times\n",
        photoCount(), kDim, kNew, 12, firstMs / double(alone), processorMs / double(alone),
        idle.p95, Spread(p95).median, Spread(p95).median / idle.p95);
}

/// What a start costs where nothing is new.
void BenchGroups::opening() {
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        GroupKeeper keeper(*m_catalogue);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(keeper.finish({}));
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("a look where nothing is new: median %.0f ms, in the background\n",
                Spread(times).median);
}

int main(int argc, char** argv) {
    // The graph over hundreds of thousands of vectors takes longer than Qt Test lets a function.
    qputenv("QTEST_FUNCTION_TIMEOUT", "36000000");
    const QCoreApplication application(argc, argv);
    BenchGroups bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_groups.moc"
