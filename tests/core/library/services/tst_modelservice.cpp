#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <memory>

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/search/searcher.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/modelservice.h"
#include "core/remote/decoderpool.h"
#include "core/store/librarypaths.h"
#include "tests/core/model/files/modelfolders.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kPatienceMs = 120'000;
constexpr int kPictures = 12;
const QString kMini = QStringLiteral("mini");
const QString kClip = QStringLiteral("clip");

template <class Value>
Value lastOf(const QSignalSpy& spy, int argument = 0) {
    return spy.isEmpty() ? Value() : spy.last().at(argument).template value<Value>();
}
}  // namespace

/// Models as the window handles them, with the real children and an open library.
class ModelServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void listsWithoutALibrary();
    void choosingWaitsForALibrary();
    void importsAndTells();
    void badFoldersFail();
    void importsAreCancelled();
    void checks();
    void choosesAndSwitchesBack();
    void choosingWhileIndexingLosesNothing();
    void choosingKeepsThePause();
    void whatCannotBeChosenChangesNothing();
    void whatIsInUseStays();
    void removingFreesVectors();
    void aModelThatIsGoneIsToldAndReplaced();
    void foldersInPlaceAreListed();
    void theLibrarySetLastIsListed();

private:
    QString path(const QString& name) const { return m_dir->filePath(name); }
    void openLibrary(const QString& model = {});
    void closeLibrary();
    /// Indexes the pictures' folder.
    void index();
    /// Imports the tiny CLIP model; its name is "clip".
    void importClip();
    void chooseAndWait(const QString& name);
    /// Reads the list anew.
    QList<ModelEntry> entries();
    ModelEntry entry(const QString& name);
    QStringList names();
    std::size_t found();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LibraryService> m_libraries;
    std::unique_ptr<IndexingService> m_indexing;
    std::unique_ptr<ModelService> m_models;
};

void ModelServiceTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
}

void ModelServiceTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    qputenv("XDG_CACHE_HOME", QFile::encodeName(path(QStringLiteral("cache"))));
    qputenv("SEMBLANCE_MODELS", QFile::encodeName(path(QStringLiteral("imported"))));
    const QString pictures = path(QStringLiteral("pictures"));
    QVERIFY(QDir().mkpath(pictures));
    const QDir icons(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons"));
    for (const QString& name :
         icons.entryList({QStringLiteral("*.png")}, QDir::Files).first(kPictures))
        QVERIFY(QFile::copy(icons.filePath(name), pictures + u'/' + name));
    m_indexing = std::make_unique<IndexingService>();
    m_models = std::make_unique<ModelService>();
    m_models->setIndexing(m_indexing.get());
}

void ModelServiceTest::cleanup() {
    closeLibrary();
    m_models.reset();
    m_indexing.reset();
}

void ModelServiceTest::openLibrary(const QString& model) {
    m_libraries = std::make_unique<LibraryService>();
    QSignalSpy opened(m_libraries.get(), &LibraryService::opened);
    m_libraries->open(path(QStringLiteral("library")), model);
    QVERIFY(opened.wait(kPatienceMs));
    m_indexing->setLibrary(m_libraries->library());
    m_models->setLibrary(m_libraries->library());
}

void ModelServiceTest::closeLibrary() {
    if (m_models)
        m_models->setLibrary(nullptr);
    if (m_indexing)
        m_indexing->setLibrary(nullptr);
    m_libraries.reset();
    entries();  // behind whatever still holds the library
}

void ModelServiceTest::index() {
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    m_indexing->addFolder(path(QStringLiteral("pictures")));
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, kPictures);
}

void ModelServiceTest::importClip() {
    QSignalSpy imported(m_models.get(), &ModelService::imported);
    m_models->importFolder(tinyModel(kClip));
    QVERIFY(imported.wait(kPatienceMs));
}

