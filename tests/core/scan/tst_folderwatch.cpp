#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "core/base/paths.h"
#include "core/scan/foldernotifier.h"
#include "core/scan/folderwatch.h"
#include "core/scan/walk.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

namespace {
constexpr int kPatienceMs = 30'000;
const RootId kRoot{7};

/// Takes what a watch tells, and waits for it.
class Listener {
public:
    FolderWatch::Options options() {
        FolderWatch::Options options;
        options.changed = [this](const FolderChanges& changes) {
            std::lock_guard lock(m_mutex);
            m_changes.add(changes);
            m_changed.notify_all();
        };
        options.coverageChanged = [this] {
            std::lock_guard lock(m_mutex);
            ++coverageChanges;
        };
        options.timing.quiet = 50ms;
        options.timing.most = 200ms;
        options.timing.doubtful = 300ms;
        options.pace = 1ms;
        return options;
    }

    template <class Condition>
    bool waitUntil(Condition condition) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::milliseconds(kPatienceMs),
                                  [&] { return condition(m_changes); });
    }
    bool waitFor(const FolderScope& part) {
        return waitUntil([&](const FolderChanges& changes) { return tells(changes, part); });
    }
    bool waitForRoot() {
        return waitUntil(
            [](const FolderChanges& changes) { return changes.whole.contains(kRoot); });
    }
    bool hasTold(const FolderScope& part) {
        std::lock_guard lock(m_mutex);
        return tells(m_changes, part);
    }
    void clear() {
        std::lock_guard lock(m_mutex);
        m_changes = {};
    }

    int coverageChanges = 0;

private:
    static bool tells(const FolderChanges& changes, const FolderScope& part) {
        const auto parts = changes.parts.find(kRoot);
        return parts != changes.parts.end() &&
               std::find(parts->second.begin(), parts->second.end(), part) != parts->second.end();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    FolderChanges m_changes;
};
}  // namespace

/// What is told of real folders.
class FolderWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsOfFiles_data();
    void tellsOfFiles();
    void tellsOfFolders_data();
    void tellsOfFolders();
    void onlyWhatMatters();
    void followsARenamedFolder();
    void rulesConcernTheFolder();
    void aFileThatIsBeingWritten();
    void aFileThatIsGivenAName();
    void aFileWrittenAMomentAgo();
    void lostEventsAreTold();
    void limitIsToldOnce();
    void aRootThatGoes();
    void whatIsForgottenIsNotTold();

private:
    QString path(const QString& name) const { return m_root + u'/' + name; }
    void make(const QString& name, const QByteArray& bytes = "x") const {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    /// As indexing does.
    void list(FolderWatch& watch, const FolderScopes& only = {}) const {
        WalkOptions options;
        options.entering = watch.entering(kRoot, m_root);
        options.only = only;
        QVERIFY(walk(m_root, options));
    }
    static void eachNotifier() {
        QTest::addColumn<bool>("isQt");
        QTest::newRow("system") << false;
        QTest::newRow("Qt") << true;
    }
    static std::unique_ptr<FolderWatch> watchOf(Listener& listener) {
        QFETCH(bool, isQt);
        return std::make_unique<FolderWatch>(listener.options(),
                                             isQt ? makeQtFolderNotifier : makeFolderNotifier);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
};

void FolderWatchTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QFileInfo(m_dir->path()).canonicalFilePath() + QStringLiteral("/root");
    QVERIFY(QDir().mkpath(path(QStringLiteral("a/b"))));
}

void FolderWatchTest::tellsOfFiles_data() {
    eachNotifier();
}

void FolderWatchTest::tellsOfFiles() {
    Listener listener;
    const auto watch = watchOf(listener);
    list(*watch);
    make(QStringLiteral("a/b/1.jpg"));
    QVERIFY(listener.waitFor({"a/b", false}));
    listener.clear();
    QVERIFY(QFile::rename(path(QStringLiteral("a/b/1.jpg")), path(QStringLiteral("a/2.jpg"))));
    QVERIFY(listener.waitUntil([](const FolderChanges& changes) {
        const auto parts = changes.parts.find(kRoot);
        return parts != changes.parts.end() && parts->second.size() == 2;
    }));
    listener.clear();
    QVERIFY(QFile::remove(path(QStringLiteral("a/2.jpg"))));
    QVERIFY(listener.waitFor({"a", false}));
    listener.clear();
    make(QStringLiteral("3.jpg"));
    QVERIFY(listener.waitFor({"", false}));
}

