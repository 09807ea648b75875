#include <QTest>
#include <random>

#include "core/library/embedded/cachefiles.h"
#include "core/library/embedded/phototable.h"
#include "core/library/embedded/vectorset.h"
#include "core/store/sqlite.h"
#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// Size: one program of cases over one fixture.
/// The vector cache answers exactly what the store holds, whatever happened to its file.
class VectorSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheStore();
    void vectorsBehindAGapAreTakenOnce();
    void savedCacheIsUsed();
    void damagedCacheIsRebuilt_data();
    void damagedCacheIsRebuilt();
    void cacheOfAnotherModelIsRebuilt();
    void cacheOfAnotherLibraryIsRebuilt();
    void cacheWithoutAVectorIsRebuilt();
    void cacheIsKeptBesidePicturesWithoutAVector();
    void cacheOfManyRemovedPicturesIsRebuilt();
    void smallGrowthIsNotWritten();
    void onlyShownPicturesAreSearched();
    void theNewestVectorCounts();
    void vectorsMadeAnewAreTold();
    void whatCannotBeReadIsCaughtUpWith();
    void scorersStay();
    void cancelledReadingSaysSo();
    void cachesAreRemoved();
    void oneCacheFileIsKept();
    void followsRandomChanges();

private:
    void store(int from, int to) {
        for (int i = from; i < to; ++i)
            VERIFY_OK(m_library->writer->submit(encodedFile(m_root, name(i), i)));
        VERIFY_OK(m_library->writer->flush());
    }
    static QString name(int content) { return QStringLiteral("%1.jpg").arg(content); }
    FileId file(int content) {
        const auto row = m_library->reader->fileAt(m_root, name(content));
        return row && *row ? (*row)->id : FileId();
    }
    std::vector<FileId> files(int from, int to) {
        std::vector<FileId> all;
        for (int i = from; i < to; ++i)
            all.push_back(file(i));
        return all;
    }
    ContentId content(int number) {
        const auto row = m_library->reader->contentByKey(keyOf(number));
        return row && *row ? (*row)->id : ContentId();
    }

    /// Brings the photos up to date.
    PhotoChanges readPhotos() {
        std::optional<PhotoUpdate> update;
        const auto read = m_library->reader->changesSince(
            m_generation,
            [&](bool fromStart) {
                update.emplace(m_photos,
                               fromStart ? PhotoUpdate::Rows::All : PhotoUpdate::Rows::Changed);
            },
            [&](const ListedFile& listed) { update->take(listed); },
            [&](FileId gone) { update->remove(gone); });
        m_generation = read.value_or(0);
        return update->finish();
    }
    std::unique_ptr<VectorSet> open(const VectorModel& of = model()) {
        readPhotos();
        auto set = VectorSet::open(*m_library->reader, m_cacheDir, of, m_photos, {}, {});
        return set ? std::move(*set) : nullptr;
    }
    Result<bool> follow(VectorSet& set) {
        const PhotoChanges changes = readPhotos();
        return set.follow(*m_library->reader, m_photos, changes, {});
    }

    CacheFiles caches(const char* hash = "abc123") const {
        return CacheFiles(m_cacheDir, QStringLiteral("vectors-%1").arg(QLatin1StringView(hash)),
                          QStringLiteral("f16"));
    }
    QByteArray readCache() const {
        QFile file(caches().newest());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void writeCache(const QByteArray& bytes) const {
        const QString newest = caches().newest();
        QFile file(newest.isEmpty() ? caches().next() : newest);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    SQLite::Database vectors() const {
        return openDatabase(m_library->paths.vectors(model().hash), OpenMode::Create);
    }
    /// Makes a stored vector another one without saying so, as no program does: whoever shows the
    /// former one has it from the cache.
    void replaceSecretly(int content, int by) const {
        SQLite::Database database = vectors();
        SQLite::Statement replace(database, "UPDATE vector SET half = ? WHERE key = ?");
        bindBlob(replace, 1, vectorOf(by));
        bindBlob(replace, 2, keyOf(content));
        QCOMPARE(runOnce(replace), 1);
    }
    bool has(VectorSet& set, int number, int vector) {
        const auto found = set.scorer()->vectorOf(content(number));
        return found && toHalf(*found) == vectorOf(vector);
    }
    /// Every content of the store has its own vector in the set.
    void verifySame(VectorSet& set, int contents) {
        QCOMPARE(set.scorer()->searchable(), std::size_t(contents));
        for (int i = 0; i < contents; ++i) {
            QVERIFY(content(i).isValid());
            QVERIFY2(has(set, i, i), qPrintable(QString::number(i)));
        }
    }
    /// What a set would take on disk that is made of the store alone: a row more would show.
    qint64 leanSize() {
        const CacheFiles kept = caches();
        const QString aside = m_library->dir.filePath(QStringLiteral("aside"));
        const QString newest = kept.newest();
        const bool isMoved = !newest.isEmpty() && QFile::rename(newest, aside);
        const auto set = open();
        const qint64 size = set->saveIfGrown() ? readCache().size() : -1;
        kept.removeAll();
        if (isMoved)
            QFile::rename(aside, newest);
        return size;
    }

    std::unique_ptr<Fixture> m_library;
    RootId m_root;
    QString m_cacheDir;
    PhotoTable m_photos;
    Generation m_generation = 0;
};

void VectorSetTest::init() {
    m_library = std::make_unique<Fixture>();
    QCOMPARE(m_library->open(), QString());
    m_root = m_library->addRoot();
    const auto dir = m_library->paths.cacheDir(m_library->writer->uuid());
    VERIFY_OK(dir);
    m_cacheDir = *dir;
    m_photos = {};
    m_generation = 0;
}

void VectorSetTest::followsTheStore() {
    const auto set = open();
    QVERIFY(set);
    QCOMPARE(set->scorer()->searchable(), std::size_t(0));
    QCOMPARE(set->scorer()->dimension(), dim);
    store(0, 5);
    QCOMPARE(follow(*set).value_or(false), true);
    verifySame(*set, 5);
    store(5, 9);
    QCOMPARE(follow(*set).value_or(false), true);
    verifySame(*set, 9);
    QCOMPARE(follow(*set).value_or(true), false);
    VERIFY_OK(set->saveIfGrown());
    QCOMPARE(readCache().size(), leanSize());
}

void VectorSetTest::vectorsBehindAGapAreTakenOnce() {
    // As when the store could write a vector and then not its picture: the disk was full.
    vectors().exec("INSERT INTO vector (key, half) VALUES (x'00', zeroblob(16))");
    store(0, 5);
    const auto set = open();
    QVERIFY(set);
    VERIFY_OK(follow(*set));
    store(5, 9);
    VERIFY_OK(follow(*set));
    VERIFY_OK(follow(*set));
    verifySame(*set, 9);
    VERIFY_OK(set->saveIfGrown());
    QCOMPARE(readCache().size(), leanSize());
}

void VectorSetTest::savedCacheIsUsed() {
    store(0, 40);
    VERIFY_OK(open()->saveIfGrown());
    QVERIFY(!readCache().isEmpty());
    replaceSecretly(7, 70);
    store(40, 41);
    // The first rows lie in the mapped file, the new one behind them.
    verifySame(*open(), 41);
    caches().removeAll();
    QVERIFY(has(*open(), 7, 70));
}

void VectorSetTest::damagedCacheIsRebuilt_data() {
    QTest::addColumn<double>("at");
    QTest::addColumn<bool>("truncate");
    for (int percent : {0, 5, 35, 65, 99}) {
        QTest::addRow("bit flipped at %d %%", percent) << percent / 100.0 << false;
        QTest::addRow("truncated at %d %%", percent) << percent / 100.0 << true;
    }
}

void VectorSetTest::damagedCacheIsRebuilt() {
    QFETCH(double, at);
    QFETCH(bool, truncate);
    store(0, 40);
    VERIFY_OK(open()->saveIfGrown());
    QByteArray bytes = readCache();
    const qsizetype whole = bytes.size();
    const auto place = static_cast<qsizetype>(double(bytes.size()) * at);
    if (truncate)
        bytes.truncate(place);
    else
        bytes[place] = char(bytes[place] ^ 0x10);
    writeCache(bytes);
    const auto set = open();
    QVERIFY(set);
    verifySame(*set, 40);
    VERIFY_OK(set->saveIfGrown());
    QCOMPARE(readCache().size(), whole);
    QVERIFY(readCache() != bytes);
    verifySame(*open(), 40);
}

void VectorSetTest::cacheOfAnotherModelIsRebuilt() {
    store(0, 3);
    VERIFY_OK(open()->saveIfGrown());
    const VectorModel other = model(QStringLiteral("other0"));
    QVERIFY(QFile::copy(caches().newest(), caches("other0").next()));
    const auto set = open(other);
    QVERIFY(set);
    QCOMPARE(set->scorer()->searchable(), std::size_t(0));
    for (int i = 0; i < 3; ++i)
        QVERIFY(!set->scorer()->holds(content(i)));
}

void VectorSetTest::cacheOfAnotherLibraryIsRebuilt() {
    store(0, 10);
    VERIFY_OK(open()->saveIfGrown());
    m_library->close();
    // As the sentence for a damaged library.db advises: moved away, the folders indexed again. The
    // contents get other numbers; vectors and cache are still there.
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(m_library->paths.database + QLatin1StringView(suffix));
    QCOMPARE(m_library->open(), QString());
    m_generation = 0;
    m_root = m_library->addRoot();
    for (int i = 9; i >= 0; --i)
        store(i, i + 1);
    const auto set = open();
    QVERIFY(set);
    verifySame(*set, 10);
}

void VectorSetTest::cacheWithoutAVectorIsRebuilt() {
    store(0, 30);
    VERIFY_OK(open()->saveIfGrown());
    const QByteArray saved = readCache();
    m_library->close();
    // The vectors are lost and made anew, in another order: positions in the store begin again.
    QVERIFY(removeDatabaseFiles(m_library->paths.vectors(model().hash)));
    QCOMPARE(m_library->open(), QString());
    for (int i = 49; i >= 0; --i)
        store(i, i + 1);
    writeCache(saved);
    verifySame(*open(), 50);
}

void VectorSetTest::cacheIsKeptBesidePicturesWithoutAVector() {
    store(0, 40);
    vectors().exec("DELETE FROM vector WHERE seq > (SELECT max(seq) FROM vector) - 10");
    VERIFY_OK(m_library->writer->useModel(model(), StoreWriter::Check::Always));
    VERIFY_OK(open()->saveIfGrown());
    replaceSecretly(0, 70);
    store(50, 51);
    const auto set = open();
    QCOMPARE(set->scorer()->searchable(), std::size_t(31));
    QVERIFY(has(*set, 0, 0));
    QVERIFY(has(*set, 50, 50));
    QVERIFY(!set->scorer()->holds(content(35)));
}

void VectorSetTest::cacheOfManyRemovedPicturesIsRebuilt() {
    store(0, 40);
    VERIFY_OK(open()->saveIfGrown());
    replaceSecretly(0, 70);
    VERIFY_OK(forget(*m_library->writer, files(30, 40)));
    QVERIFY(has(*open(), 0, 0));
    VERIFY_OK(forget(*m_library->writer, files(29, 30)));
    const auto set = open();
    QVERIFY(has(*set, 0, 70));
    QCOMPARE(set->scorer()->searchable(), std::size_t(29));
    VERIFY_OK(set->saveIfGrown());
    QCOMPARE(readCache().size(), leanSize());
}

void VectorSetTest::smallGrowthIsNotWritten() {
    store(0, 100);
    VERIFY_OK(open()->saveIfGrown());
    const QString file = caches().newest();
    const QByteArray saved = readCache();
    store(100, 102);
    VERIFY_OK(open()->saveIfGrown());
    QCOMPARE(caches().newest(), file);
    QCOMPARE(readCache(), saved);
    store(102, 120);
    VERIFY_OK(open()->saveIfGrown());
    QVERIFY(readCache() != saved);
    verifySame(*open(), 120);
}

void VectorSetTest::onlyShownPicturesAreSearched() {
    store(0, 5);
    const auto set = open();
    // A copy of a picture keeps it where it is.
    IndexedFile copy = encodedFile(m_root, QStringLiteral("copy.jpg"), 3);
    copy.outcome = IndexedFile::Outcome::Linked;
    VERIFY_OK(m_library->writer->submit(copy));
    VERIFY_OK(m_library->writer->flush());
    VERIFY_OK(m_library->writer->markMissing(files(2, 4), 1));
    QCOMPARE(follow(*set).value_or(false), true);
    QCOMPARE(set->scorer()->searchable(), std::size_t(4));
    // What is not searched has its vector all the same, now and after the next start.
    for (const bool opensAnew : {false, true}) {
        const auto other = opensAnew ? open() : nullptr;
        const auto scorer = (other ? *other : *set).scorer();
        QCOMPARE(scorer->searchable(), std::size_t(4));
        QVERIFY(scorer->holds(content(2)));
        ScoreRequest request;
        request.endpoints = {fromHalf(vectorOf(2))};
        const std::vector<float> weight{1};
        const auto ranking = scorer->score(request, {});
        VERIFY_OK(ranking);
        const auto found = (*ranking)->best(weight, 10);
        QCOMPARE(found.size(), std::size_t(4));
        for (const ScoredContent& hit : found)
            QVERIFY(hit.content != content(2));
    }
    VERIFY_OK(m_library->writer->markReturned(files(2, 3)));
    QCOMPARE(follow(*set).value_or(false), true);
    verifySame(*set, 5);
}

void VectorSetTest::theNewestVectorCounts() {
    store(0, 5);
    const auto set = open();
    for (const int by : {60, 61}) {
        IndexedFile file = encodedFile(m_root, name(3), 3);
        file.vector = vectorOf(by);
        VERIFY_OK(m_library->writer->submit(file));
        VERIFY_OK(m_library->writer->flush());
        QCOMPARE(follow(*set).value_or(false), true);
        QVERIFY(has(*set, 3, by));
        QCOMPARE(set->scorer()->searchable(), std::size_t(5));
        QVERIFY(has(*open(), 3, by));
    }
    // Encoded again while it is not shown.
    VERIFY_OK(m_library->writer->markMissing(files(3, 4), 1));
    IndexedFile elsewhere = encodedFile(m_root, QStringLiteral("elsewhere.jpg"), 3);
    elsewhere.vector = vectorOf(62);
    VERIFY_OK(m_library->writer->submit(elsewhere));
    VERIFY_OK(m_library->writer->flush());
    VERIFY_OK(follow(*set));
    QVERIFY(has(*set, 3, 62));
    QCOMPARE(set->scorer()->searchable(), std::size_t(5));
}

void VectorSetTest::vectorsMadeAnewAreTold() {
    store(0, 20);
    const auto set = open();
    // By another program, which found them damaged.
    VERIFY_OK(m_library->writer->useModel(model(QStringLiteral("other0"))));
    QVERIFY(removeDatabaseFiles(m_library->paths.vectors(model().hash)));
    VERIFY_OK(m_library->writer->useModel(model()));
    VERIFY_OK(follow(*set));
    QVERIFY(set->isSuperseded());
    QCOMPARE(open()->scorer()->searchable(), std::size_t(0));
    store(0, 20);
    verifySame(*open(), 20);
}

/// Errors that pass: another program holds the vectors' database, its disk fails for a moment.
void VectorSetTest::whatCannotBeReadIsCaughtUpWith() {
    store(0, 10);
    const auto set = open();
    VERIFY_OK(m_library->writer->markMissing(files(2, 5), 1));
    store(10, 12);
    const QString path = m_library->paths.vectors(model().hash);
    m_library->writer.reset();
    const QString aside = path + QStringLiteral(".aside");
    QVERIFY(QFile::rename(path, aside));
    QFile broken(path);
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(QByteArray(8192, 'x')) == 8192);
    broken.close();
    VERIFY_FAILS(follow(*set), ErrorKind::Corrupt);
    // What was there goes on being searched, less what went.
    QCOMPARE(set->scorer()->searchable(), std::size_t(7));
    QVERIFY(removeDatabaseFiles(path) && QFile::rename(aside, path));
    VERIFY_OK(follow(*set));
    QCOMPARE(set->scorer()->searchable(), std::size_t(9));
    QVERIFY(has(*set, 11, 11));
}

