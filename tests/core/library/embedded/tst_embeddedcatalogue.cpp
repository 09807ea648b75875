#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <condition_variable>
#include <future>
#include <limits>
#include <mutex>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

#include "core/base/float16.h"
#include "core/library/embedded/cachefiles.h"
#include "core/scan/volume.h"
#include "core/store/sqlite.h"
#include "tests/core/hangingfolder.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPatienceMs = 60'000;

/// What was published, and a gate in which the publishing thread can be held.
class Listener {
public:
    ~Listener() { release(); }

    void hear(const Delta& delta) {
        std::unique_lock lock(m_mutex);
        m_deltas.push_back(delta);
        if (delta.inserted.empty())
            return;
        m_isInside = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_isHeld; });
        m_isInside = false;
    }
    /// From the next pictures on.
    void hold() {
        std::lock_guard lock(m_mutex);
        m_isHeld = true;
    }
    void release() {
        std::lock_guard lock(m_mutex);
        m_isHeld = false;
        m_changed.notify_all();
    }
    void waitUntilHeld() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isHeld && m_isInside; });
    }
    std::vector<Delta> take() {
        std::lock_guard lock(m_mutex);
        return std::exchange(m_deltas, {});
    }
    std::size_t count() {
        std::lock_guard lock(m_mutex);
        return m_deltas.size();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Delta> m_deltas;
    bool m_isHeld = false;
    bool m_isInside = false;
};

QString name(int content) {
    return QStringLiteral("%1.jpg").arg(content);
}

ScoreRequest requestFor(int content) {
    ScoreRequest request;
    request.endpoints = {fromHalf(vectorOf(content))};
    request.most = 10;
    return request;
}

/// The contents that a search for a content's vector finds, best first; nothing when it fails.
std::vector<ContentId> found(const Snapshot& snapshot, int content) {
    const auto scorer = snapshot.scorer(model().hash);
    const auto ranking =
        scorer ? scorer->score(requestFor(content), {})
               : Result<std::shared_ptr<const EndpointRanking>>(fail(cancelledError()));
    std::vector<ContentId> contents;
    if (!ranking)
        return contents;
    const float whole = 1;
    for (const ScoredContent& hit : (*ranking)->best({&whole, 1}, 10))
        contents.push_back(hit.content);
    return contents;
}
}  // namespace

/// The library on disk as a program has it open: what is published when, and what waits for what.
/// Size: all its cases share the library and the listener above.
class EmbeddedCatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsCommittedIsPublishedUnasked();
    void aPictureIsToldOnce();
    void withoutNewsNothingIsPublished();
    void vectorsArePublishedWithTheirPictures();
    void readersWaitForNoRefresh();
    void aRefreshThatWaitsIsCancelled();
    void oldSnapshotsAreReadBesideTheWriter();
    void endsWithWorkWaiting();
    void aFolderThatWentAndCameBack();
    void aDiskThatIsUnpluggedAndPluggedInAgain();
    void aDiskThatHangsHoldsUpNobody();
    void readersFollowTheWriter();
    void theWriterIsTakenOver();
    void aVectorOfNoNumbersIsNotSearchedNorReadAgain();
    void damagedVectorsAreToldAndSetAside();
    void vectorsMadeAnewAreFollowed();

private:
    Catalogue& catalogue() { return *m_library->catalogue; }
    SnapshotPtr snapshot() { return catalogue().snapshot(); }
    void submit(RootId root, int from, int to) {
        for (int i = from; i < to; ++i)
            VERIFY_OK(m_library->writer().submit(encodedFile(root, name(i), i)));
        VERIFY_OK(m_library->writer().flush());
    }
    /// A root in a folder that is there.
    RootId addRoot(const QString& path) {
        const auto located = locateRoot(path);
        const auto added = located ? m_library->writer().addRoot(*located)
                                   : Result<AddedRoot>(fail(located.error()));
        return added ? added->root : RootId();
    }
    RootInfo::State stateOf(RootId root) {
        for (const RootInfo& info : snapshot()->roots()) {
            if (info.id == root)
                return info.state;
        }
        return RootInfo::State::VolumeAbsent;
    }
    void listen() {
        m_subscription = catalogue().changes().subscribe(
            [listener = m_listener.get()](const Delta& delta) { listener->hear(delta); });
    }

    std::unique_ptr<CatalogueFixture> m_library;
    std::unique_ptr<Listener> m_listener;
    Changes::Subscription m_subscription;
    RootId m_root;
};