void FolderWatchTest::tellsOfFolders_data() {
    eachNotifier();
}

void FolderWatchTest::tellsOfFolders() {
    Listener listener;
    const auto watch = watchOf(listener);
    list(*watch);
    make(QStringLiteral("a/new/deep/1.jpg"));
    QVERIFY(listener.waitFor({"a/new", true}));
    list(*watch, {{"a/new", true}});
    listener.clear();
    make(QStringLiteral("a/new/deep/2.jpg"));
    QVERIFY(listener.waitFor({"a/new/deep", false}));
    listener.clear();
    QVERIFY(QDir(path(QStringLiteral("a/new"))).removeRecursively());
    QVERIFY(listener.waitFor({"a/new", true}));
}

void FolderWatchTest::onlyWhatMatters() {
    Listener listener;
    FolderWatch watch(listener.options());
    make(QStringLiteral(".hidden/1.jpg"));
    list(watch);
    make(QStringLiteral("a/notes.txt"));
    make(QStringLiteral("a/.2.jpg"));
    make(QStringLiteral("a/3.jpg.part"));
    make(QStringLiteral("a/@eaDir/4.jpg"));
    make(QStringLiteral(".hidden/5.jpg"));
    make(QStringLiteral("a/b/6.jpg"));
    QVERIFY(listener.waitFor({"a/b", false}));
    QVERIFY(!listener.hasTold({"a", false}));
    QVERIFY(!listener.hasTold({"a/@eaDir", true}));
    QVERIFY(!listener.hasTold({".hidden", false}));
}

void FolderWatchTest::followsARenamedFolder() {
    Listener listener;
    FolderWatch watch(listener.options());
    list(watch);
    QVERIFY(QDir().rename(path(QStringLiteral("a")), path(QStringLiteral("z"))));
    QVERIFY(listener.waitFor({"a", true}));
    QVERIFY(listener.waitFor({"z", true}));
    list(watch, {{"z", true}});
    listener.clear();
    make(QStringLiteral("z/b/1.jpg"));
    QVERIFY(listener.waitFor({"z/b", false}));
    QVERIFY(!listener.hasTold({"a/b", false}));
}

void FolderWatchTest::rulesConcernTheFolder() {
    Listener listener;
    FolderWatch watch(listener.options());
    list(watch);
    make(QStringLiteral("a/.semblanceignore"), "*.png\n");
    QVERIFY(listener.waitFor({"a", true}));
    listener.clear();
    make(QStringLiteral("a/b/.nomedia"));
    QVERIFY(listener.waitFor({"a/b", true}));
    listener.clear();
    QVERIFY(QFile::remove(path(QStringLiteral("a/b/.nomedia"))));
    QVERIFY(listener.waitFor({"a/b", true}));
}

void FolderWatchTest::aFileThatIsBeingWritten() {
#ifndef Q_OS_LINUX
    QSKIP("Only Linux tells when a file is closed.");
#endif
    Listener listener;
    FolderWatch watch(listener.options());
    list(watch);
    QFile file(path(QStringLiteral("a/slow.jpg")));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(file.write("half"), 4);
        QTRY_VERIFY_WITH_TIMEOUT(watch.isBeingWritten(kRoot, "a/slow.jpg"), kPatienceMs);
        // Another file of the same folder is told of meanwhile.
        make(QStringLiteral("a/%1.jpg").arg(i));
        QVERIFY(listener.waitFor({"a", false}));
        QVERIFY(watch.isBeingWritten(kRoot, "a/slow.jpg"));
        QVERIFY(!watch.isBeingWritten(kRoot, "a/0.jpg"));
        listener.clear();
    }
    file.close();
    QVERIFY(listener.waitFor({"a", false}));
    QVERIFY(!watch.isBeingWritten(kRoot, "a/slow.jpg"));
    // One that somebody writes to in place.
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && file.write("H") == 1);
    QTRY_VERIFY_WITH_TIMEOUT(watch.isBeingWritten(kRoot, "a/slow.jpg"), kPatienceMs);
    file.close();
    QTRY_VERIFY_WITH_TIMEOUT(!watch.isBeingWritten(kRoot, "a/slow.jpg"), kPatienceMs);
}

