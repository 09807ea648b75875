#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/evaluate/report.h"
#include "core/evaluate/runner.h"
#include "core/evaluate/sets.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// A world with two shapes and two colours: a picture "circle-red" is the normalised sum of both
/// axes, the sentence "red" is red's axis. Its learned composition is perfect.
class ToyEncoder : public EvaluationEncoder {
public:
    explicit ToyEncoder(bool composes) : m_composes(composes) {}

    QString name() const override { return QStringLiteral("toy"); }
    QString key() const override { return QStringLiteral("toy-1"); }
    int dim() const override { return 4; }
    double defaultMix() const override { return 0.5; }
    bool composes() const override { return m_composes; }

    Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures, const Progress&,
                                const CancelToken&) override {
        ++pictureCalls;
        Rows rows{4, {}};
        for (const DatasetPicture& picture : pictures)
            rows.append(vectorOf(picture.name));
        return rows;
    }
    Result<Rows> encodeTexts(const QStringList& sentences, const CancelToken&) override {
        texts += sentences;
        Rows rows{4, {}};
        for (const QString& sentence : sentences)
            rows.append(vectorOf(sentence));
        return rows;
    }
    Result<Rows> encodeComposed(const std::vector<ComposedQuery>& queries, const Progress&,
                                const CancelToken&) override {
        Rows rows{4, {}};
        for (const ComposedQuery& query : queries) {
            const QString shape = query.reference.name.section(u'-', 0, 0);
            rows.append(vectorOf(shape + u'-' + query.modification));
        }
        return rows;
    }

    int pictureCalls = 0;
    QStringList texts;

private:
    static std::vector<float> vectorOf(const QString& words) {
        std::vector<float> vector(4);
        const char* axes[] = {"circle", "square", "red", "blue"};
        for (std::size_t i = 0; i < 4; ++i)
            vector[i] = words.contains(QLatin1StringView(axes[i])) ? 1 : 0;
        normalise(vector);
        return vector;
    }

    bool m_composes;
};

EvaluationSet toySet() {
    EvaluationSet set;
    set.name = QStringLiteral("toy");
    set.split = QStringLiteral("val");
    set.protocol = EvaluationSet::Protocol::Edits;
    for (const char* name : {"circle-red", "circle-blue", "square-red", "square-blue"}) {
        set.gallery.push_back(static_cast<PictureIndex>(set.pictures.size()));
        set.pictures.push_back({QLatin1String(name), {}, {}});
    }
    const std::tuple<int, const char*, int> queries[] = {
        {0, "blue", 1}, {1, "red", 0}, {2, "blue", 3}, {3, "red", 2}};
    for (const auto& [reference, sentence, right] : queries) {
        EvaluationQuery query;
        query.reference = reference;
        query.sentences << QLatin1String(sentence);
        query.right = {right};
        query.swapped = (reference + 2) % 4;
        set.queries.push_back(query);
    }
    return set;
}

double recall(const PartResult& result, const QString& method) {
    for (const MethodResult& row : result.methods) {
        if (row.method == method)
            return row.figures.value(QStringLiteral("R@1"));
    }
    return -1;
}

}  // namespace

class RunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void baselinesAndSwapTest();
    void learnedCompositionIsTheLastMethod();
    void mixDecides();
    void aSetOfColoursDoesNotTestComposition();
    void wordsNeedNoReference();
    void captionOrderIsOfNoAccount();
    void cacheSavesEncoding();
    void reportsForPeopleAndPrograms();
    void featuresAreOneMethod();
    void setsByName();
};

