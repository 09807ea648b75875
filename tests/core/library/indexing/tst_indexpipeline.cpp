#include <QMap>
#include <QTest>
#include <atomic>
#include <mutex>

#include "core/base/pictureformats.h"
#include "core/library/indexing/indexpipeline.h"
#include "core/scan/filekey.h"
#include "core/scan/walk.h"
#include "core/store/libraryrestore.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;
using Outcome = IndexPipeline::Outcome;

namespace {
/// Files on disk, a library, and how each file ended.
struct Bench {
    CatalogueFixture library;
    RootId root;
    CancelToken cancel;
    std::mutex mutex;
    QMap<QString, Outcome> outcomes;
    QMap<QString, QString> sentences;
    int calls = 0;
    QStringList ended;  ///< files, in the order they ended

    QString open() {
        const QString problem = library.open();
        root = problem.isEmpty() ? library.addRoot() : RootId();
        return problem;
    }

    QString path(const QString& name) const { return library.path(name); }
    void write(const QString& name, const QByteArray& bytes) const { library.write(name, bytes); }
    void touch(const QString& name, int hours) const { library.touch(name, hours); }

    IndexPipeline::Work work(const QString& name) const {
        const auto stat = statFile(path(name));
        return {root, library.dir.path(), name, stat ? *stat : FileStat{1, 1, 1}};
    }

    IndexPipeline::Done done() {
        return [this](const IndexPipeline::Work& file, Outcome outcome, const QString& sentence) {
            std::lock_guard lock(mutex);
            ++calls;
            ended.append(file.path);
            outcomes[file.path] = outcome;
            sentences[file.path] = sentence;
        };
    }

    FileRow row(const QString& name) const { return library.row(root, name); }
    std::optional<ContentRow> content(const QString& name) const {
        return library.reader->content(row(name).content).value_or(std::nullopt);
    }
    std::vector<float> vector(const QString& name) const {
        return fromHalf(storedVector(*library.reader, row(name).content));
    }

    std::unique_ptr<IndexPipeline> pipeline(FakeDecoder& decoder, FakeEncoder& encoder) {
        return std::make_unique<IndexPipeline>(decoder, encoder, *library.catalogue,
                                               *library.reader, modelInfo(), cancel, done());
    }

    /// Indexes these files with a pipeline of its own.
    Status index(FakeDecoder& decoder, FakeEncoder& encoder, const QStringList& names,
                 bool factsOnly = false) {
        const auto files = pipeline(decoder, encoder);
        Status added;
        for (const QString& name : names) {
            IndexPipeline::Work file = work(name);
            file.factsOnly = factsOnly;
            if (added)
                added = files->add(file);
        }
        const Status finished = files->finish();
        // As at the end of a run: the next one sees what this one stored.
        SEMBLANCE_TRY(library.catalogue->refresh({}));
        return added ? finished : added;
    }

    /// As a version left it that read no facts: those of version 0.
    Status forgetFacts(const QString& name) {
        IndexedFile old;
        old.root = work(name).root;
        old.path = name;
        old.stat = row(name).stat;
        old.outcome = IndexedFile::Outcome::Described;
        old.contentKey = content(name)->key;
        old.facts.camera = QStringLiteral("old camera");
        SEMBLANCE_TRY(library.catalogue->writer()->submit(old));
        SEMBLANCE_TRY(library.catalogue->writer()->flush());
        return library.catalogue->refresh({});
    }