void ModelServiceTest::chooseAndWait(const QString& name) {
    QSignalSpy chosen(m_models.get(), &ModelService::chosen);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    m_models->choose(name);
    QVERIFY(chosen.wait(kPatienceMs));
    QCOMPARE(lastOf<QString>(chosen), name);
    if (m_indexing->isRunning())
        QVERIFY(finished.wait(kPatienceMs));
}

QList<ModelEntry> ModelServiceTest::entries() {
    if (!m_models)
        return {};
    QSignalSpy changed(m_models.get(), &ModelService::modelsChanged);
    m_models->refresh();
    return changed.wait(kPatienceMs) ? lastOf<QList<ModelEntry>>(changed) : QList<ModelEntry>();
}

ModelEntry ModelServiceTest::entry(const QString& name) {
    const QList<ModelEntry> all = entries();
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const ModelEntry& one) { return one.model.name == name; });
    return it == all.end() ? ModelEntry() : *it;
}

QStringList ModelServiceTest::names() {
    QStringList names;
    for (const ModelEntry& one : entries())
        names << one.model.name;
    return names;
}

std::size_t ModelServiceTest::found() {
    const auto library = m_libraries->library();
    Searcher searcher(library->catalogue(), library->models(), library->decoders());
    Query query;
    query.text = QStringLiteral("a heart");
    const auto prepared = searcher.prepare(query);
    return prepared ? prepared->rank().size() : 0;
}

void ModelServiceTest::listsWithoutALibrary() {
    QSignalSpy changed(m_models.get(), &ModelService::modelsChanged);
    m_models->refresh();
    QVERIFY(changed.wait(kPatienceMs));
    // Looked at by itself.
    QTRY_VERIFY_WITH_TIMEOUT(
        lastOf<QList<ModelEntry>>(changed).first().model.state == KnownModel::State::Good,
        kPatienceMs);
    const auto models = lastOf<QList<ModelEntry>>(changed);
    QCOMPARE(models.size(), 1);
    QCOMPARE(models.first().model.name, kMini);
    QCOMPARE(models.first().model.origin, KnownModel::Origin::Shipped);
    QVERIFY(models.first().model.report.composes);
    QVERIFY(!models.first().isChosen && !models.first().answers);
    QCOMPARE(m_models->libraryPictures(), 0);
}

void ModelServiceTest::choosingWaitsForALibrary() {
    importClip();
    QSignalSpy waits(m_models.get(), &ModelService::choiceWaits);
    QSignalSpy chosen(m_models.get(), &ModelService::chosen);
    m_models->choose(kMini);
    m_models->choose(kClip);  // the last word counts
    QCOMPARE(waits.count(), 2);
    QCOMPARE(lastOf<QString>(waits), kClip);
    QVERIFY(chosen.isEmpty());
    openLibrary();
    QTRY_COMPARE_WITH_TIMEOUT(chosen.count(), 1, kPatienceMs);
    QCOMPARE(lastOf<QString>(chosen), kClip);
    QVERIFY(entry(kClip).isChosen);

    // Once: the next library is opened with its own.
    closeLibrary();
    m_models->choose(kClip);
    QSignalSpy removed(m_models.get(), &ModelService::removed);
    m_models->remove(kClip);
    QVERIFY(removed.wait(kPatienceMs));
    QSignalSpy problems(m_models.get(), &ModelService::problem);
    openLibrary();
    entries();
    QCOMPARE(chosen.count(), 1);
    QVERIFY(problems.isEmpty());
}

