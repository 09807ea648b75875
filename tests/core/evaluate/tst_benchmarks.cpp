#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/annotations.h"
#include "core/dataset/picturecatalog.h"
#include "core/evaluate/benchmarks.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr auto kCirrSplit = R"({"r": "./dev/r.png", "t": "./dev/t.png", "x": "./dev/x.png"})";
constexpr auto kCirrEntry = R"({"pairid": 7, "reference": "r", "target_hard": "t", "caption": "c",
    "img_set": {"members": ["x", "r", "t"]}})";

BenchmarkSource sourceOf(const QTemporaryDir& dir) {
    BenchmarkSource source;
    source.dir = dir.path();
    return source;
}

QStringList namesOf(const EvaluationSet& set, const std::vector<PictureIndex>& pictures) {
    QStringList names;
    for (const PictureIndex picture : pictures)
        names << set.pictures[static_cast<std::size_t>(picture)].name;
    return names;
}

}  // namespace

class BenchmarksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cirrByHand();
    void cirrRefuses_data();
    void cirrRefuses();
    void circoByHand();
    void circoRefuses_data();
    void circoRefuses();
    void fashionIqByHand();
    void fashionIqRefuses();
    void genecisByHand();
    void genecisRefuses();
    void namesThatAreNoFiles();
    void realCirr();
    void realCirco();
    void realFashionIq();
    void realGenecis();
    void pictureNames();

private:
    void writeCirr(const QTemporaryDir& dir, const QByteArray& entry);
    void writeCirco(const QTemporaryDir& dir, const QByteArray& entry);
};

void BenchmarksTest::writeCirr(const QTemporaryDir& dir, const QByteArray& entry) {
    writeText(dir.filePath(QStringLiteral("image_splits/split.rc2.val.json")), kCirrSplit);
    writeText(dir.filePath(QStringLiteral("captions/cap.rc2.val.json")), '[' + entry + ']');
}

void BenchmarksTest::cirrByHand() {
    QTemporaryDir dir;
    writeCirr(dir, kCirrEntry);
    const auto set = readCirr(sourceOf(dir));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->gallery.size(), 3u);
    QCOMPARE(set->queries.size(), 1u);
    const EvaluationQuery& query = set->queries.front();
    QCOMPARE(query.id, QStringLiteral("7"));
    QCOMPARE(query.sentences, QStringList{QStringLiteral("c")});
    QCOMPARE(namesOf(*set, query.right), QStringList{QStringLiteral("t")});
    // Reference removed from both, as the protocol says.
    QCOMPARE(namesOf(*set, query.subset), (QStringList{QStringLiteral("t"), QStringLiteral("x")}));
    QCOMPARE(namesOf(*set, candidatesOf(*set, query)),
             (QStringList{QStringLiteral("t"), QStringLiteral("x")}));
    QCOMPARE(set->pictures.front().path, dir.filePath(QStringLiteral("dev/r.png")));
}

void BenchmarksTest::cirrRefuses_data() {
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("says");
    const QByteArray good = kCirrEntry;
    const auto changed = [&](const char* from, const char* to) {
        return QByteArray(good).replace(from, to);
    };
    QTest::newRow("unknown target") << changed(R"("target_hard": "t")", R"("target_hard": "q")")
                                    << QStringLiteral("q is not in");
    QTest::newRow("unknown reference")
        << changed(R"("reference": "r")", R"("reference": "q")") << QStringLiteral("q is not in");
    QTest::newRow("set without the reference")
        << changed(R"(["x", "r", "t"])", R"(["x", "t"])") << QStringLiteral("reference exactly");
    QTest::newRow("set without the target")
        << changed(R"(["x", "r", "t"])", R"(["x", "r"])") << QStringLiteral("the target");
    QTest::newRow("target is the reference")
        << changed(R"("target_hard": "t")", R"("target_hard": "r")") << QStringLiteral("itself");
    QTest::newRow("ill-typed caption")
        << changed(R"("caption": "c")", R"("caption": 3)") << QStringLiteral("\"caption\"");
    QTest::newRow("no pairid") << changed(R"("pairid": 7)", R"("id": 7)")
                               << QStringLiteral("\"pairid\"");
    QTest::newRow("members no list")
        << changed(R"(["x", "r", "t"])", R"("r")") << QStringLiteral("\"members\"");
    QTest::newRow("no object") << QByteArray("5") << QStringLiteral("not an object");
    QTest::newRow("no JSON") << QByteArray("{") << QStringLiteral("not valid JSON");
}