    /// Indexes the first file and, while it is being decoded, the others: its copies.
    Status indexCopies(FakeDecoder& decoder, FakeEncoder& encoder, const QStringList& names) {
        const auto files = pipeline(decoder, encoder);
        SEMBLANCE_TRY(files->add(work(names.first())));
        if (!QTest::qWaitFor([&] { return decoder.decoded() == 1; }, 60'000))
            return fail(ErrorKind::Internal, QStringLiteral("The first one is not decoded."));
        for (const QString& name : names.mid(1))
            SEMBLANCE_TRY(files->add(work(name)));
        const Status finished = files->finish();
        SEMBLANCE_TRY(library.catalogue->refresh({}));
        return finished;
    }
};

/// A decoder whose first file is being decoded until `copies` other files were read.
class CopiesDecoder {
public:
    CopiesDecoder(int copies, FakeDecoder::Answer answer)
        : m_decoder(
              [this, copies, answer = std::move(answer)](const DecodeRequest& request) {
                  if (!m_waited.exchange(true))
                      m_decoder.waitUntilDeclined(copies);
                  return answer(request);
              },
              2) {}
    FakeDecoder& operator*() { return m_decoder; }

private:
    std::atomic<bool> m_waited{false};
    FakeDecoder m_decoder;
};

Result<DecodeReply> brokenAnswer(const DecodeRequest&) {
    return fail(ErrorKind::BadInput, QStringLiteral("It is cut off."));
}

const QString kA = QStringLiteral("a.jpg");
const QString kB = QStringLiteral("b.jpg");
const QString kC = QStringLiteral("c.jpg");
}  // namespace

/// Size: many short situations over one fixture.
class IndexPipelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storesFactsThumbnailsAndVector();
    void vectorsStayWithTheirFiles();
    void vectorsThatOutlivedTheirRowsServeAgain();
    void oldFactsAreReadWithoutDecoding();
    void factsThatTurnThePictureDecodeItAnew();
    void factsThatCannotBeReadStay_data();
    void factsThatCannotBeReadStay();
    void anotherPictureInItsPlaceIsDecoded();
    void copiesInFlightAreDecodedOnce();
    void copiesOfStoredContentAreLinked();
    void copiesOfBrokenContentFailAlike();
    void largeFilesWithEqualKeysAreToldApart();
    void touchedLargeFileKeepsItsContent();
    void touchedLargeFileWithoutAHashIsDecodedOnceMore();
    void touchedLookAlikeKeepsItsContent();
    void vanishedFilesLeaveNothing();
    void unreadableFileIsKeptWithItsSentence();
    void fileThatIsInUseIsTriedAgain();
    void copyTakesOverFromAFileThatCannotBeRead();
    void copyMetJustBeforeItsContentEnds_data();
    void copyMetJustBeforeItsContentEnds();
    void fileThatWasDecodedEndsLast_data();
    void fileThatWasDecodedEndsLast();
    void manyContentsAreForgottenOnceCommitted();
    void killerIsQuarantined();
    void cancelDropsAndTheNextRunGoesOn();
    void unusableDecoderBreaksOff();
    void unusableEngineBreaksOff();
    void wrongNumberOfVectorsBreaksOff();
};

void IndexPipelineTest::storesFactsThumbnailsAndVector() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x03 first");
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));

    QCOMPARE(bench.outcomes[kA], Outcome::Indexed);
    const FileRow row = bench.row(kA);
    QCOMPARE(row.state, FileState::Indexed);
    const auto content = bench.library.reader->content(row.content);
    VERIFY_OK(content);
    QCOMPARE((*content)->facts.width, 640);
    QCOMPARE((*content)->key, *contentKey(bench.path(kA)));
    QCOMPARE((*content)->fullHash, *fullHash(bench.path(kA)));
    QCOMPARE((*content)->decoderVersion, decoderVersion);
    QCOMPARE(bench.vector(kA), FakeEncoder::vectorOfColour(3));

    const auto thumbnails = bench.library.catalogue->openThumbnails();
    VERIFY_OK(thumbnails);
    for (int side : {256, 512})
        QCOMPARE(**(*thumbnails)->get((*content)->key, side), QByteArray("thumbnail of \x03"));
}

void IndexPipelineTest::vectorsStayWithTheirFiles() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    QStringList names;
    for (int i = 0; i < 100; ++i) {
        names.append(QStringLiteral("%1.jpg").arg(i));
        bench.write(names.last(), QByteArray(1, char(i)) + "picture");
    }
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, names));
    QCOMPARE(bench.calls, 100);
    QVERIFY(encoder.batches() >= 100 / 16);
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(bench.vector(names[i]), FakeEncoder::vectorOfColour(static_cast<uchar>(i)));
    }
}

