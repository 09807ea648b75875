#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <cstdio>
#include <filesystem>

#include "core/base/paths.h"
#include "core/library/embedded/phototable.h"
#include "core/scan/changeset.h"
#include "core/scan/walk.h"
#include "tests/core/store/storefixture.h"

/// A rescan of 100,000 unchanged files (walk, listing from the library, comparison), and the rows
/// of the grid, beside a bare walk of the same folders in the same run.
using namespace semblance;
using namespace semblance::test;

namespace {

constexpr int fileCount = 100'000;
constexpr int filesPerFolder = 200;
constexpr int rounds = 3;
constexpr int pairs = 9;

QString nameOf(int file) {
    return QStringLiteral("2%1/Urlaub und Ausflüge/IMG_%2.jpg")
        .arg(file / filesPerFolder, 3, 10, QLatin1Char('0'))
        .arg(file, 6, 10, QLatin1Char('0'));
}

/// Every other picture has one, by turns of Takeout and of darktable.
bool hasSidecar(int file) {
    return file % 2 == 0;
}
QString sidecarOf(int file) {
    return nameOf(file) + QLatin1StringView(file % 4 == 0 ? ".supplemental-metadata.json" : ".xmp");
}
constexpr int sidecarCount = fileCount / 2;

void writeEmpty(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
}

/// What any program must do at least: list every folder, ask for every file's size and time. How
/// many files have both; the clock of files counts from 2174, so that a time is below zero.
std::int64_t bareWalk(const QString& root) {
    std::int64_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(toFsPath(root))) {
        if (entry.is_regular_file() && entry.file_size() == 0 &&
            entry.last_write_time() > std::filesystem::file_time_type::min())
            ++files;
    }
    return files;
}

struct Rescan {
    double walked = 1e9;
    double listed = 0;
    double compared = 0;

    double total() const { return walked + listed + compared; }
};

template <class Work>
double milliseconds(Work&& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

template <class Work>
double bestMilliseconds(Work&& work) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round)
        best = std::min(best, milliseconds(work));
    return best;
}

/// As a run does that has read them.
void storeSidecars(RowWriter& writer, RootId root, const FileListing& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].sidecars == 0)
            continue;
        IndexedFile file;
        file.root = root;
        file.path = files.pathString(i);
        file.outcome = IndexedFile::Outcome::Annotated;
        file.sidecars = files[i].sidecars;
        file.facts.capturedMs = std::int64_t(1000) * std::int64_t(i);
        file.facts.rating = 3;
        if (const Status done = writer.submit(std::move(file)); !done)
            qFatal("%s", qPrintable(done.error().sentence));
    }
    if (const Status done = writer.flush(); !done)
        qFatal("%s", qPrintable(done.error().sentence));
}

/// As the catalogue reads them at first.
std::size_t readGrid(LibraryReader& reader) {
    PhotoTable photos;
    PhotoUpdate update(photos, PhotoUpdate::Rows::All);
    const auto read = reader.changesSince(
        0, [](bool) {}, [&](const ListedFile& file) { update.take(file); },
        [&](FileId file) { update.remove(file); });
    if (!read)
        qFatal("%s", qPrintable(read.error().sentence));
    update.finish();
    return photos.size();
}

void print(const char* what, double milliseconds) {
    std::printf("%-44s %8.1f ms\n", what, milliseconds);
}

}  // namespace

class BenchRescan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unchanged_data() {
        QTest::addColumn<bool>("sidecars");
        QTest::newRow("pictures alone") << false;
        QTest::newRow("with 50,000 sidecars") << true;
    }

    void unchanged() {
        QFETCH(bool, sidecars);
        Fixture library;
        const QString root = library.dir.filePath(QStringLiteral("photos"));
        for (int i = 0; i < fileCount; ++i) {
            const QString path = root + QLatin1Char('/') + nameOf(i);
            if (i % filesPerFolder == 0)
                QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            writeEmpty(path);
            if (sidecars && hasSidecar(i))
                writeEmpty(root + QLatin1Char('/') + sidecarOf(i));
        }
        QCOMPARE(library.open(), QString());
        const RootId rootId = library.addRoot();
        auto found = walk(root);
        VERIFY_OK(found);
        QCOMPARE(found->files.size(), std::size_t(fileCount));
        QElapsedTimer storing;
        storing.start();
        for (std::size_t i = 0; i < found->files.size(); ++i) {
            IndexedFile file = encodedFile(rootId, found->files.pathString(i), static_cast<int>(i));
            file.stat = found->files[i].stat;
            file.thumbnails.clear();
            VERIFY_OK(library.writer->submit(std::move(file)));
        }
        VERIFY_OK(library.writer->flush());
        const double stored = static_cast<double>(storing.nsecsElapsed()) / 1e6;
        storeSidecars(*library.writer, rootId, found->files);

        const int files = fileCount + (sidecars ? sidecarCount : 0);
        Result<FileListing> known;
        RowReader::ListingOptions options;
        options.decoderVersion = 1;
        // A run asks the catalogue's scorer, which looks into a table, too.
        const std::vector<bool> encoded(fileCount + 1, true);
        options.isEncoded = [&](ContentId content) {
            return encoded.at(static_cast<std::size_t>(content.value));
        };
        // In pairs, side by side: other programs' share of the machine changes all the time.
        ChangeSet changes;
        Rescan best;
        double bare = 1e9;
        std::vector<double> ratios;
        for (int round = 0; round < pairs; ++round) {
            const double bareNow = milliseconds([&] { QCOMPARE(bareWalk(root), files); });
            Rescan now;
            now.walked = milliseconds([&] { found = walk(root); });
            now.listed = milliseconds([&] { known = library.reader->listing(rootId, options); });
            VERIFY_OK(known);
            now.compared = milliseconds([&] { changes = compareListings(*known, found->files); });
            ratios.push_back(now.total() / bareNow);
            bare = std::min(bare, bareNow);
            if (now.total() < best.total())
                best = now;
        }
        std::sort(ratios.begin(), ratios.end());
        QVERIFY(changes.sidecars.empty());
        QCOMPARE(changes.unchanged, fileCount);
        std::size_t rows = 0;
        const double grid = bestMilliseconds([&] { rows = readGrid(*library.reader); });
        QCOMPARE(rows, std::size_t(fileCount));

        std::printf("\n%d pictures and %d sidecars in %d folders, best of %d, caches warm\n",
                    fileCount, files - fileCount, fileCount / filesPerFolder * 2, pairs);
        print("bare walk (std::filesystem)", bare);
        print("walk", best.walked);
        print("listing from the library", best.listed);
        print("comparison", best.compared);
        print("rescan: walk + listing + comparison", best.total());
        std::printf("%-44s %8.2f\n", "rescan / bare walk, of the best", best.total() / bare);
        std::printf("%-44s %8.2f (%.2f .. %.2f)\n", "median of the pairs' ratios",
                    ratios[ratios.size() / 2], ratios.front(), ratios.back());
        print("rows for the grid, opened to sorted", grid);
        print("storing 100,000 files, without thumbnails", stored);
    }
};

QTEST_GUILESS_MAIN(BenchRescan)
#include "bench_rescan.moc"
