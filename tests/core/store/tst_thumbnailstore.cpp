#include "core/store/thumbnailstore.h"
#include "tests/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <atomic>

using namespace semblance;

namespace {

QByteArray key(int content) {
    return QByteArray("key") + QByteArray::number(content);
}

QByteArray image(int content, int side) {
    return QByteArray(20'000, static_cast<char>('a' + content % 26)) + QByteArray::number(side);
}

ThumbnailStore::Item item(int content) {
    return {key(content), {{256, image(content, 256)}, {512, image(content, 512)}}};
}

}  // namespace

class TestThumbnailStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void keepsSidesApart() {
        auto store = ThumbnailStore::open(m_dir->path());
        QVERIFY(store);
        QVERIFY((*store)->put({item(1), item(2)}));
        QCOMPARE((*store)->get(key(1), 256)->value_or(QByteArray()), image(1, 256));
        QCOMPARE((*store)->get(key(1), 512)->value_or(QByteArray()), image(1, 512));
        QVERIFY(!(*store)->get(key(1), 1024)->has_value());
        QVERIFY(!(*store)->get(key(3), 256)->has_value());
        QVERIFY((*store)->put({{key(1), {{256, "new"}}}}));
        QCOMPARE((*store)->get(key(1), 256)->value_or(QByteArray()), QByteArray("new"));
        QVERIFY((*store)->remove({key(1), key(7)}));
        QVERIFY(!(*store)->get(key(1), 512)->has_value());
        QVERIFY((*store)->get(key(2), 512)->has_value());
    }

    void twoReadersBesideTwoWriters() {
        constexpr int contents = 200;
        std::atomic<int> wrong = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        const auto start = [&](auto work) {
            threads.emplace_back(QThread::create([this, work, &wrong] {
                auto store = ThumbnailStore::open(m_dir->path());
                if (!store || !work(**store))
                    ++wrong;
            }));
            threads.back()->start();
        };
        for (int writer = 0; writer < 2; ++writer) {
            start([writer](ThumbnailStore& store) {
                bool fine = true;
                for (int i = writer; i < contents; i += 2)
                    fine = store.put({item(i)}).has_value() && fine;
                return fine;
            });
            start([](ThumbnailStore& store) {
                for (int i = 0; i < 2 * contents; ++i) {
                    const auto found = store.get(key(i % contents), 512);
                    if (!found || (*found && **found != image(i % contents, 512)))
                        return false;
                }
                return true;
            });
        }
        for (auto& thread : threads)
            thread->wait();
        QCOMPARE(wrong.load(), 0);
        auto store = ThumbnailStore::open(m_dir->path());
        for (int i = 0; i < contents; ++i)
            QVERIFY((*store)->get(key(i), 256)->has_value());
    }

    void damageUnderTwoOpenStores() {
        auto one = ThumbnailStore::open(m_dir->path());
        QVERIFY((*one)->put({item(1)}));
        one->reset();
        QFile file(m_dir->filePath(QStringLiteral("thumbnails.db")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(4096));
        file.write(QByteArray(3 * 4096, '\xff'));
        file.close();
        one = ThumbnailStore::open(m_dir->path());
        auto two = ThumbnailStore::open(m_dir->path());
        QVERIFY(one && two);
        for (int round = 0; round < 3; ++round) {
            for (ThumbnailStore* store : {one->get(), two->get()}) {
                QVERIFY(store->get(key(1), 256));
                QVERIFY(store->put({item(1)}));
                QCOMPARE(store->get(key(1), 256)->value_or(QByteArray()), image(1, 256));
            }
        }
    }

    void aCacheThatCannotBeMadeNewIsTriedAgain() {
        const QString dir = m_dir->filePath(QStringLiteral("cache"));
        QVERIFY(QDir().mkpath(dir));
        QVERIFY((*ThumbnailStore::open(dir))->put({item(1)}));
        QFile file(dir + QStringLiteral("/thumbnails.db"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(4096));
        file.write(QByteArray(3 * 4096, '\xff'));
        file.close();
        const auto opened = ThumbnailStore::open(dir);
        QVERIFY(opened);
        ThumbnailStore& store = **opened;
        // Damaged, and its folder is gone: it can be neither read nor made new.
        QVERIFY(QDir().rename(dir, m_dir->filePath(QStringLiteral("away"))));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!store.get(key(1), 256));
            const Status put = store.put({item(2)});
            QVERIFY(!put);
            QVERIFY(put.error().sentence.endsWith(QLatin1Char('.')));
        }
        QVERIFY(QDir().mkpath(dir));
        QVERIFY(store.put({item(2)}));
        QCOMPARE(store.get(key(2), 256)->value_or(QByteArray()), image(2, 256));
    }

    void tidiesWhatIsNotWanted() {
        auto store = ThumbnailStore::open(m_dir->path());
        QVERIFY(store);
        QVERIFY((*store)->put({item(1), item(2), item(3)}));
        QVERIFY((*store)->tidy([](const QByteArray& wanted) { return wanted == key(2); }));
        QVERIFY(!(*store)->get(key(1), 256)->has_value());
        QVERIFY((*store)->get(key(2), 512)->has_value());
        QVERIFY(!(*store)->get(key(3), 512)->has_value());
    }

    void aFolderThatIsNotThere() {
        const auto store = ThumbnailStore::open(m_dir->filePath(QStringLiteral("no")));
        QVERIFY(!store);
        QVERIFY(store.error().sentence.endsWith(QLatin1Char('.')));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

SEMBLANCE_TEST(TestThumbnailStore)
#include "tst_thumbnailstore.moc"