/// As in a library that was damaged and restored.
void IndexPipelineTest::vectorsThatOutlivedTheirRowsServeAgain() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB})
        bench.write(name, name == kA ? "\x05 one" : "\x06 two");
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    QCOMPARE(encoder.batches(), 1);
    bench.library.close();
    for (const bool isKept : {true, false}) {
        {
            SQLite::Database database =
                openDatabase(bench.library.paths.database, OpenMode::Create);
            database.exec(
                "DELETE FROM file; DELETE FROM content;"
                "DELETE FROM meta WHERE name = 'kept_until_ms'");
            if (isKept)
                noteKept(database);
        }
        QCOMPARE(bench.library.open(), QString());
        FakeEncoder again;
        VERIFY_OK(bench.index(decoder, again, {kA, kB}));
        for (const QString& name : {kA, kB})
            QCOMPARE(bench.outcomes[name], Outcome::Indexed);
        QCOMPARE(bench.vector(kA), FakeEncoder::vectorOfColour(5));
        QCOMPARE(bench.vector(kB), FakeEncoder::vectorOfColour(6));
        QCOMPARE(again.pictures(), isKept ? 1 : 2);
        bench.library.close();
    }
}

void IndexPipelineTest::oldFactsAreReadWithoutDecoding() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB})
        bench.write(name, "\x05 the same");
    int decodes = 0;
    FakeDecoder decoder([&](const DecodeRequest& request) {
        decodes += request.factsOnly ? 0 : 1;
        auto reply = FakeDecoder::plainAnswer(request);
        reply->facts.title = QStringLiteral("A title");
        reply->facts.keywords = {QStringLiteral("one"), QStringLiteral("two")};
        return reply;
    });
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA, kB}));
    QCOMPARE(bench.content(kA)->factsVersion, factsVersion);
    VERIFY_OK(bench.forgetFacts(kA));
    QCOMPARE(bench.content(kA)->facts.camera, QStringLiteral("old camera"));
    QCOMPARE(bench.content(kA)->factsVersion, 0);

    VERIFY_OK(bench.index(decoder, encoder, {kA, kB}, true));
    QCOMPARE(decodes, 1);
    QCOMPARE(encoder.batches(), 1);
    for (const QString& name : {kA, kB})
        QCOMPARE(bench.outcomes[name], Outcome::Indexed);
    const ContentRow content = *bench.content(kB);
    QCOMPARE(content.factsVersion, factsVersion);
    QCOMPARE(content.facts.title, QStringLiteral("A title"));
    QCOMPARE(content.facts.keywords, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    QCOMPARE(content.facts.camera, QString());
    QCOMPARE(content.facts.width, 640);
    QCOMPARE(content.facts.format, QStringLiteral("jpeg"));
    QCOMPARE(bench.vector(kA), FakeEncoder::vectorOfColour(5));
}

/// What older versions did not understand may have been the orientation.
void IndexPipelineTest::factsThatTurnThePictureDecodeItAnew() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x05 picture");
    int orientation = 1;
    int decodes = 0;
    FakeDecoder decoder([&](const DecodeRequest& request) {
        decodes += request.factsOnly ? 0 : 1;
        auto reply = FakeDecoder::plainAnswer(request);
        reply->facts.orientation = orientation;
        return reply;
    });
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    VERIFY_OK(bench.forgetFacts(kA));
    orientation = 6;
    VERIFY_OK(bench.index(decoder, encoder, {kA}, true));
    QCOMPARE(bench.outcomes[kA], Outcome::Indexed);
    QCOMPARE(decodes, 2);
    QCOMPARE(encoder.batches(), 2);
    QCOMPARE(bench.content(kA)->facts.orientation, 6);
    QCOMPARE(bench.content(kA)->factsVersion, factsVersion);
}

void IndexPipelineTest::factsThatCannotBeReadStay_data() {
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("broken") << ErrorKind::BadInput;
    QTest::newRow("killer") << ErrorKind::ChildFailed;
}

void IndexPipelineTest::factsThatCannotBeReadStay() {
    QFETCH(const ErrorKind, kind);
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x05 picture");
    FakeDecoder decoder([&](const DecodeRequest& request) -> Result<DecodeReply> {
        if (request.factsOnly)
            return fail(kind, QStringLiteral("Its metadata are damaged."));
        return FakeDecoder::plainAnswer(request);
    });
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    VERIFY_OK(bench.forgetFacts(kA));
    VERIFY_OK(bench.index(decoder, encoder, {kA}, true));
    QCOMPARE(bench.outcomes[kA], Outcome::Indexed);
    QCOMPARE(bench.row(kA).state, FileState::Indexed);
    QCOMPARE(bench.content(kA)->facts.camera, QStringLiteral("old camera"));
    // And are not asked for at every scan.
    QCOMPARE(bench.content(kA)->factsVersion, factsVersion);
}

