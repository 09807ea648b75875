#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/library.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/pictureservice.h"
#include "core/library/services/searchservice.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
constexpr int kPatienceMs = 120'000;

QString icon(const QString& name) {
    return QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons/%1.png").arg(name);
}

Query textQuery(const QString& text) {
    Query query;
    query.text = text;
    return query;
}

template <class Value>
Value lastOf(const QSignalSpy& spy, int argument = 0) {
    return spy.isEmpty() ? Value() : spy.last().at(argument).template value<Value>();
}
}  // namespace

/// The services as the window uses them, with the real children behind them.
class ServicesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void indexesAndTells();
    void listsFailures();
    void searches();
    void mixRanksAnew();
    void onlyTheLastSearchIsAnswered();
    void searchFails();
    void thumbnailsComeFromTheCache();
    void lostThumbnailIsMadeAgain();
    void viewsAreDecoded();
    void pausesResumesAndCancels();
    void secondLibraryReadsAlongside();
    void removesAFolder();

private:
    QString folder(const QString& name) const { return m_dir.filePath(name); }
    PhotoListPtr photos();

    QTemporaryDir m_dir;
    qsizetype m_told = 0;  ///< rows of the list that photosChanged() told of last
    int m_misfits = 0;     ///< changes that did not lead on from there
    const QStringList m_names{QStringLiteral("red-heart"), QStringLiteral("green-heart"),
                              QStringLiteral("cat"), QStringLiteral("house"),
                              QStringLiteral("blue-book")};
    std::unique_ptr<LibraryService> m_libraries;
    std::unique_ptr<IndexingService> m_indexing;
    std::unique_ptr<SearchService> m_searching;
    std::unique_ptr<PictureService> m_pictures;
};

void ServicesTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    QVERIFY(QDir().mkpath(folder(QStringLiteral("icons"))));
    for (const QString& name : m_names)
        QVERIFY(QFile::copy(icon(name), folder(QStringLiteral("icons/%1.png").arg(name))));
    QFile broken(folder(QStringLiteral("icons/broken.png")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
    broken.close();

    m_libraries = std::make_unique<LibraryService>();
    QSignalSpy opened(m_libraries.get(), &LibraryService::opened);
    QSignalSpy roots(m_libraries.get(), &LibraryService::rootsChanged);
    connect(m_libraries.get(), &LibraryService::photosChanged, this,
            [this](const PhotoListPtr& list, const RowChanges& changes) {
                m_misfits += changes.lead(m_told, list->size()) ? 0 : 1;
                m_told = list->size();
            });
    QVERIFY(!m_libraries->library());
    m_libraries->open(folder(QStringLiteral("library")));
    QVERIFY(opened.wait(kPatienceMs));
    QVERIFY(m_libraries->library());
    QVERIFY(roots.wait(kPatienceMs));
    QVERIFY(lastOf<QList<RootInfo>>(roots).isEmpty());

    m_indexing = std::make_unique<IndexingService>();
    m_searching = std::make_unique<SearchService>();
    m_pictures = std::make_unique<PictureService>();
    m_indexing->setLibrary(m_libraries->library());
    m_searching->setLibrary(m_libraries->library());
    m_pictures->setLibrary(m_libraries->library());
}

void ServicesTest::cleanupTestCase() {
    m_pictures.reset();
    m_searching.reset();
    m_indexing.reset();
    m_libraries.reset();
}

PhotoListPtr ServicesTest::photos() {
    QSignalSpy changed(m_libraries.get(), &LibraryService::photosChanged);
    m_libraries->refresh();
    return changed.wait(kPatienceMs) ? lastOf<PhotoListPtr>(changed) : nullptr;
}

void ServicesTest::indexesAndTells() {
    QSignalSpy progress(m_indexing.get(), &IndexingService::progressChanged);
    QSignalSpy changed(m_indexing.get(), &IndexingService::libraryChanged);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QSignalSpy problems(m_indexing.get(), &IndexingService::problem);
    m_indexing->addFolder(folder(QStringLiteral("icons")));
    QVERIFY(m_indexing->isRunning());
    QVERIFY(finished.wait(kPatienceMs));
    QVERIFY(!m_indexing->isRunning());
    QVERIFY(problems.isEmpty());
    QVERIFY(!changed.isEmpty());
    const auto summary = lastOf<IndexingSummary>(finished);
    QCOMPARE(summary.indexed, m_names.size());
    QCOMPARE(summary.failed, 1);
    QVERIFY(!summary.cancelled);

    QList<IndexingProgress::Phase> phases;
    for (const QVariantList& call : progress) {
        const auto now = call.at(0).value<IndexingProgress>();
        QVERIFY(now.done <= now.toDo && now.failed <= now.done);
        if (phases.isEmpty() || phases.last() != now.phase)
            phases.append(now.phase);
    }
    using Phase = IndexingProgress::Phase;
    QCOMPARE(phases,
             (QList<Phase>{Phase::Scanning, Phase::Encoding, Phase::Finishing, Phase::Idle}));

    const PhotoListPtr list = photos();
    QVERIFY(list);
    QCOMPARE(list->size(), m_names.size());
}

void ServicesTest::listsFailures() {
    QSignalSpy failed(m_libraries.get(), &LibraryService::failedPhotosReady);
    QSignalSpy counts(m_libraries.get(), &LibraryService::countsChanged);
    m_libraries->requestFailedPhotos();
    QVERIFY(failed.wait(kPatienceMs));
    const auto list = lastOf<QList<FailedPhoto>>(failed);
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0].path, folder(QStringLiteral("icons/broken.png")));
    QVERIFY(list[0].reason.endsWith(QLatin1Char('.')));
    QVERIFY(!list[0].quarantined);
    QVERIFY(photos());
    QCOMPARE(lastOf<LibraryCounts>(counts).failed, 1);
}