void EmbeddedCatalogueTest::init() {
    m_listener = std::make_unique<Listener>();
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    QVERIFY(QDir().mkpath(m_library->path(QStringLiteral("photos"))));
    m_root = addRoot(m_library->path(QStringLiteral("photos")));
    QVERIFY(m_root.isValid());
    VERIFY_OK(catalogue().refresh({}));
    // Where it is has been found out by now; what the watch tells of it comes a moment later.
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_root), RootInfo::State::Present, kPatienceMs);
    listen();
}

void EmbeddedCatalogueTest::cleanup() {
    m_listener->release();
    m_subscription.end();
    m_library.reset();
    m_listener.reset();
}

void EmbeddedCatalogueTest::whatIsCommittedIsPublishedUnasked() {
    const SnapshotPtr before = snapshot();
    submit(m_root, 0, 3);
    QTRY_COMPARE_WITH_TIMEOUT(snapshot()->photos()->size(), 3, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(found(*snapshot(), 2).size(), std::size_t(3), kPatienceMs);
    QCOMPARE(before->photos()->size(), 0);
    VERIFY_OK(catalogue().refresh({}));  // behind the last delta
    // Each delta leads on from the one before.
    SnapshotPtr last = before;
    std::size_t inserted = 0;
    for (const Delta& delta : m_listener->take()) {
        QCOMPARE(delta.before, last);
        last = delta.after;
        inserted += delta.inserted.size();
        QVERIFY(!delta.isEmpty() && delta.removed.empty() && delta.changed.empty());
    }
    QCOMPARE(last, snapshot());
    QCOMPARE(inserted, std::size_t(3));
}

void EmbeddedCatalogueTest::aPictureIsToldOnce() {
    submit(m_root, 0, 3);
    VERIFY_OK(catalogue().refresh({}));
    m_listener->take();
    submit(m_root, 3, 4);
    VERIFY_OK(catalogue().refresh({}));
    // The writer's own news and refresh() may come one after the other.
    std::vector<FileId> inserted;
    bool vectors = false;
    for (const Delta& delta : m_listener->take()) {
        inserted.insert(inserted.end(), delta.inserted.begin(), delta.inserted.end());
        vectors = vectors || delta.vectors;
        QVERIFY(delta.removed.empty() && delta.changed.empty());
        // Its folder's count is told with it.
        QCOMPARE(delta.roots, !delta.inserted.empty());
    }
    QCOMPARE(inserted, std::vector{m_library->row(m_root, name(3)).id});
    QVERIFY(vectors);
}

void EmbeddedCatalogueTest::withoutNewsNothingIsPublished() {
    submit(m_root, 0, 3);
    VERIFY_OK(catalogue().refresh({}));
    const SnapshotPtr before = snapshot();
    m_listener->take();
    for (int i = 0; i < 5; ++i) {
        catalogue().refreshLater();
        VERIFY_OK(catalogue().refresh({}));
    }
    VERIFY_OK(catalogue().settle());
    VERIFY_OK(m_library->writer().useModel(model()));
    IndexedFile same = encodedFile(m_root, name(1), 1);
    same.outcome = IndexedFile::Outcome::Linked;
    same.vector.clear();
    VERIFY_OK(m_library->writer().submit(same));
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(m_listener->count(), std::size_t(0));
    QCOMPARE(snapshot(), before);
}

void EmbeddedCatalogueTest::vectorsArePublishedWithTheirPictures() {
    // Whoever is told of a picture finds it.
    std::vector<std::size_t> missing;
    const auto subscription = catalogue().changes().subscribe([&](const Delta& delta) {
        const auto scorer = delta.after->scorer(model().hash);
        for (const FileId file : delta.inserted) {
            const auto photo = delta.after->photo(file);
            if (!photo || !scorer || !scorer->holds(photo->content))
                missing.push_back(std::size_t(file.value));
        }
    });
    for (int i = 0; i < 40; ++i)
        submit(m_root, i, i + 1);
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(snapshot()->photos()->size(), 40);
    QCOMPARE(missing, std::vector<std::size_t>());
}

void EmbeddedCatalogueTest::readersWaitForNoRefresh() {
    submit(m_root, 0, 3);
    VERIFY_OK(catalogue().refresh({}));
    m_listener->hold();
    submit(m_root, 3, 4);
    m_listener->waitUntilHeld();
    // The one thread that reads the library stands; whoever waited for it would stand, too.
    const SnapshotPtr now = snapshot();
    QCOMPARE(now->photos()->size(), 4);
    QCOMPARE(found(*now, 2).front(), m_library->row(m_root, name(2)).content);
    QVERIFY(now->photo(m_library->row(m_root, name(3)).id));
    catalogue().refreshLater();
    QVERIFY(catalogue().writer());
    const auto reader = catalogue().openReader();
    VERIFY_OK(reader);
    VERIFY_OK((*reader)->counts());
    submit(m_root, 4, 5);
    QCOMPARE(snapshot(), now);
    m_listener->release();
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(snapshot()->photos()->size(), 5);
}

void EmbeddedCatalogueTest::aRefreshThatWaitsIsCancelled() {
    m_listener->hold();
    submit(m_root, 0, 1);
    m_listener->waitUntilHeld();
    const CancelToken cancel;
    auto refreshed =
        std::async(std::launch::async, [&] { return Status(catalogue().refresh(cancel)); });
    cancel.cancel();
    VERIFY_FAILS(refreshed.get(), ErrorKind::Cancelled);
    m_listener->release();
    VERIFY_OK(catalogue().refresh({}));
}

void EmbeddedCatalogueTest::oldSnapshotsAreReadBesideTheWriter() {
    submit(m_root, 0, 20);
    VERIFY_OK(catalogue().refresh({}));
    const SnapshotPtr old = snapshot();
    const CancelToken ended;
    std::vector<std::future<QString>> readers;
    for (int i = 0; i < 2; ++i) {
        readers.push_back(std::async(std::launch::async, [old, ended]() -> QString {
            while (!ended.isCancelled()) {
                const PhotoListPtr photos = old->photos();
                for (qsizetype row = 0; row < photos->size(); ++row) {
                    if (!photos->at(row).path.endsWith(QLatin1StringView(".jpg")))
                        return photos->at(row).path;
                }
                if (photos->size() != 20 || found(*old, 3).size() != 10)
                    return QStringLiteral("another list");
            }
            return {};
        }));
    }
    for (int round = 0; round < 10; ++round) {
        submit(m_root, 20 + round, 21 + round);
        VERIFY_OK(m_library->writer().markMissing({m_library->row(m_root, name(round)).id}, 1));
        VERIFY_OK(catalogue().refresh({}));
    }
    VERIFY_OK(m_library->writer().purgeMissing(2));
    VERIFY_OK(catalogue().settle());
    VERIFY_OK(catalogue().refresh({}));
    ended.cancel();
    for (auto& reader : readers)
        QCOMPARE(reader.get(), QString());
    QCOMPARE(snapshot()->photos()->size(), 20);
}

void EmbeddedCatalogueTest::endsWithWorkWaiting() {
    for (int round = 0; round < 20; ++round) {
        submit(m_root, round, round + 1);
        catalogue().refreshLater();
        m_subscription.end();
        m_library->close();
        QCOMPARE(m_library->open(), QString());
        QCOMPARE(snapshot()->photos()->size(), round + 1);
        QCOMPARE(found(*snapshot(), 0).size(), std::size_t(std::min(round + 1, 10)));
    }
}

void EmbeddedCatalogueTest::aFolderThatWentAndCameBack() {
    submit(m_root, 0, 2);
    VERIFY_OK(catalogue().refresh({}));
    QVERIFY(snapshot()->photos()->at(0).available);
    m_listener->take();
    const QString folder = m_library->path(QStringLiteral("photos"));
    QVERIFY(QDir().rename(folder, folder + QStringLiteral("-away")));
    catalogue().refreshLater();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_root), RootInfo::State::FolderMissing, kPatienceMs);
    QVERIFY(!snapshot()->photos()->at(0).available);
    // Its pictures stay, and are found.
    QCOMPARE(snapshot()->photos()->size(), 2);
    QCOMPARE(found(*snapshot(), 1).size(), std::size_t(2));
    VERIFY_OK(catalogue().refresh({}));
    std::vector<Delta> deltas = m_listener->take();
    QCOMPARE(deltas.size(), std::size_t(1));
    QVERIFY(deltas[0].roots);
    QVERIFY(!deltas[0].vectors && deltas[0].removed.empty() && deltas[0].changed.empty());

    QVERIFY(QDir().rename(folder + QStringLiteral("-away"), folder));
    catalogue().refreshLater();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_root), RootInfo::State::Present, kPatienceMs);
    QVERIFY(snapshot()->photos()->at(0).available);
}