void IndexPipelineTest::anotherPictureInItsPlaceIsDecoded() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x05 picture");
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    bench.write(kA, "\x06 another");
    VERIFY_OK(bench.index(decoder, encoder, {kA}, true));
    QCOMPARE(bench.outcomes[kA], Outcome::Indexed);
    QCOMPARE(bench.vector(kA), FakeEncoder::vectorOfColour(6));
}

void IndexPipelineTest::copiesInFlightAreDecodedOnce() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB, kC})
        bench.write(name, "\x05 the same");
    CopiesDecoder decoder(2, FakeDecoder::plainAnswer);
    FakeEncoder encoder;
    VERIFY_OK(bench.indexCopies(*decoder, encoder, {kA, kB, kC}));
    QCOMPARE((*decoder).decoded(), 1);
    QCOMPARE(bench.calls, 3);
    for (const QString& name : {kA, kB, kC}) {
        QCOMPARE(bench.outcomes[name], Outcome::Indexed);
        QCOMPARE(bench.row(name).state, FileState::Indexed);
        QCOMPARE(bench.row(name).content, bench.row(kA).content);
    }
}

void IndexPipelineTest::copiesOfStoredContentAreLinked() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x05 the same");
    bench.write(kB, "\x05 the same");
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    VERIFY_OK(bench.index(decoder, encoder, {kB}));
    QCOMPARE(decoder.decoded(), 1);
    QCOMPARE(encoder.batches(), 1);
    QCOMPARE(bench.row(kB).content, bench.row(kA).content);
}

void IndexPipelineTest::copiesOfBrokenContentFailAlike() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB, kC})
        bench.write(name, "broken");
    CopiesDecoder decoder(1, brokenAnswer);
    FakeEncoder encoder;
    VERIFY_OK(bench.indexCopies(*decoder, encoder, {kA, kB}));
    VERIFY_OK(bench.index(*decoder, encoder, {kC}));
    QCOMPARE((*decoder).decoded(), 1);
    QCOMPARE(encoder.batches(), 0);
    for (const QString& name : {kA, kB, kC}) {
        QCOMPARE(bench.outcomes[name], Outcome::Failed);
        QCOMPARE(bench.sentences[name], QStringLiteral("It is cut off."));
        QCOMPARE(bench.row(name).state, FileState::Failed);
        QCOMPARE(bench.row(name).error, QStringLiteral("It is cut off."));
    }
}

void IndexPipelineTest::largeFilesWithEqualKeysAreToldApart() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    QByteArray large(4 << 20, 'p');
    bench.write(kA, large);
    bench.write(kC, large);
    // Between the first and the middle piece: the key does not look there.
    large[400 << 10] = 'q';
    bench.write(kB, large);
    QCOMPARE(*contentKey(bench.path(kA)), *contentKey(bench.path(kB)));

    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA, kB, kC}));
    QCOMPARE(decoder.decoded(), 2);
    QVERIFY(bench.row(kA).content != bench.row(kB).content);
    QCOMPARE(bench.row(kC).content, bench.row(kA).content);

    // A later run knows them by what is stored.
    const QString again = QStringLiteral("again.jpg");
    bench.write(again, large);
    VERIFY_OK(bench.index(decoder, encoder, {again}));
    QCOMPARE(decoder.decoded(), 2);
    QCOMPARE(bench.row(again).content, bench.row(kB).content);

    large[401 << 10] = 'r';
    bench.write(again, large);
    VERIFY_OK(bench.index(decoder, encoder, {again}));
    QCOMPARE(decoder.decoded(), 3);
    QVERIFY(bench.row(again).content != bench.row(kB).content);
}

void IndexPipelineTest::touchedLargeFileKeepsItsContent() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, QByteArray(4 << 20, 'p'));
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    const ContentId content = bench.row(kA).content;
    bench.touch(kA, 1);
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    QCOMPARE(decoder.decoded(), 1);
    QCOMPARE(bench.row(kA).content, content);
    QCOMPARE(bench.row(kA).state, FileState::Indexed);
    QVERIFY(bench.row(kA).stat == *statFile(bench.path(kA)));
}

