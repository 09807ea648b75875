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

QString nameOf(int file) {
    return QStringLiteral("2%1/Urlaub und Ausflüge/IMG_%2.jpg")
        .arg(file / filesPerFolder, 3, 10, QLatin1Char('0'))
        .arg(file, 6, 10, QLatin1Char('0'));
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

template <class Work>
double bestMilliseconds(Work&& work) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return best;
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
    void unchanged() {
        Fixture library;
        const QString root = library.dir.filePath(QStringLiteral("photos"));
        for (int i = 0; i < fileCount; ++i) {
            const QString path = root + QLatin1Char('/') + nameOf(i);
            if (i % filesPerFolder == 0)
                QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
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

        const double bare =
            bestMilliseconds([&] { QCOMPARE(bareWalk(root), std::int64_t(fileCount)); });
        const double walked = bestMilliseconds([&] { found = walk(root); });
        Result<FileListing> known;
        RowReader::ListingOptions options;
        options.decoderVersion = 1;
        // A run asks the catalogue's scorer, which looks into a table, too.
        const std::vector<bool> encoded(fileCount + 1, true);
        options.isEncoded = [&](ContentId content) {
            return encoded.at(static_cast<std::size_t>(content.value));
        };
        const double listed =
            bestMilliseconds([&] { known = library.reader->listing(rootId, options); });
        VERIFY_OK(known);
        ChangeSet changes;
        const double compared =
            bestMilliseconds([&] { changes = compareListings(*known, found->files); });
        QCOMPARE(changes.unchanged, fileCount);
        std::size_t rows = 0;
        const double grid = bestMilliseconds([&] { rows = readGrid(*library.reader); });
        QCOMPARE(rows, std::size_t(fileCount));

        std::printf("\n%d files in %d folders, best of %d, caches warm\n", fileCount,
                    fileCount / filesPerFolder * 2, rounds);
        print("bare walk (std::filesystem)", bare);
        print("walk", walked);
        print("listing from the library", listed);
        print("comparison", compared);
        print("rescan: walk + listing + comparison", walked + listed + compared);
        std::printf("%-44s %8.2f\n", "rescan / bare walk", (walked + listed + compared) / bare);
        print("rows for the grid, opened to sorted", grid);
        print("storing 100,000 files, without thumbnails", stored);
    }
};

QTEST_GUILESS_MAIN(BenchRescan)
#include "bench_rescan.moc"
