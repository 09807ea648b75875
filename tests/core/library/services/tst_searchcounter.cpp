// What saved searches find, counted beside the queries, with the real children.

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/library.h"
#include "core/library/services/deskservice.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/searchcounter.h"
#include "core/library/services/searchservice.h"
#include "core/library/services/shelfservice.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
constexpr int patience = 240'000;
constexpr SearchCounter::Pauses soon{50, 100};

Query textQuery(const QString& text) {
    Query query;
    query.text = text;
    return query;
}
}  // namespace

/// What nobody knows is -1.
static qint64 photosOf(const QList<QVariant>& counted) {
    return counted[1].value<std::optional<qint64>>().value_or(-1);
}

class SearchCounterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_indexing.setLibrary(nullptr); }
    void countsWhatIsAboveTheLine();
    void standsBackAndGoesOn();
    void countsAgain();
    void whatCannotBeAskedHasNoCount();
    void letsGoOfALibrary();
    void theShelfShowsIt();

private:
    /// What an answer says of the same query, once the line is known.
    qint64 goodOf(const Query& query);

    QTemporaryDir m_dir;
    LibraryService m_libraries;
    IndexingService m_indexing;
};

void SearchCounterTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    const QDir icons(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/icons"));
    const QString folder = m_dir.filePath(QStringLiteral("icons"));
    QVERIFY(QDir().mkpath(folder));
    constexpr int some = 60;
    for (const QString& name : icons.entryList({QStringLiteral("*.png")}).mid(0, some))
        QVERIFY(QFile::copy(icons.filePath(name), folder + u'/' + name));
    QSignalSpy opened(&m_libraries, &LibraryService::opened);
    m_libraries.open(m_dir.filePath(QStringLiteral("library")));
    QVERIFY(opened.wait(patience));
    m_indexing.setLibrary(m_libraries.library());
    QSignalSpy finished(&m_indexing, &IndexingService::finished);
    m_indexing.addFolder(folder);
    QVERIFY(finished.wait(patience));
}

qint64 SearchCounterTest::goodOf(const Query& query) {
    SearchService search;
    search.setLibrary(m_libraries.library());
    qint64 good = -1;
    connect(&search, &SearchService::answered, this,
            [&good](const SearchAnswer& answer) { good = answer.good ? *answer.good : good; });
    Query whole = query;
    whole.limit = 1000;
    search.search(whole);
    return QTest::qWaitFor([&good] { return good >= 0; }, patience) ? good : -1;
}

void SearchCounterTest::countsWhatIsAboveTheLine() {
    const Query heart = textQuery(QStringLiteral("a red heart"));
    const Query cat = textQuery(QStringLiteral("a cat"));
    const qint64 hearts = goodOf(heart);
    QVERIFY(hearts >= 0);
    SearchCounter counter(soon, nullptr);
    QSignalSpy counted(&counter, &SearchCounter::counted);
    counter.setLibrary(m_libraries.library());
    counter.count({{7, heart}, {9, cat}});
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 2, patience);
    QCOMPARE(counted[0][0].toLongLong(), 7);
    QCOMPARE(photosOf(counted[0]), hearts);
    QCOMPARE(counted[1][0].toLongLong(), 9);
    QCOMPARE(photosOf(counted[1]), goodOf(cat));
    // Under its filter.
    Query none = heart;
    none.filter.terms = {{PhotoFilter::Field::Type, {}, QStringLiteral("video")}};
    counter.count({{7, heart}, {8, none}});
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 4, patience);
    QCOMPARE(photosOf(counted[2]), hearts);
    QCOMPARE(photosOf(counted[3]), 0);
}

void SearchCounterTest::standsBackAndGoesOn() {
    SearchCounter counter(soon, nullptr);
    QSignalSpy counted(&counter, &SearchCounter::counted);
    counter.setLibrary(m_libraries.library());
    const Query heart = textQuery(QStringLiteral("a red heart"));
    counter.count({{1, heart}});
    // Somebody types, then looks at the answer.
    for (int i = 0; i < 5; ++i)
        counter.standBack();
    QVERIFY(goodOf(textQuery(QStringLiteral("a house"))) >= 0);
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 1, patience);
}

// As the library changes: told once before, or several times meanwhile.
void SearchCounterTest::countsAgain() {
    SearchCounter counter(soon, nullptr);
    QSignalSpy counted(&counter, &SearchCounter::counted);
    counter.setLibrary(m_libraries.library());
    const QList<SearchCounter::Question> questions{{1, textQuery(QStringLiteral("a red heart"))},
                                                   {2, textQuery(QStringLiteral("a cat"))}};
    counter.count(questions);
    counter.count(questions);
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 2, patience);
    connect(&counter, &SearchCounter::counted, &counter, [&] {
        if (counted.count() == 3)
            counter.count(questions);
    });
    counter.count(questions);
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 6, patience);
}

void SearchCounterTest::whatCannotBeAskedHasNoCount() {
    SearchCounter counter(soon, nullptr);
    QSignalSpy counted(&counter, &SearchCounter::counted);
    counter.setLibrary(m_libraries.library());
    Query gone;
    gone.references.resize(1);
    gone.references[0].picture.path = m_dir.filePath(QStringLiteral("gone.png"));
    counter.count({{1, gone}});
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 1, patience);
    QCOMPARE(photosOf(counted[0]), -1);
}

void SearchCounterTest::theShelfShowsIt() {
    DeskService desk;
    QSignalSpy opened(&desk, &DeskService::opened);
    desk.setLibrary(m_libraries.library());
    QVERIFY(opened.wait(patience));
    ShelfService& shelf = desk.shelf();
    const Query heart = textQuery(QStringLiteral("a red heart"));
    const SearchId hearts = shelf.saveSearch(QStringLiteral("Hearts"), heart);
    QCOMPARE(shelf.queryOf(hearts), std::optional(heart));
    QVERIFY(!shelf.countOf(hearts));
    QSignalSpy changed(&shelf, &ShelfService::countsChanged);
    QTRY_VERIFY_WITH_TIMEOUT(shelf.countOf(hearts), patience);
    QCOMPARE(*shelf.countOf(hearts), goodOf(heart));
    QCOMPARE(changed.count(), 1);
    Query failed;
    failed.filter.terms = {{PhotoFilter::Field::Is, {}, QStringLiteral("failed")}};
    const SearchId broken = shelf.saveSearch(QStringLiteral("Broken"), failed);
    QTRY_COMPARE_WITH_TIMEOUT(shelf.countOf(broken), std::optional<qint64>(0), patience);
    QVERIFY(shelf.countOf(hearts));
    shelf.removeSearch(hearts);
    QVERIFY(!shelf.countOf(hearts) && !shelf.queryOf(hearts));
    desk.setLibrary(nullptr);
}

void SearchCounterTest::letsGoOfALibrary() {
    SearchCounter counter(soon, nullptr);
    QSignalSpy counted(&counter, &SearchCounter::counted);
    counter.setLibrary(m_libraries.library());
    counter.count({{1, textQuery(QStringLiteral("a red heart"))}});
    counter.setLibrary(nullptr);
    counter.standBack();
    counter.setLibrary(m_libraries.library());
    counter.count({{2, textQuery(QStringLiteral("a cat"))}});
    QTRY_COMPARE_WITH_TIMEOUT(counted.count(), 1, patience);
    QCOMPARE(counted[0][0].toLongLong(), 2);
}

SEMBLANCE_TEST(SearchCounterTest)
#include "tst_searchcounter.moc"
