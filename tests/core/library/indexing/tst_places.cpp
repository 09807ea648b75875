#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <memory>

#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/indexing/recognition.h"
#include "core/library/indexing/rootguard.h"
#include "core/library/indexing/scanrules.h"
#include "core/library/models/modelsession.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/core/mounted.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

class Observer final : public IndexingObserver {
public:
    void progressed(const IndexingProgress&) override {}
    void failed(const QString& path, const QString& sentence) override {
        failures.append(path + QStringLiteral(": ") + sentence);
    }
    QStringList failures;
};

constexpr int kPatienceMs = 60'000;

}  // namespace

/// Whole runs over folders that move, disks that go, and places that overlap. Decoding and encoding
/// are counted stand-ins: what must not be encoded again is what most of this is about.
/// Size: many short situations over one fixture.
class PlacesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aRenamedFolderIsRecognised();
    void anotherFolderIsNotRecognised();
    void aRestoredCopyKeepsItsVectors();
    void relocatedOverWhatWasIndexed();
    void aBackupThatLiesDeeper();
    void anotherDiskInItsPlaceIsAway();
    void anEmptyDiskInItsPlaceDeletesNothing();
    void anEmptyPlaceIsNoNewRoot();
    void aMountBelowARootIsAPlaceOfItsOwn();
    void aBoundFolderIsListedOnce();
    void aDiskPulledInTheMiddle();
    void aParentTakesOver();
    void aFolderNotedByAnOlderVersionStays();
    void linksAreFollowedWhenAsked();
    void aLinkToAnotherDisk();
    void whatIsLeftOutVanishes();

private:
    QString at(const QString& name) const { return m_library->path(name); }
    /// Pictures of different colours and sizes.
    void writePictures(const QString& folder, int count, int from = 0) const {
        QVERIFY(QDir().mkpath(at(folder)));
        for (int i = from; i < from + count; ++i) {
            const QString name = QStringLiteral("%1/%2.jpg").arg(folder).arg(i);
            m_library->write(name, QByteArray(100 + i, char(i)));
        }
    }
    /// As `cp -r`: with times of its own.
    void copy(const QString& from, const QString& to) const {
        QVERIFY(QDir().mkpath(at(to)));
        for (const QString& name : QDir(at(from)).entryList(QDir::Files)) {
            QVERIFY(QFile::copy(at(from) + u'/' + name, at(to) + u'/' + name));
            m_library->touch(to + u'/' + name, 1);
        }
    }
    Result<AddedFolder> add(const QString& folder) {
        return addToLibrary(*m_library->catalogue, at(folder));
    }
    Result<IndexingSummary> run() {
        m_observer.failures.clear();
        Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
        SEMBLANCE_TRY_ASSIGN(const std::vector<RootId> roots, indexer.allRoots());
        return indexer.run(roots, m_observer, m_pause, {});
    }
    IndexingSummary index(const QString& folder) {
        const auto added = add(folder);
        const auto summary = added ? run() : Result<IndexingSummary>(fail(added.error()));
        if (!summary)
            qWarning("%s", qPrintable(summary.error().sentence));
        return summary.value_or(IndexingSummary{-1, -1, -1});
    }
    std::optional<Recognition> recognised(const QString& folder) const {
        const auto found = recogniseFolder(*m_library->catalogue, at(folder), {});
        return found ? *found : std::nullopt;
    }
    SnapshotPtr snapshot() const {
        return m_library->catalogue->refresh({}) ? m_library->catalogue->snapshot() : nullptr;
    }
    qsizetype shown() const { return snapshot()->photos()->size(); }
    /// How many of them are on a disk that is there.
    int available() const {
        const PhotoListPtr photos = snapshot()->photos();
        int count = 0;
        for (qsizetype row = 0; row < photos->size(); ++row)
            count += photos->at(row).available ? 1 : 0;
        return count;
    }
    bool waitUntilAway(const QString& folder) {
        const QFileInfo info(at(folder));
        const QString path =
            folder.isEmpty() || !info.exists() ? QString() : info.canonicalFilePath();
        return QTest::qWaitFor(
            [&] {
                m_library->catalogue->refreshLater();
                const SnapshotPtr now = snapshot();
                return std::any_of(now->roots().begin(), now->roots().end(),
                                   [&](const RootInfo& root) {
                                       return root.state != RootInfo::State::Present &&
                                              (path.isEmpty() || root.path == path);
                                   });
            },
            kPatienceMs);
    }
    QSet<FileId> files() const {
        QSet<FileId> ids;
        const PhotoListPtr photos = snapshot()->photos();
        for (qsizetype row = 0; row < photos->size(); ++row)
            ids.insert(photos->at(row).file);
        return ids;
    }

    std::unique_ptr<CatalogueFixture> m_library;
    std::unique_ptr<FakeDecoder> m_decoder;
    std::shared_ptr<FakeEncoder> m_encoder;
    std::unique_ptr<ModelSession> m_models;
    Observer m_observer;
    PauseGate m_pause;
};

