#include <QBuffer>
#include <QColor>
#include <QDir>
#include <QImage>
#include <QSet>
#include <QTest>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <functional>
#include <future>
#include <limits>
#include <mutex>
#include <thread>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/models/modelsession.h"
#include "core/remote/decoderpool.h"
#include "core/scan/volume.h"
#include "tests/core/hangingfolder.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPatienceMs = 60'000;

/// The real decoders, with somebody who changes files at bad moments.
class MeddledDecoder final : public PictureDecoder {
public:
    explicit MeddledDecoder(PictureDecoder& decoder) : m_decoder(decoder) {}

    /// Between the listing of a file and its reading.
    std::function<void(const QString& path)> beforeReading;
    /// Between its reading and its decoding. On threads of the decoder's.
    std::function<void(const QString& path)> beforeDecoding;

    void decode(DecodeRequest request, Priority priority, const CancelToken& cancel, Decide decide,
                Done done) override {
        const QString path = request.path;
        if (beforeReading)
            beforeReading(path);
        ++asked;
        m_decoder.decode(
            std::move(request), priority, cancel,
            [this, path, decide = std::move(decide)](const ReadReply& read) {
                if (beforeDecoding)
                    beforeDecoding(path);
                return !decide || decide(read);
            },
            std::move(done));
    }
    int parallelism() const override { return m_decoder.parallelism(); }

    std::atomic<int> asked{0};

private:
    PictureDecoder& m_decoder;
};

/// A FakeEncoder of a model with this hash.
class NamedEncoder final : public FakeEncoder {
public:
    NamedEncoder(QString hash, Answer answer)
        : FakeEncoder(std::move(answer)), m_hash(std::move(hash)) {}
    Result<ModelInfo> model(const CancelToken&) override { return modelInfo(m_hash); }

private:
    const QString m_hash;
};

class Observer final : public IndexingObserver {
public:
    void progressed(const IndexingProgress& progress) override {
        std::lock_guard lock(m_mutex);
        last = progress;
    }
    void failed(const QString& path, const QString& sentence) override {
        std::lock_guard lock(m_mutex);
        failures[QFileInfo(path).fileName()] = sentence;
    }
    IndexingProgress::Phase phase() {
        std::lock_guard lock(m_mutex);
        return last.phase;
    }

    IndexingProgress last;
    QMap<QString, QString> failures;

private:
    std::mutex m_mutex;
};

bool hasColour(const EncodeImagesRequest& request, int colour) {
    const qsizetype each = request.side * request.side * 3;
    for (int i = 0; i < request.count; ++i) {
        if (static_cast<uchar>(request.pixels[i * each]) == colour)
            return true;
    }
    return false;
}
}  // namespace

/// Whole runs over folders that change, with real decoders and an engine that a test makes fail.
/// Size: many short situations over one fixture.
class IndexerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void indexesWhatIsNew();
    void filesMoveGoAndComeBack();
    void picturesThatKeepSizeAndTime();
    void rightsThatChangeCostNothing();
    void aPictureThatKillsTheEngineIsQuarantined();
    void anEngineThatAlwaysDiesQuarantinesNobody();
    void aVectorOfNoNumbersIsNotStored();
    void aFileThatChangesBeforeItIsRead();
    void aFileThatChangesBeforeItIsDecoded();
    void aFileThatIsCutShortBeforeItIsDecoded();
    void filesUnderARacingWriter();
    void aPipeInPlaceOfAFile();
    void aPipeThatComesBetweenListingAndReading();
    void aFolderThatIsGone();
    void anotherModelEncodesEveryFolder();
    void whatIsPausedIsCancelled();
    void cancelWaitsForNoEngine();
    void cancelWaitsForNoDisk();