void EmbeddedCatalogueTest::aDiskThatIsUnpluggedAndPluggedInAgain() {
#ifdef Q_OS_LINUX
    const QString disk = m_library->path(QStringLiteral("disk"));
    QVERIFY(QDir().mkpath(disk));
    const QByteArray mountPoint = QFile::encodeName(disk);
    const auto plugIn = [&] {
        return ::mount("none", mountPoint.constData(), "tmpfs", 0, "size=1m") == 0;
    };
    if (!plugIn())
        QSKIP("To mount a disk takes root's rights.");
    const RootId root = addRoot(disk);
    submit(root, 0, 2);
    VERIFY_OK(catalogue().refresh({}));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(root), RootInfo::State::Present, kPatienceMs);
    // Without anybody asking: a mount is an event.
    QCOMPARE(::umount(mountPoint.constData()), 0);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(root), RootInfo::State::VolumeAbsent, kPatienceMs);
    QVERIFY(!snapshot()->photos()->at(0).available);
    QCOMPARE(snapshot()->photos()->size(), 2);
    QVERIFY(plugIn());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(root), RootInfo::State::Present, kPatienceMs);
    QVERIFY(snapshot()->photos()->at(0).available);
    QCOMPARE(::umount2(mountPoint.constData(), MNT_DETACH), 0);
