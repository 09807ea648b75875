#include <QColor>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/library.h"
#include "core/library/services/batterypause.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/watchservice.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

namespace {
constexpr int kPatienceMs = 120'000;
}

/// The window's services on a folder in which something happens, with the real children.
class WatchServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void newPicturesAreListed();
    void aFolderThatIsAddedIsWatched();
    void isSwitchedOnAndOff();
    void whatItMissesIsFound();
    void aFolderThatComesBack();
    void limitIsSaid();
    void waitsOnBattery();
    void mayEndWhileItIsFollowed();

private:
    QString path(const QString& name) const { return m_dir->filePath(name); }
    void make(const QString& name, int red) const {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QImage image(32, 32, QImage::Format_RGB32);
        image.fill(QColor(red, 90, 20));
        QVERIFY(image.save(path(name), "png"));
    }
    void start(WatchService::Timing timing = {}, FolderWatch::Options options = {});
    qsizetype listed() const { return m_photos ? m_photos->size() : -1; }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LibraryService> m_libraries;
    std::unique_ptr<IndexingService> m_indexing;
    std::unique_ptr<WatchService> m_watch;
    PhotoListPtr m_photos;
    int m_resets = 0;  ///< changes that did not lead on from the list told of before
};

void WatchServiceTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    if (!QFileInfo::exists(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine")))
        QSKIP("The engine is not built (SEMBLANCE_WITH_TORCH=OFF).");
}

void WatchServiceTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_photos.reset();
    m_resets = 0;
    for (int i = 0; i < 3; ++i)
        make(QStringLiteral("photos/a/%1.png").arg(i), 10 * i);
}

void WatchServiceTest::cleanup() {
    m_watch.reset();
    m_indexing.reset();
    m_libraries.reset();
}

/// Opens a library under a watch, with the folder in it.
void WatchServiceTest::start(WatchService::Timing timing, FolderWatch::Options options) {
    m_libraries = std::make_unique<LibraryService>();
    m_indexing = std::make_unique<IndexingService>();
    m_watch = std::make_unique<WatchService>(*m_libraries, *m_indexing, timing, options);
    connect(m_libraries.get(), &LibraryService::photosChanged, this,
            [this](const PhotoListPtr& list, const RowChanges& changes) {
                m_resets += changes.lead(m_photos ? listed() : 0, list->size()) ? 0 : 1;
                m_photos = list;
            });
    m_watch->setEnabled(true);
    QSignalSpy opened(m_libraries.get(), &LibraryService::opened);
    m_libraries->open(path(QStringLiteral("library")));
    QVERIFY(opened.wait(kPatienceMs));
    m_indexing->setLibrary(m_libraries->library());
    m_indexing->addFolder(path(QStringLiteral("photos")));
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 3, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_indexing->isRunning(), kPatienceMs);
}

void WatchServiceTest::newPicturesAreListed() {
    start();
    QSignalSpy progress(m_indexing.get(), &IndexingService::progressChanged);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QSignalSpy problems(m_indexing.get(), &IndexingService::problem);
    make(QStringLiteral("photos/a/new.png"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), kPatienceMs);
    QVERIFY(finished.last().at(0).value<IndexingSummary>().isUnasked);
    // So little is not spoken of.
    for (const QVariantList& told : progress)
        QVERIFY(told.at(0).value<IndexingProgress>().phase == IndexingProgress::Phase::Idle);
    QVERIFY(QDir().rename(path(QStringLiteral("photos/a")), path(QStringLiteral("photos/b"))));
    QTRY_VERIFY_WITH_TIMEOUT(listed() == 4 && m_photos->at(0).path.contains(u"/b/"), kPatienceMs);
    QVERIFY(QFile::remove(path(QStringLiteral("photos/b/1.png"))));
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 3, kPatienceMs);
    QCOMPARE(m_resets, 0);
    QVERIFY(problems.isEmpty());
}

