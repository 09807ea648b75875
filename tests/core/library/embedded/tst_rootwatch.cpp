#include <QTest>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "core/library/embedded/rootwatch.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
constexpr int kPatienceMs = 60'000;
/// Less than passes between two looks that nobody asked for.
constexpr int kLookPatienceMs = 8'000;

const RootId kA{1};
const RootId kB{2};

RootLocation root(RootId id, const QString& path) {
    return {id, {QStringLiteral("volume"), QStringLiteral("Disk"), path, path}};
}

/// The disks as a test wants them, by a root's path. Outlives the watch, as a look may.
class Disks {
public:
    ~Disks() { releaseAll(); }

    void put(const QString& path, RootState state, const QString& foundAt = {}) {
        std::lock_guard lock(m_mutex);
        m_answers[path] = {state, foundAt.isEmpty() ? path : foundAt};
    }
    void hang(const QString& path) {
        std::lock_guard lock(m_mutex);
        m_hanging.insert(path);
    }
    void release(const QString& path) {
        std::lock_guard lock(m_mutex);
        m_hanging.erase(path);
        m_changed.notify_all();
    }
    void releaseAll() {
        std::lock_guard lock(m_mutex);
        m_hanging.clear();
        m_changed.notify_all();
    }
    /// Looks begun.
    int looks(const QString& path) const {
        std::lock_guard lock(m_mutex);
        const auto it = m_looks.find(path);
        return it == m_looks.end() ? 0 : it->second;
    }

    RootPresence find(const RootPlace& place) {
        std::unique_lock lock(m_mutex);
        ++m_looks[place.path];
        m_changed.wait(lock, [&] { return !m_hanging.contains(place.path); });
        return m_answers[place.path];
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<QString, RootPresence> m_answers;
    std::set<QString> m_hanging;
    std::map<QString, int> m_looks;
};
}  // namespace

class RootWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newRootsAreLookedAt();
    void anUnknownRootIsAbsent();
    void changesAreTold();
    void nothingIsToldWithoutNews();
    void aRootThatHangsIsAbsentUntilItAnswers();
    void aRootThatFallsSilentIsAbsent();
    void oneLookAtATimeIsUnderWay();
    void whatChangesDuringALookIsSeen();
    void aRootAtAnotherPlaceIsLookedForThere();
    void aRootThatWentIsForgotten();
    void endsWhileALookHangs();
    void endsAtOnceAgainAndAgain();

private:
    void watch() {
        m_watch = std::make_unique<RootWatch>(
            [disks = m_disks](const RootPlace& place) { return disks->find(place); },
            [told = m_told] { ++*told; });
    }
    /// More may come of themselves: a disk of the machine was mounted, or time passed.
    void lookTimes(int times) {
        for (int i = 0; i < times; ++i) {
            const int before = m_disks->looks(m_a);
            m_watch->look();
            QTRY_VERIFY_WITH_TIMEOUT(m_disks->looks(m_a) > before, kPatienceMs);
        }
    }
    RootState stateOf(RootId id) const { return m_watch->presence(id).state; }
    QString pathOf(RootId id) const { return m_watch->presence(id).path; }

    std::shared_ptr<Disks> m_disks;
    std::shared_ptr<std::atomic<int>> m_told;
    std::unique_ptr<RootWatch> m_watch;
    const QString m_a = QStringLiteral("/mnt/a");
    const QString m_b = QStringLiteral("/mnt/b");
};

void RootWatchTest::init() {
    m_disks = std::make_shared<Disks>();
    m_told = std::make_shared<std::atomic<int>>(0);
    m_disks->put(m_a, RootState::Present);
    m_disks->put(m_b, RootState::Present);
    watch();
}

void RootWatchTest::cleanup() {
    m_disks->releaseAll();
    m_watch.reset();
}

void RootWatchTest::newRootsAreLookedAt() {
    m_disks->put(m_a, RootState::Present, QStringLiteral("/media/elsewhere"));
    m_disks->put(m_b, RootState::FolderMissing);
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    // Before it returned.
    QCOMPARE(stateOf(kA), RootState::Present);
    QCOMPARE(pathOf(kA), QStringLiteral("/media/elsewhere"));
    QCOMPARE(stateOf(kB), RootState::FolderMissing);
    // Those that are known are not looked for again.
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    QCOMPARE(m_disks->looks(m_a), 1);
}

void RootWatchTest::anUnknownRootIsAbsent() {
    QCOMPARE(stateOf(kA), RootState::VolumeAbsent);
    QCOMPARE(pathOf(kA), QString());
}

void RootWatchTest::changesAreTold() {
    m_watch->setRoots({root(kA, m_a)});
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 1, kPatienceMs);
    for (const RootState state :
         {RootState::VolumeAbsent, RootState::FolderMissing, RootState::Present}) {
        const int before = *m_told;
        m_disks->put(m_a, state);
        m_watch->look();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(kA), state, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), before + 1, kPatienceMs);
    }
    // Mounted elsewhere.
    m_disks->put(m_a, RootState::Present, m_b);
    m_watch->look();
    QTRY_COMPARE_WITH_TIMEOUT(pathOf(kA), m_b, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 5, kPatienceMs);
}