void BenchmarksTest::cirrRefuses() {
    QFETCH(QByteArray, entry);
    QFETCH(QString, says);
    QTemporaryDir dir;
    writeCirr(dir, entry);
    const auto set = readCirr(sourceOf(dir));
    QVERIFY(!set);
    const QString& sentence = set.error().sentence;
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("cap.rc2.val.json")), qPrintable(sentence));
    if (!says.contains(QStringLiteral("JSON")))
        QVERIFY2(sentence.contains(QStringLiteral("entry 1")), qPrintable(sentence));
}

void BenchmarksTest::writeCirco(const QTemporaryDir& dir, const QByteArray& entry) {
    writeText(dir.filePath(QStringLiteral("val.json")), '[' + entry + ']');
    for (const char* name : {"000000000003.jpg", "000000000010.jpg", "000000000020.jpg"})
        writeText(dir.filePath(QStringLiteral("unlabeled2017/") + QLatin1StringView(name)), "x");
}

void BenchmarksTest::circoByHand() {
    QTemporaryDir dir;
    writeCirco(dir,
               R"({"id": 4, "reference_img_id": 3, "target_img_id": 20, "relative_caption": "r",
        "shared_concept": "s", "gt_img_ids": [20, 10], "semantic_aspects": ["negation"]})");
    BenchmarkSource source = sourceOf(dir);
    auto set = readCirco(source);
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    const EvaluationQuery& query = set->queries.front();
    QCOMPARE(query.sentences, QStringList{QStringLiteral("r")});
    QCOMPARE(namesOf(*set, query.right), (QStringList{QStringLiteral("10"), QStringLiteral("20")}));
    QCOMPARE(query.aspects, QStringList{QStringLiteral("negation")});
    // The reference stays.
    QCOMPARE(candidatesOf(*set, query).size(), 3u);

    source.sharedConcept = true;
    set = readCirco(source);
    QVERIFY(set);
    QCOMPARE(set->queries.front().sentences, QStringList{QStringLiteral("s r")});
    QVERIFY(!set->note.isEmpty());
}

void BenchmarksTest::circoRefuses_data() {
    QTest::addColumn<QByteArray>("truth");
    QTest::addColumn<QString>("says");
    QTest::newRow("truth without the target")
        << QByteArray(R"("target_img_id": 20, "gt_img_ids": [10])") << QStringLiteral("lacks");
    QTest::newRow("not in the gallery")
        << QByteArray(R"("target_img_id": 20, "gt_img_ids": [20, 99])") << QStringLiteral("99");
    QTest::newRow("twice") << QByteArray(R"("target_img_id": 20, "gt_img_ids": [20, 20])")
                           << QStringLiteral("twice");
    QTest::newRow("fraction") << QByteArray(R"("target_img_id": 20.5, "gt_img_ids": [20])")
                              << QStringLiteral("target_img_id");
    QTest::newRow("no list") << QByteArray(R"("target_img_id": 20, "gt_img_ids": {})")
                             << QStringLiteral("gt_img_ids");
    QTest::newRow("no truth") << QByteArray(R"("a": 1)") << QStringLiteral("target_img_id");
}

void BenchmarksTest::circoRefuses() {
    QFETCH(QByteArray, truth);
    QFETCH(QString, says);
    QTemporaryDir dir;
    writeCirco(dir, R"({"id": 4, "reference_img_id": 3, "relative_caption": "r",
        "shared_concept": "s", )" +
                        truth + '}');
    const auto set = readCirco(sourceOf(dir));
    QVERIFY(!set);
    QVERIFY2(set.error().sentence.contains(says), qPrintable(set.error().sentence));
    QVERIFY(set.error().sentence.contains(QStringLiteral("val.json, entry 1")));
}

