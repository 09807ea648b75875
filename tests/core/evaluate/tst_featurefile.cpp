#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/evaluate/featurecache.h"
#include "core/evaluate/featurefile.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// A safetensors file as other programs write it: tensors of F32 rows, and metadata.
QByteArray safetensors(const QList<std::pair<QString, Rows>>& tensors, const QString& names,
                       const QString& type = QStringLiteral("F32")) {
    QJsonObject header;
    QByteArray data;
    for (const auto& [name, rows] : tensors) {
        const qint64 begin = data.size();
        data.append(reinterpret_cast<const char*>(rows.values.data()),
                    static_cast<qsizetype>(rows.values.size() * sizeof(float)));
        header.insert(
            name,
            QJsonObject{{QStringLiteral("dtype"), type},
                        {QStringLiteral("shape"), QJsonArray{qint64(rows.size()), rows.dim}},
                        {QStringLiteral("data_offsets"), QJsonArray{begin, qint64(data.size())}}});
    }
    if (!names.isEmpty())
        header.insert(QStringLiteral("__metadata__"),
                      QJsonObject{{QStringLiteral("names"), names}});
    const QByteArray json = QJsonDocument(header).toJson(QJsonDocument::Compact);
    const auto length = static_cast<quint64>(json.size());
    return QByteArray(reinterpret_cast<const char*>(&length), sizeof(length)) + json + data;
}

const QString kFeatures = QStringLiteral("features");

}  // namespace

class FeatureFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenIsReadAgain();
    void rowsAreNormalisedAndMatched();
    void galleriesThatCannotBe_data();
    void galleriesThatCannotBe();
    void missingAndDoublePictures();
    void queriesByHand();
    void fashionIqAveragesBothOrders();
    void cacheIsKeyedByModelAndContent();
};

void FeatureFileTest::writtenIsReadAgain() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("g.safetensors"));
    const NamedRows features{{QStringLiteral("a"), QStringLiteral("\"\u00e9\"")},
                             randomRows(2, 7, 1)};
    QVERIFY(writeGalleryFeatures(path, features));
    const auto read = readGalleryFeatures(path);
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
    QCOMPARE(read->names, features.names);
    for (std::size_t i = 0; i < features.rows.values.size(); ++i)
        QVERIFY(std::abs(read->rows.values[i] - features.rows.values[i]) < 1e-6f);
}

void FeatureFileTest::rowsAreNormalisedAndMatched() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("g.safetensors"));
    writeText(path, safetensors({{kFeatures, Rows{2, {3, 4, 0, -2}}}},
                                QStringLiteral("[\"x/b.jpg\", \"a\"]")));
    const auto features = readGalleryFeatures(path);
    QVERIFY2(features, features ? "" : qPrintable(features.error().sentence));
    const EvaluationSet set = lettersSet(2, EvaluationSet::Protocol::Edits);
    const auto rows = rowsForPictures(set, *features);
    QVERIFY(rows);
    QCOMPARE(rows->values, (std::vector<float>{0, -1, 0.6f, 0.8f}));
    // Names may be numbers.
    writeText(path, safetensors({{kFeatures, Rows{1, {1, 1}}}}, QStringLiteral("[271520, \"a\"]")));
    QCOMPARE(readGalleryFeatures(path)->names.first(), QStringLiteral("271520"));
}

void FeatureFileTest::galleriesThatCannotBe_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const QString names = QStringLiteral("[\"a\", \"b\"]");
    const Rows good{2, {1, 0, 0, 1}};
    QTest::newRow("no names") << safetensors({{kFeatures, good}}, {})
                              << QStringLiteral("\"names\"");
    QTest::newRow("names no list")
        << safetensors({{kFeatures, good}}, QStringLiteral("{}")) << QStringLiteral("\"names\"");
    QTest::newRow("name no text") << safetensors({{kFeatures, good}},
                                                 QStringLiteral("[\"a\", null]"))
                                  << QStringLiteral("name 2");
    QTest::newRow("too few names") << safetensors({{kFeatures, good}}, QStringLiteral("[\"a\"]"))
                                   << QStringLiteral("1 names for 2 rows");
    QTest::newRow("other tensor") << safetensors({{QStringLiteral("x"), good}}, names)
                                  << QStringLiteral("\"features\"");
    QTest::newRow("other type") << safetensors({{kFeatures, good}}, names, QStringLiteral("I32"))
                                << QStringLiteral("F32");
    QTest::newRow("no number") << safetensors({{kFeatures, Rows{2, {1, 0, NAN, 1}}}}, names)
                               << QStringLiteral("row 2");
    QTest::newRow("infinite") << safetensors({{kFeatures, Rows{2, {1, 0, INFINITY, 1}}}}, names)
                              << QStringLiteral("row 2");
    QTest::newRow("zeros") << safetensors({{kFeatures, Rows{2, {0, 0, 1, 1}}}}, names)
                           << QStringLiteral("row 1");
    QTest::newRow("cut off") << safetensors({{kFeatures, good}}, names).chopped(4)
                             << QStringLiteral("truncated");
}