#else
    QSKIP("Disks are mounted on Linux only.");
#endif
}

void EmbeddedCatalogueTest::aDiskThatHangsHoldsUpNobody() {
    HangingFolder hanging;
    if (!hanging.hangs())
        QSKIP("A file system that hangs takes root's rights.");
    // Its place, as it was noted while it answered.
    const auto parent = locateRoot(QFileInfo(hanging.path()).path());
    VERIFY_OK(parent);
    RootPlace place = *parent;
    const QString inside = QLatin1Char('/') + QFileInfo(hanging.path()).fileName();
    place.path += inside;
    place.pathOnVolume += place.pathOnVolume.isEmpty() ? inside.mid(1) : inside;
    const auto added = m_library->writer().addRoot(place);
    VERIFY_OK(added);
    submit(m_root, 0, 2);
    submit(added->root, 2, 4);
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(stateOf(added->root), RootInfo::State::VolumeAbsent);
    QCOMPARE(stateOf(m_root), RootInfo::State::Present);
    QCOMPARE(snapshot()->photos()->size(), 4);
    QCOMPARE(found(*snapshot(), 3).front(), m_library->row(added->root, name(3)).content);
    // Everything else goes on.
    submit(m_root, 4, 5);
    catalogue().refreshLater();
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(snapshot()->photos()->size(), 5);
    m_subscription.end();
    m_library->close();
    QCOMPARE(m_library->open(), QString());
    QCOMPARE(stateOf(added->root), RootInfo::State::VolumeAbsent);

    hanging.release();
    catalogue().refreshLater();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(added->root), RootInfo::State::Present, kPatienceMs);
}