void RunnerTest::baselinesAndSwapTest() {
    ToyEncoder encoder(false);
    const EvaluationSet set = toySet();
    const auto pictures = encodePictures(set.pictures, encoder, {});
    QVERIFY(pictures);
    const auto result = evaluateMethods(set, *pictures, encoder, {});
    QVERIFY2(result, result ? "" : qPrintable(result.error().sentence));
    QCOMPARE(result->methods.size(), 4);
    QCOMPARE(result->queries, 4u);
    // With the reference gone the same shape and the same colour are alike near: a tie, lost.
    QCOMPARE(recall(*result, QStringLiteral("picture only")), 0.0);
    QCOMPARE(recall(*result, QStringLiteral("text only")), 0.0);
    QCOMPARE(recall(*result, QStringLiteral("slerp")), 100.0);
    QCOMPARE(recall(*result, QStringLiteral("sum")), 100.0);
    const MethodResult& last = result->methods.last();
    QVERIFY(last.swapped.has_value());
    QCOMPARE(last.swapped->value(QStringLiteral("R@1")), 0.0);
    QCOMPARE(last.swapLoss(), 100.0);
    QCOMPARE(result->testsComposition(), std::optional(true));
    QCOMPARE(result->rankings.size(), 4u);
    // Every sentence is encoded once a pass, however many queries say it.
    QCOMPARE(encoder.texts.size(), 4);
    QVERIFY(!result->methods[1].swapped.has_value());
}

void RunnerTest::learnedCompositionIsTheLastMethod() {
    ToyEncoder encoder(true);
    const EvaluationSet set = toySet();
    const auto result =
        evaluateMethods(set, *encodePictures(set.pictures, encoder, {}), encoder, std::nullopt);
    QVERIFY(result);
    QCOMPARE(result->methods.last().method, QStringLiteral("composed"));
    QCOMPARE(result->methods.last().mix, std::optional(0.5));
    QCOMPARE(recall(*result, QStringLiteral("composed")), 100.0);
}

void RunnerTest::mixDecides() {
    ToyEncoder encoder(true);
    const EvaluationSet set = toySet();
    const Rows pictures = *encodePictures(set.pictures, encoder, {});
    QCOMPARE(recall(*evaluateMethods(set, pictures, encoder, 0.0), QStringLiteral("slerp")), 0.0);
    QCOMPARE(recall(*evaluateMethods(set, pictures, encoder, 0.0), QStringLiteral("composed")),
             0.0);
    QCOMPARE(recall(*evaluateMethods(set, pictures, encoder, 1.0), QStringLiteral("slerp")), 0.0);
}

void RunnerTest::aSetOfColoursDoesNotTestComposition() {
    ToyEncoder encoder(false);
    EvaluationSet set = toySet();
    // Right is whatever has the colour, and the stand-in has the shape and colour of the reference.
    for (EvaluationQuery& query : set.queries)
        query.right = query.sentences.first() == QStringLiteral("red")
                          ? std::vector<PictureIndex>{0, 2}
                          : std::vector<PictureIndex>{1, 3};
    set.pictures.push_back({QStringLiteral("circle-red-2"), {}, {}});
    set.queries.resize(1);
    set.queries[0].swapped = 4;
    const auto result =
        evaluateMethods(set, *encodePictures(set.pictures, encoder, {}), encoder, std::nullopt);
    QVERIFY(result);
    QCOMPARE(result->methods.last().swapLoss(), 0.0);
    QCOMPARE(result->testsComposition(), std::optional(false));
    EvaluationReport report{set.name, set.split, {}, {}, {*result}};
    QVERIFY(asText(report).contains(QStringLiteral("do not test composition")));
}

void RunnerTest::wordsNeedNoReference() {
    ToyEncoder encoder(true);
    EvaluationSet set = toySet();
    set.protocol = EvaluationSet::Protocol::Words;
    for (EvaluationQuery& query : set.queries) {
        query.sentences = {set.pictures[static_cast<std::size_t>(query.right.front())].name};
        query.reference = -1;
        query.swapped = -1;
    }
    const auto result =
        evaluateMethods(set, *encodePictures(set.pictures, encoder, {}), encoder, std::nullopt);
    QVERIFY(result);
    QCOMPARE(result->methods.size(), 1);
    QCOMPARE(recall(*result, QStringLiteral("text only")), 100.0);
    QVERIFY(!result->testsComposition().has_value());
}