private:
    QString path(const QString& name) const {
        return m_library->path(QStringLiteral("photos/") + name);
    }
    /// A picture of one colour: its vector points to axis red % dim.
    static QByteArray pictureOf(int red, int side = 32) {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(QColor(red, 100, 50));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "png");
        return bytes;
    }
    void write(const QString& name, const QByteArray& bytes) const {
        m_library->write(QStringLiteral("photos/") + name, bytes);
    }
    void writePictures(int count) const {
        for (int red = 0; red < count; ++red)
            write(QStringLiteral("%1.png").arg(red), pictureOf(red));
    }
    void useModel(const QString& hash, const FakeEncoder::Answer& answer = FakeEncoder::plainAnswer,
                  bool isNew = true) {
        m_hash = hash;
        m_answer = answer;
        if (isNew)
            VERIFY_OK(m_models->choose(modelDir(hash)));
    }
    QString modelDir(const QString& hash) const {
        const QString dir = m_library->path(hash);
        QDir().mkpath(dir);
        QFile manifest(dir + QStringLiteral("/model.json"));
        return manifest.open(QIODevice::WriteOnly) ? dir : QString();
    }
    Result<IndexingSummary> run(const CancelToken& cancel = {}) {
        m_observer.failures.clear();
        Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
        SEMBLANCE_TRY_ASSIGN(const std::vector<RootId> roots, indexer.allRoots());
        return indexer.run(roots, m_observer, m_pause, cancel);
    }
    std::future<Result<IndexingSummary>> runAside(const CancelToken& cancel) {
        return std::async(std::launch::async, [this, cancel] { return run(cancel); });
    }
    FileRow row(const QString& name) const { return m_library->row(m_root, name); }
    QByteArray keyOfRow(const QString& name) const {
        const auto content = m_library->reader->content(row(name).content);
        return content && *content ? (*content)->key : QByteArray();
    }
    /// The vector that a search would find the file by; empty when it has none.
    std::vector<float> vector(const QString& name) const {
        const auto scorer = m_library->catalogue->snapshot()->scorer(m_hash);
        return scorer ? scorer->vectorOf(row(name).content).value_or(std::vector<float>())
                      : std::vector<float>();
    }
    static std::vector<float> colour(int red) { return FakeEncoder::vectorOfColour(uchar(red)); }

    std::unique_ptr<CatalogueFixture> m_library;
    std::unique_ptr<DecoderPool> m_pool;
    std::unique_ptr<MeddledDecoder> m_decoder;
    std::unique_ptr<ModelSession> m_models;
    QString m_hash;
    FakeEncoder::Answer m_answer;
    Observer m_observer;
    PauseGate m_pause;
    RootId m_root;
};

void IndexerTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    DecoderPool::Options options;
    options.decoders = 2;
    m_pool = std::make_unique<DecoderPool>(options);
    VERIFY_OK(m_pool->warm());
}

void IndexerTest::init() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_decoder = std::make_unique<MeddledDecoder>(*m_pool);
    m_pause.setPaused(false);
    m_hash = model().hash;
    m_answer = FakeEncoder::plainAnswer;
    ModelSession::Options options;
    options.asked = modelDir(m_hash);
    options.makeEncoder = [this](const QString& dir) -> std::shared_ptr<Encoder> {
        return std::make_shared<NamedEncoder>(
            QDir(dir).dirName(), [this](const auto& request) { return m_answer(request); });
    };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
    QVERIFY(QDir().mkpath(m_library->path(QStringLiteral("photos"))));
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
    const auto root = indexer.addFolder(m_library->path(QStringLiteral("photos")));
    VERIFY_OK(root);
    m_root = root->root;
}

void IndexerTest::cleanup() {
    m_models.reset();
    m_library.reset();
    m_decoder.reset();
}

void IndexerTest::indexesWhatIsNew() {
    writePictures(20);
    write(QStringLiteral("broken.png"), "no picture");
    write(QStringLiteral("notes.txt"), "no picture by its name");
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 20);
    QCOMPARE(summary->failed, 1);
    QVERIFY(!summary->cancelled);
    for (int red = 0; red < 20; ++red)
        QCOMPARE(vector(QStringLiteral("%1.png").arg(red)), colour(red));
    QCOMPARE(row(QStringLiteral("broken.png")).state, FileState::Failed);
    QCOMPARE(m_observer.failures.keys(), QStringList{QStringLiteral("broken.png")});

    m_decoder->asked = 0;
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 0);
    QCOMPARE(summary->unchanged, 20);
    QCOMPARE(summary->failed, 1);
    QCOMPARE(m_decoder->asked.load(), 0);

    write(QStringLiteral("3.png"), pictureOf(77));
    write(QStringLiteral("copy.png"), pictureOf(5));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 2);
    QCOMPARE(vector(QStringLiteral("3.png")), colour(77));
    QCOMPARE(row(QStringLiteral("copy.png")).content, row(QStringLiteral("5.png")).content);
}

