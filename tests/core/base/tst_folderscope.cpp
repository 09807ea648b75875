#include <QTest>

#include "core/base/folderscope.h"
#include "tests/testmain.h"

using namespace semblance;

class FolderScopeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void covers();
    void tidies();
};

void FolderScopeTest::covers() {
    const FolderScope root{"", false};
    QVERIFY(semblance::covers(root, "a.jpg"));
    QVERIFY(!semblance::covers(root, "b/a.jpg"));
    QVERIFY(semblance::covers({"", true}, "b/a.jpg"));
    const FolderScope flat{"b", false};
    QVERIFY(semblance::covers(flat, "b/a.jpg"));
    QVERIFY(!semblance::covers(flat, "b/c/a.jpg"));
    QVERIFY(!semblance::covers(flat, "bb/a.jpg"));
    QVERIFY(!semblance::covers(flat, "b.jpg"));
    QVERIFY(semblance::covers({"b", true}, "b/c/a.jpg"));
    QVERIFY(!semblance::covers({"b", true}, "b.c/a.jpg"));
    QVERIFY(!semblance::covers({"b", true}, "b"));
}

void FolderScopeTest::tidies() {
    // "b.c" and "b!" sort between "b" and "b/x" byte by byte.
    const FolderScopes given{{"b/x/y", true}, {"b.c", false}, {"b/x", false}, {"b", true},
                             {"b!", true},    {"b", false},   {"a", false},   {"a", false},
                             {"b!/c", false}, {"c/d", true},  {"c", false}};
    const FolderScopes kept{{"a", false},   {"b", true},  {"b!", true},
                            {"b.c", false}, {"c", false}, {"c/d", true}};
    QCOMPARE(tidied(given), kept);
    QCOMPARE(tidied({{"x", false}, {"", true}, {"", false}}), (FolderScopes{{"", true}}));
    QCOMPARE(tidied({{"x", true}, {"", false}}), (FolderScopes{{"", false}, {"x", true}}));
    QVERIFY(tidied({}).empty());
}

SEMBLANCE_TEST(FolderScopeTest)
#include "tst_folderscope.moc"