/// By a link: nobody opens it, so nobody closes it.
void FolderWatchTest::aFileThatIsGivenAName() {
    Listener listener;
    FolderWatch watch(listener.options());
    list(watch);
    QFile file(m_dir->filePath(QStringLiteral("outside")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    std::filesystem::create_hard_link(toFsPath(file.fileName()),
                                      toFsPath(path(QStringLiteral("a/link.jpg"))));
    QVERIFY(listener.waitFor({"a", false}));
    QVERIFY(!watch.isBeingWritten(kRoot, "a/link.jpg"));
}

void FolderWatchTest::aFileWrittenAMomentAgo() {
    Listener listener;
    FolderWatch::Options options = listener.options();
    options.young = 1h;
    FolderWatch watch(options);
    make(QStringLiteral("a/half.jpg"));
    list(watch);
    const auto stat = statFile(path(QStringLiteral("a/half.jpg")));
    QVERIFY(stat);
    QVERIFY(watch.mayBeUnfinished(kRoot, "a/half.jpg", *stat));
    QVERIFY(listener.waitFor({"a", false}));
    FileStat old = *stat;
    old.mtimeNs -= std::int64_t(2 * 3600) * 1'000'000'000;
    old.changedNs -= std::int64_t(2 * 3600) * 1'000'000'000;
    QVERIFY(!watch.mayBeUnfinished(kRoot, "a/half.jpg", old));
}

void FolderWatchTest::lostEventsAreTold() {
#ifndef Q_OS_LINUX
    QSKIP("The length of the queue is known on Linux only.");
#endif
    QFile limit(QStringLiteral("/proc/sys/fs/inotify/max_queued_events"));
    const int queue = limit.open(QIODevice::ReadOnly) ? limit.readAll().trimmed().toInt() : 0;
    if (queue <= 0 || queue > 50'000)
        QSKIP("The system's queue is too long to be filled.");
    Listener listener;
    FolderWatch::Options options = listener.options();
    options.pace = 2s;  // nobody takes the events meanwhile
    FolderWatch watch(options);
    list(watch);
    make(QStringLiteral("a/first.jpg"));
    QVERIFY(listener.waitFor({"a", false}));
    // Alternating, for equal events are put together.
    for (int i = 0; i < queue; ++i) {
        QFile file(path(i % 2 == 0 ? QStringLiteral("a/1.jpg") : QStringLiteral("a/b/2.jpg")));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(listener.waitForRoot());
}

void FolderWatchTest::limitIsToldOnce() {
    Listener listener;
    FolderWatch::Options options = listener.options();
    options.mostFolders = 2;
    FolderWatch watch(options);
    QVERIFY(!watch.coverage().isLimited);
    list(watch);
    QVERIFY(watch.coverage().isLimited);
    QCOMPARE(watch.coverage().unsure, std::set<RootId>{kRoot});
    list(watch);
    QCOMPARE(listener.coverageChanges, 1);
    // Those that are watched still are.
    make(QStringLiteral("1.jpg"));
    QVERIFY(listener.waitFor({"", false}));
}

void FolderWatchTest::aRootThatGoes() {
#ifndef Q_OS_LINUX
    QSKIP("Only Linux tells.");
#endif
    Listener listener;
    FolderWatch watch(listener.options());
    list(watch);
    QVERIFY(QDir().rename(m_root, m_root + QStringLiteral("-moved")));
    QVERIFY(listener.waitForRoot());
    listener.clear();
    QVERIFY(QDir().rename(m_root + QStringLiteral("-moved"), m_root));
    list(watch);
    make(QStringLiteral("a/b/1.jpg"));
    QVERIFY(listener.waitFor({"a/b", false}));
    listener.clear();
    QVERIFY(QDir(m_root).removeRecursively());
    QVERIFY(listener.waitForRoot());
}

void FolderWatchTest::whatIsForgottenIsNotTold() {
    Listener listener;
    FolderWatch watch(listener.options());
    list(watch);
    watch.forget(kRoot);
    const RootId other{8};
    WalkOptions options;
    options.entering = watch.entering(other, path(QStringLiteral("a")));
    QVERIFY(walk(path(QStringLiteral("a")), options));
    make(QStringLiteral("1.jpg"));
    make(QStringLiteral("a/2.jpg"));
    QVERIFY(listener.waitUntil([&](const FolderChanges& changes) {
        return changes.parts.contains(other) && !changes.parts.contains(kRoot);
    }));
}

SEMBLANCE_TEST(FolderWatchTest)
#include "tst_folderwatch.moc"