void ServicesTest::searches() {
    QSignalSpy ready(m_searching.get(), &SearchService::engineReady);
    m_searching->warmUp();
    QVERIFY(ready.wait(kPatienceMs));
    QVERIFY(m_searching->defaultMix() > 0 && m_searching->defaultMix() < 1);

    QSignalSpy answered(m_searching.get(), &SearchService::answered);
    const quint64 number = m_searching->search(textQuery(QStringLiteral("a book")));
    QVERIFY(answered.wait(kPatienceMs));
    const auto answer = lastOf<SearchAnswer>(answered);
    QCOMPARE(answer.number, number);
    QCOMPARE(answer.searched, m_names.size());
    QCOMPARE(answer.photos->size(), m_names.size());
    QVERIFY(!answer.mixMatters);
    QCOMPARE(answer.unknownFraction, 0.0f);
    for (qsizetype row = 1; row < answer.photos->size(); ++row)
        QVERIFY(*answer.photos->at(row - 1).score >= *answer.photos->at(row).score);
}

void ServicesTest::mixRanksAnew() {
    QSignalSpy answered(m_searching.get(), &SearchService::answered);
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = icon(QStringLiteral("red-heart"));
    query.modification = QStringLiteral("in green");
    m_searching->search(query);
    QVERIFY(answered.wait(kPatienceMs));
    const auto first = lastOf<SearchAnswer>(answered);
    QVERIFY(first.mixMatters);
    QCOMPARE(first.mix, m_searching->defaultMix());
    // The reference itself is left out.
    QCOMPARE(first.photos->size(), m_names.size() - 1);

    const quint64 number = m_searching->setMix(0.0f);
    QVERIFY(number > first.number);
    QVERIFY(answered.wait(kPatienceMs));
    const auto picture = lastOf<SearchAnswer>(answered);
    QCOMPARE(picture.number, number);
    QCOMPARE(picture.mix, 0.0f);
    m_searching->setMix(1.0f);
    QVERIFY(answered.wait(kPatienceMs));
    const auto sentence = lastOf<SearchAnswer>(answered);
    QVERIFY(*picture.photos->at(0).score != *sentence.photos->at(0).score);
}