void ModelServiceTest::importsAndTells() {
    QSignalSpy progress(m_models.get(), &ModelService::importProgressed);
    QSignalSpy imported(m_models.get(), &ModelService::imported);
    m_models->importFolder(tinyModel(kClip), QStringLiteral("my clip"));
    m_models->importFolder(tinyModel(kClip), QStringLiteral("again"));
    QVERIFY(m_models->isImporting());
    QTRY_COMPARE_WITH_TIMEOUT(imported.size(), 2, kPatienceMs);
    QVERIFY(!m_models->isImporting());
    QVERIFY(!progress.isEmpty());
    QCOMPARE(imported[0].at(0).toString(), QStringLiteral("my clip"));
    QCOMPARE(imported[0].at(1).toBool(), false);
    QCOMPARE(imported[1].at(0).toString(), QStringLiteral("my clip"));
    QCOMPARE(imported[1].at(1).toBool(), true);
    QCOMPARE(names(), (QStringList{kMini, QStringLiteral("my clip")}));
    const ModelEntry added = entry(QStringLiteral("my clip"));
    QCOMPARE(added.model.state, KnownModel::State::Good);
    QVERIFY(added.model.report.wasTested());
}

void ModelServiceTest::badFoldersFail() {
    QSignalSpy failures(m_models.get(), &ModelService::importFailed);
    m_models->importFolder(path(QStringLiteral("pictures")));
    QVERIFY(failures.wait(kPatienceMs));
    QCOMPARE(lastOf<QString>(failures), path(QStringLiteral("pictures")));
    QVERIFY(lastOf<Error>(failures, 1).sentence.contains(QStringLiteral("config.json")));
    QCOMPARE(names(), QStringList{kMini});
}

void ModelServiceTest::importsAreCancelled() {
    QSignalSpy failures(m_models.get(), &ModelService::importFailed);
    QSignalSpy imported(m_models.get(), &ModelService::imported);
    m_models->importFolder(tinyModel(kClip));
    m_models->importFolder(tinyModel(QStringLiteral("siglip")));
    m_models->cancelImport();
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 2, kPatienceMs);
    QCOMPARE(lastOf<Error>(failures, 1).kind, ErrorKind::Cancelled);
    QVERIFY(imported.isEmpty());
    // What is asked for afterwards is not meant.
    importClip();
    QCOMPARE(names(), (QStringList{kMini, kClip}));
}

void ModelServiceTest::checks() {
    importClip();
    QSignalSpy checked(m_models.get(), &ModelService::checked);
    QVERIFY(QFile::resize(path(QStringLiteral("imported/clip/model.safetensors")), 1000));
    m_models->check(kClip);
    QVERIFY(m_models->isChecking(kClip));
    QVERIFY(checked.wait(kPatienceMs));
    QVERIFY(!m_models->isChecking(kClip));
    const ModelEntry broken = entry(kClip);
    QCOMPARE(broken.model.state, KnownModel::State::Broken);
    QVERIFY(broken.model.problem.contains(QStringLiteral("model.safetensors")));
}

void ModelServiceTest::choosesAndSwitchesBack() {
    openLibrary();
    index();
    importClip();
    QCOMPARE(found(), std::size_t(kPictures));
    ModelEntry mini = entry(kMini);
    QVERIFY(mini.isChosen && mini.answers);
    QCOMPARE(mini.pictures, kPictures);
    QCOMPARE(m_models->libraryPictures(), kPictures);
    QVERIFY(!entry(kClip).isChosen);

    chooseAndWait(kClip);
    QCOMPARE(found(), std::size_t(kPictures));
    mini = entry(kMini);
    const ModelEntry clip = entry(kClip);
    QVERIFY(clip.isChosen && clip.answers);
    QVERIFY(!mini.isChosen && !mini.answers);
    QCOMPARE(clip.pictures, kPictures);
    QCOMPARE(mini.pictures, kPictures);
    QVERIFY(clip.vectorBytes > 0);

    // Nothing is encoded again on the way back, nor forth.
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    for (const QString& name : {kMini, kClip, kMini}) {
        chooseAndWait(name);
        QVERIFY(entry(name).answers);
        QCOMPARE(found(), std::size_t(kPictures));
        QCOMPARE(lastOf<IndexingSummary>(finished).indexed, 0);
    }
    // Remembered.
    closeLibrary();
    openLibrary();
    QVERIFY(entry(kMini).isChosen);
}

