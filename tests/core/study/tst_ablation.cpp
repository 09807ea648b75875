#include <QJsonArray>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

#include "core/study/ablationplan.h"
#include "core/study/ablationplot.h"
#include "core/study/ablationreport.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

AblationPlan readPlan(const QJsonObject& json) {
    const auto plan = AblationPlan::fromJson(json, QStringLiteral("plan.json"));
    if (!plan)
        qFatal("%s", qPrintable(plan.error().sentence));
    return *plan;
}

QString refusal(const QJsonObject& json) {
    const auto plan = AblationPlan::fromJson(json, QStringLiteral("plan.json"));
    return plan ? QString() : plan.error().sentence;
}

const AblationRow& row(const std::vector<AblationRow>& rows, const QString& name) {
    for (const AblationRow& row : rows) {
        if (row.name == name)
            return row;
    }
    qFatal("There is no row %s.", qPrintable(name));
}

/// An outcome over two sets, one of them in two parts, all with this mAP@10.
AblationOutcome outcome(const QString& name, int seed, double percent, double swapLoss = 20) {
    AblationOutcome result;
    result.row = name;
    result.seed = seed;
    result.setting = QStringLiteral("mix 0.5");
    result.mapSteps = 300;
    result.composeSteps = 120;
    result.seconds = 90;
    const auto add = [&](const char* set, const char* part, double value) {
        result.parts.push_back({QLatin1String(set),
                                QLatin1String(part),
                                50,
                                100,
                                {{QStringLiteral("R@1"), value / 2},
                                 {QStringLiteral("R@10"), value * 1.5},
                                 {QStringLiteral("mAP@10"), value}},
                                swapLoss});
    };
    add("fashion-colour", "", percent);
    add("icons", "colour", percent - 2);
    add("icons", "expression", percent + 2);
    return result;
}

AblationPlan smallPlan() {
    return readPlan({{QStringLiteral("sets"),
                      QJsonArray{QStringLiteral("fashion-colour"), QStringLiteral("icons")}}});
}

AblationRowStatistics statistics(const QString& name, std::initializer_list<double> values,
                                 int firstSeed = 1) {
    std::vector<AblationOutcome> outcomes;
    for (const double value : values)
        outcomes.push_back(outcome(name, firstSeed + int(outcomes.size()), value));
    return {name, outcomes};
}

}  // namespace

class AblationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsTurnPartsOff();
    void planKeepsTheStagesConfigurations();
    void badPlansAreNamed();
    void cellsShareStageOne();
    void cellsComeInTheOrderOfUse();
    void keysFollowTheWork();
    void jsonIsMergedFieldByField();
    void outcomesSurviveAFile();
    void setsCountAsOne();
    void spreadByHand();
    void verdicts();
    void reportShowsWhatWasRunAndWhatNot();
    void reportSaysWhatBringsNothing();
    void reportSaysWhereSetsDiffer();
    void emptyReportIsWhole();
    void plotsAreWellFormed();
};

void AblationTest::rowsTurnPartsOff() {
    const auto rows = ablationRows(AblationPlan());
    const auto layers = [](const AblationRow& r) {
        return r.map.value(
            QStringLiteral("mapping"))[QStringLiteral("injection")][QStringLiteral("layers")];
    };
    const QString weight = QStringLiteral("alignmentWeight");
    QCOMPARE(layers(row(rows, ablation::phi())).toInt(-1), 0);
    QCOMPARE(row(rows, ablation::phi()).map.value(weight).toInt(-1), 0);
    QVERIFY(layers(row(rows, ablation::withInjection())).isUndefined());
    QCOMPARE(row(rows, ablation::withInjection()).map.value(weight).toInt(-1), 0);
    QVERIFY(row(rows, ablation::withAlignment()).map.isEmpty());
    for (const QString& name :
         {ablation::phi(), ablation::withInjection(), ablation::withAlignment()})
        QVERIFY(row(rows, name).compose.isEmpty());
    const AblationRow& composed = row(rows, ablation::composed());
    QCOMPARE(composed.compose.value(QStringLiteral("negativeWeight")).toDouble(), 4.0);
    const AblationRow& plain = row(rows, ablation::withoutNegatives());
    QCOMPARE(plain.compose.value(QStringLiteral("mineNearest")).toInt(-1), 0);
    QCOMPARE(plain.compose.value(QStringLiteral("mineReference")).toBool(true), false);
    QCOMPARE(row(rows, ablation::withoutIdentities())
                 .compose.value(QStringLiteral("batch"))[QStringLiteral("identities")]
                 .toInt(-1),
             0);
    QCOMPARE(row(rows, ablation::composedNoisy()).compose.value(QStringLiteral("noise")).toDouble(),
             0.5);
    QCOMPARE(layers(row(rows, ablation::plainComposedNoisy())).toInt(-1), 0);
    QCOMPARE(
        row(rows, ablation::composedOf(2000)).compose.value(QStringLiteral("triplets")).toInt(),
        2000);
}