void PlacesTest::init() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_decoder = std::make_unique<FakeDecoder>();
    m_encoder = std::make_shared<FakeEncoder>();
    const QString dir = at(model().hash);
    QVERIFY(QDir().mkpath(dir));
    QFile manifest(dir + QStringLiteral("/model.json"));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    ModelSession::Options options;
    options.asked = dir;
    options.makeEncoder = [this](const QString&) -> std::shared_ptr<Encoder> { return m_encoder; };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
}

void PlacesTest::cleanup() {
    m_models.reset();
    m_decoder.reset();
    m_library.reset();
}

void PlacesTest::aRenamedFolderIsRecognised() {
    writePictures(QStringLiteral("holiday"), 40);
    QCOMPARE(index(QStringLiteral("holiday")).indexed, 40);
    const QSet<FileId> before = files();
    QVERIFY(!recognised(QStringLiteral("holiday")));
    QVERIFY(QDir().rename(at(QStringLiteral("holiday")), at(QStringLiteral("summer"))));
    QVERIFY(QFile::remove(at(QStringLiteral("summer/3.jpg"))));
    QVERIFY(waitUntilAway(QStringLiteral("holiday")));
    const auto found = recognised(QStringLiteral("summer"));
    QVERIFY(found);
    QCOMPARE(found->matched, 39);
    QCOMPARE(found->known, 40);
    QCOMPARE(found->newPath, QFileInfo(at(QStringLiteral("summer"))).canonicalFilePath());
    const int decoded = m_decoder->decoded();
    VERIFY_OK(relocate(*m_library->catalogue, found->root, found->newPath));
    QCOMPARE(files(), before);
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 39);
    QCOMPARE(summary->indexed, 0);
    QCOMPARE(m_decoder->decoded(), decoded);
    QCOMPARE(shown(), 39);
    QCOMPARE(available(), 39);
    QCOMPARE(snapshot()->roots().size(), std::size_t(1));
}

void PlacesTest::anotherFolderIsNotRecognised() {
    writePictures(QStringLiteral("a"), 20);
    QCOMPARE(index(QStringLiteral("a")).indexed, 20);
    QVERIFY(QDir().rename(at(QStringLiteral("a")), at(QStringLiteral("gone"))));
    QVERIFY(waitUntilAway(QStringLiteral("a")));
    // The same names and sizes, and other pictures.
    QVERIFY(QDir().mkpath(at(QStringLiteral("b"))));
    for (int i = 0; i < 20; ++i)
        m_library->write(QStringLiteral("b/%1.jpg").arg(i), QByteArray(100 + i, char(200)));
    QVERIFY(!recognised(QStringLiteral("b")));
    // A few of the pictures.
    writePictures(QStringLiteral("c"), 5);
    QVERIFY(!recognised(QStringLiteral("c")));
    QVERIFY(QDir().mkpath(at(QStringLiteral("d"))));
    QVERIFY(!recognised(QStringLiteral("d")));
    QVERIFY(!recogniseFolder(*m_library->catalogue, at(QStringLiteral("nowhere")), {}));
}