void IndexPipelineTest::touchedLargeFileWithoutAHashIsDecodedOnceMore() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, QByteArray(4 << 20, 'p'));
    VERIFY_OK(bench.library.storeWithoutHash(bench.root, kA));
    const ContentId content = bench.row(kA).content;
    QVERIFY(bench.content(kA)->fullHash.isEmpty());
    FakeDecoder decoder;
    FakeEncoder encoder;
    // Nobody noted its full hash: it may have been edited, so it is read once more.
    bench.touch(kA, 1);
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    QCOMPARE(decoder.decoded(), 1);
    QCOMPARE(bench.row(kA).content, content);
    QCOMPARE(bench.content(kA)->fullHash, *fullHash(bench.path(kA)));
    QCOMPARE(bench.vector(kA), FakeEncoder::vectorOfColour('p'));
    // From then on it is known.
    bench.touch(kA, 2);
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    QCOMPARE(decoder.decoded(), 1);
    QCOMPARE(bench.row(kA).content, content);
    QCOMPARE(bench.row(kA).state, FileState::Indexed);
}

void IndexPipelineTest::touchedLookAlikeKeepsItsContent() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    QByteArray large(4 << 20, 'p');
    bench.write(kA, large);
    large[400 << 10] = 'q';
    bench.write(kB, large);
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA, kB}));
    const ContentId content = bench.row(kB).content;
    // With the one it looks like gone, too.
    VERIFY_OK(bench.library.writer().markMissing({bench.row(kA).id}, 1));
    VERIFY_OK(bench.library.writer().purgeMissing(2));
    bench.touch(kB, 1);
    bench.write(kC, large);
    VERIFY_OK(bench.index(decoder, encoder, {kB, kC}));
    QCOMPARE(decoder.decoded(), 2);
    QCOMPARE(bench.row(kB).content, content);
    QCOMPARE(bench.row(kC).content, content);
}

void IndexPipelineTest::vanishedFilesLeaveNothing() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "gone while it waits for the decoder");
    bench.write(kC, "\x02 stays");
    FakeDecoder decoder;
    FakeEncoder encoder;
    decoder.hold();
    {
        const auto pipeline = bench.pipeline(decoder, encoder);
        VERIFY_OK(pipeline->add(bench.work(kA)));
        VERIFY_OK(pipeline->add(bench.work(kB)));
        VERIFY_OK(pipeline->add(bench.work(kC)));
        QVERIFY(QFile::remove(bench.path(kA)));
        decoder.release();
        VERIFY_OK(pipeline->finish());
    }
    QCOMPARE(bench.outcomes[kA], Outcome::Vanished);
    QCOMPARE(bench.outcomes[kB], Outcome::Vanished);
    QCOMPARE(bench.outcomes[kC], Outcome::Indexed);
    QVERIFY(!bench.row(kA).id.isValid());
    QVERIFY(!bench.row(kB).id.isValid());
}

void IndexPipelineTest::unreadableFileIsKeptWithItsSentence() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    // A folder opens for nobody, root included.
    QVERIFY(QDir(bench.library.dir.path()).mkdir(kA));
    FakeDecoder decoder;
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    QCOMPARE(bench.outcomes[kA], Outcome::Failed);
    QCOMPARE(bench.row(kA).state, FileState::Unreadable);
    QCOMPARE(bench.row(kA).error, bench.sentences[kA]);
    QVERIFY(bench.sentences[kA].endsWith(QLatin1Char('.')));
}

void IndexPipelineTest::fileThatIsInUseIsTriedAgain() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x01 in use");
    FakeEncoder encoder;
    FakeDecoder busy([](const DecodeRequest&) {
        return Result<DecodeReply>(
            fail(ErrorKind::Permission, QStringLiteral("Another program uses it.")));
    });
    VERIFY_OK(bench.index(busy, encoder, {kA}));
    QCOMPARE(bench.outcomes[kA], Outcome::Failed);
    QCOMPARE(bench.row(kA).state, FileState::Unreadable);
    QCOMPARE(bench.row(kA).error, QStringLiteral("Another program uses it."));

    FakeDecoder decoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    QCOMPARE(bench.row(kA).state, FileState::Indexed);
}

