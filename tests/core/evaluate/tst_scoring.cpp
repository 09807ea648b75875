#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/evaluate/scoring.h"
#include "core/evaluate/submission.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

using Protocol = EvaluationSet::Protocol;

EvaluationQuery asking(PictureIndex reference, std::vector<PictureIndex> right) {
    EvaluationQuery query;
    query.id = QStringLiteral("11");
    query.reference = reference;
    query.sentences << QStringLiteral("words");
    query.target = right.front();
    query.right = std::move(right);
    return query;
}

/// Picture i lies at an angle of i tenths from picture 0: for a query at picture 0 the order is
/// 0, 1, 2 ...
Rows fan(std::size_t count) {
    Rows rows;
    rows.dim = 2;
    for (std::size_t i = 0; i < count; ++i) {
        const float angle = 0.1f * static_cast<float>(i);
        rows.append(std::vector<float>{std::cos(angle), std::sin(angle)});
    }
    return rows;
}

Rows atPictureZero(std::size_t queries) {
    Rows rows;
    rows.dim = 2;
    for (std::size_t i = 0; i < queries; ++i)
        rows.append(std::vector<float>{1, 0});
    return rows;
}

Figures scored(const EvaluationSet& set) {
    const auto rankings = rankAll(set, fan(set.pictures.size()), atPictureZero(set.queries.size()));
    return measure(set, rankings);
}

QStringList namesOf(const Figures& figures) {
    QStringList names;
    for (const Figure& figure : figures.figures)
        names << figure.name;
    return names;
}

}  // namespace

class ScoringTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cirrRemovesTheReference();
    void circoKeepsTheReference();
    void fashionIqKeepsTheReference();
    void genecisRanksItsOwnGallery();
    void genecisCountsDoubledDistractors();
    void editsByHand();
    void wordsByHand();
    void chanceOnCirrSubsets();
    void hiddenTruthHasNoFigures();
    void meanOverParts();
    void swapsKeepTheirDistance();
    void dotIsExactForEqualRows();
    void cirrSubmission();
    void circoSubmissionByHand();
    void submissionsThatCannotBe();
};

void ScoringTest::cirrRemovesTheReference() {
    EvaluationSet set = lettersSet(8, Protocol::Cirr);
    EvaluationQuery query = asking(0, {3});
    query.subset = {2, 3, 4, 5, 6};
    set.queries = {query};
    const Figures figures = scored(set);
    QCOMPARE(namesOf(figures), QStringLiteral("R@1 R@5 R@10 R@50 R_s@1 R_s@2 R_s@3").split(u' '));
    QCOMPARE(figures.value(QStringLiteral("R@1")), 0.0);
    QCOMPARE(figures.value(QStringLiteral("R@5")), 100.0);
    // In the subset 2 is better than 3, nothing else.
    QCOMPARE(figures.value(QStringLiteral("R_s@1")), 0.0);
    QCOMPARE(figures.value(QStringLiteral("R_s@2")), 100.0);
    set.queries[0].right = {1};
    QCOMPARE(scored(set).value(QStringLiteral("R@1")), 100.0);
}

void ScoringTest::circoKeepsTheReference() {
    EvaluationSet set = lettersSet(8, Protocol::Circo);
    EvaluationQuery query = asking(0, {1, 3});
    query.target = 3;
    query.aspects = {QStringLiteral("negation")};
    set.queries = {query, asking(0, {7})};
    const Figures figures = scored(set);
    // Right at places 2 and 4: (1/2 + 2/4) / 2; the other query has its only one at place 8.
    QCOMPARE(figures.value(QStringLiteral("mAP@5")), 100 * (0.5 + 0) / 2);
    QCOMPARE(figures.value(QStringLiteral("mAP@10")), 100 * (0.5 + 1.0 / 8) / 2);
    QCOMPARE(figures.value(QStringLiteral("R@5")), 50.0);
    QCOMPARE(figures.value(QStringLiteral("mAP@10 negation")), 50.0);
}

void ScoringTest::fashionIqKeepsTheReference() {
    EvaluationSet set = lettersSet(20, Protocol::FashionIq);
    set.queries = {asking(0, {9}), asking(0, {10})};
    const Figures figures = scored(set);
    QCOMPARE(figures.value(QStringLiteral("R@10")), 50.0);
    QCOMPARE(figures.value(QStringLiteral("R@50")), 100.0);
}

