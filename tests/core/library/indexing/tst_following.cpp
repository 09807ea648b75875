#include <QBuffer>
#include <QColor>
#include <QDir>
#include <QImage>
#include <QTest>
#include <condition_variable>
#include <mutex>

#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/models/modelsession.h"
#include "core/remote/decoderpool.h"
#include "core/scan/folderwatch.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;
using namespace std::chrono_literals;

namespace {
constexpr int kPatienceMs = 120'000;

class Observer final : public IndexingObserver {
public:
    void progressed(const IndexingProgress&) override {}
    void failed(const QString& path, const QString& sentence) override {
        std::lock_guard lock(m_mutex);
        m_failures[QFileInfo(path).fileName()] = sentence;
    }
    QStringList failures() {
        std::lock_guard lock(m_mutex);
        return m_failures.keys();
    }

private:
    std::mutex m_mutex;
    QMap<QString, QString> m_failures;
};

/// The real decoders, counted.
class CountedDecoder final : public PictureDecoder {
public:
    explicit CountedDecoder(PictureDecoder& decoder) : m_decoder(decoder) {}
    void decode(DecodeRequest request, Priority priority, const CancelToken& cancel, Decide decide,
                Done done) override {
        ++asked;
        m_decoder.decode(std::move(request), priority, cancel, std::move(decide), std::move(done));
    }
    int parallelism() const override { return m_decoder.parallelism(); }

    std::atomic<int> asked{0};

private:
    PictureDecoder& m_decoder;
};

/// Unlike any other, and a byte longer or shorter for nobody.
QByteArray pictureOf(int number) {
    QImage image(24, 24, QImage::Format_RGB32);
    image.fill(QColor(number % 251, (number / 251) % 251, 50));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}
}  // namespace

/// A library follows what happens in its folder: real folders, real decoders, and an engine that is
/// always ready.
class FollowingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void newFilesComeWithoutTheOthers();
    void aBurst();
    void aFolderIsRenamed();
    void editedGoneAndBack();
    void aFileWrittenSlowly();
    void aFileThatIsHalfThere();
    void whatIsLeftOut();
    void lostEvents();
    void beyondTheLimit();

private:
    QString path(const QString& name) const {
        return m_library->path(QStringLiteral("photos/") + name);
    }
    void write(const QString& name, const QByteArray& bytes) const {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        m_library->write(QStringLiteral("photos/") + name, bytes);
    }
    void watch(FolderWatch::Options options = {});
    /// Takes up what was told until now, or waits for it.
    void followOnce();
    template <class Condition>
    bool followUntil(Condition condition);
    FileRow row(const QString& name) const { return m_library->row(m_root, name); }
    qsizetype listed() const { return m_library->catalogue->snapshot()->photos()->size(); }
    std::vector<float> vector(const QString& name) const {
        const auto scorer = m_library->catalogue->snapshot()->scorer(model().hash);
        return scorer ? scorer->vectorOf(row(name).content).value_or(std::vector<float>())
                      : std::vector<float>();
    }
    bool isShown(const QString& name, int number) const {
        return vector(name) == FakeEncoder::vectorOfColour(uchar(number % 251));
    }

    std::unique_ptr<CatalogueFixture> m_library;
    std::unique_ptr<DecoderPool> m_pool;
    std::unique_ptr<CountedDecoder> m_decoder;
    std::unique_ptr<ModelSession> m_models;
    std::unique_ptr<Observer> m_observer;
    PauseGate m_pause;
    RootId m_root;

    std::mutex m_mutex;  // guards the next two
    std::condition_variable m_told;
    FolderChanges m_changes;
    qint64 m_followed = 0;  ///< files that runs listed
    std::unique_ptr<FolderWatch> m_watch;
};

void FollowingTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    DecoderPool::Options options;
    options.decoders = 2;
    m_pool = std::make_unique<DecoderPool>(options);
    VERIFY_OK(m_pool->warm());
}

void FollowingTest::init() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_decoder = std::make_unique<CountedDecoder>(*m_pool);
    m_observer = std::make_unique<Observer>();
    ModelSession::Options options;
    options.asked = m_library->path(model().hash);
    QVERIFY(QDir().mkpath(options.asked));
    m_library->write(model().hash + QStringLiteral("/model.json"), "{}");
    options.makeEncoder = [](const QString&) -> std::shared_ptr<Encoder> {
        return std::make_shared<FakeEncoder>();
    };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
    QVERIFY(QDir().mkpath(path(QStringLiteral("a/b"))));
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
    const auto root = indexer.addFolder(m_library->path(QStringLiteral("photos")));
    VERIFY_OK(root);
    m_root = root->root;
    for (int i = 0; i < 4; ++i)
        write(QStringLiteral("a/%1.png").arg(i), pictureOf(i));
    write(QStringLiteral("a/b/4.png"), pictureOf(4));
    m_changes = {};
    m_followed = 0;
}

void FollowingTest::cleanup() {
    m_watch.reset();
    m_models.reset();
    m_library.reset();
    m_decoder.reset();
}