void EmbeddedCatalogueTest::readersFollowTheWriter() {
    submit(m_root, 0, 3);
    const auto reading = EmbeddedCatalogue::open(m_library->paths, EmbeddedCatalogue::Access::Read);
    VERIFY_OK(reading);
    Catalogue& second = **reading;
    VERIFY_OK(second.openVectors(model()));
    QCOMPARE(second.snapshot()->photos()->size(), 3);
    QVERIFY(!second.writer());
    VERIFY_FAILS(second.acquireWriter(), ErrorKind::Busy);
    submit(m_root, 3, 5);
    VERIFY_OK(second.refresh({}));
    QCOMPARE(second.snapshot()->photos()->size(), 5);
    QCOMPARE(found(*second.snapshot(), 4).size(), std::size_t(5));
    VERIFY_FAILS(EmbeddedCatalogue::open(m_library->paths, EmbeddedCatalogue::Access::Write),
                 ErrorKind::Busy);
    const LibraryPaths nowhere(m_library->path(QStringLiteral("nowhere")));
    VERIFY_FAILS(EmbeddedCatalogue::open(nowhere, EmbeddedCatalogue::Access::Read),
                 ErrorKind::NotFound);
}

void EmbeddedCatalogueTest::theWriterIsTakenOver() {
    submit(m_root, 0, 3);
    const auto reading = EmbeddedCatalogue::open(m_library->paths, EmbeddedCatalogue::Access::Read);
    VERIFY_OK(reading);
    m_subscription.end();
    m_library->close();
    Catalogue& second = **reading;
    const auto writer = second.acquireWriter();
    VERIFY_OK(writer);
    QCOMPARE(second.writer(), *writer);
    QCOMPARE(*second.acquireWriter(), *writer);
    // A model that cannot be used leaves a writer that does everything else, and other models.
    VectorModel misfit = model();
    misfit.dim = 2 * dim;
    VERIFY_FAILS((*writer)->useModel(misfit), ErrorKind::WrongUse);
    RootPlace place = (*second.openReader())->rootLocations()->front().place;
    place.path = QStringLiteral("/elsewhere");
    VERIFY_OK((*writer)->updateRoot(m_root, place));
    VERIFY_OK((*writer)->useModel(model()));
    VERIFY_OK(second.openVectors(model()));
    VERIFY_OK((*writer)->submit(encodedFile(m_root, name(3), 3)));
    VERIFY_OK((*writer)->flush());
    QTRY_COMPARE_WITH_TIMEOUT(second.snapshot()->photos()->size(), 4, kPatienceMs);
    QCOMPARE(found(*second.snapshot(), 3).size(), std::size_t(4));
}

