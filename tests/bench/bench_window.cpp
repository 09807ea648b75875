#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMainWindow>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/library/embedded/embeddedsnapshot.h"
#include "core/library/library.h"
#include "core/library/services/pictureservice.h"
#include "tests/bench/spread.h"
#include "tests/core/store/storefixture.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/results/photoarrangement.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/photomonths.h"
#include "ui/style/icons.h"

/// From starting the program to its painted window and to 100,000 pictures listed in it, beside a
/// process that shows an empty QMainWindow, in the same run; and the window's private memory.
using namespace semblance;
using namespace semblance::test;

namespace {

constexpr int photoCount = 100'000;
constexpr int rounds = 7;
constexpr int patienceMs = 60'000;
constexpr char emptyWindow[] = "--empty-window";

// The reference: Qt's own cost of a window.
class EmptyWindow final : public QMainWindow {
protected:
    void paintEvent(QPaintEvent* event) override {
        QMainWindow::paintEvent(event);
        QTimer::singleShot(0, this, [] {
            std::puts("shown");
            std::fflush(stdout);
        });
    }
};

struct Start {
    double shownMs = 0;
    double listedMs = 0;
    double privateMiB = 0;
};

double privateMiB(qint64 process) {
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    double kiB = 0;
    static const QRegularExpression line(QStringLiteral("Private_\\w+:\\s+(\\d+) kB"));
    const QString text = QString::fromLatin1(file.readAll());
    for (auto it = line.globalMatch(text); it.hasNext();)
        kiB += it.next().captured(1).toDouble();
    return kiB / 1024;
}

/// Starts a program and waits for the words it prints.
Start start(const QString& program, const QStringList& arguments, const QByteArray& lastWord) {
    Start result;
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    QByteArray out;
    while (!out.contains(lastWord) && timer.elapsed() < patienceMs) {
        if (!process.waitForReadyRead(patienceMs))
            break;
        out += process.readAllStandardOutput();
        const double now = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (result.shownMs <= 0 && out.contains("shown"))
            result.shownMs = now;
        if (out.contains(lastWord))
            result.listedMs = now;
    }
    QTest::qWait(500);  // thumbnails asked for, caches in place
    result.privateMiB = privateMiB(process.processId());
    process.kill();
    process.waitForFinished();
    return result;
}

/// A library's list of so many pictures, the newest first, `stepMs` from one to the next: with
/// others added in `extra` places, or the one of row `touched` brought to the top.
PhotoListPtr browsing(int count, int extra, int touched, std::int64_t stepMs = 1000) {
    PhotoTable table;
    PhotoUpdate update(table, PhotoUpdate::Rows::All);
    const auto add = [&update](std::int64_t file, std::int64_t taken) {
        ListedFile listed;
        listed.file = {file};
        listed.content = {file};
        listed.root = {1};
        listed.kind = ListedFile::Kind::Shown;
        listed.takenMs = taken;
        const std::string path = "2019/holiday by the sea/IMG_" + std::to_string(file) + ".jpg";
        listed.path = path;
        update.take(listed);
    };
    for (int row = 0; row < count; ++row)
        add(row + 1, std::int64_t(row == touched && row > 0 ? count : row) * stepMs);
    for (int i = 0; i < extra; ++i)
        add(10'000'000 + i, (std::int64_t(i) * (count / extra)) * stepMs + stepMs / 2);
    update.finish();
    RootInfo root;
    root.id = {1};
    root.path = QStringLiteral("/home/mia/Pictures");
    return std::make_shared<EmbeddedSnapshot>(std::move(table), std::vector<RootInfo>{root},
                                              EmbeddedSnapshot::Scorers())
        ->photos();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

class BenchWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usable() {
        Fixture library;
        QCOMPARE(library.open(), QString());
        const RootId root = library.addRoot();
        for (int i = 0; i < photoCount; ++i) {
            const QString path = QStringLiteral("%1/Urlaub und Ausflüge/IMG_%2.jpg")
                                     .arg(i / 200, 4, 10, QLatin1Char('0'))
                                     .arg(i, 6, 10, QLatin1Char('0'));
            IndexedFile file = encodedFile(root, path, i);
            file.thumbnails.clear();
            VERIFY_OK(library.writer->submit(std::move(file)));
        }
        VERIFY_OK(library.writer->flush());
        library.close();

        const QStringList arguments{QStringLiteral("--library"), library.paths.dir,
                                    QStringLiteral("--report-start")};
        const QByteArray all = QByteArrayLiteral("listed ") + QByteArray::number(photoCount);
        std::vector<double> reference, shown, listed, memory, referenceMemory;
        for (int round = 0; round < rounds; ++round) {
            const Start bare = start(QCoreApplication::applicationFilePath(),
                                     {QLatin1StringView(emptyWindow)}, "shown");
            const Start window =
                start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance"), arguments, all);
            QVERIFY(bare.shownMs > 0);
            QVERIFY(window.listedMs > 0);
            reference.push_back(bare.shownMs);
            referenceMemory.push_back(bare.privateMiB);
            shown.push_back(window.shownMs);
            listed.push_back(window.listedMs);
            memory.push_back(window.privateMiB);
        }
        std::printf("\n%d photos, median of %d starts (best in brackets)\n", photoCount, rounds);
        print("empty QMainWindow: process start to painted", reference, "ms");
        print("semblance: process start to painted, usable", shown, "ms");
        print("semblance: process start to all photos listed", listed, "ms");
        print("empty QMainWindow: private memory", referenceMemory, "MiB");
        print("semblance: private memory", memory, "MiB");
    }

    /// One picture more in a long list: found on a worker, then taken into the grid on the GUI
    /// thread, where somebody has scrolled down with ten pictures selected.
    void oneMore_data() {
        QTest::addColumn<int>("rows");
        QTest::newRow("100,000") << 100'000;
        QTest::newRow("300,000") << 300'000;
    }

    void oneMore() {
        QFETCH(int, rows);
        initResources();
        PictureService pictures;
        PhotoListModel model;
        PhotoGrid grid(model, pictures);
        grid.resize(1200, 800);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        PhotoListPtr shown = browsing(rows, 0, 0);
        grid.setPhotos(shown);
        for (int row = rows / 2; row < rows / 2 + 10; ++row)
            grid.selectionModel()->select(model.index(row), QItemSelectionModel::Select);
        grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum() / 2);
        int touched = 0;
        connect(&model, &PhotoListModel::rowsInserted, this,
                [&](const QModelIndex&, int first, int last) { touched += last - first + 1; });
        connect(&model, &PhotoListModel::modelReset, this, [&] { touched += rows; });
        connect(&model, &PhotoListModel::dataChanged, this,
                [&](const QModelIndex& from, const QModelIndex& to) {
                    touched += to.row() - from.row() + 1;
                });
        std::vector<double> found, taken, painted, scattered, spread, moved;
        for (int round = 1; round <= 20; ++round) {
            const PhotoListPtr more = browsing(rows + round, 0, 0);
            RowChanges changes;
            found.push_back(timed([&] { changes = rowChanges(shown.get(), more.get()); }));
            taken.push_back(timed([&] { grid.changePhotos(more, changes); }));
            painted.push_back(timed([&] { grid.viewport()->repaint(); }));
            shown = more;
        }
        std::printf("\n%d rows, one more above: %d rows touched in %d rounds\n", rows, touched, 20);
        QCOMPARE(touched, 20);
        QCOMPARE(grid.selectedCount(), 10);
        print("finding what changed (worker)", found, "ms");
        print("taking it into the grid (GUI thread)", taken, "ms");
        print("painting the grid afterwards", painted, "ms");
        // 1,000 in as many places, as when an old folder is added; and one that moves to the top.
        for (int round = 0; round < 5; ++round) {
            const PhotoListPtr more = browsing(rows, 1000, 0);
            const PhotoListPtr less = browsing(rows, 0, 0);
            const PhotoListPtr other = browsing(rows, 0, rows / 2);
            RowChanges changes;
            grid.setPhotos(less);
            scattered.push_back(timed([&] { changes = rowChanges(less.get(), more.get()); }));
            spread.push_back(timed([&] { grid.changePhotos(more, changes); }));
            QCOMPARE(changes.inserted.size(), 1000u);
            moved.push_back(timed([&] { changes = rowChanges(less.get(), other.get()); }));
            QVERIFY(!changes.order.empty());
        }
        print("finding 1,000 more in 1,000 places (worker)", scattered, "ms");
        print("taking them into the grid (GUI thread)", spread, "ms");
        print("finding one that moves to the top (worker)", moved, "ms");
    }