/// Indexes the folder under a watch.
void FollowingTest::watch(FolderWatch::Options options) {
    options.changed = [this](const FolderChanges& changes) {
        std::lock_guard lock(m_mutex);
        m_changes.add(changes);
        m_told.notify_all();
    };
    options.timing.quiet = 100ms;
    options.timing.most = 500ms;
    m_watch = std::make_unique<FolderWatch>(options);
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder, m_watch.get());
    VERIFY_OK(indexer.run({m_root}, *m_observer, m_pause, {}));
    QCOMPARE(listed(), 5);
    m_decoder->asked = 0;
}

void FollowingTest::followOnce() {
    FolderChanges changes;
    {
        std::unique_lock lock(m_mutex);
        m_told.wait_for(lock, 100ms, [this] { return !m_changes.isEmpty(); });
        changes = std::exchange(m_changes, {});
    }
    if (changes.isEmpty())
        return;
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder, m_watch.get());
    const auto summary = indexer.follow(changes, *m_observer, m_pause, {});
    VERIFY_OK(summary);
    m_followed += summary->indexed + summary->unchanged + summary->failed;
}

template <class Condition>
bool FollowingTest::followUntil(Condition condition) {
    const QDeadlineTimer deadline(kPatienceMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        followOnce();
    }
    return true;
}

void FollowingTest::newFilesComeWithoutTheOthers() {
    watch();
    const SnapshotPtr before = m_library->catalogue->snapshot();
    write(QStringLiteral("a/b/new.png"), pictureOf(77));
    QVERIFY(followUntil([this] { return listed() == 6; }));
    QVERIFY(isShown(QStringLiteral("a/b/new.png"), 77));
    QCOMPARE(m_decoder->asked.load(), 1);
    // Nothing but its own folder was looked at.
    QCOMPARE(m_followed, 2);
    // A folder with folders in it, moved in from elsewhere.
    QVERIFY(QDir().mkpath(m_library->path(QStringLiteral("import/x/y"))));
    m_library->write(QStringLiteral("import/x/y/deep.png"), pictureOf(78));
    QVERIFY(QDir().rename(m_library->path(QStringLiteral("import")), path(QStringLiteral("c"))));
    QVERIFY(followUntil([this] { return listed() == 7; }));
    QVERIFY(isShown(QStringLiteral("c/x/y/deep.png"), 78));
    // It is watched from then on.
    write(QStringLiteral("c/x/y/more.png"), pictureOf(79));
    QVERIFY(followUntil([this] { return listed() == 8; }));
    QCOMPARE(m_decoder->asked.load(), 3);
}

void FollowingTest::aBurst() {
    constexpr int kFiles = 2000;
    watch();
    for (int i = 0; i < kFiles; ++i)
        write(QStringLiteral("burst%1/%2.png").arg(i % 20).arg(i), pictureOf(1000 + i));
    QVERIFY(followUntil([this] { return listed() == 5 + kFiles; }));
    QCOMPARE(m_decoder->asked.load(), kFiles);
    QCOMPARE(m_observer->failures(), QStringList());
    for (int i = 0; i < kFiles; i += 97)
        QVERIFY(isShown(QStringLiteral("burst%1/%2.png").arg(i % 20).arg(i), 1000 + i));
}

void FollowingTest::aFolderIsRenamed() {
    watch();
    const FileRow before = row(QStringLiteral("a/b/4.png"));
    QVERIFY(QDir().rename(path(QStringLiteral("a")), path(QStringLiteral("z"))));
    QVERIFY(followUntil(
        [&] { return row(QStringLiteral("z/b/4.png")).id == before.id && before.id.isValid(); }));
    QCOMPARE(listed(), 5);
    QCOMPARE(row(QStringLiteral("z/b/4.png")).content, before.content);
    QVERIFY(isShown(QStringLiteral("z/3.png"), 3));
    QCOMPARE(m_decoder->asked.load(), 0);
    write(QStringLiteral("z/b/new.png"), pictureOf(77));
    QVERIFY(followUntil([this] { return listed() == 6; }));
}

void FollowingTest::editedGoneAndBack() {
    watch();
    write(QStringLiteral("a/1.png"), pictureOf(77));
    QVERIFY(followUntil([this] { return isShown(QStringLiteral("a/1.png"), 77); }));
    QCOMPARE(listed(), 5);

    const FileRow before = row(QStringLiteral("a/2.png"));
    QVERIFY(QFile::remove(path(QStringLiteral("a/2.png"))));
    QVERIFY(followUntil([this] { return listed() == 4; }));
    write(QStringLiteral("a/2.png"), pictureOf(2));
    QVERIFY(followUntil([this] { return listed() == 5; }));
    QCOMPARE(row(QStringLiteral("a/2.png")).id, before.id);
    QCOMPARE(row(QStringLiteral("a/2.png")).content, before.content);

    // Before anybody looked.
    QVERIFY(QFile::remove(path(QStringLiteral("a/3.png"))));
    write(QStringLiteral("a/3.png"), pictureOf(78));
    QVERIFY(followUntil([this] { return isShown(QStringLiteral("a/3.png"), 78); }));
    // Moved out of the root, and in again elsewhere.
    QVERIFY(
        QFile::rename(path(QStringLiteral("a/b/4.png")), m_library->path(QStringLiteral("4.png"))));
    QVERIFY(followUntil([this] { return listed() == 4; }));
    QVERIFY(
        QFile::rename(m_library->path(QStringLiteral("4.png")), path(QStringLiteral("four.png"))));
    QVERIFY(followUntil([this] { return listed() == 5; }));
    QVERIFY(isShown(QStringLiteral("four.png"), 4));
}