void BenchmarksTest::fashionIqByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("split.dress.val.json")), R"(["A", "B"])");
    writeText(
        dir.filePath(QStringLiteral("cap.dress.val.json")),
        R"([{"candidate": "A", "target": "B", "captions": [" is red. ", "has no?, sleeves, "]}])");
    const auto set = readFashionIq(sourceOf(dir), QStringLiteral("dress"));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    const EvaluationQuery& query = set->queries.front();
    QCOMPARE(query.sentences, (QStringList{QStringLiteral("is red and has no?, sleeves"),
                                           QStringLiteral("has no?, sleeves and is red")}));
    QCOMPARE(candidatesOf(*set, query).size(), 2u);
    // What no query names is no candidate of the VAL gallery.
    writeText(dir.filePath(QStringLiteral("split.dress.val.json")), R"(["C", "A", "B"])");
    const auto original = readFashionIq(sourceOf(dir), QStringLiteral("dress"));
    QVERIFY(original);
    QCOMPARE(original->gallery.size(), 3u);
    const auto named = readFashionIqVal(sourceOf(dir), QStringLiteral("dress"));
    QVERIFY(named);
    QCOMPARE(named->name, QStringLiteral("fashioniq-val"));
    QCOMPARE(namesOf(*named, candidatesOf(*named, named->queries.front())),
             (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
    QCOMPARE(strippedCaption(QStringLiteral(" .,? ")), QString());
}

void BenchmarksTest::fashionIqRefuses() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("split.dress.val.json")), R"(["A", 5])");
    writeText(dir.filePath(QStringLiteral("cap.dress.val.json")), "[]");
    auto set = readFashionIq(sourceOf(dir), QStringLiteral("dress"));
    QVERIFY(!set);
    QVERIFY(set.error().sentence.contains(QStringLiteral("entry 2")));

    writeText(dir.filePath(QStringLiteral("split.dress.val.json")), R"(["A", "B"])");
    writeText(dir.filePath(QStringLiteral("cap.dress.val.json")),
              R"([{"candidate": "A", "target": "B", "captions": ["one"]}])");
    set = readFashionIq(sourceOf(dir), QStringLiteral("dress"));
    QVERIFY(!set);
    QVERIFY(set.error().sentence.contains(QStringLiteral("1 captions")));
}

void BenchmarksTest::genecisByHand() {
    QTemporaryDir dir;
    writeText(dir.filePath(QStringLiteral("focus_attribute.json")),
              R"([{"condition": "red", "reference": {"image_id": 1, "instance_bbox": [1, 2, 3, 4]},
                   "target": {"image_id": 2, "instance_bbox": [1, 2, 3, 4]},
                   "gallery": [{"image_id": 2, "instance_bbox": [5, 2, 3, 4]},
                               {"image_id": 2, "instance_bbox": [5, 2, 3, 4]},
                               {"image_id": 2, "instance_bbox": [1, 2, 3, 4]}]}])");
    auto set = readGenecis(sourceOf(dir), QStringLiteral("focus_attribute"));
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    const EvaluationQuery& query = set->queries.front();
    QCOMPARE(namesOf(*set, candidatesOf(*set, query)),
             (QStringList{QStringLiteral("2@1,2,3,4"), QStringLiteral("2@5,2,3,4"),
                          QStringLiteral("2@5,2,3,4")}));
    QVERIFY(set->pictures.front().box.has_value());
    QCOMPARE(set->pictures.front().path, dir.filePath(QStringLiteral("1.jpg")));

    writeText(dir.filePath(QStringLiteral("focus_object.json")),
              R"([{"condition": "wall", "reference": {"val_image_id": 1},
                   "target": {"val_image_id": 2}, "gallery": [{"val_image_id": 3}]}])");
    set = readGenecis(sourceOf(dir), QStringLiteral("focus_object"));
    QVERIFY(set);
    QCOMPARE(set->pictures[1].path, dir.filePath(QStringLiteral("000000000002.jpg")));
    QVERIFY(!set->pictures[1].box.has_value());
}