void ServicesTest::onlyTheLastSearchIsAnswered() {
    QSignalSpy answered(m_searching.get(), &SearchService::answered);
    QSignalSpy failed(m_searching.get(), &SearchService::failed);
    quint64 last = 0;
    for (int i = 0; i < 20; ++i)
        last = m_searching->search(textQuery(QStringLiteral("a thing, number %1").arg(i)));
    while (lastOf<SearchAnswer>(answered).number != last)
        QVERIFY(answered.wait(kPatienceMs));
    QCOMPARE(answered.size(), 1);
    QVERIFY(failed.isEmpty());
}

void ServicesTest::searchFails() {
    QSignalSpy failed(m_searching.get(), &SearchService::failed);
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = folder(QStringLiteral("nowhere.png"));
    const quint64 number = m_searching->search(query);
    QVERIFY(failed.wait(kPatienceMs));
    QCOMPARE(lastOf<quint64>(failed), number);
    QVERIFY(lastOf<Error>(failed, 1).sentence.contains(QStringLiteral("nowhere.png")));

    m_searching->search(Query());
    QVERIFY(failed.wait(kPatienceMs));
    QCOMPARE(lastOf<Error>(failed, 1).kind, ErrorKind::WrongUse);
}

void ServicesTest::thumbnailsComeFromTheCache() {
    QSignalSpy ready(m_pictures.get(), &PictureService::thumbnailReady);
    const PhotoListPtr list = photos();
    QVERIFY(list);
    for (qsizetype row = 0; row < list->size(); ++row)
        m_pictures->requestThumbnail(list->at(row).content, 256, list->at(row).path);
    while (ready.size() < list->size())
        QVERIFY(ready.wait(kPatienceMs));
    for (const QVariantList& call : ready)
        QCOMPARE(call.at(2).value<QImage>().size(), QSize(256, 256));
}

void ServicesTest::lostThumbnailIsMadeAgain() {
    QSignalSpy ready(m_pictures.get(), &PictureService::thumbnailReady);
    QSignalSpy missing(m_pictures.get(), &PictureService::thumbnailMissing);
    const ContentId unknown{987654};
    m_pictures->requestThumbnail(unknown, 256, icon(QStringLiteral("anchor")));
    QVERIFY(ready.wait(kPatienceMs));
    QCOMPARE(lastOf<ContentId>(ready), unknown);
    m_pictures->requestThumbnail(unknown, 256, folder(QStringLiteral("nowhere.png")));
    QVERIFY(missing.wait(kPatienceMs));
}

void ServicesTest::viewsAreDecoded() {
    QSignalSpy ready(m_pictures.get(), &PictureService::viewReady);
    QSignalSpy failed(m_pictures.get(), &PictureService::viewFailed);
    const quint64 number = m_pictures->requestView(icon(QStringLiteral("cat")), 1000);
    QVERIFY(ready.wait(kPatienceMs));
    QCOMPARE(lastOf<quint64>(ready), number);
    QCOMPARE(lastOf<QImage>(ready, 1).size(), QSize(256, 256));
    QCOMPARE(lastOf<PhotoFacts>(ready, 2).format, QStringLiteral("png"));

    m_pictures->requestView(folder(QStringLiteral("icons/broken.png")), 1000);
    QVERIFY(failed.wait(kPatienceMs));
    QVERIFY(!lastOf<Error>(failed, 1).sentence.isEmpty());

    QSignalSpy small(m_pictures.get(), &PictureService::fileThumbnailReady);
    m_pictures->requestFileThumbnail(icon(QStringLiteral("cat")), 64);
    QVERIFY(small.wait(kPatienceMs));
    QCOMPARE(lastOf<QImage>(small, 2).size(), QSize(64, 64));
}