void PlacesTest::aRestoredCopyKeepsItsVectors() {
    writePictures(QStringLiteral("disk"), 30);
    QCOMPARE(index(QStringLiteral("disk")).indexed, 30);
    copy(QStringLiteral("disk"), QStringLiteral("restored"));
    QVERIFY(QDir(at(QStringLiteral("disk"))).removeRecursively());
    QVERIFY(waitUntilAway(QStringLiteral("disk")));
    const auto found = recognised(QStringLiteral("restored"));
    QVERIFY(found);
    QCOMPARE(found->matched, 30);
    const int encoded = m_encoder->batches();
    const QSet<FileId> before = files();
    VERIFY_OK(relocate(*m_library->catalogue, found->root, found->newPath));
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->failed, 0);
    QCOMPARE(m_encoder->batches(), encoded);
    QCOMPARE(files(), before);
    QCOMPARE(available(), 30);
}

void PlacesTest::relocatedOverWhatWasIndexed() {
    writePictures(QStringLiteral("old"), 10);
    QCOMPARE(index(QStringLiteral("old")).indexed, 10);
    const QSet<FileId> before = files();
    QVERIFY(QDir().rename(at(QStringLiteral("old")), at(QStringLiteral("new"))));
    QVERIFY(waitUntilAway(QStringLiteral("old")));
    const auto found = recognised(QStringLiteral("new"));
    QVERIFY(found);
    // Added as a new folder all the same, and found out later.
    QVERIFY(index(QStringLiteral("new")).indexed == 10);
    QCOMPARE(shown(), 20);
    VERIFY_OK(relocate(*m_library->catalogue, found->root, found->newPath));
    QCOMPARE(files(), before);
    QCOMPARE(snapshot()->roots().size(), std::size_t(1));
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 10);
}

void PlacesTest::aBackupThatLiesDeeper() {
    writePictures(QStringLiteral("pictures"), 12);
    QCOMPARE(index(QStringLiteral("pictures")).indexed, 12);
    writePictures(QStringLiteral("backup/other"), 3, 50);
    QVERIFY(QDir().rename(at(QStringLiteral("pictures")), at(QStringLiteral("backup/pictures"))));
    QVERIFY(waitUntilAway(QStringLiteral("pictures")));
    const auto found = recognised(QStringLiteral("backup"));
    QVERIFY(found);
    QVERIFY(found->newPath.endsWith(QStringLiteral("/backup/pictures")));
    const int decoded = m_decoder->decoded();
    VERIFY_OK(relocate(*m_library->catalogue, found->root, found->newPath));
    const IndexingSummary summary = index(QStringLiteral("backup"));
    QCOMPARE(summary.indexed, 3);
    QCOMPARE(summary.unchanged, 12);
    QCOMPARE(m_decoder->decoded(), decoded + 3);
    QCOMPARE(snapshot()->roots().size(), std::size_t(1));
}

void PlacesTest::anotherDiskInItsPlaceIsAway() {
    Mounted first = Mounted::memory(at(QStringLiteral("slot")));
    if (!first.isThere())
        QSKIP("No file system can be mounted here.");
    writePictures(QStringLiteral("slot"), 8);
    QCOMPARE(index(QStringLiteral("slot")).indexed, 8);
    const Mounted second = Mounted::memory(at(QStringLiteral("slot")));
    writePictures(QStringLiteral("slot"), 3, 100);
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 0);
    QCOMPARE(shown(), 8);
    QVERIFY(waitUntilAway(QStringLiteral("slot")));
    QCOMPARE(available(), 0);
    // Asked for by name it is a root of its own; the first one stays what it is.
    QCOMPARE(index(QStringLiteral("slot")).indexed, 3);
    QCOMPARE(shown(), 11);
    QCOMPARE(available(), 3);
}

