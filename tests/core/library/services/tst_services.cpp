#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/pictureservice.h"
#include "core/library/services/searchservice.h"
#include "core/scan/volume.h"
#include "tests/core/hangingfolder.h"
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
    void answersGrow();
    void onlyTheLastSearchIsAnswered();
    void searchFails();
    void thumbnailsComeFromTheCache();
    void lostThumbnailIsMadeAgain();
    void viewsAreDecoded();
    void viewsAreDecodedAhead();
    void thumbnailsNotWantedAnyMoreAreDropped();
    void pausesResumesAndCancels();
    void secondLibraryReadsAlongside();
    void tellsNothingWithoutNews();
    void aDiskThatHangsHoldsUpNothing();
    void aFolderAtANewPlaceIsAskedAbout();
    void keepsWhatScansLookAt();
    void removesAFolder();
    void takesOverFromAWriterThatEnds();

private:
    QString folder(const QString& name) const { return m_dir.filePath(name); }
    qsizetype shown() const { return m_photos ? m_photos->size() : -1; }

    QTemporaryDir m_dir;
    // As told of last.
    PhotoListPtr m_photos;
    QList<RootInfo> m_roots;
    LibraryCounts m_counts;
    int m_misfits = 0;  ///< changes that did not lead on from the list told of before
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
    QSignalSpy writable(m_libraries.get(), &LibraryService::writableChanged);
    connect(m_libraries.get(), &LibraryService::photosChanged, this,
            [this](const PhotoListPtr& list, const RowChanges& changes) {
                m_misfits += changes.lead(m_photos ? shown() : 0, list->size()) ? 0 : 1;
                m_photos = list;
            });
    connect(m_libraries.get(), &LibraryService::rootsChanged, this,
            [this](const QList<RootInfo>& now) { m_roots = now; });
    connect(m_libraries.get(), &LibraryService::countsChanged, this,
            [this](const LibraryCounts& now) { m_counts = now; });
    QVERIFY(!m_libraries->library());
    m_libraries->open(folder(QStringLiteral("library")));
    QVERIFY(opened.wait(kPatienceMs));
    QVERIFY(m_libraries->library());
    // The empty library is told of, too.
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 0, kPatienceMs);
    QCOMPARE(roots.size(), 1);
    QVERIFY(m_roots.isEmpty());
    QVERIFY(writable.isEmpty());

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

void ServicesTest::indexesAndTells() {
    QSignalSpy progress(m_indexing.get(), &IndexingService::progressChanged);
    QSignalSpy searchable(m_libraries.get(), &LibraryService::searchableChanged);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QSignalSpy problems(m_indexing.get(), &IndexingService::problem);
    m_indexing->addFolder(folder(QStringLiteral("icons")));
    QVERIFY(m_indexing->isRunning());
    QVERIFY(finished.wait(kPatienceMs));
    QVERIFY(!m_indexing->isRunning());
    QVERIFY(problems.isEmpty());
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

    // Nobody asked for it.
    QTRY_COMPARE_WITH_TIMEOUT(shown(), m_names.size(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!searchable.isEmpty(), kPatienceMs);
    QCOMPARE(m_misfits, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_counts.photos, m_names.size(), kPatienceMs);
    QCOMPARE(m_roots.size(), 1);
    QCOMPARE(m_roots[0].path, folder(QStringLiteral("icons")));
    QCOMPARE(m_roots[0].state, RootInfo::State::Present);
}

void ServicesTest::listsFailures() {
    QSignalSpy failed(m_libraries.get(), &LibraryService::failedPhotosReady);
    m_libraries->requestFailedPhotos();
    QVERIFY(failed.wait(kPatienceMs));
    const auto list = lastOf<QList<FailedPhoto>>(failed);
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0].path, folder(QStringLiteral("icons/broken.png")));
    QVERIFY(list[0].reason.endsWith(QLatin1Char('.')));
    QVERIFY(!list[0].quarantined);
    QTRY_COMPARE_WITH_TIMEOUT(m_counts.failed, 1, kPatienceMs);
    // As a filter finds them, with no engine.
    Query query;
    query.filter.terms = {{PhotoFilter::Field::Is, {}, QStringLiteral("failed")}};
    QSignalSpy answered(m_searching.get(), &SearchService::answered);
    m_searching->search(query);
    QVERIFY(answered.wait(kPatienceMs));
    const auto answer = lastOf<SearchAnswer>(answered);
    QCOMPARE(answer.photos->size(), 1);
    QCOMPARE(answer.photos->at(0).path, list[0].path);
    QCOMPARE(answer.photos->at(0).failure, list[0].reason);
    QVERIFY(answer.photos->isByTime() && !answer.photos->at(0).score && !answer.good);
    QCOMPARE(answer.waiting, 0);
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

