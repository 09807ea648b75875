#include <signal.h>

#include <QDir>
#include <QJsonDocument>
#include <QTest>

#include "core/base/resources.h"
#include "core/catalogue/catalogue.h"
#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/library.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/searcher.h"
#include "core/remote/decoderpool.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"
#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPictures = 48;
constexpr int kBeforeTheBreak = 20;

/// Ends the run when so many pictures are done.
class Breaker : public IndexingObserver {
public:
    explicit Breaker(CancelToken cancel) : m_cancel(std::move(cancel)) {}
    void progressed(const IndexingProgress& progress) override {
        if (progress.done >= kBeforeTheBreak)
            m_cancel.cancel();
    }
    void failed(const QString&, const QString&) override {}

private:
    const CancelToken m_cancel;
};

/// A folder with the shipped model, but for how many pieces of a sentence it reads: a model of its
/// own.
bool makeModel(const QString& dir, int maxPieces) {
    const QDir shipped(resourceDir(QStringLiteral("models/mini")));
    if (!QDir().mkpath(dir))
        return false;
    for (const QString& name : shipped.entryList(QDir::Files)) {
        const QString copy = QDir(dir).filePath(name);
        QFile::remove(copy);
        if (!QFile::copy(shipped.filePath(name), copy))
            return false;
    }
    const QString manifest = QDir(dir).filePath(QStringLiteral("model.json"));
    QJsonObject json = QJsonDocument::fromJson(readFile(manifest)).object();
    QJsonObject text = json[QStringLiteral("text")].toObject();
    text[QStringLiteral("maxPieces")] = maxPieces;
    json[QStringLiteral("text")] = text;
    return QFile::remove(manifest) && writeFile(manifest, QJsonDocument(json).toJson());
}

std::size_t searchable(const Library& library, const QString& modelHash) {
    const auto scorer = library.catalogue().snapshot()->scorer(modelHash);
    return scorer ? scorer->searchable() : 0;
}

Indexer indexerOf(const Library& library) {
    return Indexer(library.catalogue(), library.models(), library.decoders());
}
Searcher searcherOf(const Library& library) {
    return Searcher(library.catalogue(), library.models(), library.decoders());
}

Query words(const QString& text) {
    Query query;
    query.text = text;
    return query;
}
}  // namespace

/// A library on its way from one model to another, with the real children.
class ModelChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFormerModelAnswersUntilTheNewOneHasCaughtUp();
    void aFormerModelThatIsGoneLeavesThePartEncodedSoFar();
    void killedOnTheWay();
    void switchedBackAtOnce();
    void vectorsAreFreed();

private:
    QString model(const char* name) const { return m_programs.path(QString::fromLatin1(name)); }
    ProgramRun index(const QString& with) const {
        return m_programs.cli({QStringLiteral("index"), QStringLiteral("--model"), with,
                               m_programs.path(QStringLiteral("pictures")),
                               QStringLiteral("--json")});
    }
    QJsonArray models() const {
        return m_programs.cli({QStringLiteral("library"), QStringLiteral("--json")})
            .last()[QStringLiteral("models")]
            .toArray();
    }
    void breakOffWith(const QString& with);

    Programs m_programs;
};

void ModelChangeTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    QVERIFY(makeModel(model("first"), 40) && makeModel(model("second"), 39));
    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("pictures"))));
    const QDir icons(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons"));
    for (const QString& name :
         icons.entryList({QStringLiteral("*.png")}, QDir::Files).first(kPictures)) {
        QVERIFY(
            QFile::copy(icons.filePath(name), m_programs.path(QStringLiteral("pictures/") + name)));
    }
    const ProgramRun run = index(model("first"));
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("indexed")].toInt(), kPictures);
}

