#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/embedded/cachefiles.h"
#include "tests/testmain.h"

using namespace semblance;

class CacheFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void beginsWithOne();
    void theHighestNumberIsTheNewest();
    void filesWithoutANumberAreTheOldest();
    void othersAreLeftAlone();
    void removesAllButOne();
    void aFolderThatIsNotThereIsEmpty();

private:
    CacheFiles files() const {
        return CacheFiles(m_dir->path(), QStringLiteral("vectors-ab12"), QStringLiteral("f16"));
    }
    QString path(const char* name) const { return m_dir->filePath(QString::fromUtf8(name)); }
    void make(const char* name) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QStringList names() const {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void CacheFilesTest::beginsWithOne() {
    QCOMPARE(files().newest(), QString());
    QCOMPARE(files().next(), path("vectors-ab12.1.f16"));
    // Nothing is made, and so nothing is newest, before it is written.
    QCOMPARE(files().newest(), QString());
    QVERIFY(names().isEmpty());
}

void CacheFilesTest::theHighestNumberIsTheNewest() {
    for (const char* name : {"vectors-ab12.9.f16", "vectors-ab12.10.f16", "vectors-ab12.2.f16"})
        make(name);
    QCOMPARE(files().newest(), path("vectors-ab12.10.f16"));
    QCOMPARE(files().next(), path("vectors-ab12.11.f16"));
}

/// As versions before 0.2 wrote them.
void CacheFilesTest::filesWithoutANumberAreTheOldest() {
    make("vectors-ab12.f16");
    QCOMPARE(files().newest(), path("vectors-ab12.f16"));
    QCOMPARE(files().next(), path("vectors-ab12.1.f16"));
    make("vectors-ab12.1.f16");
    QCOMPARE(files().newest(), path("vectors-ab12.1.f16"));
    files().removeAllBut(files().newest());
    QCOMPARE(names(), QStringList{QStringLiteral("vectors-ab12.1.f16")});
}

void CacheFilesTest::othersAreLeftAlone() {
    const QStringList others{
        QStringLiteral("graph-ab12.7.f16"),     QStringLiteral("thumbnails.db"),
        QStringLiteral("vectors-ab12.7.f16x"),  QStringLiteral("vectors-ab12.7.hnsw"),
        QStringLiteral("vectors-ab12.7a.f16"),  QStringLiteral("vectors-ab12.a.f16"),
        QStringLiteral("vectors-ab12.f16.tmp"), QStringLiteral("vectors-ab123.7.f16"),
        QStringLiteral("vectors-ab12x.f16")};
    for (const QString& other : others)
        make(other.toUtf8().constData());
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("vectors-ab12.8.f16")));
    QCOMPARE(files().newest(), QString());
    QCOMPARE(files().next(), path("vectors-ab12.1.f16"));
    files().removeAll();
    QCOMPARE(names(), others);
    QVERIFY(QDir(path("vectors-ab12.8.f16")).exists());
}

void CacheFilesTest::removesAllButOne() {
    for (const char* name : {"vectors-ab12.f16", "vectors-ab12.1.f16", "vectors-ab12.2.f16"})
        make(name);
    files().removeAllBut(path("vectors-ab12.1.f16"));
    QCOMPARE(names(), QStringList{QStringLiteral("vectors-ab12.1.f16")});
    files().removeAll();
    QVERIFY(names().isEmpty());
}

void CacheFilesTest::aFolderThatIsNotThereIsEmpty() {
    const CacheFiles none(path("nowhere"), QStringLiteral("vectors-ab12"), QStringLiteral("f16"));
    QCOMPARE(none.newest(), QString());
    QCOMPARE(none.next(), path("nowhere/vectors-ab12.1.f16"));
    none.removeAll();
}

SEMBLANCE_TEST(CacheFilesTest)
#include "tst_cachefiles.moc"