void FollowingTest::aFileWrittenSlowly() {
#ifndef Q_OS_LINUX
    QSKIP("Only Linux tells when a file is closed.");
#endif
    watch();
    const QByteArray bytes = pictureOf(77);
    QFile slow(path(QStringLiteral("a/slow.png")));
    QVERIFY(slow.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    qsizetype written = 0;
    for (int part = 1; part <= 3; ++part) {
        const qsizetype end = bytes.size() * part / 4;
        QCOMPARE(slow.write(bytes.mid(written, end - written)), end - written);
        written = end;
        QTRY_VERIFY_WITH_TIMEOUT(m_watch->isBeingWritten(m_root, "a/slow.png"), kPatienceMs);
        // The folder is looked at meanwhile.
        write(QStringLiteral("a/beside%1.png").arg(part), pictureOf(100 + part));
        QVERIFY(followUntil([&] { return listed() == 5 + part; }));
        QVERIFY(!row(QStringLiteral("a/slow.png")).id.isValid());
    }
    // A look at everything leaves it alone, too.
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder, m_watch.get());
    VERIFY_OK(indexer.run({m_root}, *m_observer, m_pause, {}));
    QVERIFY(!row(QStringLiteral("a/slow.png")).id.isValid());
    QCOMPARE(slow.write(bytes.mid(written)), bytes.size() - written);
    slow.close();
    QVERIFY(followUntil([this] { return isShown(QStringLiteral("a/slow.png"), 77); }));
    QCOMPARE(m_decoder->asked.load(), 4);
    QCOMPARE(m_observer->failures(), QStringList());
}

/// Somebody writes it whom the watch does not notice, from another computer.
void FollowingTest::aFileThatIsHalfThere() {
    FolderWatch::Options options;
    options.young = 8s;
    options.timing.doubtful = 8s;
    watch(options);
    const QByteArray bytes = pictureOf(77);
    write(QStringLiteral("a/half.png"), bytes.first(bytes.size() / 3));
    QVERIFY(followUntil([this] { return m_decoder->asked.load() > 0; }));
    QCOMPARE(m_observer->failures(), QStringList());
    QVERIFY(!row(QStringLiteral("a/half.png")).id.isValid());
    write(QStringLiteral("a/half.png"), bytes);
    QVERIFY(followUntil([this] { return isShown(QStringLiteral("a/half.png"), 77); }));
    QCOMPARE(m_observer->failures(), QStringList());
    // One that stays so is told of.
    write(QStringLiteral("a/broken.png"), bytes.first(bytes.size() / 3));
    QVERIFY(followUntil([this] { return !m_observer->failures().isEmpty(); }));
    QCOMPARE(row(QStringLiteral("a/broken.png")).state, FileState::Failed);
}

void FollowingTest::whatIsLeftOut() {
    watch();
    write(QStringLiteral("a/.semblanceignore"), "1.png\n");
    QVERIFY(followUntil([this] { return listed() == 4; }));
    write(QStringLiteral("a/b/.nomedia"), {});
    QVERIFY(followUntil([this] { return listed() == 3; }));
    QVERIFY(QFile::remove(path(QStringLiteral("a/b/.nomedia"))));
    QVERIFY(QFile::remove(path(QStringLiteral("a/.semblanceignore"))));
    QVERIFY(followUntil([this] { return listed() == 5; }));
    QCOMPARE(m_decoder->asked.load(), 0);
}

void FollowingTest::lostEvents() {
    FolderWatch::Options options;
    options.timing.mostParts = 3;
    watch(options);
    for (int i = 0; i < 40; ++i)
        write(QStringLiteral("folder%1/%1.png").arg(i), pictureOf(300 + i));
    QVERIFY(followUntil([this] { return listed() == 45; }));
    QVERIFY(QFile::remove(path(QStringLiteral("folder7/7.png"))));
    QVERIFY(followUntil([this] { return listed() == 44; }));
}

void FollowingTest::beyondTheLimit() {
    FolderWatch::Options options;
    options.mostFolders = 2;
    watch(options);
    QVERIFY(m_watch->coverage().isLimited);
    // The folder that is not watched any more is the one listed last.
    write(QStringLiteral("a/b/new.png"), pictureOf(77));
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder, m_watch.get());
    VERIFY_OK(indexer.follow({{}, m_watch->coverage().unsure}, *m_observer, m_pause, {}));
    QCOMPARE(listed(), 6);
}

SEMBLANCE_TEST(FollowingTest)
#include "tst_following.moc"
