#include <QTest>

#include "core/library/vectorset.h"
#include "core/store/sqlite.h"
#include "tests/core/library/fakes.h"

using namespace semblance;
using namespace semblance::test;

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
    void cacheIsKeptBesidePendingPictures();
    void cacheOfManyRemovedPicturesIsRebuilt();
    void smallGrowthIsNotWritten();

private:
    void store(int from, int to) {
        for (int i = from; i < to; ++i)
            VERIFY_OK(
                m_library->writer->submit(encodedFile(m_root, QStringLiteral("%1.jpg").arg(i), i)));
        VERIFY_OK(m_library->writer->flush());
    }
    std::unique_ptr<VectorSet> open(const VectorModel& of = model()) {
        auto set = VectorSet::open(*m_library->reader, m_cacheDir, of);
        return set ? std::move(*set) : nullptr;
    }
    QString cacheFile() const { return m_cacheDir + QStringLiteral("/vectors-abc123.f16"); }
    QByteArray readCache() const {
        QFile file(cacheFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void writeCache(const QByteArray& bytes) const {
        QFile file(cacheFile());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    /// Every content of the store has its own vector in the set.
    void verifySame(const VectorSet& set, int contents) {
        const MatrixSnapshot rows = set.snapshot();
        for (int i = 0; i < contents; ++i) {
            const auto content = m_library->reader->contentByKey(keyOf(i));
            VERIFY_OK(content);
            QVERIFY(content->has_value());
            const auto row = rows.find(static_cast<std::uint64_t>((*content)->id.value));
            QVERIFY2(row.has_value(), qPrintable(QString::number(i)));
            QCOMPARE(toHalf(rows.vector(*row)), vectorOf(i));
        }
    }

    std::unique_ptr<Fixture> m_library;
    RootId m_root;
    QString m_cacheDir;
};

void VectorSetTest::init() {
    m_library = std::make_unique<Fixture>();
    QCOMPARE(m_library->open(), QString());
    m_root = m_library->addRoot();
    const auto dir = m_library->paths.cacheDir(m_library->writer->uuid());
    VERIFY_OK(dir);
    m_cacheDir = *dir;
}

void VectorSetTest::followsTheStore() {
    const auto set = open();
    QVERIFY(set);
    QCOMPARE(set->snapshot().rows(), std::size_t(0));
    store(0, 5);
    VERIFY_OK(set->follow(*m_library->reader));
    verifySame(*set, 5);
    store(5, 9);
    VERIFY_OK(set->follow(*m_library->reader));
    verifySame(*set, 9);
    QCOMPARE(set->snapshot().rows(), std::size_t(9));
}

void VectorSetTest::vectorsBehindAGapAreTakenOnce() {
    // As when the store could write a vector and then not its picture: the disk was full.
    {
        SQLite::Database vectors =
            openDatabase(m_library->paths.vectors(model().hash), OpenMode::Create);
        vectors.exec("INSERT INTO vector (key, half) VALUES (x'00', zeroblob(16))");
    }
    store(0, 5);
    const auto set = open();
    QVERIFY(set);
    VERIFY_OK(set->follow(*m_library->reader));
    store(5, 9);
    VERIFY_OK(set->follow(*m_library->reader));
    VERIFY_OK(set->follow(*m_library->reader));
    verifySame(*set, 9);
    QCOMPARE(set->snapshot().rows(), std::size_t(9));
}

void VectorSetTest::savedCacheIsUsed() {
    store(0, 40);
    VERIFY_OK(open()->saveIfGrown());
    const QByteArray saved = readCache();
    QVERIFY(!saved.isEmpty());
    store(40, 41);
    const auto set = open();
    verifySame(*set, 41);
    QCOMPARE(set->snapshot().rows(), std::size_t(41));
    // The first rows lie in the mapped file, the new one behind them.
    QCOMPARE(set->snapshot().segmentAt(0).count, std::size_t(40));
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
    const auto place = static_cast<qsizetype>(double(bytes.size()) * at);
    if (truncate)
        bytes.truncate(place);
    else
        bytes[place] = char(bytes[place] ^ 0x10);
    writeCache(bytes);
    const auto set = open();
    QVERIFY(set);
    verifySame(*set, 40);
    QCOMPARE(set->snapshot().rows(), std::size_t(40));
    VERIFY_OK(set->saveIfGrown());
    verifySame(*open(), 40);
}

void VectorSetTest::cacheOfAnotherModelIsRebuilt() {
    store(0, 3);
    VERIFY_OK(open()->saveIfGrown());
    const VectorModel other = model(QStringLiteral("other0"));
    QVERIFY(QFile::copy(cacheFile(), m_cacheDir + QStringLiteral("/vectors-other0.f16")));
    const auto set = open(other);
    QVERIFY(set);
    QCOMPARE(set->snapshot().rows(), std::size_t(0));
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
    QVERIFY(QFile::remove(m_library->paths.vectors(model().hash)));
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(m_library->paths.vectors(model().hash) + QLatin1StringView(suffix));
    QCOMPARE(m_library->open(), QString());
    for (int i = 49; i >= 0; --i)
        store(i, i + 1);
    writeCache(saved);
    verifySame(*open(), 50);
}

void VectorSetTest::cacheIsKeptBesidePendingPictures() {
    store(0, 40);
    {
        SQLite::Database vectors =
            openDatabase(m_library->paths.vectors(model().hash), OpenMode::Create);
        vectors.exec("DELETE FROM vector WHERE seq = (SELECT max(seq) FROM vector)");
    }
    VERIFY_OK(m_library->writer->useModel(model(), StoreWriter::Check::Always));
    QCOMPARE(m_library->reader->counts()->pending, 1);
    VERIFY_OK(open()->saveIfGrown());
    store(50, 51);
    QCOMPARE(open()->snapshot().segmentAt(0).count, std::size_t(39));
}

void VectorSetTest::cacheOfManyRemovedPicturesIsRebuilt() {
    store(0, 40);
    VERIFY_OK(open()->saveIfGrown());
    const auto remove = [&](int from, int to) {
        std::vector<FileId> files;
        for (int i = from; i < to; ++i) {
            const auto file = m_library->reader->fileAt(m_root, QStringLiteral("%1.jpg").arg(i));
            files.push_back((*file)->id);
        }
        VERIFY_OK(forget(*m_library->writer, files));
    };
    remove(30, 40);
    QCOMPARE(open()->snapshot().rows(), std::size_t(40));
    remove(29, 30);
    const auto set = open();
    QCOMPARE(set->snapshot().rows(), std::size_t(29));
    verifySame(*set, 29);
}

void VectorSetTest::smallGrowthIsNotWritten() {
    store(0, 100);
    VERIFY_OK(open()->saveIfGrown());
    const QByteArray saved = readCache();
    store(100, 102);
    VERIFY_OK(open()->saveIfGrown());
    QCOMPARE(readCache(), saved);
    store(102, 120);
    VERIFY_OK(open()->saveIfGrown());
    QVERIFY(readCache() != saved);
    verifySame(*open(), 120);
}

QTEST_GUILESS_MAIN(VectorSetTest)
#include "tst_vectorset.moc"
