#include <QBuffer>
#include <QColor>
#include <QDir>
#include <QImage>
#include <QTest>

#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/models/modelsession.h"
#include "core/remote/decoderpool.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {

/// Counts what the real decoders are asked for.
class CountingDecoder final : public PictureDecoder {
public:
    explicit CountingDecoder(PictureDecoder& decoder) : m_decoder(decoder) {}
    void decode(DecodeRequest request, Priority priority, const CancelToken& cancel, Decide decide,
                Done done) override {
        ++(request.sidecars.isEmpty() ? pictures : sidecars);
        m_decoder.decode(std::move(request), priority, cancel, std::move(decide), std::move(done));
    }
    int parallelism() const override { return m_decoder.parallelism(); }

    std::atomic<int> pictures{0};
    std::atomic<int> sidecars{0};

private:
    PictureDecoder& m_decoder;
};

class Silence final : public IndexingObserver {
public:
    void progressed(const IndexingProgress& progress) override { last = progress; }
    void failed(const QString&, const QString&) override {}
    IndexingProgress last;
};

QByteArray pictureOf(int red) {
    QImage image(32, 32, QImage::Format_RGB32);
    image.fill(QColor(red, 0, 0));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

QByteArray rated(int stars) {
    return "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
           "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
           "xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='" +
           QByteArray::number(stars) + "'/></rdf:RDF></x:xmpmeta>";
}

const QByteArray takeout =
    "{\"title\": \"x\", \"photoTakenTime\": {\"timestamp\": \"1549447872\"},"
    " \"people\": [{\"name\": \"Ada\"}]}";

}  // namespace

/// Whole runs over pictures whose sidecars come, change and go, with real decoders.
class SidecarRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void sidecarsOfNewPictures();
    void aSidecarIsEdited();
    void aSidecarIsRemoved();
    void aSidecarAppears();
    void aPictureIsRenamedWithItsSidecar();
    void aPictureChangesAndItsSidecarStays();
    void oneContentWithDifferentSidecars();
    void badSidecarsCostNoPicture();
    void aSidecarThatKillsItsDecoder();
    void aPictureThatCannotBeRead();
    void takeoutDatesThePictures();
    void aSidecarThatMayNotBeRead();

private:
    QString path(const QString& name) const {
        return m_library->path(QStringLiteral("photos/") + name);
    }
    void write(const QString& name, const QByteArray& bytes) const {
        m_library->write(QStringLiteral("photos/") + name, bytes);
    }
    IndexingSummary run() {
        m_decoder->pictures = 0;
        m_decoder->sidecars = 0;
        Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
        const auto roots = indexer.allRoots();
        const auto summary = indexer.run(*roots, m_observer, m_pause, {});
        if (!summary)
            qFatal("%s", qPrintable(summary.error().sentence));
        return *summary;
    }
    FileRow row(const QString& name) const { return m_library->row(m_root, name); }
    PhotoFacts facts(const QString& name) const {
        const FileRow file = row(name);
        const auto content = m_library->reader->content(file.content);
        const auto sidecars = m_library->reader->sidecarFacts(file.id);
        if (!content || !*content || !sidecars)
            return {};
        return withSidecars((*content)->facts, *sidecars);
    }
    int rating(const QString& name) const { return facts(name).rating.value_or(-9); }

    std::unique_ptr<CatalogueFixture> m_library;
    std::unique_ptr<DecoderPool> m_pool;
    std::unique_ptr<CountingDecoder> m_decoder;
    std::unique_ptr<ModelSession> m_models;
    Silence m_observer;
    PauseGate m_pause;
    RootId m_root;
};

void SidecarRuns::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    DecoderPool::Options options;
    options.decoders = 2;
    m_pool = std::make_unique<DecoderPool>(options);
    VERIFY_OK(m_pool->warm());
}

void SidecarRuns::init() {
    m_library = std::make_unique<CatalogueFixture>();
    QCOMPARE(m_library->open(), QString());
    m_decoder = std::make_unique<CountingDecoder>(*m_pool);
    QVERIFY(QDir().mkpath(m_library->path(QStringLiteral("model"))));
    m_library->write(QStringLiteral("model/model.json"), "{}");
    ModelSession::Options options;
    options.asked = m_library->path(QStringLiteral("model"));
    options.makeEncoder = [](const QString&) { return std::make_shared<FakeEncoder>(); };
    auto models = ModelSession::open(*m_library->catalogue, options);
    VERIFY_OK(models);
    m_models = std::move(*models);
    QVERIFY(QDir().mkpath(path(QString())));
    Indexer indexer(*m_library->catalogue, *m_models, *m_decoder);
    const auto root = indexer.addFolder(m_library->path(QStringLiteral("photos")));
    VERIFY_OK(root);
    m_root = root->root;
}

void SidecarRuns::cleanup() {
    m_models.reset();
    m_library.reset();
    m_decoder.reset();
}