void ModelServiceTest::choosingWhileIndexingLosesNothing() {
    openLibrary();
    importClip();
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QSignalSpy chosen(m_models.get(), &ModelService::chosen);
    m_indexing->addFolder(path(QStringLiteral("pictures")));
    m_models->choose(kClip);
    QVERIFY(chosen.wait(kPatienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(!m_indexing->isRunning(), kPatienceMs);
    const ModelEntry clip = entry(kClip);
    QVERIFY(clip.isChosen);
    QCOMPARE(clip.pictures, kPictures);
    QCOMPARE(found(), std::size_t(kPictures));
}

void ModelServiceTest::choosingKeepsThePause() {
    openLibrary();
    index();
    importClip();
    QSignalSpy chosen(m_models.get(), &ModelService::chosen);
    QSignalSpy problems(m_models.get(), &ModelService::problem);
    QSignalSpy progress(m_indexing.get(), &IndexingService::progressChanged);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    m_indexing->pause();
    m_models->choose(QStringLiteral("nonesuch"));
    QVERIFY(problems.wait(kPatienceMs));
    QVERIFY(m_indexing->isPaused());
    m_models->choose(kClip);
    QVERIFY(chosen.wait(kPatienceMs));
    QVERIFY(m_indexing->isPaused());
    const auto waits = [&] {
        const auto now = lastOf<IndexingProgress>(progress);
        return now.phase == IndexingProgress::Phase::Encoding && now.paused && now.toDo > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(waits(), kPatienceMs);
    QVERIFY(finished.isEmpty());
    QCOMPARE(entry(kClip).pictures, 0);
    // The former model answers meanwhile.
    QVERIFY(entry(kMini).answers);
    QCOMPARE(found(), std::size_t(kPictures));
    m_indexing->resume();
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, kPictures);
    QVERIFY(entry(kClip).answers);
}

void ModelServiceTest::whatCannotBeChosenChangesNothing() {
    openLibrary();
    index();
    importClip();
    QVERIFY(QFile::resize(path(QStringLiteral("imported/clip/model.safetensors")), 1000));
    QSignalSpy problems(m_models.get(), &ModelService::problem);
    QSignalSpy chosen(m_models.get(), &ModelService::chosen);
    for (const QString& name : {kClip, QStringLiteral("nonesuch")}) {
        m_models->choose(name);
        QVERIFY(problems.wait(kPatienceMs));
        QVERIFY(!lastOf<Error>(problems).sentence.isEmpty());
    }
    QVERIFY(chosen.isEmpty());
    QVERIFY(entry(kMini).isChosen);
    QCOMPARE(found(), std::size_t(kPictures));
    // The library is still written to with the model it has.
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QVERIFY(QFile::copy(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons/red-heart.png"),
                        path(QStringLiteral("pictures/one more.png"))));
    m_indexing->rescanAll();
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, 1);
    QCOMPARE(found(), std::size_t(kPictures + 1));
}

void ModelServiceTest::whatIsInUseStays() {
    openLibrary();
    index();
    importClip();
    QSignalSpy problems(m_models.get(), &ModelService::problem);
    const auto isRefused = [&](const QString& name, bool forget) {
        const auto before = problems.size();
        forget ? m_models->forget(name) : m_models->remove(name);
        return problems.wait(kPatienceMs) && problems.size() == before + 1 &&
               lastOf<Error>(problems).kind == ErrorKind::WrongUse;
    };
    QVERIFY(isRefused(kMini, false));
    QVERIFY(isRefused(kMini, true));
    chooseAndWait(kClip);
    QVERIFY(isRefused(kClip, false));
    QVERIFY(isRefused(kClip, true));
    QVERIFY(isRefused(kMini, false));
    QCOMPARE(entry(kClip).pictures, kPictures);
    // What merely came with the program may be forgotten, and encoded again.
    QSignalSpy forgotten(m_models.get(), &ModelService::forgotten);
    m_models->forget(kMini);
    QVERIFY(forgotten.wait(kPatienceMs));
    QVERIFY(forgotten.last().at(1).toLongLong() > 0);
    QCOMPARE(entry(kMini).pictures, 0);
}

void ModelServiceTest::removingFreesVectors() {
    openLibrary();
    index();
    importClip();
    chooseAndWait(kClip);
    const QString vectors =
        LibraryPaths(path(QStringLiteral("library"))).vectors(entry(kClip).model.report.hash);
    QVERIFY(QFile::exists(vectors));
    chooseAndWait(kMini);
    QSignalSpy removed(m_models.get(), &ModelService::removed);
    m_models->remove(kClip);
    QVERIFY(removed.wait(kPatienceMs));
    QVERIFY(!QFile::exists(vectors));
    QVERIFY(!QFile::exists(path(QStringLiteral("imported/clip"))));
    QCOMPARE(names(), QStringList{kMini});
    QCOMPARE(found(), std::size_t(kPictures));
}

void ModelServiceTest::aModelThatIsGoneIsToldAndReplaced() {
    openLibrary();
    index();
    importClip();
    chooseAndWait(kClip);
    // By another program; this one goes on.
    QVERIFY(ModelStore().remove(kClip));
    QCOMPARE(found(), std::size_t(kPictures));
    closeLibrary();

    openLibrary();
    const auto answering = m_libraries->library()->models().answering();
    QVERIFY2(answering, qPrintable(answering ? QString() : answering.error().sentence));
    const std::optional<Error> why = (*answering)->problem;
    QVERIFY(why);
    QVERIFY(why->sentence.contains(QStringLiteral("'clip'")));
    QVERIFY(why->sentence.contains(QStringLiteral("gone")));
    QCOMPARE(found(), std::size_t(kPictures));
    const ModelEntry gone = entry(kClip);
    QVERIFY(gone.isChosen && gone.isFolder && !gone.answers);
    QCOMPARE(gone.model.state, KnownModel::State::Broken);
    QVERIFY(entry(kMini).answers);
    // Indexing says so, too.
    QSignalSpy problems(m_indexing.get(), &IndexingService::problem);
    m_indexing->rescanAll();
    QVERIFY(problems.wait(kPatienceMs));

    // What it left can be freed as soon as another one is chosen.
    chooseAndWait(kMini);
    const auto mini = m_libraries->library()->models().answering();
    QVERIFY(mini && !(*mini)->problem);
    QSignalSpy forgotten(m_models.get(), &ModelService::forgotten);
    m_models->forget(kClip);
    QVERIFY(forgotten.wait(kPatienceMs));
    QCOMPARE(names(), QStringList{kMini});
}

void ModelServiceTest::foldersInPlaceAreListed() {
    const QString folder = path(QStringLiteral("my models/clip"));
    QVERIFY(copyFolder(tinyModel(kClip), folder));
    openLibrary(folder);
    index();
    QVERIFY(names().contains(folder));
    const ModelEntry used = entry(folder);
    QVERIFY(used.isFolder && used.isChosen && used.answers);
    QCOMPARE(used.pictures, kPictures);
    QSignalSpy problems(m_models.get(), &ModelService::problem);
    m_models->remove(folder);
    QVERIFY(problems.wait(kPatienceMs));
    // Imported, it is the same model: nothing is encoded again.
    importClip();
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    chooseAndWait(kClip);
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, 0);
    QCOMPARE(names(), (QStringList{kMini, kClip}));
    QVERIFY(entry(kClip).isChosen && entry(kClip).answers);
    QVERIFY(QFile::exists(folder + QStringLiteral("/config.json")));
}

/// Also when lists of another one still wait.
void ModelServiceTest::theLibrarySetLastIsListed() {
    openLibrary();
    index();
    m_models->refresh();
    m_models->setLibrary(nullptr);
    m_models->setLibrary(m_libraries->library());
    QTRY_COMPARE_WITH_TIMEOUT(m_models->libraryPictures(), qint64(kPictures), kPatienceMs);
}

SEMBLANCE_TEST(ModelServiceTest)
#include "tst_modelservice.moc"