void ServicesTest::answersGrow() {
    QSignalSpy answered(m_searching.get(), &SearchService::answered);
    Query query = textQuery(QStringLiteral("a heart"));
    query.limit = 2;
    m_searching->search(query);
    QVERIFY(answered.wait(kPatienceMs));
    const auto few = lastOf<SearchAnswer>(answered);
    QCOMPARE(few.photos->size(), 2);
    m_searching->setLimit(4);
    QVERIFY(answered.wait(kPatienceMs));
    const auto more = lastOf<SearchAnswer>(answered);
    QCOMPARE(more.photos->size(), 4);
    for (qsizetype row = 0; row < 2; ++row)
        QCOMPARE(more.photos->at(row).file, few.photos->at(row).file);
    // And stays so long in another mix.
    m_searching->setMix(0.3f);
    QVERIFY(answered.wait(kPatienceMs));
    QCOMPARE(lastOf<SearchAnswer>(answered).photos->size(), 4);
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
    const PhotoListPtr list = m_photos;
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

void ServicesTest::viewsAreDecodedAhead() {
    QSignalSpy ready(m_pictures.get(), &PictureService::viewReady);
    QSignalSpy failed(m_pictures.get(), &PictureService::viewFailed);
    const QString broken = folder(QStringLiteral("icons/broken.png"));
    const auto item = [](const QString& path) {
        PhotoItem photo;
        photo.path = path;
        return photo;
    };
    // Asked for while it is being decoded; it may be decoded already.
    m_pictures->prefetchViews({item(icon(QStringLiteral("cat"))), item(broken)}, 1000);
    quint64 number = m_pictures->requestView(icon(QStringLiteral("cat")), 1000);
    QVERIFY(ready.wait(kPatienceMs));
    QCOMPARE(ready.size(), 1);
    QCOMPARE(lastOf<quint64>(ready), number);
    QCOMPARE(lastOf<QImage>(ready, 1).size(), QSize(256, 256));
    // Again, from what is kept.
    number = m_pictures->requestView(icon(QStringLiteral("cat")), 1000);
    QVERIFY(ready.wait(kPatienceMs));
    QCOMPARE(lastOf<quint64>(ready), number);
    // What failed ahead fails when it is asked for, too.
    number = m_pictures->requestView(broken, 1000);
    QVERIFY(failed.wait(kPatienceMs));
    QCOMPARE(lastOf<quint64>(failed), number);
    // In another size it is another view; what is overtaken is not told.
    m_pictures->prefetchViews({item(icon(QStringLiteral("anchor")))}, 100);
    m_pictures->requestView(icon(QStringLiteral("anchor")), 100);
    number = m_pictures->requestView(icon(QStringLiteral("anchor")), 50);
    QVERIFY(ready.wait(kPatienceMs));
    QCOMPARE(lastOf<quint64>(ready), number);
    QCOMPARE(lastOf<QImage>(ready, 1).size(), QSize(50, 50));
    QCOMPARE(ready.size(), 3);
    m_pictures->prefetchViews({}, 0);
}

void ServicesTest::thumbnailsNotWantedAnyMoreAreDropped() {
    QSignalSpy ready(m_pictures.get(), &PictureService::thumbnailReady);
    const PhotoListPtr list = m_photos;
    const ContentId wanted = list->at(0).content;
    QSet<qint64> others;
    for (qsizetype row = 1; row < list->size(); ++row)
        others.insert(list->at(row).content.value);
    for (int round = 0; round < 20; ++round) {
        for (qsizetype row = 0; row < list->size(); ++row)
            m_pictures->requestThumbnail(list->at(row).content, 256, list->at(row).path);
        m_pictures->dropPendingThumbnails(others, 256);
    }
    // Behind all of them, for the last asked for is answered first.
    const auto isThere = [&] {
        return std::any_of(ready.begin(), ready.end(), [&](const QVariantList& call) {
            return call.at(0).value<ContentId>() == wanted;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), kPatienceMs);
    QVERIFY(ready.size() < 20 * list->size());
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
    QVERIFY(m_libraries->library()->catalogue().refresh({}));
    QCOMPARE(m_libraries->library()->catalogue().snapshot()->photos()->size(), m_names.size());

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
    QTRY_COMPARE_WITH_TIMEOUT(shown(), m_names.size() + 1, kPatienceMs);
}

void ServicesTest::secondLibraryReadsAlongside() {
    LibraryService second;
    QSignalSpy problems(&second, &LibraryService::problem);
    QSignalSpy changed(&second, &LibraryService::photosChanged);
    QSignalSpy writable(&second, &LibraryService::writableChanged);
    second.open(folder(QStringLiteral("library")));
    QVERIFY(changed.wait(kPatienceMs));
    QCOMPARE(lastOf<PhotoListPtr>(changed)->size(), m_names.size() + 1);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(lastOf<Error>(problems).kind, ErrorKind::Busy);
    QCOMPARE(writable.size(), 1);
    QVERIFY(!lastOf<bool>(writable));

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

void ServicesTest::tellsNothingWithoutNews() {
    QSignalSpy photos(m_libraries.get(), &LibraryService::photosChanged);
    QSignalSpy roots(m_libraries.get(), &LibraryService::rootsChanged);
    QSignalSpy counts(m_libraries.get(), &LibraryService::countsChanged);
    QSignalSpy searchable(m_libraries.get(), &LibraryService::searchableChanged);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QSignalSpy failed(m_libraries.get(), &LibraryService::failedPhotosReady);
    m_libraries->refresh();
    m_indexing->rescanAll();
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, 0);
    QVERIFY(m_libraries->library()->catalogue().refresh({}));
    // Told behind whatever there would be to tell.
    m_libraries->requestFailedPhotos();
    QVERIFY(failed.wait(kPatienceMs));
    QVERIFY(photos.isEmpty() && roots.isEmpty() && counts.isEmpty() && searchable.isEmpty());
}

/// Every call here is made on the thread that the window is drawn on.
void ServicesTest::aDiskThatHangsHoldsUpNothing() {
    test::HangingFolder hanging;
    if (!hanging.hangs())
        QSKIP("A file system that hangs takes root's rights.");
    const auto parent = locateRoot(QFileInfo(hanging.path()).path());
    QVERIFY(parent);
    RootPlace place = *parent;
    const QString inside = QLatin1Char('/') + QFileInfo(hanging.path()).fileName();
    place.path += inside;
    place.pathOnVolume += place.pathOnVolume.isEmpty() ? inside.mid(1) : inside;
    Catalogue& catalogue = m_libraries->library()->catalogue();
    const auto root = catalogue.writer()->addRoot(place);
    QVERIFY(root);
    const auto hangingRoot = [&] {
        for (const RootInfo& info : m_roots) {
            if (info.id == root->root)
                return info.state;
        }
        return RootInfo::State::Present;
    };
    QTRY_COMPARE_WITH_TIMEOUT(hangingRoot(), RootInfo::State::VolumeAbsent, kPatienceMs);
    QSignalSpy answered(m_searching.get(), &SearchService::answered);
    QSignalSpy failed(m_searching.get(), &SearchService::failed);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    m_libraries->refresh();
    m_pictures->requestFileThumbnail(hanging.path() + QStringLiteral("/a.jpg"), 64);
    m_indexing->rescan(root->root);
    m_searching->search(textQuery(QStringLiteral("a book")));
    QVERIFY(answered.wait(kPatienceMs));
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = hanging.path() + QStringLiteral("/a.jpg");
    m_searching->search(query);
    m_searching->search(textQuery(QStringLiteral("a heart")));
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 2, kPatienceMs);
    QVERIFY(failed.isEmpty());
    m_indexing->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatienceMs);
    m_libraries->removeRoot(root->root);
    QTRY_COMPARE_WITH_TIMEOUT(m_roots.size(), 2, kPatienceMs);
}