void IndexerTest::filesMoveGoAndComeBack() {
    writePictures(4);
    VERIFY_OK(run());
    const FileRow before = row(QStringLiteral("1.png"));
    m_decoder->asked = 0;
    QVERIFY(QDir().mkpath(path(QStringLiteral("trip"))));
    QVERIFY(QFile::rename(path(QStringLiteral("1.png")), path(QStringLiteral("trip/one.png"))));
    QVERIFY(QFile::rename(path(QStringLiteral("2.png")), m_library->path(QStringLiteral("2.png"))));
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 1);
    QCOMPARE(summary->unchanged, 2);
    QCOMPARE(row(QStringLiteral("trip/one.png")).id, before.id);
    QCOMPARE(m_library->catalogue->snapshot()->photos()->size(), 3);
    QVERIFY(QFile::rename(m_library->path(QStringLiteral("2.png")), path(QStringLiteral("2.png"))));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 4);
    QCOMPARE(m_library->catalogue->snapshot()->photos()->size(), 4);
    QCOMPARE(m_decoder->asked.load(), 0);
}

/// Names swapped, and a picture edited in place by a program that puts the time back.
void IndexerTest::picturesThatKeepSizeAndTime() {
    const auto put = [&](const QString& name, int red) {
        // Of one length, whatever the colour.
        QByteArray bytes = pictureOf(red);
        bytes.append(QByteArray(1000 - bytes.size(), '\0'));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(file.write(bytes), bytes.size());
        QVERIFY(file.setFileTime(QDateTime::fromSecsSinceEpoch(1'600'000'000),
                                 QFileDevice::FileModificationTime));
    };
    for (int red = 1; red <= 4; ++red)
        put(QStringLiteral("%1.png").arg(red), red);
    VERIFY_OK(run());
    QVERIFY(QFile::rename(path(QStringLiteral("1.png")), path(QStringLiteral("x"))));
    QVERIFY(QFile::rename(path(QStringLiteral("2.png")), path(QStringLiteral("1.png"))));
    QVERIFY(QFile::rename(path(QStringLiteral("x")), path(QStringLiteral("2.png"))));
    put(QStringLiteral("3.png"), 77);
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 3);
    QCOMPARE(summary->unchanged, 1);
    QCOMPARE(vector(QStringLiteral("1.png")), colour(2));
    QCOMPARE(vector(QStringLiteral("2.png")), colour(1));
    QCOMPARE(vector(QStringLiteral("3.png")), colour(77));
    QCOMPARE(vector(QStringLiteral("4.png")), colour(4));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 4);
}

void IndexerTest::rightsThatChangeCostNothing() {
    writePictures(3);
    VERIFY_OK(run());
    m_decoder->asked = 0;
    const auto all = QFile::permissions(path(QStringLiteral("1.png")));
    QVERIFY(QFile::setPermissions(path(QStringLiteral("1.png")), all | QFileDevice::ExeOwner));
    const std::int64_t before = row(QStringLiteral("1.png")).stat.changedNs;
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 3);
    QCOMPARE(m_decoder->asked.load(), 0);
    QVERIFY(row(QStringLiteral("1.png")).stat.changedNs > before);
    QVERIFY(row(QStringLiteral("1.png")).stat == *statFile(path(QStringLiteral("1.png"))));
}

