#include <QStorageInfo>
#include <QTest>

#include "core/base/paths.h"
#include "tests/testmain.h"

using namespace semblance;

class PathsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void disksOfThisMachineAreLocal();
    void whatIsNotKnownIsNotLocal();
    void whatIsNotThereYetLiesWithItsFolder();
};

void PathsTest::disksOfThisMachineAreLocal() {
    const QString memory = QStringLiteral("/dev/shm");
    if (QStorageInfo(memory).fileSystemType() != "tmpfs")
        QSKIP("There is no /dev/shm here.");
    QVERIFY(isOnLocalDisk(memory));
}

/// Write-ahead logging needs memory that is shared by all who have a file open: a file system that
/// nobody has heard of is no place for it.
void PathsTest::whatIsNotKnownIsNotLocal() {
    if (QStorageInfo(QStringLiteral("/proc")).fileSystemType() != "proc")
        QSKIP("There is no /proc here.");
    QVERIFY(!isOnLocalDisk(QStringLiteral("/proc")));
}

void PathsTest::whatIsNotThereYetLiesWithItsFolder() {
    const QString inside = QStringLiteral("/none/such/folder");
    if (QStorageInfo(QStringLiteral("/proc")).fileSystemType() == "proc")
        QVERIFY(!isOnLocalDisk(QStringLiteral("/proc") + inside));
    QCOMPARE(isOnLocalDisk(inside), isOnLocalDisk(QStringLiteral("/")));
}

SEMBLANCE_APPLESS_TEST(PathsTest)
#include "tst_paths.moc"