void SidecarRuns::sidecarsOfNewPictures() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.png.xmp"), rated(2));
    write(QStringLiteral("a.xmp"), rated(3));
    write(QStringLiteral("a.png.json"), takeout);
    write(QStringLiteral("b.png"), pictureOf(2));
    IndexingSummary summary = run();
    QCOMPARE(summary.indexed, 2);
    QVERIFY(summary.skipped.isEmpty());
    QCOMPARE(rating(QStringLiteral("a.png")), 2);
    QCOMPARE(facts(QStringLiteral("a.png")).people, QStringList{QStringLiteral("Ada")});
    QCOMPARE(facts(QStringLiteral("a.png")).width, 32);
    QVERIFY(!facts(QStringLiteral("b.png")).rating);

    summary = run();
    QCOMPARE(summary.unchanged, 2);
    QCOMPARE(m_decoder->pictures.load(), 0);
    QCOMPARE(m_decoder->sidecars.load(), 0);
}

void SidecarRuns::aSidecarIsEdited() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.xmp"), rated(2));
    run();
    // In place, of the same length.
    write(QStringLiteral("a.xmp"), rated(4));
    IndexingSummary summary = run();
    QCOMPARE(rating(QStringLiteral("a.png")), 4);
    QCOMPARE(summary.indexed, 1);
    QCOMPARE(summary.unchanged, 0);
    QCOMPARE(m_observer.last.toDo, m_observer.last.done);
    // The picture itself is not read again.
    QCOMPARE(m_decoder->pictures.load(), 0);
    QCOMPARE(m_decoder->sidecars.load(), 1);
    summary = run();
    QCOMPARE(summary.unchanged, 1);
    QCOMPARE(m_decoder->sidecars.load(), 0);
}

void SidecarRuns::aSidecarIsRemoved() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.xmp"), rated(2));
    run();
    QVERIFY(QFile::remove(path(QStringLiteral("a.xmp"))));
    const IndexingSummary summary = run();
    QCOMPARE(summary.indexed, 1);
    QVERIFY(!facts(QStringLiteral("a.png")).rating);
    QCOMPARE(m_decoder->sidecars.load() + m_decoder->pictures.load(), 0);
    QCOMPARE(run().unchanged, 1);
}

void SidecarRuns::aSidecarAppears() {
    write(QStringLiteral("a.png"), pictureOf(1));
    run();
    write(QStringLiteral("a.png.XMP"), rated(5));
    run();
    QCOMPARE(rating(QStringLiteral("a.png")), 5);
    QCOMPARE(m_decoder->pictures.load(), 0);
}

void SidecarRuns::aPictureIsRenamedWithItsSidecar() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.png.xmp"), rated(3));
    run();
    const FileId before = row(QStringLiteral("a.png")).id;
    QVERIFY(QFile::rename(path(QStringLiteral("a.png")), path(QStringLiteral("z.png"))));
    QVERIFY(QFile::rename(path(QStringLiteral("a.png.xmp")), path(QStringLiteral("z.png.xmp"))));
    IndexingSummary summary = run();
    QCOMPARE(summary.indexed, 1);
    QCOMPARE(summary.unchanged, 0);
    QCOMPARE(row(QStringLiteral("z.png")).id, before);
    QCOMPARE(rating(QStringLiteral("z.png")), 3);
    QCOMPARE(run().unchanged, 1);
    // Without it: what it said goes.
    QVERIFY(QFile::rename(path(QStringLiteral("z.png")), path(QStringLiteral("y.png"))));
    run();
    QCOMPARE(row(QStringLiteral("y.png")).id, before);
    QVERIFY(!facts(QStringLiteral("y.png")).rating);
}

void SidecarRuns::aPictureChangesAndItsSidecarStays() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.xmp"), rated(3));
    run();
    write(QStringLiteral("a.png"), pictureOf(90) + QByteArray(10, '\0'));
    run();
    QCOMPARE(rating(QStringLiteral("a.png")), 3);
    QCOMPARE(m_decoder->sidecars.load(), 0);
    // Both at once.
    write(QStringLiteral("a.png"), pictureOf(91) + QByteArray(20, '\0'));
    QVERIFY(QFile::remove(path(QStringLiteral("a.xmp"))));
    run();
    QVERIFY(!facts(QStringLiteral("a.png")).rating);
}

void SidecarRuns::oneContentWithDifferentSidecars() {
    for (const char* name : {"a", "b", "c", "d/a"}) {
        QDir().mkpath(path(QStringLiteral("d")));
        write(QLatin1StringView(name) + QStringLiteral(".png"), pictureOf(1));
    }
    write(QStringLiteral("a.xmp"), rated(1));
    write(QStringLiteral("b.xmp"), rated(2));
    write(QStringLiteral("d/a.xmp"), rated(4));
    QCOMPARE(run().indexed, 4);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(row(QStringLiteral("a.png")).content, row(QStringLiteral("b.png")).content);
        QCOMPARE(rating(QStringLiteral("a.png")), 1);
        QCOMPARE(rating(QStringLiteral("b.png")), 2);
        QCOMPARE(rating(QStringLiteral("c.png")), -9);
        QCOMPARE(rating(QStringLiteral("d/a.png")), 4);
        QCOMPARE(run().unchanged, 4);
    }
    // One goes: the others keep what theirs say.
    QVERIFY(QFile::remove(path(QStringLiteral("a.png"))));
    run();
    QCOMPARE(rating(QStringLiteral("b.png")), 2);
}