void IndexerTest::aPictureThatKillsTheEngineIsQuarantined() {
    writePictures(40);
    int deaths = 0;
    std::mutex mutex;
    m_answer = [&](const EncodeImagesRequest& request) -> Result<EncodeReply> {
        std::lock_guard lock(mutex);
        if (!hasColour(request, 17))
            return FakeEncoder::plainAnswer(request);
        ++deaths;
        return fail(ErrorKind::ChildFailed, QStringLiteral("The engine died."));
    };
    const QString killer = QStringLiteral("17.png");
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 39);
    QCOMPARE(summary->failed, 1);
    QCOMPARE(row(killer).state, FileState::Quarantined);
    QCOMPARE(m_observer.failures.keys(), QStringList{killer});
    QCOMPARE(row(killer).error, m_observer.failures[killer]);
    QVERIFY(vector(killer).empty());
    for (int red = 0; red < 40; ++red) {
        if (red != 17)
            QCOMPARE(vector(QStringLiteral("%1.png").arg(red)), colour(red));
    }
    // It is kept away from from then on, and so is a copy of it.
    const int before = deaths;
    write(QStringLiteral("copy.png"), pictureOf(17));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(deaths, before);
    QCOMPARE(summary->failed, 2);
    QCOMPARE(summary->unchanged, 39);
    // Until it changes.
    write(killer, pictureOf(18));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 1);
    QCOMPARE(vector(killer), colour(18));
}

void IndexerTest::anEngineThatAlwaysDiesQuarantinesNobody() {
    writePictures(40);
    m_answer = [](const EncodeImagesRequest&) -> Result<EncodeReply> {
        return fail(ErrorKind::ChildFailed, QStringLiteral("The engine died."));
    };
    VERIFY_FAILS(run(), ErrorKind::ChildFailed);
    m_answer = FakeEncoder::plainAnswer;
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed + summary->unchanged, 40);
    QCOMPARE(summary->failed, 0);
    for (int red = 0; red < 40; ++red)
        QCOMPARE(vector(QStringLiteral("%1.png").arg(red)), colour(red));
}

void IndexerTest::aVectorOfNoNumbersIsNotStored() {
    writePictures(20);
    std::atomic<int> asked{0};
    m_answer = [&](const EncodeImagesRequest& request) -> Result<EncodeReply> {
        Result<EncodeReply> reply = FakeEncoder::plainAnswer(request);
        const qsizetype each = request.side * request.side * 3;
        for (int i = 0; i < request.count; ++i) {
            if (static_cast<uchar>(request.pixels[i * each]) != 7)
                continue;
            ++asked;
            const float number = std::numeric_limits<float>::quiet_NaN();
            std::memcpy(reply->vectors.data() + i * dim * qsizetype(sizeof number), &number,
                        sizeof number);
        }
        return reply;
    };
    const QString bad = QStringLiteral("7.png");
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 19);
    QCOMPARE(summary->failed, 1);
    QCOMPARE(asked.load(), 1);
    QCOMPARE(row(bad).state, FileState::Failed);
    QVERIFY(row(bad).error.endsWith(u'.'));
    QVERIFY(vector(bad).empty());
    QCOMPARE(storedVector(*m_library->reader, row(bad).content), QByteArray());
    QVERIFY(m_library->catalogue->snapshot()->rootsToEncode(m_hash).empty());
    // Neither is it tried again and again.
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->failed, 1);
    QCOMPARE(asked.load(), 1);
}

void IndexerTest::aFileThatChangesBeforeItIsRead() {
    writePictures(4);
    m_decoder->beforeReading = [&](const QString& file) {
        if (file.endsWith(QStringLiteral("/2.png")))
            write(QStringLiteral("2.png"), pictureOf(66, 48));
    };
    VERIFY_OK(run());
    m_decoder->beforeReading = nullptr;
    QCOMPARE(vector(QStringLiteral("2.png")), colour(66));
    QCOMPARE(keyOfRow(QStringLiteral("2.png")), contentKeyOf(pictureOf(66, 48)));
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 4);
}

/// The key, the size and the time that are stored are those of the bytes that were decoded, so the
/// next run finds the file changed.
void IndexerTest::aFileThatChangesBeforeItIsDecoded() {
    writePictures(4);
    const QString changed = QStringLiteral("2.png");
    const FileStat before = *statFile(path(changed));
    m_decoder->beforeDecoding = [&](const QString& file) {
        if (file.endsWith(u'/' + changed))
            write(changed, pictureOf(66, 48));
    };
    VERIFY_OK(run());
    m_decoder->beforeDecoding = nullptr;
    QCOMPARE(keyOfRow(changed), contentKeyOf(pictureOf(2)));
    QCOMPARE(vector(changed), colour(2));
    QVERIFY(row(changed).stat == before);
    // The bytes that were there before are known by that key: their vector is theirs.
    write(QStringLiteral("copy.png"), pictureOf(2));
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 2);
    QCOMPARE(keyOfRow(changed), contentKeyOf(pictureOf(66, 48)));
    QCOMPARE(vector(changed), colour(66));
    QCOMPARE(vector(QStringLiteral("copy.png")), colour(2));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 5);
}