void IndexPipelineTest::copyTakesOverFromAFileThatCannotBeRead() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB, kC})
        bench.write(name, "\x05 the same");
    CopiesDecoder decoder(2, [](const DecodeRequest& request) {
        return request.path.endsWith(kA)
                   ? Result<DecodeReply>(fail(ErrorKind::Permission, QStringLiteral("In use.")))
                   : FakeDecoder::plainAnswer(request);
    });
    FakeEncoder encoder;
    VERIFY_OK(bench.indexCopies(*decoder, encoder, {kA, kB, kC}));
    QCOMPARE((*decoder).decoded(), 2);
    QCOMPARE(bench.row(kA).state, FileState::Unreadable);
    QCOMPARE(bench.row(kB).state, FileState::Indexed);
    QCOMPARE(bench.row(kC).content, bench.row(kB).content);
}

void IndexPipelineTest::copyMetJustBeforeItsContentEnds_data() {
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("decoded");
    QTest::addColumn<Outcome>("copy");
    QTest::newRow("fine") << -1 << 1 << Outcome::Indexed;
    QTest::newRow("broken") << int(ErrorKind::BadInput) << 1 << Outcome::Failed;
    QTest::newRow("in use") << int(ErrorKind::Permission) << 2 << Outcome::Indexed;
}

/// The decoder has read the copy, but the file that brings its content ends before the answer.
void IndexPipelineTest::copyMetJustBeforeItsContentEnds() {
    QFETCH(int, error);
    QFETCH(int, decoded);
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB})
        bench.write(name, "\x05 the same");
    CopiesDecoder decoder(1, [&](const DecodeRequest& request) {
        return error >= 0 && request.path.endsWith(kA)
                   ? Result<DecodeReply>(fail(ErrorKind(error), QStringLiteral("No.")))
                   : FakeDecoder::plainAnswer(request);
    });
    (*decoder).answerDeclinedLate();
    FakeEncoder encoder;
    VERIFY_OK(bench.indexCopies(*decoder, encoder, {kA, kB}));
    QCOMPARE(bench.calls, 2);
    QCOMPARE((*decoder).decoded(), decoded);
    QTEST(bench.outcomes[kB], "copy");
    QCOMPARE(bench.outcomes[kA], error < 0 ? Outcome::Indexed : Outcome::Failed);
}

void IndexPipelineTest::fileThatWasDecodedEndsLast_data() {
    QTest::addColumn<bool>("broken");
    QTest::newRow("fine") << false;
    QTest::newRow("broken") << true;
}

/// The last file's end lets go of the pipeline: nothing may be left to do for its copies then.
void IndexPipelineTest::fileThatWasDecodedEndsLast() {
    QFETCH(bool, broken);
    Bench bench;
    QCOMPARE(bench.open(), QString());
    for (const QString& name : {kA, kB})
        bench.write(name, "\x05 the same");
    CopiesDecoder decoder(1, broken ? brokenAnswer : FakeDecoder::plainAnswer);
    FakeEncoder encoder;
    VERIFY_OK(bench.indexCopies(*decoder, encoder, {kA, kB}));
    QCOMPARE(bench.ended, (QStringList{kB, kA}));
}

void IndexPipelineTest::manyContentsAreForgottenOnceCommitted() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    // Broken ones need no vectors, and so go through faster.
    FakeDecoder decoder(brokenAnswer);
    FakeEncoder encoder;
    QStringList names;
    for (int i = 0; i < 1200; ++i) {
        names.append(QStringLiteral("%1.jpg").arg(i));
        bench.write(names.last(), QByteArray::number(i));
    }
    names.append(kA);
    bench.write(kA, "0");
    VERIFY_OK(bench.index(decoder, encoder, names));
    QCOMPARE(decoder.decoded(), 1200);
    QCOMPARE(bench.calls, 1201);
    QCOMPARE(bench.row(kA).state, FileState::Failed);
    QCOMPARE(bench.row(kA).content, bench.row(names.first()).content);
}

void IndexPipelineTest::killerIsQuarantined() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "kills");
    bench.write(kB, "\x01 harmless");
    FakeDecoder decoder([](const DecodeRequest& request) {
        return request.path.endsWith(kA)
                   ? Result<DecodeReply>(
                         fail(ErrorKind::ChildFailed, QStringLiteral("It killed the decoder.")))
                   : FakeDecoder::plainAnswer(request);
    });
    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, {kA, kB}));
    QCOMPARE(bench.outcomes[kA], Outcome::Failed);
    QCOMPARE(bench.row(kA).state, FileState::Quarantined);
    QCOMPARE(bench.row(kB).state, FileState::Indexed);
}