/// Renamed and added again; there and back.
void ServicesTest::aFolderAtANewPlaceIsAskedAbout() {
    const QString here = QFileInfo(folder(QStringLiteral("icons"))).canonicalFilePath();
    const QString there = here + QStringLiteral("-moved");
    const PhotoListPtr before = m_photos;
    const auto rename = [&](const QString& from, const QString& to) {
        if (!QDir().rename(from, to))
            return false;
        return QTest::qWaitFor(
            [&] {
                m_libraries->refresh();
                return std::any_of(m_roots.begin(), m_roots.end(), [&](const RootInfo& root) {
                    return root.path == from && root.state == RootInfo::State::FolderMissing;
                });
            },
            kPatienceMs);
    };
    const auto isRootAt = [&](const QString& path) {
        return std::any_of(m_roots.begin(), m_roots.end(), [&](const RootInfo& root) {
            return root.path == path && root.state == RootInfo::State::Present;
        });
    };
    QSignalSpy recognised(m_indexing.get(), &IndexingService::recognised);
    QSignalSpy finished(m_indexing.get(), &IndexingService::finished);
    QVERIFY(rename(here, there));
    m_indexing->addFolder(there);
    QVERIFY(recognised.wait(kPatienceMs));
    const auto question = lastOf<PlaceQuestion>(recognised);
    QCOMPARE(question.found.oldPath, here);
    QCOMPARE(question.found.newPath, there);
    QCOMPARE(question.found.matched, question.found.known);
    QVERIFY(!m_indexing->isRunning());
    QVERIFY(finished.isEmpty());
    QCOMPARE(m_roots.size(), 2);
    m_indexing->usePlace(question);
    QVERIFY(finished.wait(kPatienceMs));
    QCOMPARE(lastOf<IndexingSummary>(finished).indexed, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isRootAt(there), kPatienceMs);
    QCOMPARE(m_roots.size(), 2);
    QCOMPARE(m_photos->size(), before->size());

    QVERIFY(rename(there, here));
    m_indexing->addFolder(here);
    QTRY_COMPARE_WITH_TIMEOUT(recognised.size(), 2, kPatienceMs);
    m_indexing->usePlace(lastOf<PlaceQuestion>(recognised));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isRootAt(here), kPatienceMs);
}