/// Indexes with another model and stops on the way.
void ModelChangeTest::breakOffWith(const QString& with) {
    const auto library = Library::open(m_programs.library(), Library::Access::Write, with);
    QVERIFY(library);
    Indexer indexer = indexerOf(**library);
    const auto roots = indexer.allRoots();
    QVERIFY(roots);
    const CancelToken cancel;
    Breaker breaker(cancel);
    PauseGate gate;
    const auto summary = indexer.run(*roots, breaker, gate, cancel);
    QVERIFY(summary && summary->cancelled);
}

void ModelChangeTest::theFormerModelAnswersUntilTheNewOneHasCaughtUp() {
    breakOffWith(model("second"));
    {
        const auto library = Library::open(m_programs.library(), Library::Access::Read);
        QVERIFY(library);
        const auto target = (*library)->models().chosenModel();
        const auto answering = (*library)->models().answering();
        QVERIFY(target && answering);
        const QString hash = (*answering)->model.info.hash;
        QVERIFY(hash != target->info.hash);
        QCOMPARE(searchable(**library, hash), std::size_t(kPictures));
        QCOMPARE((*library)->catalogue().snapshot()->contentCount(), std::size_t(kPictures));
        Searcher searcher = searcherOf(**library);
        const auto prepared = searcher.prepare(words(QStringLiteral("a heart")));
        QVERIFY(prepared);
        QCOMPARE(prepared->rank().size(), std::size_t(kPictures));
    }
    const QJsonArray halfway = models();
    QCOMPARE(halfway.size(), 2);
    QCOMPARE(halfway[0][QStringLiteral("source")].toString(), model("second"));
    const int soFar = halfway[0][QStringLiteral("vectors")].toInt();
    QVERIFY(soFar >= kBeforeTheBreak && soFar < kPictures);
    QCOMPARE(halfway[1][QStringLiteral("vectors")].toInt(), kPictures);

    // Goes on where it stopped; the model is remembered.
    const auto library = Library::open(m_programs.library(), Library::Access::Write);
    QVERIFY(library);
    const auto before = (*library)->models().answering();
    QVERIFY(before);
    Searcher searcher = searcherOf(**library);
    QVERIFY(searcher.prepare(words(QStringLiteral("a heart"))));
    Indexer indexer = indexerOf(**library);
    const auto roots = indexer.allRoots();
    QVERIFY(roots);
    PauseGate gate;
    Breaker watcher{CancelToken()};
    const auto summary = indexer.run(*roots, watcher, gate, {});
    QVERIFY(summary);
    QCOMPARE(summary->indexed, qint64(kPictures - soFar));
    const auto after = (*library)->models().answering();
    QVERIFY(after);
    const QString hash = (*after)->model.info.hash;
    QVERIFY(hash != (*before)->model.info.hash);
    QCOMPARE(hash, (*library)->models().chosenModel()->info.hash);
    QCOMPARE(searchable(**library, hash), std::size_t(kPictures));
    const auto prepared = searcher.prepare(words(QStringLiteral("a heart")));
    QVERIFY(prepared);
    QCOMPARE(prepared->model.hash, hash);
    QCOMPARE(prepared->rank().size(), std::size_t(kPictures));
}