/// As versions before 0.2 stored them.
void EmbeddedCatalogueTest::aVectorOfNoNumbersIsNotSearchedNorReadAgain() {
    submit(m_root, 0, 40);
    std::vector<float> numbers(dim, std::numeric_limits<float>::quiet_NaN());
    IndexedFile bad = encodedFile(m_root, name(40), 40);
    bad.vector = toHalf(numbers);
    VERIFY_OK(m_library->writer().submit(bad));
    VERIFY_OK(m_library->writer().flush());
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(snapshot()->photos()->size(), 41);
    QCOMPARE(snapshot()->scorer(model().hash)->searchable(), std::size_t(40));
    // It is encoded again.
    QCOMPARE(snapshot()->rootsToEncode(model().hash), std::vector{m_root});
    const ContentId content = m_library->row(m_root, name(40)).content;
    for (int asked = 0; asked < dim; ++asked) {
        const auto hits = found(*snapshot(), asked);
        QCOMPARE(hits.size(), std::size_t(10));
        // Of those along one axis the last one is the longest.
        QCOMPARE(hits.front(), m_library->row(m_root, name(40 - dim + asked)).content);
        QVERIFY(std::find(hits.begin(), hits.end(), content) == hits.end());
    }
    VERIFY_OK(catalogue().settle());
    const auto cacheDir = m_library->paths.cacheDir(m_library->reader->uuid());
    VERIFY_OK(cacheDir);
    const CacheFiles caches(*cacheDir, QStringLiteral("vectors-") + model().hash,
                            QStringLiteral("f16"));
    const QString before = caches.newest();
    QVERIFY(!before.isEmpty());
    for (int start = 0; start < 2; ++start) {
        m_subscription.end();
        m_library->close();
        QCOMPARE(m_library->open(), QString());
        VERIFY_OK(catalogue().settle());
        QCOMPARE(caches.newest(), before);
    }
}

void EmbeddedCatalogueTest::damagedVectorsAreToldAndSetAside() {
    submit(m_root, 0, 10);
    m_subscription.end();
    m_library->close();
    QFile vectors(m_library->paths.vectors(model().hash));
    QVERIFY(vectors.open(QIODevice::ReadWrite) && vectors.size() > 200);
    vectors.write(QByteArray(vectors.size(), 'x'));
    vectors.close();
    const auto cacheDir = m_library->path(QStringLiteral("library/cache"));
    QVERIFY(QDir(cacheDir).removeRecursively());

    auto opened = EmbeddedCatalogue::open(m_library->paths, EmbeddedCatalogue::Access::Write);
    VERIFY_OK(opened);
    m_library->catalogue = std::move(*opened);
    VERIFY_FAILS(catalogue().openVectors(model()), ErrorKind::Corrupt);
    // The pictures are all there; they lack a vector once the writer has looked at it.
    QCOMPARE(snapshot()->photos()->size(), 10);
    VERIFY_OK(m_library->writer().useModel(model(), RowWriter::Check::Always));
    VERIFY_OK(catalogue().openVectors(model()));
    QCOMPARE(snapshot()->rootsToEncode(model().hash), std::vector{m_root});
    submit(m_root, 0, 10);
    VERIFY_OK(catalogue().refresh({}));
    QVERIFY(snapshot()->rootsToEncode(model().hash).empty());
    QCOMPARE(found(*snapshot(), 7).size(), std::size_t(10));
}

/// By another program, which found them damaged: the scorer is another one from then on.
void EmbeddedCatalogueTest::vectorsMadeAnewAreFollowed() {
    submit(m_root, 0, 20);
    VERIFY_OK(catalogue().refresh({}));
    const SnapshotPtr before = snapshot();
    VERIFY_OK(m_library->writer().useModel(model(QStringLiteral("other0"))));
    QVERIFY(removeDatabaseFiles(m_library->paths.vectors(model().hash)));
    VERIFY_OK(m_library->writer().useModel(model()));
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(snapshot()->scorer(model().hash)->searchable(), std::size_t(0));
    QCOMPARE(snapshot()->rootsToEncode(model().hash), std::vector{m_root});
    QCOMPARE(found(*before, 3).size(), std::size_t(10));
    for (int i = 19; i >= 0; --i)
        submit(m_root, i, i + 1);
    VERIFY_OK(catalogue().refresh({}));
    QCOMPARE(snapshot()->scorer(model().hash)->searchable(), std::size_t(20));
    QCOMPARE(found(*snapshot(), 3).size(), std::size_t(10));
}

SEMBLANCE_TEST(EmbeddedCatalogueTest)
#include "tst_embeddedcatalogue.moc"