void ServicesTest::pausesResumesAndCancels() {
    QVERIFY(QDir().mkpath(folder(QStringLiteral("more"))));
    QVERIFY(QFile::copy(icon(QStringLiteral("anchor")), folder(QStringLiteral("more/anchor.png"))));
    QSignalSpy progress(m_indexing.get(), &IndexingService::progressChanged);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    const auto waitForPausedEncoding = [&] {
        for (;;) {
            const auto now = lastOf<IndexingProgress>(progress);
            if (now.phase == IndexingProgress::Phase::Encoding && now.paused)
                return true;
            if (!progress.wait(kPatienceMs))
                return false;
        }
    };
    m_indexing->pause();
    QVERIFY(m_indexing->isPaused());
    m_indexing->addFolder(folder(QStringLiteral("more")));
    QVERIFY(waitForPausedEncoding());
    QVERIFY(finished.isEmpty());
    m_indexing->cancel();
    QVERIFY(finished.wait(kPatienceMs));
    QVERIFY(lastOf<IndexingSummary>(finished).cancelled);
    QVERIFY(!m_indexing->isPaused());
    QCOMPARE(photos()->size(), m_names.size());

    m_indexing->pause();
    m_indexing->rescanAll();
    QVERIFY(waitForPausedEncoding());
    // A change of the model ends the run and asks for it again; the pause is the user's.
    m_indexing->suspendRuns();
    QVERIFY(m_indexing->isPaused());
    QVERIFY(finished.wait(kPatienceMs));
    progress.clear();
    m_indexing->resumeRuns();
    QVERIFY(waitForPausedEncoding());
    QCOMPARE(finished.count(), 2);
    m_indexing->resume();
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, 1);
    QCOMPARE(lastOf<IndexingSummary>(finished).unchanged, m_names.size());
    QCOMPARE(photos()->size(), m_names.size() + 1);
}

void ServicesTest::secondLibraryReadsAlongside() {
    LibraryService second;
    QSignalSpy problems(&second, &LibraryService::problem);
    QSignalSpy changed(&second, &LibraryService::photosChanged);
    second.open(folder(QStringLiteral("library")));
    QVERIFY(changed.wait(kPatienceMs));
    QCOMPARE(lastOf<PhotoListPtr>(changed)->size(), m_names.size() + 1);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(lastOf<Error>(problems).kind, ErrorKind::Busy);

    IndexingService indexing;
    indexing.setLibrary(second.library());
    QSignalSpy refused(&indexing, &IndexingService::problem);
    QSignalSpy finished(&indexing, &IndexingService::finished);
    indexing.rescanAll();
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<Error>(refused).kind, ErrorKind::Busy);

    LibraryService broken;
    QSignalSpy openFailed(&broken, &LibraryService::openFailed);
    broken.open(icon(QStringLiteral("cat")));
    QVERIFY(openFailed.wait(kPatienceMs));
    QVERIFY(lastOf<Error>(openFailed).sentence.endsWith(QLatin1Char('.')));
}

void ServicesTest::removesAFolder() {
    QSignalSpy roots(m_libraries.get(), &LibraryService::rootsChanged);
    m_libraries->refresh();
    QVERIFY(roots.wait(kPatienceMs));
    const auto before = lastOf<QList<RootInfo>>(roots);
    QCOMPARE(before.size(), 2);
    m_libraries->removeRoot(before[0].id);
    QVERIFY(roots.wait(kPatienceMs));
    QCOMPARE(lastOf<QList<RootInfo>>(roots).size(), 1);
    QCOMPARE(photos()->size(), 1);
    QCOMPARE(m_told, 1);
    QCOMPARE(m_misfits, 0);
    QVERIFY(QFile::exists(folder(QStringLiteral("icons/cat.png"))));
}

SEMBLANCE_TEST(ServicesTest)
#include "tst_services.moc"