void RunnerTest::captionOrderIsOfNoAccount() {
    ToyEncoder encoder(false);
    EvaluationSet set = toySet();
    set.protocol = EvaluationSet::Protocol::FashionIq;
    set.queries[0].sentences = {QStringLiteral("blue"), QStringLiteral("square")};
    const Rows pictures = *encodePictures(set.pictures, encoder, {});
    const auto one = evaluateMethods(set, pictures, encoder, {});
    std::swap(set.queries[0].sentences[0], set.queries[0].sentences[1]);
    const auto other = evaluateMethods(set, pictures, encoder, {});
    QVERIFY(one && other);
    for (std::size_t i = 0; i < set.queries.size(); ++i)
        QCOMPARE(one->rankings[i].best.order(), other->rankings[i].best.order());
}

void RunnerTest::cacheSavesEncoding() {
    QTemporaryDir dir;
    ToyEncoder encoder(false);
    const EvaluationSet set = toySet();
    const auto first = encodePictures(set.pictures, encoder, dir.path());
    const auto second = encodePictures(set.pictures, encoder, dir.path());
    QVERIFY(first && second);
    QCOMPARE(encoder.pictureCalls, 1);
    for (std::size_t i = 0; i < first->values.size(); ++i)
        QVERIFY(std::abs(first->values[i] - second->values[i]) < 1e-6f);
    QVERIFY(encodePictures(set.pictures, encoder, {}));
    QCOMPARE(encoder.pictureCalls, 2);
}

void RunnerTest::reportsForPeopleAndPrograms() {
    ToyEncoder encoder(false);
    const EvaluationSet set = toySet();
    const auto result =
        evaluateMethods(set, *encodePictures(set.pictures, encoder, {}), encoder, std::nullopt);
    QVERIFY(result);
    const EvaluationReport report{
        set.name, set.split, encoder.name(), encoder.key(), {*result, *result}};
    const QString text = asText(report);
    for (const char* part : {"4 queries among 4 pictures", "model toy", "slerp 0.5", "R@10",
                             "references swapped", "mean of the parts"})
        QVERIFY2(text.contains(QLatin1StringView(part)), qPrintable(text));
    const QJsonObject json = asJson(report);
    QCOMPARE(json[u"set"].toString(), set.name);
    const QJsonObject part = json[u"parts"].toArray().first().toObject();
    QCOMPARE(part[u"queries"].toInt(), 4);
    QCOMPARE(part[u"testsComposition"].toBool(), true);
    const QJsonObject slerp = part[u"methods"].toArray().last().toObject();
    QCOMPARE(slerp[u"figures"].toObject()[u"R@1"].toDouble(), 100.0);
    QCOMPARE(slerp[u"swap"].toObject()[u"loss"].toDouble(), 100.0);
    QCOMPARE(json[u"mean"].toArray().size(), 4);
}

void RunnerTest::featuresAreOneMethod() {
    ToyEncoder encoder(false);
    const EvaluationSet set = toySet();
    const Rows pictures = *encodePictures(set.pictures, encoder, {});
    Rows queries{4, {}};
    for (const EvaluationQuery& query : set.queries)
        queries.append(pictures.row(static_cast<std::size_t>(query.right.front())));
    const PartResult result = evaluateRows(set, pictures, queries);
    QCOMPARE(result.methods.size(), 1);
    QCOMPARE(recall(result, QStringLiteral("features")), 100.0);
}

void RunnerTest::setsByName() {
    for (const QString& name : evaluationSetNames())
        QVERIFY(evaluationSetParts(name).value().size() > 0);
    const auto unknown = evaluationSetParts(QStringLiteral("cir"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::WrongUse);
    QVERIFY(unknown.error().sentence.contains(QStringLiteral("cirr, circo")));
    const auto part = readEvaluationSet(QStringLiteral("fashioniq"), QStringLiteral("hat"), {});
    QVERIFY(!part);
    QVERIFY(part.error().sentence.contains(QStringLiteral("toptee")));
}

SEMBLANCE_TEST(RunnerTest)
#include "tst_runner.moc"
