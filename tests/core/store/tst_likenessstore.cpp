#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/store/likenessstore.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
int count(Likenesses& store) {
    int found = 0;
    return store.forEachCompared([&](const Likenesses::Compared&) { ++found; }) ? found : -1;
}
}  // namespace

/// What a cache must bear; what it keeps is in the contract of catalogues.
class LikenessStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lastsAndIsShared();
    void aDamagedOneIsMadeNew();
    void aForeignOneIsMadeNew();

private:
    static QString file(const QTemporaryDir& dir) {
        return dir.filePath(QStringLiteral("likenesses.db"));
    }
    static void write(const QString& path, const QByteArray& bytes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
};

void LikenessStoreTest::lastsAndIsShared() {
    const QTemporaryDir dir;
    {
        const auto store = LikenessStore::open(dir.path());
        QVERIFY(store);
        QVERIFY((*store)->put({{"a", "x"}, {"b", "y"}}, {{"a", "b", GroupKind::Rotated}}));
    }
    const auto first = LikenessStore::open(dir.path());
    const auto second = LikenessStore::open(dir.path());
    QVERIFY(first && second);
    QVERIFY((*first)->put({{"c", "z"}}, {}));
    QCOMPARE(count(**second), 3);
}

void LikenessStoreTest::aDamagedOneIsMadeNew() {
    const QTemporaryDir dir;
    {
        const auto store = LikenessStore::open(dir.path());
        std::vector<Likenesses::Compared> many;
        for (int i = 0; i < 2000; ++i)
            many.push_back({QByteArray("key") + QByteArray::number(i), QByteArray(51, 'x')});
        QVERIFY((*store)->put(many, {}));
    }
    QFile damaged(file(dir));
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    for (qint64 at = 4096; at + 512 < damaged.size(); at += 1024) {
        QVERIFY(damaged.seek(at));
        damaged.write(QByteArray(512, '\x5a'));
    }
    damaged.close();
    const auto store = LikenessStore::open(dir.path());
    QVERIFY(store);
    // Found in use: said once, then empty.
    if (count(**store) < 0)
        QCOMPARE(count(**store), 0);
    QVERIFY((*store)->put({{"a", "x"}}, {}));
}

void LikenessStoreTest::aForeignOneIsMadeNew() {
    const QTemporaryDir dir;
    write(file(dir), "This is a letter, not a database. " + QByteArray(5000, 'z'));
    const auto store = LikenessStore::open(dir.path());
    QVERIFY(store);
    QVERIFY((*store)->put({{"a", "x"}}, {}));
    QCOMPARE(count(**store), 1);
}

SEMBLANCE_TEST(LikenessStoreTest)
#include "tst_likenessstore.moc"