void AblationTest::planKeepsTheStagesConfigurations() {
    const QJsonObject json{
        {QStringLiteral("seeds"), QJsonArray{7}},
        {QStringLiteral("rows"), QJsonArray{ablation::composed()}},
        {QStringLiteral("map"),
         QJsonObject{{QStringLiteral("loop"), QJsonObject{{QStringLiteral("steps"), 30}}}}},
        {QStringLiteral("compose"),
         QJsonObject{{QStringLiteral("loop"), QJsonObject{{QStringLiteral("steps"), 12}}}}}};
    const AblationPlan plan = readPlan(json);
    const auto cells = ablationCells(plan, QStringLiteral("model"));
    QCOMPARE(cells.size(), 1U);
    const QJsonValue loop = cells[0].row.compose.value(QStringLiteral("loop"));
    QCOMPARE(loop[QStringLiteral("steps")].toInt(), 12);
    QCOMPARE(loop[QStringLiteral("seed")].toInt(), 7);
    QCOMPARE(cells[0].row.map.value(QStringLiteral("loop"))[QStringLiteral("steps")].toInt(), 30);
    const AblationPlan again = readPlan(plan.toJson());
    QCOMPARE(again.toJson(), plan.toJson());
}

void AblationTest::badPlansAreNamed() {
    QVERIFY(refusal({{QStringLiteral("seed"), 1}}).contains(QStringLiteral("seed")));
    QVERIFY(refusal({{QStringLiteral("seeds"), 1}}).contains(QStringLiteral("seeds")));
    QVERIFY(
        refusal({{QStringLiteral("seeds"), QJsonArray()}}).contains(QStringLiteral("plan.json")));
    QVERIFY(refusal({{QStringLiteral("sets"), QJsonArray{QStringLiteral("icon")}}})
                .contains(QStringLiteral("\"icon\"")));
    QVERIFY(refusal({{QStringLiteral("rows"), QJsonArray{QStringLiteral("psi")}}})
                .contains(QStringLiteral("phi + VSI")));
    QVERIFY(refusal({{QStringLiteral("map"), 3}}).contains(QStringLiteral("\"map\"")));
}

void AblationTest::cellsShareStageOne() {
    AblationPlan plan;
    plan.seeds = {1};
    QSet<QString> mapped;
    QSet<QString> keys;
    const auto cells = ablationCells(plan, QStringLiteral("model"));
    for (const AblationCell& cell : cells) {
        mapped.insert(cell.mapKey);
        keys.insert(cell.key);
    }
    QCOMPARE(mapped.size(), 3);
    QCOMPARE(keys.size(), qsizetype(cells.size()));
}

void AblationTest::cellsComeInTheOrderOfUse() {
    AblationPlan plan;
    plan.seeds = {5, 6, 7};
    QStringList order;
    for (const AblationCell& cell : ablationCells(plan, QStringLiteral("model"))) {
        const QString entry =
            QStringLiteral("%1:%2").arg(cell.seed).arg(static_cast<int>(cell.row.table));
        if (order.isEmpty() || order.last() != entry)
            order << entry;
    }
    QCOMPARE(order.join(u' '), QStringLiteral("5:0 6:0 5:1 7:0 6:1 5:2 7:1 6:2 7:2"));
}

void AblationTest::keysFollowTheWork() {
    AblationPlan plan;
    const auto first = [&](const QString& model) { return ablationCells(plan, model).front().key; };
    const QString key = first(QStringLiteral("a"));
    QCOMPARE(first(QStringLiteral("a")), key);
    QVERIFY(first(QStringLiteral("b")) != key);
    plan.mostQueries = 10;
    QVERIFY(first(QStringLiteral("a")) != key);
    QVERIFY(baselinesKey(plan, QStringLiteral("a")) !=
            baselinesKey(AblationPlan(), QStringLiteral("a")));
    // Rows chosen or left out change no other row's key.
    plan.mostQueries = 0;
    plan.rows = {ablation::phi()};
    QCOMPARE(first(QStringLiteral("a")), key);
}