void IndexerTest::aFileThatIsCutShortBeforeItIsDecoded() {
    const QString file = QStringLiteral("large.png");
    const QByteArray whole = pictureOf(9, 64);
    // Cut short when it is read: what is stored of it is about the bytes that were there then.
    write(file, whole);
    m_decoder->beforeReading = [&](const QString&) { write(file, whole.first(whole.size() / 2)); };
    m_decoder->beforeDecoding = [&](const QString&) { write(file, whole); };
    auto summary = run();
    VERIFY_OK(summary);
    m_decoder->beforeReading = nullptr;
    m_decoder->beforeDecoding = nullptr;
    QCOMPARE(summary->failed, 1);
    QCOMPARE(keyOfRow(file), contentKeyOf(whole.first(whole.size() / 2)));
    // It is whole by now: that it was not is forgotten.
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 1);
    QCOMPARE(row(file).state, FileState::Indexed);
    QCOMPARE(vector(file), colour(9));
}

/// Whatever a run met, the next one sets right: no file keeps another picture's vector, none stays
/// cut short.
void IndexerTest::filesUnderARacingWriter() {
    constexpr int files = 24;
    writePictures(files);
    const CancelToken ended;
    std::thread writer([&] {
        for (int round = 1; !ended.isCancelled(); ++round) {
            for (int i = 0; i < files && !ended.isCancelled(); ++i)
                write(QStringLiteral("%1.png").arg(i),
                      pictureOf((i + round) % 200, 32 + round % 7));
        }
    });
    for (int i = 0; i < 5; ++i) {
        const auto summary = run();
        if (!summary)
            qWarning() << summary.error().sentence;
    }
    ended.cancel();
    writer.join();
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->failed, 0);
    for (int i = 0; i < files; ++i) {
        const QString name = QStringLiteral("%1.png").arg(i);
        const QImage now(path(name));
        QVERIFY(!now.isNull());
        QCOMPARE(row(name).state, FileState::Indexed);
        QCOMPARE(vector(name), colour(qRed(now.pixel(0, 0))));
        QCOMPARE(keyOfRow(name), *contentKey(path(name)));
    }
}

void IndexerTest::aPipeInPlaceOfAFile() {
#ifdef Q_OS_UNIX
    writePictures(4);
    VERIFY_OK(run());
    QVERIFY(QFile::remove(path(QStringLiteral("2.png"))));
    for (const char* const name : {"2.png", "new.jpg"})
        QCOMPARE(::mkfifo(QFile::encodeName(path(QLatin1StringView(name))).constData(), 0600), 0);
    const auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 3);
    QCOMPARE(summary->indexed, 0);
    QCOMPARE(m_library->catalogue->snapshot()->photos()->size(), 3);
#else
    QSKIP("Pipes lie in folders on Unix only.");
#endif
}

void IndexerTest::aPipeThatComesBetweenListingAndReading() {
#ifdef Q_OS_UNIX
    writePictures(4);
    const QString pipe = QStringLiteral("2.png");
    m_decoder->beforeReading = [&](const QString& file) {
        if (!file.endsWith(u'/' + pipe))
            return;
        QFile::remove(file);
        QCOMPARE(::mkfifo(QFile::encodeName(file).constData(), 0600), 0);
    };
    auto summary = run();
    VERIFY_OK(summary);
    m_decoder->beforeReading = nullptr;
    QCOMPARE(summary->indexed, 3);
    QCOMPARE(summary->failed, 1);
    QVERIFY(m_observer.failures[pipe].endsWith(u'.'));
    QVERIFY(!row(pipe).content.isValid());
    // It is a picture again.
    QVERIFY(QFile::remove(path(pipe)));
    write(pipe, pictureOf(2));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 1);
    QCOMPARE(vector(pipe), colour(2));