void FeatureFileTest::galleriesThatCannotBe() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("g.safetensors"));
    writeText(path, bytes);
    const auto features = readGalleryFeatures(path);
    QVERIFY(!features);
    QVERIFY2(features.error().sentence.contains(says), qPrintable(features.error().sentence));
    QVERIFY(features.error().sentence.contains(path));
}

void FeatureFileTest::missingAndDoublePictures() {
    EvaluationSet set = lettersSet(3, EvaluationSet::Protocol::Genecis);
    const NamedRows ab{{QStringLiteral("a"), QStringLiteral("b")}, randomRows(2, 4, 1)};
    const auto missing = rowsForPictures(set, ab);
    QVERIFY(!missing);
    QVERIFY2(missing.error().sentence.contains(QStringLiteral("lack 1 of the set's 3")),
             qPrintable(missing.error().sentence));
    // A picture that never competes may be missing.
    EvaluationQuery query;
    query.reference = 2;
    query.own = {0, 1};
    set.queries = {query};
    QVERIFY(rowsForPictures(set, ab));

    const auto twice =
        rowsForPictures(set, {{QStringLiteral("a"), QStringLiteral("a.jpg")}, randomRows(2, 4, 1)});
    QVERIFY(!twice);
    QVERIFY(twice.error().sentence.contains(QStringLiteral("twice")));
}

void FeatureFileTest::queriesByHand() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("q.safetensors"));
    writeText(path, safetensors({{kFeatures, Rows{2, {0, 5}}}}, {}));
    EvaluationSet set = lettersSet(3, EvaluationSet::Protocol::Cirr);
    set.queries.resize(1);
    const auto rows = readQueryFeatures(path, set, 2);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().sentence));
    QCOMPARE(rows->values, (std::vector<float>{0, 1}));
    QVERIFY(!readQueryFeatures(path, set, 3));
    set.queries.resize(2);
    const auto short_ = readQueryFeatures(path, set, 2);
    QVERIFY(!short_);
    QVERIFY(short_.error().sentence.contains(QStringLiteral("2 queries")));
}

void FeatureFileTest::fashionIqAveragesBothOrders() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("q.safetensors"));
    const QString forward = QStringLiteral("forward");
    const QString reverse = QStringLiteral("reverse");
    const Rows one{2, {10, 0}};
    const Rows other{2, {0, 1}};
    EvaluationSet set = lettersSet(3, EvaluationSet::Protocol::FashionIq);
    set.queries.resize(1);
    writeText(path, safetensors({{forward, one}, {reverse, other}}, {}));
    const auto rows = readQueryFeatures(path, set, 2);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().sentence));
    // Each order is normalised before the mean.
    QVERIFY(std::abs(rows->values[0] - std::sqrt(0.5f)) < 1e-6f);
    QVERIFY(std::abs(rows->values[1] - std::sqrt(0.5f)) < 1e-6f);
    // Which caption comes first is of no account.
    writeText(path, safetensors({{forward, other}, {reverse, one}}, {}));
    QCOMPARE(readQueryFeatures(path, set, 2)->values, rows->values);
    writeText(path, safetensors({{forward, one}}, {}));
    const auto half = readQueryFeatures(path, set, 2);
    QVERIFY(!half);
    QVERIFY(half.error().sentence.contains(QStringLiteral("\"reverse\"")));
}

void FeatureFileTest::cacheIsKeyedByModelAndContent() {
    QTemporaryDir dir;
    const QString picture = dir.filePath(QStringLiteral("a.jpg"));
    writeText(picture, "one");
    const std::vector<DatasetPicture> pictures{{QStringLiteral("a"), picture, {}}};
    const QString cache = dir.filePath(QStringLiteral("cache"));
    const QString path = featureCachePath(cache, QStringLiteral("model"), pictures);
    QCOMPARE(featureCachePath(cache, QStringLiteral("model"), pictures), path);
    QVERIFY(featureCachePath(cache, QStringLiteral("other"), pictures) != path);
    auto boxed = pictures;
    boxed[0].box = std::array<double, 4>{0, 0, 1, 1};
    QVERIFY(featureCachePath(cache, QStringLiteral("model"), boxed) != path);

    QCOMPARE(readCachedRows(path, pictures, 3).size(), 0u);
    const Rows rows = randomRows(1, 3, 1);
    QVERIFY(writeCachedRows(path, pictures, rows));
    QCOMPARE(readCachedRows(path, pictures, 3).size(), 1u);
    QCOMPARE(readCachedRows(path, pictures, 4).size(), 0u);
    writeText(path, "broken");
    QCOMPARE(readCachedRows(path, pictures, 3).size(), 0u);
    auto moved = pictures;
    moved[0].path = dir.filePath(QStringLiteral("b.jpg"));
    writeText(moved[0].path, "one");
    QCOMPARE(featureCachePath(cache, QStringLiteral("model"), moved), path);
    writeText(picture, "two");
    QVERIFY(featureCachePath(cache, QStringLiteral("model"), pictures) != path);
    QVERIFY(QFile::remove(picture));
    QVERIFY(featureCachePath(cache, QStringLiteral("model"), pictures) != path);
}

SEMBLANCE_TEST(FeatureFileTest)
#include "tst_featurefile.moc"
