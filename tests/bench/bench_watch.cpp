#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include "core/library/library.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/watchservice.h"

/// From what happens in a folder to the list that the window shows: with the real children, the
/// engine ready, in a library of some hundred pictures (SEMBLANCE_BENCH_PICTURES).
using namespace semblance;

namespace {

constexpr int rounds = 10;
constexpr int burst = 200;
constexpr int patienceMs = 600'000;

/// As a camera's preview: noise is what takes a decoder its time.
void makePicture(const QString& path, int number) {
    QImage image(1024, 768, QImage::Format_RGB32);
    quint32 state = 12345u + quint32(number);
    for (int y = 0; y < image.height(); ++y) {
        auto* const row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            state = state * 1664525u + 1013904223u;
            row[x] = qRgb((x / 4 + int(state >> 28)) & 255, y / 3 & 255, number & 255);
        }
    }
    QDir().mkpath(QFileInfo(path).path());
    if (!image.save(path, "jpg", 90))
        qFatal("cannot write %s", qPrintable(path));
}

void print(const char* what, std::vector<double> milliseconds) {
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("%-44s median %7.0f ms, worst %7.0f ms\n", what,
                milliseconds[milliseconds.size() / 2], milliseconds.back());
    std::fflush(stdout);
}

}  // namespace

class BenchWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromEventToList();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    void waitFor(const std::function<bool()>& condition) const {
        // The signal's turn comes in the loop at once.
        QElapsedTimer timer;
        timer.start();
        while (!condition() && timer.elapsed() < patienceMs)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        if (!condition())
            qFatal("nothing came");
    }
    double measure(const std::function<void()>& happen,
                   const std::function<bool()>& isListed) const {
        QElapsedTimer timer;
        timer.start();
        happen();
        waitFor(isListed);
        return double(timer.nsecsElapsed()) / 1e6;
    }
    bool holds(const QString& name, qint64 size = -1) const {
        for (qsizetype row = 0; row < m_photos->size(); ++row) {
            const PhotoItem photo = m_photos->at(row);
            if (photo.path.endsWith(name) && (size < 0 || QFileInfo(photo.path).size() == size))
                return true;
        }
        return false;
    }

    QTemporaryDir m_dir;
    PhotoListPtr m_photos;
    int m_changes = 0;
};

void BenchWatch::fromEventToList() {
    qputenv("SEMBLANCE_BIN_DIR",
            qEnvironmentVariable("SEMBLANCE_BIN_DIR", QStringLiteral(SEMBLANCE_BIN_DIR)).toUtf8());
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("SEMBLANCE_BENCH_PICTURES", &isGiven);
    const int pictures = isGiven ? given : 500;
    for (int i = 0; i < pictures; ++i)
        makePicture(path(QStringLiteral("photos/%1/%2.jpg").arg(i % 20).arg(i)), i);
    makePicture(path(QStringLiteral("aside/0.jpg")), 100'000);

    LibraryService library;
    IndexingService indexing;
    WatchService watch(library, indexing);
    watch.setEnabled(true);
    connect(&library, &LibraryService::photosChanged, this, [this](const PhotoListPtr& photos) {
        m_photos = photos;
        ++m_changes;
    });
    connect(&library, &LibraryService::opened, this, [&] {
        indexing.setLibrary(library.library());
        indexing.addFolder(path(QStringLiteral("photos")));
    });
    library.open(path(QStringLiteral("library")));
    waitFor([&] { return m_photos && m_photos->size() == pictures && !indexing.isRunning(); });

    std::vector<double> added;
    std::vector<double> edited;
    std::vector<double> moved;
    std::vector<double> removed;
    for (int i = 0; i < rounds; ++i) {
        const QString name = QStringLiteral("photos/3/new%1.jpg").arg(i);
        makePicture(path(QStringLiteral("aside/%1.jpg").arg(i)), 200'000 + i);
        makePicture(path(QStringLiteral("aside/again.jpg")), 300'000 + i);
        added.push_back(
            measure([&] { QFile::copy(path(QStringLiteral("aside/%1.jpg").arg(i)), path(name)); },
                    [&] { return m_photos->size() == pictures + 1; }));
        const int before = m_changes;
        edited.push_back(measure(
            [&] {
                QFile::remove(path(name));
                QFile::rename(path(QStringLiteral("aside/again.jpg")), path(name));
            },
            [&] { return m_changes > before && holds(name); }));
        const QString other = QStringLiteral("photos/4/moved%1.jpg").arg(i);
        moved.push_back(
            measure([&] { QFile::rename(path(name), path(other)); }, [&] { return holds(other); }));
        removed.push_back(measure([&] { QFile::remove(path(other)); },
                                  [&] { return m_photos->size() == pictures; }));
    }
    std::printf("library of %d pictures\n", pictures);
    print("a new picture", added);
    print("an edited one", edited);
    print("a moved one", moved);
    print("a removed one", removed);

    for (int i = 0; i < burst; ++i)
        makePicture(path(QStringLiteral("aside/burst/%1.jpg").arg(i)), 400'000 + i);
    double first = 0;
    const double all = measure(
        [&] {
            QDir().rename(path(QStringLiteral("aside/burst")),
                          path(QStringLiteral("photos/burst")));
            first = measure([] {}, [&] { return m_photos->size() > pictures; });
        },
        [&] { return m_photos->size() == pictures + burst; });
    std::printf("a folder of %d new ones: the first after %.0f ms, all after %.0f ms\n", burst,
                first, all);
}

QTEST_GUILESS_MAIN(BenchWatch)
#include "bench_watch.moc"