void AblationTest::jsonIsMergedFieldByField() {
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString c = QStringLiteral("c");
    const QJsonObject base{{a, QJsonObject{{b, 1}, {c, 2}}}, {b, 3}};
    QCOMPARE(mergedJson(base, {{a, QJsonObject{{c, 5}}}}),
             (QJsonObject{{a, QJsonObject{{b, 1}, {c, 5}}}, {b, 3}}));
    QCOMPARE(mergedJson(base, {{a, 4}, {c, 6}}), (QJsonObject{{a, 4}, {b, 3}, {c, 6}}));
}

void AblationTest::outcomesSurviveAFile() {
    AblationOutcome written = outcome(ablation::phi(), 2, 30);
    written.parts[1].swapLoss.reset();
    const auto read = AblationOutcome::fromJson(written.toJson(), QStringLiteral("cell.json"));
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
    QCOMPARE(read->toJson(), written.toJson());
    QVERIFY(!read->parts[1].swapLoss);
    QCOMPARE(read->parts[2].figures[2].percent, 32.0);
    QJsonObject damaged = written.toJson();
    damaged.insert(QStringLiteral("seed"), QStringLiteral("two"));
    const auto bad = AblationOutcome::fromJson(damaged, QStringLiteral("cell.json"));
    QVERIFY(!bad && bad.error().sentence.contains(QStringLiteral("seed")));
}

void AblationTest::setsCountAsOne() {
    AblationOutcome some = outcome(ablation::phi(), 1, 30);
    some.parts[0].figures[2].percent = 10;
    const QString figure = QStringLiteral("mAP@10");
    QCOMPARE(some.value(QStringLiteral("icons"), figure), std::optional(30.0));
    QCOMPARE(some.mean(figure), 20.0);
    QVERIFY(!some.value(QStringLiteral("cirr"), figure));
    QVERIFY(!some.value(QStringLiteral("icons"), QStringLiteral("R@50")));
    some.parts[1].swapLoss = 3;
    some.parts[2].swapLoss = 7;
    QCOMPARE(some.swapLoss(QStringLiteral("icons")), std::optional(7.0));
    QCOMPARE(AblationOutcome().mean(figure), 0.0);
}

void AblationTest::spreadByHand() {
    const Spread three = Spread::of({1, 2, 6});
    QCOMPARE(three.mean, 3.0);
    QCOMPARE(three.deviation, std::sqrt(7.0));
    QCOMPARE(Spread::of({4}).deviation, 0.0);
    QCOMPARE(Spread::of({}).count, 0);
}

void AblationTest::verdicts() {
    const QString figure = ablationFigure();
    const auto judge = [&](std::initializer_list<double> before,
                           std::initializer_list<double> after, int firstSeed = 1) {
        return verdict(statistics(QStringLiteral("a"), before, firstSeed),
                       statistics(QStringLiteral("b"), after), figure);
    };
    QCOMPARE(judge({}, {20}), Verdict::Missing);
    QCOMPARE(judge({20}, {21}), Verdict::Unsure);
    QCOMPARE(judge({20}, {23}), Verdict::Better);
    QCOMPARE(judge({20, 20.1, 19.9}, {21, 21.1, 20.9}), Verdict::Better);
    QCOMPARE(judge({21, 21.1, 20.9}, {20, 20.1, 19.9}), Verdict::Worse);
    QCOMPARE(judge({20, 22, 18}, {21, 23, 19}), Verdict::Same);
    // A baseline has no seeds to vary.
    QCOMPARE(judge({20}, {21, 21.1, 20.9}, 0), Verdict::Better);
}