/// What was in memory is lost with it; the library does not forget it for that.
void PlacesTest::anEmptyDiskInItsPlaceDeletesNothing() {
    Mounted first = Mounted::memory(at(QStringLiteral("slot")));
    if (!first.isThere())
        QSKIP("No file system can be mounted here.");
    writePictures(QStringLiteral("slot"), 8);
    QCOMPARE(index(QStringLiteral("slot")).indexed, 8);
    first.unmount();
    const Mounted second = Mounted::memory(at(QStringLiteral("slot")));
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(shown(), 8);
}

void PlacesTest::anEmptyPlaceIsNoNewRoot() {
    Mounted disk = Mounted::memory(at(QStringLiteral("disk")));
    if (!disk.isThere())
        QSKIP("No file system can be mounted here.");
    writePictures(QStringLiteral("disk"), 4);
    QCOMPARE(index(QStringLiteral("disk")).indexed, 4);
    disk.unmount();
    QVERIFY(QDir(at(QStringLiteral("disk"))).exists());
    const auto added = add(QStringLiteral("disk"));
    QVERIFY(!added);
    QVERIFY(added.error().kind == ErrorKind::NotFound);
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(snapshot()->roots().size(), std::size_t(1));
    QCOMPARE(shown(), 4);
    QVERIFY(waitUntilAway(QStringLiteral("disk")));
    QCOMPARE(available(), 0);
}

void PlacesTest::aMountBelowARootIsAPlaceOfItsOwn() {
    writePictures(QStringLiteral("home"), 5);
    Mounted disk = Mounted::memory(at(QStringLiteral("home/usb")));
    if (!disk.isThere())
        QSKIP("No file system can be mounted here.");
    const Mounted empty = Mounted::memory(at(QStringLiteral("home/empty")));
    writePictures(QStringLiteral("home/usb/trip"), 6, 20);
    QCOMPARE(index(QStringLiteral("home")).indexed, 11);
    QCOMPARE(snapshot()->roots().size(), std::size_t(2));
    const QSet<FileId> before = files();
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 11);
    QCOMPARE(files(), before);

    disk.unmount();
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 5);
    QCOMPARE(files(), before);
    QVERIFY(waitUntilAway({}));
    QCOMPARE(available(), 5);
    // Another one in its place is none of its.
    const Mounted other = Mounted::memory(at(QStringLiteral("home/usb")));
    writePictures(QStringLiteral("home/usb"), 2, 60);
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 2);
    QCOMPARE(shown(), 13);
    // An empty one may be taken for it, until the next look.
    const auto areSeven = [&] {
        m_library->catalogue->refreshLater();
        return available() == 7;
    };
    QVERIFY(QTest::qWaitFor(areSeven, kPatienceMs));
}

void PlacesTest::aBoundFolderIsListedOnce() {
    writePictures(QStringLiteral("real"), 4);
    writePictures(QStringLiteral("home"), 2, 10);
    Mounted bound = Mounted::bind(at(QStringLiteral("real")), at(QStringLiteral("home/seen")));
    if (!bound.isThere())
        QSKIP("No file system can be mounted here.");
    QCOMPARE(index(QStringLiteral("real")).indexed, 4);
    // By its other name, and from a root around that.
    QVERIFY(add(QStringLiteral("home/seen"))->root == snapshot()->roots()[0].id);
    QCOMPARE(index(QStringLiteral("home")).indexed, 2);
    QCOMPARE(shown(), 6);
    QCOMPARE(snapshot()->roots().size(), std::size_t(2));
    bound.unmount();
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 6);
    QCOMPARE(shown(), 6);
}

