#include <sys/resource.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <functional>

#include "app/engine/keepmemory.h"
#include "core/model/composition/modelloader.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/layers.h"
#include "core/remote/decoderpool.h"
#include "core/train/featurestore.h"
#include "tests/app/cli/programs.h"

using namespace semblance;
using namespace semblance::test;

/// The rate at which training's features are cached beside the index path's over the same pictures,
/// in turns, best of some rounds. Starting programs, loading the model and warming up are left out
/// by difference: (many - few) pictures / (time of many - time of few).
namespace {

constexpr int kRounds = 3;
constexpr int kFew = 32;
constexpr int kMany = 288;

/// Seconds: by the clock, and of processor time, which a busy machine changes less.
struct Cost {
    double clock = 1e9;
    double processor = 1e9;

    void keepBest(const Cost& other) {
        clock = std::min(clock, other.clock);
        processor = std::min(processor, other.processor);
    }
};

double processorSeconds() {
    double sum = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        ::getrusage(who, &usage);
        for (const timeval& time : {usage.ru_utime, usage.ru_stime})
            sum += double(time.tv_sec) + double(time.tv_usec) / 1e6;
    }
    return sum;
}

Cost costOf(const std::function<void()>& work) {
    const double before = processorSeconds();
    QElapsedTimer timer;
    timer.start();
    work();
    return {double(timer.nsecsElapsed()) / 1e9, processorSeconds() - before};
}

/// What one picture more costs.
Cost costEach(const std::function<Cost(int)>& run) {
    const Cost few = run(kFew);
    const Cost many = run(kMany);
    return {(many.clock - few.clock) / (kMany - kFew),
            (many.processor - few.processor) / (kMany - kFew)};
}

}  // namespace

class FeaturesBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void besideTheIndexPath();

private:
    Cost index(int count) const;
    Cost cache(int count, const QList<Feature>& features, const QList<PictureView>& views) const;

    QTemporaryDir m_dir;
    ModelManifest m_manifest;
    DualNetworks m_networks;
    QStringList m_photos;
};

void FeaturesBench::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    const QDir photos(QStringLiteral(SEMBLANCE_SHARED_DIR "/data/photos/images"));
    const QStringList names = photos.entryList({QStringLiteral("*.jpg")}, QDir::Files);
    if (names.size() < kMany)
        QSKIP("../shared/data/photos is not there");
    for (const int count : {kFew, kMany}) {
        const QDir folder(m_dir.filePath(QString::number(count)));
        QVERIFY(QDir().mkpath(folder.path()));
        for (int i = 0; i < count; ++i)
            QVERIFY(QFile::copy(photos.filePath(names[i]), folder.filePath(names[i])));
    }
    m_photos = names.first(kMany);
    auto manifest =
        ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    QVERIFY(manifest);
    m_manifest = std::move(*manifest);
    auto networks = loadDualNetworks(m_manifest);
    QVERIFY(networks);
    m_networks = std::move(*networks);
    LinearConversion conversion(bestPrecision());
    m_networks.image->setPrecision(conversion);
}

Cost FeaturesBench::index(int count) const {
    const Programs programs;
    ProgramRun run;
    const Cost cost =
        costOf([&] { run = programs.index({m_dir.filePath(QString::number(count))}); });
    if (run.last()[QStringLiteral("indexed")].toInt() != count)
        qFatal("%s", run.words().constData());
    return cost;
}

Cost FeaturesBench::cache(int count, const QList<Feature>& features,
                          const QList<PictureView>& views) const {
    const QTemporaryDir cacheDir;
    std::vector<DatasetPicture> pictures;
    for (const QString& name : m_photos.first(count))
        pictures.push_back({name, m_dir.filePath(QString::number(count) + u'/' + name), {}});
    // The pool goes within the measured time, so that its children's time counts.
    return costOf([&] {
        DecoderPool decoder;
        const FeatureSource source{*m_networks.image, imageTowerKey(m_manifest, bestPrecision()),
                                   m_manifest.input, decoder, cacheDir.path()};
        const auto store = FeatureStore::build(source, pictures, features, views, {}, {});
        if (!store || !store->failures().empty())
            qFatal("%s", store ? "a picture failed" : qUtf8Printable(store.error().sentence));
    });
}

void FeaturesBench::besideTheIndexPath() {
    const QList<Feature> basic{Feature::Raw, Feature::Side};
    const QList<Feature> grids{Feature::Raw, Feature::Side, Feature::Patches, Feature::Trunk};
    const QList<PictureView> plain{PictureView::Plain};
    const QList<PictureView> both{PictureView::Plain, PictureView::Flipped};
    const auto print = [](const char* what, const Cost& cost) {
        std::printf("%s: %.1f pictures/s, %.1f ms of processor time each\n", what, 1 / cost.clock,
                    1000 * cost.processor);
    };
    Cost indexed;
    Cost cached;
    for (int round = 0; round < kRounds; ++round) {
        indexed.keepBest(costEach([&](int count) { return index(count); }));
        cached.keepBest(costEach([&](int count) { return cache(count, basic, plain); }));
        print("index", indexed);
        print("features, raw and side", cached);
        std::printf(
            "ratio of rates, features / index: %.2f by the clock, %.2f of processor time "
            "(to reach: 0.90)\n",
            indexed.clock / cached.clock, indexed.processor / cached.processor);
        std::fflush(stdout);
    }
    print("features, with patches and trunk",
          costEach([&](int count) { return cache(count, grids, plain); }));
    print("features, raw and side, and flipped",
          costEach([&](int count) { return cache(count, basic, both); }));
}

int main(int argc, char** argv) {
    // On a busy machine the rounds take longer than Qt Test lets a function.
    qputenv("QTEST_FUNCTION_TIMEOUT", "1800000");
    // As the engine does, in which features are made.
    keepFreedMemory();
    QCoreApplication application(argc, argv);
    FeaturesBench bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_features.moc"