    /// The grid's own work on the GUI thread with 100,000 rows, beside a frame at 60 a second.
    void grid() {
        initResources();
        PictureService pictures;
        PhotoListModel model;
        PhotoGrid grid(model, pictures);
        grid.resize(1200, 800);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        std::vector<double> shown, resized, scrolled, ranked;
        const auto photos = std::make_shared<SyntheticPhotos>(photoCount);
        QImage thumbnail(256, 192, QImage::Format_RGB32);
        thumbnail.fill(Qt::darkCyan);
        for (int round = 0; round < 5; ++round) {
            shown.push_back(timed([&] { grid.setPhotos(photos); }));
            resized.push_back(timed([&] {
                grid.resize(1200 - 10 * (round + 1), 800);
                QCoreApplication::sendPostedEvents();
            }));
        }
        // Thumbnails are there, as when scrolling back; each step is one wheel notch.
        for (int row = 0; row < 400; ++row)
            Q_EMIT pictures.thumbnailReady(ContentId{row + 1}, 256, thumbnail);
        for (int step = 0; step < 100; ++step) {
            scrolled.push_back(timed([&] {
                grid.verticalScrollBar()->setValue(step * 60);
                grid.viewport()->repaint();
            }));
        }
        for (int step = 0; step < 20; ++step) {
            const auto answer = std::make_shared<SyntheticPhotos>(200, true, step + 1);
            ranked.push_back(timed([&] {
                grid.changePhotos(answer, rowChanges(model.photos().get(), answer.get()));
                grid.viewport()->repaint();
            }));
        }
        std::printf("\n%d rows in the grid, median (best); a frame at 60 a second is 16.7 ms\n",
                    photoCount);
        print("showing another list", shown, "ms");
        print("laying out for another width", resized, "ms");
        print("one wheel notch, painted", scrolled, "ms");
        print("another order of 200 results, painted", ranked, "ms");
    }