void ServicesTest::keepsWhatScansLookAt() {
    QSignalSpy ready(m_libraries.get(), &LibraryService::scanSettingsReady);
    m_libraries->requestScanSettings();
    QVERIFY(ready.wait(kPatienceMs));
    ScanSettings settings = lastOf<ScanSettings>(ready);
    QVERIFY(settings == ScanSettings());
    settings.followLinks = true;
    settings.leftOut = {QStringLiteral("drafts/")};
    m_libraries->setScanSettings(settings);
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 2, kPatienceMs);
    QVERIFY(lastOf<ScanSettings>(ready) == settings);
    m_libraries->setScanSettings({});
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 3, kPatienceMs);
    QVERIFY(lastOf<ScanSettings>(ready) == ScanSettings());
}

void ServicesTest::removesAFolder() {
    QCOMPARE(m_roots.size(), 2);
    QVERIFY(m_roots[0].path < m_roots[1].path);
    const PhotoListPtr before = m_photos;
    m_libraries->removeRoot(m_roots[0].id);
    QTRY_COMPARE_WITH_TIMEOUT(m_roots.size(), 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 1, kPatienceMs);
    QCOMPARE(m_misfits, 0);
    // Who holds the former list goes on reading it.
    QCOMPARE(before->size(), m_names.size() + 1);
    QVERIFY(QFile::exists(folder(QStringLiteral("icons/cat.png"))));
}

void ServicesTest::takesOverFromAWriterThatEnds() {
    LibraryService second;
    QSignalSpy writable(&second, &LibraryService::writableChanged);
    QSignalSpy photos(&second, &LibraryService::photosChanged);
    second.open(folder(QStringLiteral("library")));
    QTRY_COMPARE_WITH_TIMEOUT(writable.size(), 1, kPatienceMs);
    QVERIFY(!lastOf<bool>(writable));
    // What the writer does is seen meanwhile, without having been asked for.
    QTRY_COMPARE_WITH_TIMEOUT(photos.size(), 1, kPatienceMs);
    m_libraries->removeRoot(m_roots[0].id);
    QTRY_COMPARE_WITH_TIMEOUT(lastOf<PhotoListPtr>(photos)->size(), 0, kPatienceMs);

    cleanupTestCase();
    QTRY_COMPARE_WITH_TIMEOUT(writable.size(), 2, kPatienceMs);
    QVERIFY(lastOf<bool>(writable));
    IndexingService indexing;
    indexing.setLibrary(second.library());
    QSignalSpy problems(&indexing, &IndexingService::problem);
    QSignalSpy finished(&indexing, &IndexingService::finished);
    indexing.addFolder(folder(QStringLiteral("more")));
    QVERIFY(finished.wait(kPatienceMs));
    QVERIFY(problems.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(lastOf<PhotoListPtr>(photos)->size(), 1, kPatienceMs);
}

SEMBLANCE_TEST(ServicesTest)
#include "tst_services.moc"