void SidecarRuns::badSidecarsCostNoPicture() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.xmp"), QByteArray("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"));
    write(QStringLiteral("b.png"), pictureOf(2));
    write(QStringLiteral("b.png.json"), QByteArray(5 << 20, '{'));
    write(QStringLiteral("b.xmp"), rated(2));
    write(QStringLiteral("c.png"), pictureOf(3));
    write(QStringLiteral("c.xmp"), rated(1) + QByteArray(5 << 20, ' '));
    write(QStringLiteral("d.png"), pictureOf(4));
    write(QStringLiteral("d.xmp"), {});
    IndexingSummary summary = run();
    QCOMPARE(summary.indexed, 4);
    QCOMPARE(summary.failed, 0);
    for (const char* name : {"a.png", "b.png", "c.png", "d.png"})
        QCOMPARE(row(QLatin1StringView(name)).state, FileState::Indexed);
    QVERIFY(!facts(QStringLiteral("a.png")).rating);
    QCOMPARE(rating(QStringLiteral("b.png")), 2);
    QVERIFY(!facts(QStringLiteral("c.png")).rating);
    // They are not tried again and again.
    QCOMPARE(run().unchanged, 4);
    QCOMPARE(m_decoder->sidecars.load(), 0);
}

/// Whoever answers in the decoder's place dies of every sidecar.
void SidecarRuns::aSidecarThatKillsItsDecoder() {
    const auto answer = [](const DecodeRequest& request) -> Result<DecodeReply> {
        if (request.sidecars.isEmpty())
            return FakeDecoder::plainAnswer(request);
        return fail(ErrorKind::ChildFailed, QStringLiteral("It died."));
    };
    FakeDecoder dying(answer);
    m_decoder = std::make_unique<CountingDecoder>(dying);
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.xmp"), rated(2));
    QCOMPARE(run().indexed, 1);
    QCOMPARE(row(QStringLiteral("a.png")).state, FileState::Indexed);
    QCOMPARE(m_decoder->sidecars.load(), 1);
    QCOMPARE(run().unchanged, 1);
    QCOMPARE(m_decoder->sidecars.load(), 0);
    m_decoder.reset();
}

void SidecarRuns::aPictureThatCannotBeRead() {
    write(QStringLiteral("a.png"), "no picture");
    write(QStringLiteral("a.xmp"), rated(2));
    QCOMPARE(run().failed, 1);
    const IndexingSummary summary = run();
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.indexed, 0);
    QCOMPARE(m_decoder->sidecars.load(), 0);
    write(QStringLiteral("a.png"), pictureOf(7));
    run();
    QCOMPARE(rating(QStringLiteral("a.png")), 2);
}

/// The grid goes by that date, too.
void SidecarRuns::takeoutDatesThePictures() {
    write(QStringLiteral("old.png"), pictureOf(1));
    write(QStringLiteral("new.png"), pictureOf(2));
    run();
    const auto first = [&] {
        return QFileInfo(m_library->catalogue->snapshot()->photos()->at(0).path).fileName();
    };
    m_library->touch(QStringLiteral("photos/old.png"), -48);
    m_library->touch(QStringLiteral("photos/new.png"), -24);
    run();
    QCOMPARE(first(), QStringLiteral("new.png"));
    write(QStringLiteral("old.png.supplemental-metadata.json"),
          R"({"photoTakenTime": {"timestamp": ")" +
              QByteArray::number(QDateTime::currentSecsSinceEpoch()) + "\"}}");
    run();
    QCOMPARE(first(), QStringLiteral("old.png"));
    QVERIFY(QFile::remove(path(QStringLiteral("old.png.supplemental-metadata.json"))));
    run();
    QCOMPARE(first(), QStringLiteral("new.png"));
}

void SidecarRuns::aSidecarThatMayNotBeRead() {
    write(QStringLiteral("a.png"), pictureOf(1));
    write(QStringLiteral("a.xmp"), rated(2));
    QFile sidecar(path(QStringLiteral("a.xmp")));
    QVERIFY(sidecar.setPermissions({}));
    if (QFile probe(sidecar.fileName()); probe.open(QIODevice::ReadOnly))
        QSKIP("This user may read everything.");
    QCOMPARE(run().indexed, 1);
    QVERIFY(!facts(QStringLiteral("a.png")).rating);
    QVERIFY(sidecar.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    run();
    QCOMPARE(rating(QStringLiteral("a.png")), 2);
}

SEMBLANCE_TEST(SidecarRuns)
#include "tst_sidecarruns.moc"