    /// Scrolling the library in its months, thumbnails coming in and being made ready on the way as
    /// a disk that keeps up would send them; and the memory after 20,000 of them.
    void months() {
        initResources();
        PictureService pictures;
        PhotoListModel model;
        PhotoGrid grid(model, pictures);
        grid.resize(1440, 900);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        constexpr std::int64_t hours = 3600 * 1000;
        const PhotoListPtr photos = browsing(photoCount, 0, 0, 3 * hours);
        std::vector<double> shown, found, notches, busyNotches, jumps, busyJumps;
        for (int round = 0; round < 5; ++round) {
            found.push_back(timed([&] { monthsOf(*photos); }));
            shown.push_back(timed([&] { grid.setPhotos(photos); }));
        }
        const double before = privateMiB(QCoreApplication::applicationPid());
        QSet<int> sent;
        QRandomGenerator random(1);
        // By the clock, and of processor time for busy machines.
        const auto frame = [&](int value, bool withThumbnails, std::vector<double>& times,
                               std::vector<double>& busy) {
            const std::clock_t begin = std::clock();
            times.push_back(timed([&] {
                grid.verticalScrollBar()->setValue(value);
                if (withThumbnails)
                    sendThumbnails(grid, model, pictures, sent);
                grid.viewport()->repaint();
            }));
            busy.push_back(double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
        };
        for (int value = 0; sent.size() < 20'000; value += 60)
            frame(value, true, notches, busyNotches);
        const double after = privateMiB(QCoreApplication::applicationPid());
        const int most = grid.verticalScrollBar()->maximum();
        for (int i = 0; i < 200; ++i)
            frame(random.bounded(most), false, jumps, busyJumps);
        std::printf("\n%d rows in %d months, median (best)\n", photoCount,
                    int(monthsOf(*photos).size()));
        print("finding the months", found, "ms");
        print("showing the list", shown, "ms");
        print("a wheel notch with new thumbnails, painted", notches, "ms");
        print("  of processor time", busyNotches, "ms");
        std::printf("  95th of 100: %.1f ms, of processor time %.1f ms\n", Spread(notches).p95,
                    Spread(busyNotches).p95);
        print("a jump, painted without thumbnails", jumps, "ms");
        std::printf("  95th of 100: %.1f ms, of processor time %.1f ms\n", Spread(jumps).p95,
                    Spread(busyJumps).p95);
        std::printf("private memory: %.1f MiB, after 20,000 thumbnails %.1f MiB\n", before, after);
    }

    /// From a jump to somewhere else until every thumbnail on screen is painted, out of the cache
    /// of a real library.
    void jumps() {
        initResources();
        Fixture library;
        fillWithThumbnails(library);
        const auto opened = Library::open(library.paths.dir, Library::Access::Read);
        VERIFY_OK(opened);
        VERIFY_OK((*opened)->catalogue().refresh());
        PictureService pictures;
        pictures.setLibrary(*opened);
        PhotoListModel model;
        PhotoGrid grid(model, pictures);
        grid.resize(1440, 900);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        grid.setPhotos((*opened)->catalogue().snapshot()->photos());
        QCOMPARE(model.rowCount(), cachedCount);
        QSet<qint64> waiting;
        connect(&pictures, &PictureService::thumbnailReady, &grid,
                [&](ContentId content) { waiting.remove(content.value); });
        std::vector<double> times;
        // What comes next is fetched, too: every third screen is a new one.
        const int screen = grid.viewport()->height();
        std::vector<int> places;
        for (int y = 3 * screen; y < grid.verticalScrollBar()->maximum(); y += 3 * screen)
            places.push_back(y);
        std::shuffle(places.begin(), places.end(), std::mt19937(1));
        for (const int y : places) {
            times.push_back(timed([&] {
                grid.verticalScrollBar()->setValue(y);
                for (int row = 0; row < model.rowCount(); ++row) {
                    const QRect cell = grid.visualRect(model.index(row));
                    if (cell.bottom() >= 0 && cell.top() < screen)
                        waiting.insert(model.photo(row).content.value);
                }
                QVERIFY(QTest::qWaitFor([&] { return waiting.isEmpty(); }, patienceMs));
                grid.viewport()->repaint();
            }));
        }
        std::printf("\n%d photos, %d jumps, median (best)\n", cachedCount, int(times.size()));
        print("all thumbnails on screen after a jump", times, "ms");
        std::printf("  95th of 100: %.1f ms\n", Spread(times).p95);
    }

    /// Copies in an answer folded; and long lists sorted, which is done on a thread of its own.
    void arranging() {
        std::vector<LikePair> pairs;
        for (int i = 1; i < 1'000'000; i += 4)
            pairs.push_back({ContentId{i}, ContentId{i + 1}, GroupKind::Resaved});
        const ContentGroups groups(pairs);
        for (const int rows : {1000, photoCount}) {
            std::vector<double> folded, named, dated, changed;
            const auto answer = std::make_shared<SyntheticPhotos>(rows, true);
            const PhotoListPtr list = browsing(rows, 0, 0);
            const auto arrange = [&](const PhotoListPtr& photos, const Arrangement& how) {
                return timed([&] { ArrangedPhotos(photos, how, 100, groups, {}); });
            };
            for (int round = 0; round < 9; ++round) {
                folded.push_back(arrange(answer, {PhotoSort::Natural, false, true}));
                named.push_back(arrange(list, {PhotoSort::Name, false, false}));
                dated.push_back(arrange(list, {PhotoSort::Date, true, false}));
            }
            std::printf("\n%d rows, median (best)\n", rows);
            print("folding copies", folded, "ms");
            print("sorting by name", named, "ms");
            print("sorting by date", dated, "ms");
        }
    }

private:
    static constexpr int cachedCount = 5000;

    static void fillWithThumbnails(Fixture& library) {
        QCOMPARE(library.open(), QString());
        const RootId root = library.addRoot();
        const QDir photos(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
        QList<QByteArray> thumbnails;
        for (const QString& name : photos.entryList({QStringLiteral("*.jpg")})) {
            QBuffer buffer;
            QImage(photos.filePath(name))
                .scaled(256, 256, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                .save(&buffer, "JPEG", 85);
            thumbnails.append(buffer.data());
        }
        for (int i = 0; i < cachedCount; ++i) {
            IndexedFile file = encodedFile(root, QStringLiteral("IMG_%1.jpg").arg(i), i);
            file.thumbnails = {{256, thumbnails[i % thumbnails.size()]}};
            VERIFY_OK(library.writer->submit(std::move(file)));
        }
        VERIFY_OK(library.writer->flush());
        library.close();
    }

    /// Those on screen that were not sent yet.
    static void sendThumbnails(const PhotoGrid& grid, const PhotoListModel& model,
                               PictureService& pictures, QSet<int>& sent) {
        static const QImage thumbnail = [] {
            QImage image(256, 192, QImage::Format_RGB32);
            image.fill(Qt::darkCyan);
            return image;
        }();
        const int first = grid.indexAt({20, 60}).row();
        const QModelIndex corner =
            grid.indexAt({grid.viewport()->width() / 2, grid.viewport()->height() - 2});
        const int last = corner.isValid() ? corner.row() + 8 : first + 60;
        for (int row = qMax(0, first); row <= qMin(last, model.rowCount() - 1); ++row) {
            if (sent.contains(row))
                continue;
            sent.insert(row);
            Q_EMIT pictures.thumbnailReady(model.photo(row).content, 256, thumbnail);
        }
    }

    template <class Work>
    static double timed(Work&& work) {
        QElapsedTimer timer;
        timer.start();
        work();
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    static void print(const char* what, const std::vector<double>& values, const char* unit) {
        std::printf("%-48s %7.1f %s (%.1f)\n", what, median(values), unit,
                    *std::min_element(values.begin(), values.end()));
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    if (argc > 1 && QLatin1StringView(argv[1]) == QLatin1StringView(emptyWindow)) {
        EmptyWindow window;
        window.resize(1200, 800);
        window.show();
        return QCoreApplication::exec();
    }
    BenchWindow bench;
    return QTest::qExec(&bench, argc, argv);
}

#include "bench_window.moc"
