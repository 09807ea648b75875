#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

#include "core/base/cachenote.h"
#include "core/base/paths.h"
#include "tests/testmain.h"

using namespace semblance;

class CacheNoteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QDir(folder()).removeRecursively(); }
    void cleanupTestCase() { QDir(folder()).removeRecursively(); }
    void keepsOneAThing();
    void readsOverDamage();

private:
    static QString kind() { return QStringLiteral("cachenote-test"); }
    static QString folder() { return QDir(defaultCacheDir()).filePath(kind()); }
};

void CacheNoteTest::keepsOneAThing() {
    const CacheNote one(kind(), QStringLiteral("/models/one"));
    const CacheNote other(kind(), QStringLiteral("/models/other"));
    QVERIFY(one.read().isEmpty());
    const QJsonObject first{{QStringLiteral("size"), 5}};
    const QJsonObject second{{QStringLiteral("size"), 6}};
    one.write(first);
    other.write(second);
    QCOMPARE(one.read(), first);
    one.write(second);
    QCOMPARE(CacheNote(kind(), QStringLiteral("/models/one")).read(), second);
    one.remove();
    QVERIFY(one.read().isEmpty());
    QCOMPARE(other.read(), second);
}

void CacheNoteTest::readsOverDamage() {
    const CacheNote note(kind(), QStringLiteral("/models/one"));
    note.write({{QStringLiteral("size"), 5}});
    const QFileInfoList files = QDir(folder()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(files.first().filePath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"size\": ");
    file.close();
    QVERIFY(note.read().isEmpty());
}

SEMBLANCE_TEST(CacheNoteTest)
#include "tst_cachenote.moc"