void PlacesTest::aDiskPulledInTheMiddle() {
    Mounted disk = Mounted::memory(at(QStringLiteral("disk")));
    if (!disk.isThere())
        QSKIP("No file system can be mounted here.");
    writePictures(QStringLiteral("disk"), 30);
    writePictures(QStringLiteral("home"), 5, 60);
    VERIFY_OK(add(QStringLiteral("home")));
    std::atomic<int> read{0};
    m_decoder = std::make_unique<FakeDecoder>([&](const DecodeRequest& request) {
        if (++read == 10)
            disk.unmount();
        return FakeDecoder::plainAnswer(request);
    });
    const IndexingSummary summary = index(QStringLiteral("disk"));
    QVERIFY(summary.left > 0);
    QCOMPARE(summary.indexed + summary.left, 35);
    QCOMPARE(m_observer.failures.size(), 1);
    QVERIFY2(m_observer.failures[0].contains(QString::number(summary.left)),
             qPrintable(m_observer.failures[0]));
    QCOMPARE(summary.failed, 1);
    QCOMPARE(m_library->reader->failedFiles()->size(), std::size_t(0));
    QCOMPARE(shown(), summary.indexed);
}

void PlacesTest::aParentTakesOver() {
    writePictures(QStringLiteral("all/trip"), 3);
    writePictures(QStringLiteral("all"), 2, 10);
    QCOMPARE(index(QStringLiteral("all/trip")).indexed, 3);
    ScanSettings settings;
    QVERIFY(addLeftOut(settings, snapshot()->roots()[0].id, QStringLiteral("1.jpg")));
    VERIFY_OK(m_library->writer().setScanSettings(settings));
    const QSet<FileId> before = files();
    const auto parent = add(QStringLiteral("all"));
    VERIFY_OK(parent);
    QVERIFY(!parent->note.isEmpty());
    const int decoded = m_decoder->decoded();
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 2);
    QCOMPARE(summary->unchanged, 2);
    QCOMPARE(m_decoder->decoded(), decoded + 2);
    QVERIFY(files().intersects(before));
    QCOMPARE(snapshot()->roots().size(), std::size_t(1));
    // What the smaller one left out stays out.
    QCOMPARE(shown(), 4);
    const auto again = add(QStringLiteral("all/trip"));
    VERIFY_OK(again);
    QVERIFY(again->root == parent->root);
    QVERIFY2(again->note.contains(QStringLiteral("already")), qPrintable(again->note));
    QVERIFY(add(QStringLiteral("all"))->note.isEmpty());
    QVERIFY(QDir().mkpath(at(QStringLiteral("all/.private/x"))));
    const auto hidden = add(QStringLiteral("all/.private/x"));
    VERIFY_OK(hidden);
    QVERIFY2(hidden->note.contains(QStringLiteral("left out")), qPrintable(hidden->note));
}

/// Which noted less of a volume without a UUID.
void PlacesTest::aFolderNotedByAnOlderVersionStays() {
    writePictures(QStringLiteral("photos"), 3);
    QCOMPARE(index(QStringLiteral("photos")).indexed, qint64(3));
    auto& catalogue = *m_library->catalogue;
    const auto reader = catalogue.openReader();
    QVERIFY(reader);
    const auto before = (*reader)->rootLocations();
    QVERIFY(before && before->size() == 1);
    RootLocation root = before->front();
    const QString plain = root.place.volumeId.section(u'#', 0, 0);
    if (plain == root.place.volumeId)
        QSKIP("The volume of the temporary folder has a name of its own.");
    root.place.volumeId = plain;
    QVERIFY(catalogue.writer()->updateRoot(root.id, root.place));
    QVERIFY(catalogue.writer()->flush());
    // Itself, a part of it, and what holds it.
    for (const char* folder : {"photos", "photos/sub", ""}) {
        QVERIFY(QDir().mkpath(at(QLatin1StringView(folder))));
        QVERIFY(add(QLatin1StringView(folder)));
        const auto after = (*reader)->rootLocations();
        QVERIFY(after);
        QCOMPARE(after->size(), std::size_t(1));
        QVERIFY(after->front().place.volumeId != plain);
        root.id = after->front().id;
        root.place = after->front().place;
        root.place.volumeId = plain;
        QVERIFY(catalogue.writer()->updateRoot(root.id, root.place));
        QVERIFY(catalogue.writer()->flush());
    }
}