void ModelChangeTest::aFormerModelThatIsGoneLeavesThePartEncodedSoFar() {
    // As an update does with the shipped model: another one in the same place.
    QVERIFY(makeModel(model("second"), 38));
    {
        const auto library = Library::open(m_programs.library(), Library::Access::Read);
        QVERIFY(library);
        Searcher searcher = searcherOf(**library);
        const auto prepared = searcher.prepare(words(QStringLiteral("a heart")));
        QVERIFY2(prepared, prepared ? "" : qPrintable(prepared.error().sentence));
        // "first" is still there and knows every picture.
        QCOMPARE(prepared->rank().size(), std::size_t(kPictures));
    }
    QVERIFY(QDir(model("first")).removeRecursively());
    const ProgramRun none =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--text"), QStringLiteral("cat")});
    COMPARE_EXIT(none, 3);
    QVERIFY(none.err.contains("Index its folders again"));

    breakOffWith(QString());
    const auto library = Library::open(m_programs.library(), Library::Access::Read);
    QVERIFY(library);
    Searcher searcher = searcherOf(**library);
    const auto prepared = searcher.prepare(words(QStringLiteral("a heart")));
    QVERIFY(prepared);
    const std::size_t found = prepared->rank().size();
    QVERIFY(found >= kBeforeTheBreak && found < kPictures);
    QCOMPARE(prepared->snapshot->contentCount(), std::size_t(kPictures));
    const ProgramRun some = m_programs.cli({QStringLiteral("search"), QStringLiteral("--text"),
                                            QStringLiteral("cat"), QStringLiteral("--json")});
    COMPARE_EXIT(some, 0);
    QVERIFY(some.err.contains("are left out"));
    QCOMPARE(std::size_t(some.last()[QStringLiteral("results")].toArray().size()), found);
    QVERIFY(makeModel(model("first"), 40));
}

void ModelChangeTest::killedOnTheWay() {
    QVERIFY(makeModel(model("third"), 37));
    const auto process = m_programs.start(
        QStringLiteral("semblance-cli"),
        {QStringLiteral("index"), QStringLiteral("--library"), m_programs.library(),
         QStringLiteral("--model"), model("third"), m_programs.path(QStringLiteral("pictures"))});
    QVERIFY(process->waitForStarted());
    // At the first commit, wherever that is on this machine.
    QVERIFY(eventually([&] {
        const auto reader = LibraryReader::open(LibraryPaths(m_programs.library()));
        const auto stored = reader ? (*reader)->models() : fail(reader.error());
        return process->waitForFinished(1) ||
               (stored && stored->front().model.source == model("third") &&
                stored->front().vectors > 0);
    }));
    sendSignal(process->processId(), SIGKILL);
    Programs::finish(*process);
    const int before = models()[0][QStringLiteral("vectors")].toInt();
    QVERIFY(before > 0);

    // Another folder is asked for; those that lack vectors follow.
    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("other"))));
    const ProgramRun restarted =
        m_programs.cli({QStringLiteral("index"), m_programs.path(QStringLiteral("other")),
                        QStringLiteral("--json")});
    COMPARE_EXIT(restarted, 0);
    QCOMPARE(restarted.last()[QStringLiteral("indexed")].toInt(), kPictures - before);
    const QJsonArray after = models();
    QCOMPARE(after[0][QStringLiteral("source")].toString(), model("third"));
    QCOMPARE(after[0][QStringLiteral("vectors")].toInt(), kPictures);
}

void ModelChangeTest::switchedBackAtOnce() {
    const ProgramRun run = index(model("first"));
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("indexed")].toInt(), 0);
    QCOMPARE(run.last()[QStringLiteral("unchanged")].toInt(), kPictures);
}

void ModelChangeTest::vectorsAreFreed() {
    const QJsonArray before = models();
    QVERIFY(before.size() >= 3);
    const QString used = before[0][QStringLiteral("hash")].toString();
    const QString other = before[1][QStringLiteral("hash")].toString();
    const auto forget = [&](const QString& name) {
        return m_programs.cli({QStringLiteral("library"), QStringLiteral("forget"), name});
    };
    COMPARE_EXIT(forget(used.left(12)), 2);
    COMPARE_EXIT(forget(QStringLiteral("mini")), 2);
    COMPARE_EXIT(forget(QStringLiteral("nonesuch")), 3);
    COMPARE_EXIT(forget(other.left(12)), 0);
    QCOMPARE(models().size(), before.size() - 1);
    QVERIFY(!QFile::exists(LibraryPaths(m_programs.library()).vectors(other)));
    // The one in use is whole.
    QCOMPARE(models()[0][QStringLiteral("vectors")].toInt(), kPictures);
}

SEMBLANCE_TEST(ModelChangeTest)
#include "tst_modelchange.moc"