void AblationTest::reportShowsWhatWasRunAndWhatNot() {
    const QString slerp = QStringLiteral("slerp");
    const std::vector<AblationOutcome> outcomes{
        outcome(slerp, 0, 18), outcome(ablation::phi(), 2, 22), outcome(ablation::phi(), 1, 20)};
    const QString text = ablationReport(
        smallPlan(),
        {QStringLiteral("mini 1234"), QStringLiteral("val"), QStringLiteral("2 cores")}, outcomes);
    QVERIFY(text.contains(QStringLiteral("| phi | 1 2 | 300 | 120 | 1.5 | mix 0.5 |")));
    QVERIFY(text.contains(QStringLiteral("| phi | 21.0 ± 1.4 | 21.0 ± 1.4 | 21.0 ± 1.4 |")));
    QVERIFY(text.contains(QStringLiteral("| slerp | 18.0 | 18.0 | 18.0 |")));
    QVERIFY(text.contains(QStringLiteral("Not run: phi + VSI; ")));
    QVERIFY(text.contains(QStringLiteral("### icons")));
    QVERIFY(text.contains(
        QStringLiteral("| phi | 10.5 ± 0.7 | 31.5 ± 2.1 | 21.0 ± 1.4 | 20.0 ± 0.0 |")));
    QVERIFY(text.contains(ablationPartsPlotName()));
    QVERIFY(text.contains(QStringLiteral("mini 1234")));
}

void AblationTest::reportSaysWhatBringsNothing() {
    std::vector<AblationOutcome> outcomes;
    for (int seed = 1; seed <= 3; ++seed) {
        const double jitter = 0.5 * (seed - 2);
        outcomes.push_back(outcome(ablation::phi(), seed, 20 + jitter));
        outcomes.push_back(outcome(ablation::withInjection(), seed, 20.2 + jitter));
        outcomes.push_back(outcome(ablation::withAlignment(), seed, 25 + jitter, 1));
    }
    outcomes.push_back(outcome(ablation::composed(), 1, 26, 3));
    const QString text = ablationReport(smallPlan(), {}, outcomes);
    QVERIFY(text.contains(QStringLiteral("Visual semantic injection: +0.2")));
    QVERIFY(text.contains(QStringLiteral("it brings nothing here")));
    QVERIFY(text.contains(QStringLiteral("Soft text alignment: +4.8 points of mAP@10; it helps")));
    QVERIFY(text.contains(QStringLiteral("Stage 2: +1.0 points of mAP@10; fewer than 3 seeds")));
    QVERIFY(text.contains(QStringLiteral("icons: \"phi + VSI + STA + stage 2\" loses 3.0 points")));
    QVERIFY(!text.contains(QStringLiteral("Mined negatives:")));
}

void AblationTest::reportSaysWhereSetsDiffer() {
    std::vector<AblationOutcome> outcomes;
    for (int seed = 1; seed <= 3; ++seed) {
        const double jitter = 2 * (seed - 2);
        outcomes.push_back(outcome(ablation::withoutNegatives(), seed, 30 + jitter));
        // The first set loses what the other one gains: by the mean nothing happened.
        AblationOutcome traded = outcome(ablation::composed(), seed, 30 + jitter);
        for (AblationOutcome::Part& part : traded.parts)
            part.figures[2].percent += (part.set == u"icons" ? 4 : -4) + 0.2 * (seed - 2);
        outcomes.push_back(traded);
    }
    const QString text = ablationReport(smallPlan(), {}, outcomes);
    QVERIFY2(text.contains(QStringLiteral(
                 "Mined negatives: +0.0 points of mAP@10; within the seeds' spread, but the sets "
                 "differ. Paired by seed, above 3 standard errors: fashion-colour -4.0, icons "
                 "+4.0.")),
             qPrintable(text.mid(text.indexOf(QStringLiteral("## What this says")))));
}

void AblationTest::emptyReportIsWhole() {
    const QString text = ablationReport(smallPlan(), {}, {});
    QVERIFY(text.contains(QStringLiteral("## What the sets cannot tell")));
    QVERIFY(!text.contains(QStringLiteral("nan")));
    QVERIFY(!ablationPartsPlot(smallPlan(), {}).isEmpty());
}

void AblationTest::plotsAreWellFormed() {
    const QByteArray svg =
        barsAsSvg(QStringLiteral("a < b & c"), {{QStringLiteral("none"), Spread::of({0})},
                                                {QStringLiteral("some"), Spread::of({40, 44})}});
    QXmlStreamReader reader(svg);
    int bars = 0;
    QStringList words;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        bars += reader.name() == QLatin1StringView("rect");
        if (reader.name() == QLatin1StringView("text"))
            words << reader.readElementText();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(bars, 3);
    QVERIFY(words.contains(QStringLiteral("a < b & c")));
    QVERIFY(words.contains(QStringLiteral("42.0")));
}

SEMBLANCE_TEST(AblationTest)
#include "tst_ablation.moc"