void ScoringTest::genecisRanksItsOwnGallery() {
    EvaluationSet set = lettersSet(20, Protocol::Genecis);
    EvaluationQuery query = asking(0, {9});
    query.own = {8, 9, 15};
    set.queries = {query};
    const Figures figures = scored(set);
    QCOMPARE(figures.value(QStringLiteral("R@1")), 0.0);
    QCOMPARE(figures.value(QStringLiteral("R@2")), 100.0);
}

void ScoringTest::genecisCountsDoubledDistractors() {
    EvaluationSet set = lettersSet(6, Protocol::Genecis);
    EvaluationQuery query = asking(5, {2});
    query.own = {1, 2, 3};
    set.queries = {query};
    QCOMPARE(scored(set).value(QStringLiteral("R@2")), 100);
    // The official code ranks the list as it is: the nearer distractor takes two places.
    set.queries.front().own = {1, 1, 2, 3};
    QCOMPARE(scored(set).value(QStringLiteral("R@2")), 0);
    QCOMPARE(scored(set).value(QStringLiteral("R@3")), 100);
}

void ScoringTest::editsByHand() {
    EvaluationSet set = lettersSet(20, Protocol::Edits);
    set.queries = {asking(0, {1, 3}), asking(0, {12})};
    const Figures figures = scored(set);
    QCOMPARE(figures.value(QStringLiteral("R@1")), 50.0);
    QCOMPARE(figures.value(QStringLiteral("R@10")), 50.0);
    QCOMPARE(figures.value(QStringLiteral("mAP@10")), 100 * (1.0 + 2.0 / 3) / 2 / 2);
    QCOMPARE(figures.queries, 2u);
}

void ScoringTest::wordsByHand() {
    EvaluationSet set = lettersSet(20, Protocol::Words);
    set.queries = {asking(-1, {0}), asking(-1, {4}), asking(-1, {9}), asking(-1, {10})};
    const Figures figures = scored(set);
    QCOMPARE(figures.value(QStringLiteral("R@1")), 25.0);
    QCOMPARE(figures.value(QStringLiteral("R@5")), 50.0);
    QCOMPARE(figures.value(QStringLiteral("R@10")), 75.0);
}

void ScoringTest::chanceOnCirrSubsets() {
    constexpr std::size_t kQueries = 5000;
    EvaluationSet set = lettersSet(26, Protocol::Cirr);
    for (std::size_t i = 0; i < kQueries; ++i) {
        EvaluationQuery query = asking(0, {1 + static_cast<int>(i % 5)});
        query.subset = {1, 2, 3, 4, 5};
        set.queries.push_back(query);
    }
    const auto rankings = rankAll(set, randomRows(26, 32, 1), randomRows(kQueries, 32, 2));
    const double chance = measure(set, rankings).value(QStringLiteral("R_s@1"));
    QVERIFY2(std::abs(chance - 20) < 5 * 100 * std::sqrt(0.2 * 0.8 / kQueries),
             qPrintable(QString::number(chance)));
}

void ScoringTest::hiddenTruthHasNoFigures() {
    EvaluationSet set = lettersSet(5, Protocol::Cirr);
    set.hasTruth = false;
    set.queries = {asking(0, {1})};
    QVERIFY(scored(set).figures.isEmpty());
}

void ScoringTest::meanOverParts() {
    const QString name = QStringLiteral("R@10");
    const Figures mean = meanOf({{10, {{name, 20}}}, {30, {{name, 50}}}});
    QCOMPARE(mean.value(name), 35.0);
    QCOMPARE(mean.queries, 40u);
}

void ScoringTest::swapsKeepTheirDistance() {
    EvaluationSet set = lettersSet(6, Protocol::Edits);
    set.queries = {asking(0, {1}), asking(0, {2}), asking(1, {3}), asking(4, {5})};
    nameSwaps(set);
    // The next query with another reference that is not right: 1 is right for the first.
    QCOMPARE(set.queries[0].swapped, 4);
    QCOMPARE(set.queries[1].swapped, 1);
    QCOMPARE(set.queries[3].swapped, 0);
    set.queries[2].swapped = -1;
    const EvaluationSet swapped = swappedSet(set);
    QCOMPARE(swapped.queries.size(), 3u);
    QCOMPARE(swappableSet(set).queries.size(), 3u);
    QCOMPARE(swapped.queries[0].reference, 4);
    // Neither the old reference nor the new one competes.
    QCOMPARE(candidatesOf(swapped, swapped.queries[0]), (std::vector<PictureIndex>{1, 2, 3, 5}));
}