void VectorSetTest::scorersStay() {
    store(0, 5);
    const auto set = open();
    const auto before = set->scorer();
    QVERIFY(set->scorer() == before);
    QCOMPARE(follow(*set).value_or(true), false);
    QVERIFY(set->scorer() == before);
    store(5, 6);
    VERIFY_OK(m_library->writer->markMissing(files(0, 2), 1));
    VERIFY_OK(follow(*set));
    QVERIFY(set->scorer() != before);
    QCOMPARE(before->searchable(), std::size_t(5));
    QVERIFY(!before->holds(content(5)));
    QCOMPARE(set->scorer()->searchable(), std::size_t(4));
}

void VectorSetTest::cancelledReadingSaysSo() {
    store(0, 5);
    const CancelToken cancel;
    cancel.cancel();
    readPhotos();
    VERIFY_FAILS(VectorSet::open(*m_library->reader, m_cacheDir, model(), m_photos, {}, cancel),
                 ErrorKind::Cancelled);
}

void VectorSetTest::cachesAreRemoved() {
    store(0, 5);
    VERIFY_OK(open()->saveIfGrown());
    QVERIFY(QFile::copy(caches().newest(), caches("other0").next()));
    VectorSet::removeCaches(m_cacheDir, model().hash);
    QCOMPARE(caches().newest(), QString());
    QVERIFY(!caches("other0").newest().isEmpty());
}