void PlacesTest::linksAreFollowedWhenAsked() {
    writePictures(QStringLiteral("home/real"), 3);
    writePictures(QStringLiteral("elsewhere"), 2, 10);
    for (const char* link : {"home/again", "home/real/loop"})
        QVERIFY(QFile::link(at(QStringLiteral("home")), at(QLatin1StringView(link))));
    QVERIFY(QFile::link(at(QStringLiteral("elsewhere")), at(QStringLiteral("home/out"))));
    IndexingSummary summary = index(QStringLiteral("home"));
    QCOMPARE(summary.indexed, 3);
    QCOMPARE(summary.links, 3);
    ScanSettings settings;
    settings.followLinks = true;
    VERIFY_OK(m_library->writer().setScanSettings(settings));
    summary = index(QStringLiteral("home"));
    QCOMPARE(summary.indexed, 2);
    QCOMPARE(summary.unchanged, 3);
    QCOMPARE(summary.links, 0);
    settings.followLinks = false;
    VERIFY_OK(m_library->writer().setScanSettings(settings));
    summary = index(QStringLiteral("home"));
    QCOMPARE(summary.unchanged, 3);
    QCOMPARE(summary.failed, 0);
    QCOMPARE(shown(), 3);
}

void PlacesTest::aLinkToAnotherDisk() {
    Mounted disk = Mounted::memory(at(QStringLiteral("disk")));
    if (!disk.isThere())
        QSKIP("No file system can be mounted here.");
    writePictures(QStringLiteral("disk/trip"), 3);
    writePictures(QStringLiteral("home"), 2, 10);
    QVERIFY(QFile::link(at(QStringLiteral("disk/trip")), at(QStringLiteral("home/trip"))));
    ScanSettings settings;
    settings.followLinks = true;
    VERIFY_OK(m_library->writer().setScanSettings(settings));
    QCOMPARE(index(QStringLiteral("home")).indexed, 5);
    QCOMPARE(snapshot()->roots().size(), std::size_t(2));
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 5);
    disk.unmount();
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(shown(), 5);
    QVERIFY(waitUntilAway({}));
    QCOMPARE(available(), 2);
}

void PlacesTest::whatIsLeftOutVanishes() {
    writePictures(QStringLiteral("home"), 2);
    writePictures(QStringLiteral("home/drafts"), 3, 10);
    writePictures(QStringLiteral("home/@eaDir"), 4, 20);
    QCOMPARE(index(QStringLiteral("home")).indexed, 5);
    const RootId root = snapshot()->roots()[0].id;
    ScanSettings settings;
    VERIFY_OK(addLeftOut(settings, root, QStringLiteral("drafts/")));
    VERIFY_OK(m_library->writer().setScanSettings(settings));
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 2);
    QCOMPARE(summary->failed, 0);
    QCOMPARE(shown(), 2);
    VERIFY_OK(removeLeftOut(settings, root, QStringLiteral("drafts/")));
    VERIFY_OK(removeLeftOut(settings, {}, QStringLiteral("@eaDir/")));
    VERIFY_OK(m_library->writer().setScanSettings(settings));
    const int encoded = m_decoder->decoded();
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(shown(), 9);
    QCOMPARE(m_decoder->decoded(), encoded + 4);
    QVERIFY(!editableLines({}, settings).contains(QStringLiteral("@eaDir/")));
    VERIFY_OK(addLeftOut(settings, {}, QStringLiteral("@eaDir/")));
    QVERIFY(settings == ScanSettings());
    QVERIFY(!addLeftOut(settings, {}, QStringLiteral("  ")));
    QVERIFY(removeLeftOut(settings, root, QStringLiteral("x")).error().kind == ErrorKind::NotFound);
}

SEMBLANCE_TEST(PlacesTest)
#include "tst_places.moc"