void BenchmarksTest::genecisRefuses() {
    QTemporaryDir dir;
    const auto refused = [&](const QByteArray& text, const QString& says) {
        writeText(dir.filePath(QStringLiteral("focus_attribute.json")), text);
        const auto set = readGenecis(sourceOf(dir), QStringLiteral("focus_attribute"));
        QVERIFY(!set);
        QVERIFY2(set.error().sentence.contains(says), qPrintable(set.error().sentence));
        QVERIFY(set.error().sentence.contains(QStringLiteral("entry 1")));
    };
    refused(R"([{"condition": "red", "reference": {"image_id": 1, "instance_bbox": [1, 2, 0, 4]},
                 "target": {"val_image_id": 2}, "gallery": []}])",
            QStringLiteral("instance_bbox"));
    refused(R"([{"condition": "red", "reference": {"val_image_id": 1},
                 "target": {"val_image_id": 2}, "gallery": []}])",
            QStringLiteral("gallery is empty"));
    refused(R"([{"condition": "red", "reference": {"val_image_id": 1}, "target": 2}])",
            QStringLiteral("\"target\""));
}

void BenchmarksTest::namesThatAreNoFiles() {
    QTemporaryDir dir;
    const auto set = readCirr(sourceOf(dir));
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::NotFound);
    QVERIFY(set.error().sentence.contains(QStringLiteral("split.rc2.val.json")));
}

void BenchmarksTest::realCirr() {
    BenchmarkSource source;
    source.dir = realAnnotations(QStringLiteral("cirr"));
    if (source.dir.isEmpty())
        QSKIP("The public annotation files are not in ../shared.");
    auto set = readCirr(source);
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->gallery.size(), 2297u);
    QCOMPARE(set->queries.size(), 4181u);
    for (const EvaluationQuery& query : set->queries)
        QCOMPARE(query.subset.size(), 5u);

    source.split = QStringLiteral("test1");
    set = readCirr(source);
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->gallery.size(), 2315u);
    QCOMPARE(set->queries.size(), 4148u);
    QVERIFY(!set->hasTruth);
}

void BenchmarksTest::realCirco() {
    BenchmarkSource source;
    source.dir = realAnnotations(QStringLiteral("circo"));
    if (source.dir.isEmpty())
        QSKIP("The public annotation files are not in ../shared.");
    // Without pictures or features there is no gallery, and the sentence says what to give.
    const auto none = readCirco(source);
    QVERIFY(!none);
    QVERIFY(none.error().sentence.contains(QStringLiteral("--images")));

    const auto entries = readAnnotations(source.dir + QStringLiteral("/val.json"));
    QVERIFY(entries);
    for (const AnnotationEntry& entry : *entries)
        source.galleryNames << *entry.id(u"reference_img_id") << *entry.ids(u"gt_img_ids");
    const auto set = readCirco(source);
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QCOMPARE(set->queries.size(), 220u);
}

void BenchmarksTest::realFashionIq() {
    BenchmarkSource source;
    source.dir = realAnnotations(QStringLiteral("fashioniq"));
    if (source.dir.isEmpty())
        QSKIP("The public annotation files are not in ../shared.");
    const std::pair<const char*, std::size_t> galleries[] = {
        {"dress", 3817}, {"shirt", 6346}, {"toptee", 5373}};
    for (const auto& [category, size] : galleries) {
        const auto set = readFashionIq(source, QLatin1String(category));
        QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
        QCOMPARE(set->gallery.size(), size);
    }
}

void BenchmarksTest::realGenecis() {
    BenchmarkSource source;
    source.dir = realAnnotations(QStringLiteral("genecis"));
    if (source.dir.isEmpty())
        QSKIP("The public annotation files are not in ../shared.");
    for (const char* task : {"change_object", "focus_object"}) {
        const auto set = readGenecis(source, QLatin1String(task));
        QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
        QCOMPARE(set->queries.size(), 1960u);
    }
}

void BenchmarksTest::pictureNames() {
    QCOMPARE(canonicalPictureName(QStringLiteral("unlabeled2017/000000271520.jpg")),
             QStringLiteral("271520"));
    QCOMPARE(canonicalPictureName(QStringLiteral("./dev/dev-1-0-img0.png")),
             QStringLiteral("dev-1-0-img0"));
    QCOMPARE(canonicalPictureName(QStringLiteral("000")), QStringLiteral("0"));
    QCOMPARE(canonicalPictureName(QStringLiteral("B00.1")), QStringLiteral("B00.1"));
}

SEMBLANCE_TEST(BenchmarksTest)
#include "tst_benchmarks.moc"