#else
    QSKIP("Pipes lie in folders on Unix only.");
#endif
}

void IndexerTest::aFolderThatIsGone() {
    writePictures(3);
    VERIFY_OK(run());
    const QString folder = m_library->path(QStringLiteral("photos"));
    QVERIFY(QDir().rename(folder, folder + QStringLiteral("-away")));
    auto summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->failed, 1);
    QCOMPARE(m_observer.failures.keys(), QStringList{QStringLiteral("photos")});
    QCOMPARE(m_library->catalogue->snapshot()->photos()->size(), 3);
    QVERIFY(QDir().rename(folder + QStringLiteral("-away"), folder));
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->unchanged, 3);
}

void IndexerTest::anotherModelEncodesEveryFolder() {
    writePictures(5);
    VERIFY_OK(run());
    useModel(QStringLiteral("other0"));
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
    // No folder is asked for.
    auto summary = indexer.run({}, m_observer, m_pause, {});
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 5);
    for (int red = 0; red < 5; ++red)
        QCOMPARE(vector(QStringLiteral("%1.png").arg(red)), colour(red));
    m_decoder->asked = 0;
    useModel(model().hash);
    summary = indexer.run({}, m_observer, m_pause, {});
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 0);
    QCOMPARE(m_decoder->asked.load(), 0);
    QCOMPARE(vector(QStringLiteral("3.png")), colour(3));
}

void IndexerTest::whatIsPausedIsCancelled() {
    writePictures(5);
    m_pause.setPaused(true);
    const CancelToken cancel;
    auto ended = runAside(cancel);
    QTRY_COMPARE_WITH_TIMEOUT(m_observer.phase(), IndexingProgress::Phase::Encoding, kPatienceMs);
    cancel.cancel();
    auto summary = ended.get();
    VERIFY_OK(summary);
    QVERIFY(summary->cancelled);
    QCOMPARE(summary->indexed, 0);
    QVERIFY(m_pause.isPaused());
    m_pause.setPaused(false);
    summary = run();
    VERIFY_OK(summary);
    QCOMPARE(summary->indexed, 5);
}

/// One that is starting holds up no end.
void IndexerTest::cancelWaitsForNoEngine() {
    struct Starting final : FakeEncoder {
        Result<ModelInfo> model(const CancelToken& cancel) override {
            std::unique_lock lock(mutex);
            isAsked = true;
            waitUnlessCancelled(changed, lock, cancel, [] { return false; });
            return fail(cancelledError());
        }
        std::mutex mutex;
        std::condition_variable changed;
        std::atomic<bool> isAsked{false};
    };
    writePictures(2);
    const auto engine = std::make_shared<Starting>();
    ModelSession::Options options;
    options.asked = modelDir(m_hash);
    options.makeEncoder = [engine](const QString&) { return engine; };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
    const CancelToken cancel;
    auto ended = runAside(cancel);
    QTRY_VERIFY_WITH_TIMEOUT(engine->isAsked, kPatienceMs);
    cancel.cancel();
    const auto summary = ended.get();
    VERIFY_OK(summary);
    QVERIFY(summary->cancelled);
}

void IndexerTest::cancelWaitsForNoDisk() {
    writePictures(3);
    VERIFY_OK(run());
    HangingFolder hanging;
    if (!hanging.hangs())
        QSKIP("A file system that hangs takes root's rights.");
    const auto parent = locateRoot(QFileInfo(hanging.path()).path());
    VERIFY_OK(parent);
    RootPlace place = *parent;
    const QString inside = QLatin1Char('/') + QFileInfo(hanging.path()).fileName();
    place.path += inside;
    place.pathOnVolume += place.pathOnVolume.isEmpty() ? inside.mid(1) : inside;
    VERIFY_OK(m_library->writer().addRoot(place));
    const CancelToken cancel;
    auto ended = runAside(cancel);
    cancel.cancel();
    const auto summary = ended.get();
    VERIFY_OK(summary);
    QVERIFY(summary->cancelled);
}

SEMBLANCE_TEST(IndexerTest)
#include "tst_indexer.moc"
