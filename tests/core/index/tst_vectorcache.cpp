#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/index/vectorcache.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

class TestVectorCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTrip_data();
    void roundTrip();
    void growsOnTopOfTheFile();
    void writerKeepsTheOldFileUntilCommit();
    void everyDamageIsFound();
    void otherModelDimensionOrFormat();
    void missingOrUnwritable();
    void replacedUnderAMapping();

private:
    static constexpr int kDimension = 40;
    static constexpr std::size_t kRows = 50;

    Status save(std::uint64_t generation = 7, unsigned seed = 31) const {
        std::mt19937 random(seed);
        VectorMatrix matrix(kDimension);
        SEMBLANCE_TRY(matrix.append(testing::countingKeys(kRows),
                                    testing::randomRows(random, kRows, kDimension)));
        return saveVectorCache(m_path, {kDimension, "mini", generation}, matrix.snapshot());
    }
    Result<VectorCache> open() const { return openVectorCache(m_path, kDimension, "mini"); }
    QByteArray fileBytes() const {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void writeFile(const QByteArray& bytes) const {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    bool isCorrupt() const {
        const auto cache = open();
        return !cache && cache.error().kind == ErrorKind::Corrupt &&
               !cache.error().sentence.isEmpty();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestVectorCache::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("vect\u00f6rs \U0001F5BC.cache"));
}

void TestVectorCache::roundTrip_data() {
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("rows");
    for (int dimension : {1, 40, 512}) {
        for (int rows : {0, 1, 5'000})
            QTest::addRow("%d x %d", rows, dimension) << dimension << rows;
    }
}

void TestVectorCache::roundTrip() {
    QFETCH(int, dimension);
    QFETCH(int, rows);
    std::mt19937 random(30);
    const auto count = static_cast<std::size_t>(rows);
    VectorMatrix matrix(dimension);
    QVERIFY(
        matrix.append(testing::countingKeys(count), testing::randomRows(random, count, dimension)));
    const MatrixSnapshot written = matrix.snapshot();
    QVERIFY(saveVectorCache(m_path, {dimension, "m", 99}, written));
    const auto cache = openVectorCache(m_path, dimension, "m");
    QVERIFY(cache);
    QCOMPARE(cache->generation, std::uint64_t{99});
    const MatrixSnapshot read = cache->matrix->snapshot();
    QCOMPARE(read.rows(), count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = static_cast<Row>(i);
        QCOMPARE(read.key(row), written.key(row));
        QVERIFY(std::equal(read.row(row), read.row(row) + read.stride(), written.row(row)));
        QCOMPARE(reinterpret_cast<std::uintptr_t>(read.row(row)) % 64, std::uintptr_t{0});
    }
}

void TestVectorCache::growsOnTopOfTheFile() {
    QVERIFY(save());
    const auto cache = open();
    QVERIFY(cache);
    std::mt19937 random(32);
    QVERIFY(cache->matrix->append(testing::countingKeys(5'000, 9'000),
                                  testing::randomRows(random, 5'000, kDimension)));
    const MatrixSnapshot grown = cache->matrix->snapshot();
    QCOMPARE(grown.rows(), kRows + 5'000);
    QCOMPARE(grown.key(kRows - 1), std::uint64_t{1'049});
    QCOMPARE(grown.key(kRows), std::uint64_t{9'000});
    QVERIFY(saveVectorCache(m_path, {kDimension, "mini", 8}, grown));
    const auto again = open();
    QVERIFY(again);
    QCOMPARE(again->generation, std::uint64_t{8});
    QCOMPARE(again->matrix->snapshot().vector(3'000), grown.vector(3'000));
}

void TestVectorCache::writerKeepsTheOldFileUntilCommit() {
    QVERIFY(save(1));
    const QByteArray before = fileBytes();
    {
        const auto writer = VectorCacheWriter::create(m_path, {kDimension, "mini", 2});
        QVERIFY(writer);
        const std::vector<HalfBits> row(kDimension, 0x3000);
        QVERIFY((*writer)->add(5, row));
        const auto wide = (*writer)->add(6, std::vector<HalfBits>(kDimension + 1));
        QVERIFY(!wide);
        QCOMPARE(wide.error().kind, ErrorKind::BadInput);
    }
    QCOMPARE(fileBytes(), before);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1);
}

void TestVectorCache::everyDamageIsFound() {
    QVERIFY(save());
    const QByteArray whole = fileBytes();
    QVERIFY(open());
    for (int tenth = 0; tenth < 10; ++tenth) {
        writeFile(whole.left(whole.size() * tenth / 10));
        QVERIFY2(isCorrupt(), qPrintable(QStringLiteral("cut to %1 tenths").arg(tenth)));
    }
    for (qsizetype size : {whole.size() - 1, qsizetype{127}, qsizetype{128}}) {
        writeFile(whole.left(size));
        QVERIFY(isCorrupt());
    }
    writeFile(whole + '\0');
    QVERIFY(isCorrupt());
    // Every byte of the header, then a sample of the rest.
    for (qsizetype at = 0; at < whole.size(); at += at < 128 ? 1 : 131) {
        QByteArray damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        writeFile(damaged);
        QVERIFY2(isCorrupt(), qPrintable(QStringLiteral("byte %1 flipped").arg(at)));
    }
    writeFile(QByteArray(100'000, 'x'));
    QVERIFY(isCorrupt());
    writeFile(whole);
    QVERIFY(open());
}

void TestVectorCache::otherModelDimensionOrFormat() {
    QVERIFY(save());
    const auto otherModel = openVectorCache(m_path, kDimension, "clip");
    QVERIFY(!otherModel);
    QCOMPARE(otherModel.error().kind, ErrorKind::Corrupt);
    // 64 has the stride of 40, so only the dimension itself tells them apart.
    for (int dimension : {1, 41, 64, 512}) {
        const auto otherDimension = openVectorCache(m_path, dimension, "mini");
        QVERIFY(!otherDimension);
        QCOMPARE(otherDimension.error().kind, ErrorKind::Corrupt);
    }
}

void TestVectorCache::missingOrUnwritable() {
    const auto missing = open();
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    const auto nowhere = VectorCacheWriter::create(
        m_dir->filePath(QStringLiteral("no/such/folder/x.cache")), {kDimension, "mini", 1});
    QVERIFY(!nowhere);
    QVERIFY(!nowhere.error().sentence.isEmpty());
}

void TestVectorCache::replacedUnderAMapping() {
#ifdef Q_OS_WIN
    QSKIP("A mapped file cannot be replaced on Windows; the file name changes instead.");
#endif
    QVERIFY(save(1, 40));
    const auto old = open();
    QVERIFY(old);
    const MatrixSnapshot snapshot = old->matrix->snapshot();
    const std::vector<float> before = snapshot.vector(kRows - 1);
    QVERIFY(save(2, 41));
    QCOMPARE(snapshot.vector(kRows - 1), before);
    const auto fresh = open();
    QVERIFY(fresh);
    QVERIFY(fresh->matrix->snapshot().vector(kRows - 1) != before);
}

SEMBLANCE_APPLESS_TEST(TestVectorCache)
#include "tst_vectorcache.moc"