void VectorSetTest::oneCacheFileIsKept() {
    // A version before 0.2 left one, too.
    QFile old(m_cacheDir + QStringLiteral("/vectors-abc123.f16"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    for (int i = 0; i < 4; ++i) {
        store(i * 10, i * 10 + 10);
        VERIFY_OK(open()->saveIfGrown());
        QCOMPARE(QDir(m_cacheDir).entryList({QStringLiteral("vectors-*")}, QDir::Files).size(), 1);
    }
    verifySame(*open(), 40);
}

void VectorSetTest::followsRandomChanges() {
    std::mt19937 random(5);
    auto set = open();
    std::map<int, int> shown;  // content -> vector
    for (int round = 0; round < 60; ++round) {
        for (int step = 0; step < 6; ++step) {
            const int number = static_cast<int>(random() % 30);
            const int vector = static_cast<int>(random() % 100);
            switch (random() % 3) {
                case 0: {
                    const FileId id = file(number);
                    if (id.isValid())
                        VERIFY_OK(m_library->writer->markMissing({id}, 1));
                    shown.erase(number);
                    break;
                }
                case 1: {
                    const FileId id = file(number);
                    if (id.isValid())
                        VERIFY_OK(forget(*m_library->writer, {id}));
                    shown.erase(number);
                    break;
                }
                default: {
                    IndexedFile indexed = encodedFile(m_root, name(number), number);
                    indexed.vector = vectorOf(vector);
                    VERIFY_OK(m_library->writer->submit(indexed));
                    VERIFY_OK(m_library->writer->flush());
                    shown[number] = vector;
                }
            }
        }
        if (round % 7 == 6) {
            VERIFY_OK(set->saveIfGrown());
            set = open();
        } else {
            VERIFY_OK(follow(*set));
        }
        QCOMPARE(set->scorer()->searchable(), shown.size());
        for (const auto& [number, vector] : shown)
            QVERIFY2(has(*set, number, vector), qPrintable(QString::number(round)));
    }
}

SEMBLANCE_TEST(VectorSetTest)
#include "tst_vectorset.moc"
