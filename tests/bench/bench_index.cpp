#include <sys/resource.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <functional>
#include <random>
#include <thread>

#include "core/media/codecs/jpegdecode.h"
#include "core/media/makethumbnails.h"
#include "core/media/pixels/pixels.h"
#include "tests/app/cli/programs.h"
#include "tests/core/media/fixtures.h"

using namespace semblance;
using namespace semblance::test;

/// The rate of `semblance-cli index` beside what decoding at the same scale, the bare network and
/// thumbnails cost when each runs alone on all cores, in the same run, best of some rounds.
///
/// Starting the programs is left out by difference: a few pictures and many are indexed into new
/// libraries, and (many - few) / (time of many - time of few) is the rate.
namespace {

constexpr int kRounds = 3;
constexpr int kInputSide = 260;
const QList<int> kThumbnailSides{256, 512};

/// What must be decoded for the model's input and the thumbnails.
constexpr PixelNeed kNeed{2 * kInputSide, 512};

/// Seconds a picture: by the clock, all cores at work, and of processor time, which a busy machine
/// changes less.
struct Cost {
    double clock = 1e9;
    double processor = 1e9;

    void keepBest(const Cost& other) {
        clock = std::min(clock, other.clock);
        processor = std::min(processor, other.processor);
    }
};

double processorSeconds(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& t) {
        return double(t.tv_sec) + double(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Cost costOf(int who, const std::function<void()>& work) {
    const double before = processorSeconds(who);
    QElapsedTimer timer;
    timer.start();
    work();
    return {double(timer.nsecsElapsed()) / 1e9, processorSeconds(who) - before};
}

/// The cost of one item when all cores take items one after another.
Cost costEach(std::size_t items, const std::function<void(std::size_t)>& work) {
    const Cost all = costOf(RUSAGE_SELF, [&] {
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < QThread::idealThreadCount(); ++i) {
            threads.emplace_back([&] {
                for (std::size_t item = next++; item < items; item = next++)
                    work(item);
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    });
    return {all.clock / double(items), all.processor / double(items)};
}

/// Structure at every scale and some sensor noise: what a camera's 12 Mpixel are like.
QImage texture(QSize size, std::mt19937& random) {
    QImage sum(size, QImage::Format_RGB888);
    sum.fill(Qt::black);
    const std::pair<int, int> octaves[] = {{8, 110}, {40, 60}, {200, 40}, {1000, 26}};
    std::vector<QImage> layers;
    for (const auto& [cells, contrast] : octaves) {
        QImage layer(cells, cells * size.height() / size.width(), QImage::Format_RGB888);
        for (int y = 0; y < layer.height(); ++y) {
            uchar* row = layer.scanLine(y);
            for (int x = 0; x < 3 * cells; ++x)
                row[x] = uchar(random() % unsigned(contrast));
        }
        layers.push_back(layer.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_RGB888));
    }
    for (int y = 0; y < size.height(); ++y) {
        uchar* out = sum.scanLine(y);
        for (const QImage& layer : layers) {
            const uchar* in = layer.constScanLine(y);
            for (int x = 0; x < 3 * size.width(); ++x)
                out[x] = uchar(out[x] + in[x]);
        }
        for (int x = 0; x < 3 * size.width(); x += 3) {
            const auto noise = uchar(random() % 22);
            for (int c = 0; c < 3; ++c)
                out[x + c] = uchar(out[x + c] + noise);
        }
    }
    return sum;
}

struct Pictures {
    QTemporaryDir few;
    QTemporaryDir many;
    std::vector<QByteArray> files;  // of `many`

    void add(const QByteArray& jpeg, bool toFew) {
        const QString name = QStringLiteral("%1.jpg").arg(files.size(), 5, 10, QLatin1Char('0'));
        if (!writeFile(many.filePath(name), jpeg) ||
            (toFew && !writeFile(few.filePath(name), jpeg)))
            qFatal("cannot write the pictures");
        files.push_back(jpeg);
    }
};

struct Run {
    Cost cost;
    int pictures = 0;
};

Run indexOnce(const QString& folder) {
    const Programs programs;
    Run run;
    ProgramRun program;
    // Children that have ended, theirs included.
    run.cost = costOf(RUSAGE_CHILDREN, [&] { program = programs.index({folder}); });
    run.pictures = program.last()[QStringLiteral("indexed")].toInt();
    if (program.exitCode != 0)
        qFatal("%s", program.words().constData());
    return run;
}

Cost networkCost() {
    Programs programs;
    programs.setVariable(QStringLiteral("OMP_WAIT_POLICY"), QStringLiteral("passive"));
    const QByteArrayList numbers =
        programs.run(QStringLiteral(SEMBLANCE_BARENETWORK), {}).out.trimmed().split(' ');
    return {numbers.value(0).toDouble(), numbers.value(1).toDouble()};
}

Cost indexCost(const Pictures& pictures) {
    const Run few = indexOnce(pictures.few.path());
    const Run many = indexOnce(pictures.many.path());
    const double more = many.pictures - few.pictures;
    return {(many.cost.clock - few.cost.clock) / more,
            (many.cost.processor - few.cost.processor) / more};
}

void measure(const char* name, const Pictures& pictures) {
    Cost decode;
    Cost thumbnails;
    Cost network;
    Cost index;
    const std::size_t count = pictures.files.size();
    std::vector<QImage> pixels(count);
    for (int round = 0; round < kRounds; ++round) {
        decode.keepBest(costEach(count, [&](std::size_t i) {
            pixels[i] = decodeJpeg(pictures.files[i], kNeed, {})->pixels;
        }));
        thumbnails.keepBest(costEach(
            count, [&](std::size_t i) { (void)makeThumbnails(pixels[i], kThumbnailSides); }));
        network.keepBest(networkCost());
        index.keepBest(indexCost(pictures));
    }
    const auto print = [&](const char* what, double unit, double Cost::*cost) {
        const double parts = decode.*cost + thumbnails.*cost + network.*cost;
        std::printf(
            "index %s, %s: %.1f ms a picture; decode %.1f, thumbnails %.1f, network %.1f ms "
            "alone, together %.1f; ratio %.2f (to reach: 0.85)\n",
            name, what, unit * index.*cost, unit * decode.*cost, unit * thumbnails.*cost,
            unit * network.*cost, unit * parts, parts / (index.*cost));
        std::fflush(stdout);
    };
    std::printf("index %s: %.1f pictures/s\n", name, 1 / index.clock);
    print("by the clock", 1000, &Cost::clock);
    print("processor time", 1000, &Cost::processor);
}

}  // namespace

class BenchIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twelveMegapixels();
    void smallPictures();
};

void BenchIndex::twelveMegapixels() {
    constexpr int kFew = 8;
    constexpr int kMany = 48;
    Pictures pictures;
    std::mt19937 random(1);
    const QImage base = texture({4000, 3000}, random);
    qint64 bytes = 0;
    for (int i = 0; i < kMany; ++i) {
        QImage variant = base.mirrored(i & 1, i & 2);
        if (i & 4)
            variant = std::move(variant).rgbSwapped();
        pictures.add(fixtures::encoded(variant, "jpg", 84 + i / 8), i < kFew);
        bytes += pictures.files.back().size();
    }
    std::printf("%d JPEGs of 4000 x 3000, %.1f MB each\n", kMany, double(bytes) / kMany / 1e6);
    measure("12 Mpixel", pictures);
}

void BenchIndex::smallPictures() {
    constexpr int kFew = 100;
    constexpr int kMany = 1100;
    Pictures pictures;
    const QDir photos(QStringLiteral(SEMBLANCE_SHARED_DIR "/data/photos/images"));
    const QStringList names = photos.entryList({QStringLiteral("*.jpg")}, QDir::Files);
    std::mt19937 random(2);
    for (int i = 0; i < kMany; ++i) {
        pictures.add(i < names.size() ? readFile(photos.filePath(names[i]))
                                      : fixtures::encoded(texture({224, 168}, random), "jpg", 90),
                     i < kFew);
    }
    std::printf("%d JPEGs of 224 px, %s\n", kMany,
                names.isEmpty() ? "generated" : "photos of ../shared/data");
    measure("224 px", pictures);
}

int main(int argc, char** argv) {
    // On a busy machine the rounds take longer than Qt Test lets a function.
    qputenv("QTEST_FUNCTION_TIMEOUT", "1200000");
    QCoreApplication application(argc, argv);
    BenchIndex bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_index.moc"