void WatchServiceTest::aFolderThatIsAddedIsWatched() {
    start();
    make(QStringLiteral("more/1.png"), 100);
    m_indexing->addFolder(path(QStringLiteral("more")));
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
    make(QStringLiteral("more/2.png"), 110);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 5, kPatienceMs);
}

void WatchServiceTest::isSwitchedOnAndOff() {
    start();
    m_watch->setEnabled(false);
    make(QStringLiteral("photos/a/new.png"), 200);
    // One that is asked for comes behind whatever were noticed.
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    m_indexing->encodeWaiting();
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(listed(), 3);
    m_watch->setEnabled(true);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
    make(QStringLiteral("photos/a/newer.png"), 210);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 5, kPatienceMs);
}

void WatchServiceTest::whatItMissesIsFound() {
    WatchService::Timing timing;
    timing.reconcileEvery = 200ms;
    FolderWatch::Options options;
    options.mostFolders = 0;
    start(timing, options);
    make(QStringLiteral("photos/a/new.png"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
}

void WatchServiceTest::aFolderThatComesBack() {
    start();
    QVERIFY(QDir().rename(path(QStringLiteral("photos")), path(QStringLiteral("away"))));
    m_libraries->refresh();
    QSignalSpy roots(m_libraries.get(), &LibraryService::rootsChanged);
    const auto isThere = [&] {
        const auto list =
            roots.isEmpty() ? QList<RootInfo>() : roots.last().at(0).value<QList<RootInfo>>();
        return !list.isEmpty() && list[0].state == RootInfo::State::Present;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!roots.isEmpty() && !isThere(), kPatienceMs);
    make(QStringLiteral("away/a/new.png"), 200);
    QVERIFY(QDir().rename(path(QStringLiteral("away")), path(QStringLiteral("photos"))));
    m_libraries->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
    make(QStringLiteral("photos/a/newer.png"), 210);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 5, kPatienceMs);
}

void WatchServiceTest::limitIsSaid() {
    WatchService::Timing timing;
    timing.unsureEvery = 200ms;
    FolderWatch::Options options;
    options.mostFolders = 1;
    start(timing, options);
    QTRY_VERIFY_WITH_TIMEOUT(m_watch->isLimited(), kPatienceMs);
    make(QStringLiteral("photos/a/new.png"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
    QSignalSpy limited(m_watch.get(), &WatchService::limitedChanged);
    m_watch->setEnabled(false);
    QCOMPARE(limited.size(), 1);
    QVERIFY(!m_watch->isLimited());
}

void WatchServiceTest::waitsOnBattery() {
    start();
    BatteryPause battery(*m_indexing, [] { return PowerState{true, 10}; });
    battery.look();
    QTRY_VERIFY_WITH_TIMEOUT(m_indexing->isPaused(), kPatienceMs);
    QSignalSpy progress(m_indexing.get(), &IndexingService::progressChanged);
    make(QStringLiteral("photos/a/new.png"), 200);
    // That something waits is shown, however little it is.
    QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty() &&
                                 progress.last().at(0).value<IndexingProgress>().onBattery &&
                                 progress.last().at(0).value<IndexingProgress>().toDo == 1,
                             kPatienceMs);
    QCOMPARE(listed(), 3);
    battery.goOn();
    QTRY_COMPARE_WITH_TIMEOUT(listed(), 4, kPatienceMs);
}

void WatchServiceTest::mayEndWhileItIsFollowed() {
    start();
    m_indexing->pause();
    for (int i = 0; i < 5; ++i)
        make(QStringLiteral("photos/a/new%1.png").arg(i), 200 + i);
    QTRY_VERIFY_WITH_TIMEOUT(m_indexing->isRunning(), kPatienceMs);
    m_watch.reset();
    make(QStringLiteral("photos/a/newer.png"), 220);
    m_indexing->resume();
    QTRY_VERIFY_WITH_TIMEOUT(!m_indexing->isRunning(), kPatienceMs);
}

SEMBLANCE_TEST(WatchServiceTest)
#include "tst_watchservice.moc"
