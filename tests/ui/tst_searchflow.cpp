// From the query to an answer, where there is none: the programs that answer are missing.

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/library.h"
#include "tests/testmain.h"
#include "ui/query/querymodel.h"
#include "ui/window/searchflow.h"

using namespace semblance;

namespace {
constexpr int patience = 60'000;
}  // namespace

class TestSearchFlow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("SEMBLANCE_BIN_DIR", m_noPrograms.path().toUtf8()); }
    void saysAFailureOnceAQuery();
    void waitsForTheLibrary();

private:
    std::shared_ptr<Library> openLibrary() const {
        return Library::open(m_dir.filePath(QStringLiteral("library")), Library::Access::Write)
            .value_or(nullptr);
    }

    const QTemporaryDir m_dir;
    const QTemporaryDir m_noPrograms;
};

void TestSearchFlow::saysAFailureOnceAQuery() {
    const auto library = openLibrary();
    QVERIFY(library);
    SearchService search;
    search.setLibrary(library);
    QueryModel query;
    SearchFlow flow(search, query);
    flow.setReady();
    QSignalSpy failures(&search, &SearchService::failed);
    QSignalSpy said(&flow, &SearchFlow::failed);

    query.setSentence(QStringLiteral("a cat"));
    QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 1, patience);
    QCOMPARE(said.count(), 1);
    // As the library does while it is indexed.
    for (int again = 2; again <= 4; ++again) {
        flow.repeat();
        QTRY_COMPARE_WITH_TIMEOUT(failures.count(), again, patience);
    }
    QCOMPARE(said.count(), 1);

    query.setSentence(QStringLiteral("a dog"));
    QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 5, patience);
    QCOMPARE(said.count(), 2);
}

void TestSearchFlow::waitsForTheLibrary() {
    SearchService search;
    QueryModel query;
    SearchFlow flow(search, query);
    QSignalSpy failures(&search, &SearchService::failed);
    query.setSentence(QStringLiteral("a cat"));
    QVERIFY(flow.isSearching());
    const auto library = openLibrary();
    QVERIFY(library);
    search.setLibrary(library);
    QCOMPARE(failures.count(), 0);
    flow.setReady();
    QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 1, patience);

    query.clear();
    QVERIFY(!flow.isSearching());
}

SEMBLANCE_GUI_TEST(TestSearchFlow)
#include "tst_searchflow.moc"