void ScoringTest::dotIsExactForEqualRows() {
    const Rows rows = randomRows(2, 37, 3);
    std::vector<float> copy(rows.row(0).begin(), rows.row(0).end());
    QCOMPARE(dot(rows.row(0), rows.row(1)), dot(copy, rows.row(1)));
    QVERIFY(std::abs(dot(rows.row(0), rows.row(0)) - 1) < 1e-5f);
    QCOMPARE(dot(std::vector<float>{1, 2, 3}, std::vector<float>{4, 5, 6}), 32.0f);
}

void ScoringTest::cirrSubmission() {
    EvaluationSet set = lettersSet(60, Protocol::Cirr);
    EvaluationQuery query = asking(0, {3});
    query.subset = {2, 3, 4, 5, 6};
    set.queries = {query};
    const auto rankings = rankAll(set, fan(60), atPictureZero(1));
    QTemporaryDir dir;
    const auto files = writeSubmission(dir.filePath(QStringLiteral("out.json")), set, rankings);
    QVERIFY2(files, files ? "" : qPrintable(files.error().sentence));
    QCOMPARE(*files, (QStringList{dir.filePath(QStringLiteral("out.recall.json")),
                                  dir.filePath(QStringLiteral("out.recall_subset.json"))}));
    QFile file(files->first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject recall = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(recall, cirrRecall(set, rankings));
    QCOMPARE(recall[u"version"].toString(), QStringLiteral("rc2"));
    QCOMPARE(recall[u"metric"].toString(), QStringLiteral("recall"));
    QCOMPARE(recall[u"11"].toArray().size(), 50);
    QCOMPARE(recall[u"11"].toArray().first().toString(), set.pictures[1].name);
    const QJsonObject subset = cirrSubsetRecall(set, rankings);
    QCOMPARE(subset[u"metric"].toString(), QStringLiteral("recall_subset"));
    QCOMPARE(subset[u"11"].toArray(),
             QJsonArray::fromStringList(
                 {QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")}));
}

void ScoringTest::circoSubmissionByHand() {
    EvaluationSet set = lettersSet(60, Protocol::Circo);
    for (std::size_t i = 0; i < set.pictures.size(); ++i)
        set.pictures[i].name = QStringLiteral("00000000%1.jpg").arg(1000 + i);
    set.queries = {asking(0, {3})};
    const auto rankings = rankAll(set, fan(60), atPictureZero(1));
    const auto object = circoSubmission(set, rankings);
    QVERIFY2(object, object ? "" : qPrintable(object.error().sentence));
    const QJsonArray ids = object->value(u"11").toArray();
    QCOMPARE(ids.size(), 50);
    QVERIFY(ids.first().isDouble());
    QCOMPARE(ids.first().toInt(), 1000);  // the reference is not removed
    QSet<qint64> unique;
    for (const QJsonValue& id : ids)
        unique.insert(id.toInteger());
    QCOMPARE(unique.size(), 50);
    set.pictures[7].name = QStringLiteral("holiday.jpg");
    const auto refused = circoSubmission(set, rankings);
    QVERIFY(!refused);
    QVERIFY(refused.error().sentence.contains(QStringLiteral("holiday.jpg")));
}

void ScoringTest::submissionsThatCannotBe() {
    EvaluationSet set = lettersSet(10, Protocol::Circo);
    set.queries = {asking(0, {3})};
    const auto rankings = rankAll(set, fan(10), atPictureZero(1));
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("out.json"));
    QCOMPARE(writeSubmission(path, set, rankings).error().kind, ErrorKind::BadInput);
    set.protocol = Protocol::FashionIq;
    QCOMPARE(writeSubmission(path, set, rankings).error().kind, ErrorKind::WrongUse);
    QVERIFY(!QFile::exists(path));
}

SEMBLANCE_TEST(ScoringTest)
#include "tst_scoring.moc"