void RootWatchTest::nothingIsToldWithoutNews() {
    m_watch->setRoots({root(kA, m_a)});
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 1, kPatienceMs);
    lookTimes(4);
    // One look after the other: what the last one finds is told behind all of them.
    m_disks->put(m_a, RootState::FolderMissing);
    m_watch->look();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(kA), RootState::FolderMissing, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 2, kPatienceMs);
}

void RootWatchTest::aRootThatHangsIsAbsentUntilItAnswers() {
    m_disks->hang(m_b);
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    QCOMPARE(stateOf(kA), RootState::Present);
    QCOMPARE(stateOf(kB), RootState::VolumeAbsent);
    QCOMPARE(pathOf(kB), m_b);
    // Later calls do not wait for it again; whether they do would show only in their time, so that
    // there are many of them.
    for (int i = 0; i < 200; ++i)
        m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    QCOMPARE(m_disks->looks(m_b), 1);
    const int before = *m_told;
    m_disks->release(m_b);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(kB), RootState::Present, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(*m_told > before, kPatienceMs);
}

void RootWatchTest::aRootThatFallsSilentIsAbsent() {
    m_disks->put(m_b, RootState::Present, QStringLiteral("/media/b"));
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    QCOMPARE(stateOf(kB), RootState::Present);
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 2, kPatienceMs);
    m_disks->hang(m_b);
    m_watch->look();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(kB), RootState::VolumeAbsent, kPatienceMs);
    QCOMPARE(pathOf(kB), QStringLiteral("/media/b"));
    QCOMPARE(stateOf(kA), RootState::Present);
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 3, kPatienceMs);
    // It answers as before: that is news.
    m_disks->release(m_b);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(kB), RootState::Present, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_told->load(), 4, kPatienceMs);
    // And it is looked at from then on.
    m_disks->put(m_b, RootState::FolderMissing);
    m_watch->look();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(kB), RootState::FolderMissing, kPatienceMs);
}

void RootWatchTest::oneLookAtATimeIsUnderWay() {
    m_disks->hang(m_b);
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    lookTimes(4);
    QCOMPARE(m_disks->looks(m_b), 1);
}

/// A look may have passed what changes; the one asked for then is not dropped.
void RootWatchTest::whatChangesDuringALookIsSeen() {
    m_watch->setRoots({root(kA, m_a)});
    m_disks->hang(m_a);
    lookTimes(1);
    const int before = m_disks->looks(m_a);
    m_watch->look();
    QTest::qWait(50);  // the watch's thread takes it up
    QCOMPARE(m_disks->looks(m_a), before);
    m_disks->release(m_a);
    QTRY_VERIFY_WITH_TIMEOUT(m_disks->looks(m_a) > before, kLookPatienceMs);
}

void RootWatchTest::aRootAtAnotherPlaceIsLookedForThere() {
    m_disks->hang(m_a);
    m_watch->setRoots({root(kA, m_a)});
    QCOMPARE(stateOf(kA), RootState::VolumeAbsent);
    m_watch->setRoots({root(kA, m_b)});
    QCOMPARE(stateOf(kA), RootState::Present);
    QCOMPARE(pathOf(kA), m_b);
    // What the look at the former place finds in the end means nothing.
    m_disks->put(m_a, RootState::FolderMissing);
    m_disks->release(m_a);
    m_disks->put(m_b, RootState::Present, QStringLiteral("/media/b"));
    m_watch->look();
    QTRY_COMPARE_WITH_TIMEOUT(pathOf(kA), QStringLiteral("/media/b"), kPatienceMs);
    QCOMPARE(stateOf(kA), RootState::Present);
}

void RootWatchTest::aRootThatWentIsForgotten() {
    m_disks->hang(m_b);
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    m_watch->setRoots({root(kA, m_a)});
    m_disks->release(m_b);
    QCOMPARE(stateOf(kB), RootState::VolumeAbsent);
    QCOMPARE(pathOf(kB), QString());
    m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
    QCOMPARE(stateOf(kB), RootState::Present);
    m_watch->setRoots({});
    QCOMPARE(stateOf(kA), RootState::VolumeAbsent);
}

void RootWatchTest::endsWhileALookHangs() {
    m_disks->hang(m_a);
    m_watch->setRoots({root(kA, m_a)});
    m_watch.reset();
    // It is let go only now. What it finds is told to nobody.
    const int before = *m_told;
    m_disks->release(m_a);
    QTRY_COMPARE_WITH_TIMEOUT(m_disks.use_count(), 1L, kPatienceMs);
    QCOMPARE(m_told->load(), before);
}

void RootWatchTest::endsAtOnceAgainAndAgain() {
    for (int round = 0; round < 200; ++round) {
        watch();
        m_watch->setRoots({root(kA, m_a), root(kB, m_b)});
        m_watch->look();
    }
    m_watch.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_disks.use_count(), 1L, kPatienceMs);
}

SEMBLANCE_TEST(RootWatchTest)
#include "tst_rootwatch.moc"