void IndexPipelineTest::cancelDropsAndTheNextRunGoesOn() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    QStringList names;
    for (int i = 0; i < 40; ++i) {
        names.append(QStringLiteral("%1.jpg").arg(i));
        // Each content twice.
        bench.write(names.last(), QByteArray(1, char(i / 2)) + "picture");
    }
    FakeEncoder encoder;
    {
        FakeDecoder decoder([&](const DecodeRequest& request) {
            if (request.path.endsWith(QStringLiteral("/20.jpg")))
                bench.cancel.cancel();
            return FakeDecoder::plainAnswer(request);
        });
        VERIFY_FAILS(bench.index(decoder, encoder, names), ErrorKind::Cancelled);
    }
    // Every file taken was answered once, and nothing is half there.
    QCOMPARE(bench.calls, int(bench.outcomes.size()));
    QVERIFY(bench.outcomes.values().contains(Outcome::Dropped));
    for (const QString& name : names) {
        if (bench.outcomes.value(name, Outcome::Dropped) == Outcome::Dropped)
            QVERIFY(!bench.row(name).id.isValid());
        else
            QCOMPARE(bench.row(name).state, FileState::Indexed);
    }
    bench.cancel = CancelToken();
    FakeDecoder decoder;
    VERIFY_OK(bench.index(decoder, encoder, names));
    for (const QString& name : names)
        QCOMPARE(bench.row(name).state, FileState::Indexed);
}

void IndexPipelineTest::unusableDecoderBreaksOff() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x01 fine");
    bench.write(kB, "\x02 not any more");
    FakeEncoder encoder;
    FakeDecoder decoder([](const DecodeRequest& request) {
        return request.path.endsWith(kB)
                   ? Result<DecodeReply>(fail(ErrorKind::Internal,
                                              QStringLiteral("The program decoder is missing.")))
                   : FakeDecoder::plainAnswer(request);
    });
    VERIFY_OK(bench.index(decoder, encoder, {kA}));
    const Status status = bench.index(decoder, encoder, {kB});
    VERIFY_FAILS(status, ErrorKind::Internal);
    QCOMPARE(status.error().sentence, QStringLiteral("The program decoder is missing."));
    QCOMPARE(bench.outcomes[kB], Outcome::Dropped);
    QCOMPARE(bench.row(kA).state, FileState::Indexed);
    QVERIFY(!bench.row(kB).id.isValid());
}

void IndexPipelineTest::unusableEngineBreaksOff() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    QStringList names;
    for (int i = 0; i < 60; ++i) {
        names.append(QStringLiteral("%1.jpg").arg(i));
        bench.write(names.last(), QByteArray(1, char(i)) + "picture");
    }
    FakeDecoder decoder;
    FakeEncoder broken([](const EncodeImagesRequest&) {
        return Result<EncodeReply>(
            fail(ErrorKind::ChildFailed, QStringLiteral("The engine keeps failing.")));
    });
    VERIFY_FAILS(bench.index(decoder, broken, names), ErrorKind::ChildFailed);
    QCOMPARE(bench.calls, int(bench.outcomes.size()));
    for (const Outcome outcome : bench.outcomes)
        QCOMPARE(outcome, Outcome::Dropped);

    FakeEncoder encoder;
    VERIFY_OK(bench.index(decoder, encoder, names));
    for (const QString& name : names)
        QCOMPARE(bench.row(name).state, FileState::Indexed);
}

void IndexPipelineTest::wrongNumberOfVectorsBreaksOff() {
    Bench bench;
    QCOMPARE(bench.open(), QString());
    bench.write(kA, "\x01 fine");
    FakeDecoder decoder;
    FakeEncoder encoder([](const EncodeImagesRequest& request) {
        Result<EncodeReply> reply = FakeEncoder::plainAnswer(request);
        reply->vectors.clear();
        return reply;
    });
    VERIFY_FAILS(bench.index(decoder, encoder, {kA}), ErrorKind::Internal);
    QCOMPARE(bench.outcomes[kA], Outcome::Dropped);
    QVERIFY(!bench.row(kA).id.isValid());
}

SEMBLANCE_TEST(IndexPipelineTest)
#include "tst_indexpipeline.moc"
