#include <QTest>

#include "core/evaluate/mixsweep.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr int kDim = 8;

/// A random but fixed unit row for every name, sentence and pair of both.
class ScatteredEncoder : public EvaluationEncoder {
public:
    QString name() const override { return QStringLiteral("scattered"); }
    QString key() const override { return QStringLiteral("scattered-1"); }
    int dim() const override { return kDim; }
    double defaultMix() const override { return 0.5; }
    bool composes() const override { return true; }

    Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures, const Progress&,
                                const CancelToken&) override {
        QStringList names;
        for (const DatasetPicture& picture : pictures)
            names << picture.name;
        return rowsOf(names);
    }
    Result<Rows> encodeTexts(const QStringList& sentences, const CancelToken&) override {
        return rowsOf(sentences);
    }
    Result<Rows> encodeComposed(const std::vector<ComposedQuery>& queries, const Progress&,
                                const CancelToken&) override {
        QStringList pairs;
        for (const ComposedQuery& query : queries)
            pairs << query.reference.name + u' ' + query.modification;
        return rowsOf(pairs);
    }

private:
    static Rows rowsOf(const QStringList& names) {
        Rows rows{kDim, {}};
        for (const QString& name : names)
            rows.append(randomRows(1, kDim, qChecksum(QByteArrayView(name.toUtf8()))).row(0));
        return rows;
    }
};

/// 26 pictures, 40 queries, every third of two sentences, every fourth without a swap.
EvaluationSet someSet() {
    EvaluationSet set = lettersSet(26, EvaluationSet::Protocol::Edits);
    for (int i = 0; i < 40; ++i) {
        EvaluationQuery query;
        query.reference = i % 26;
        query.sentences << QStringLiteral("wish %1").arg(i % 7);
        if (i % 3 == 0)
            query.sentences << QStringLiteral("another");
        query.right = {(i * 5 + 3) % 26};
        if (query.right.front() == query.reference)
            query.right = {(query.reference + 1) % 26};
        query.swapped = i % 4 == 0 ? -1 : (query.right.front() + 1) % 26;
        if (query.swapped == query.reference)
            query.swapped = -1;
        set.queries.push_back(query);
    }
    return set;
}

void compare(const Figures& left, const Figures& right) {
    QCOMPARE(left.queries, right.queries);
    QCOMPARE(left.figures.size(), right.figures.size());
    for (qsizetype i = 0; i < left.figures.size(); ++i) {
        QCOMPARE(left.figures[i].name, right.figures[i].name);
        QCOMPARE(left.figures[i].percent, right.figures[i].percent);
    }
}

}  // namespace

class MixSweepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheRunner_data();
    void agreesWithTheRunner();
    void choosesTheBestMeanOverSets();
    void firstOfEqualMixesWins();
};

void MixSweepTest::agreesWithTheRunner_data() {
    QTest::addColumn<double>("mix");
    for (const double mix : {0.0, 0.3, 0.5, 0.7, 1.0})
        QTest::addRow("%g", mix) << mix;
}

void MixSweepTest::agreesWithTheRunner() {
    QFETCH(double, mix);
    ScatteredEncoder encoder;
    const EvaluationSet set = someSet();
    const Rows pictures = *encodePictures(set.pictures, encoder, {});
    const PartResult part = *evaluateMethods(set, pictures, encoder, mix);
    for (const auto method : {MixSweep::Method::Slerp, MixSweep::Method::Composed}) {
        const auto sweep = MixSweep::prepare(set, pictures, encoder, method);
        QVERIFY(sweep);
        const MethodResult result = sweep->resultAt(mix);
        const MethodResult& expected =
            method == MixSweep::Method::Slerp ? part.methods[3] : part.methods[4];
        QCOMPARE(result.method, expected.method);
        compare(result.figures, expected.figures);
        QVERIFY(result.own && result.swapped);
        compare(*result.own, *expected.own);
        compare(*result.swapped, *expected.swapped);
        compare(sweep->at(mix), expected.figures);
    }
}

void MixSweepTest::choosesTheBestMeanOverSets() {
    ScatteredEncoder encoder;
    const EvaluationSet set = someSet();
    const Rows pictures = *encodePictures(set.pictures, encoder, {});
    const auto sweep = MixSweep::prepare(set, pictures, encoder, MixSweep::Method::Slerp);
    QVERIFY(sweep);
    const std::vector<double> mixes = {0.1, 0.4, 0.9};
    const QString figure = QStringLiteral("mAP@10");
    double best = 0;
    for (const double mix : mixes)
        best = std::max(best, sweep->at(mix).value(figure));
    const std::vector<std::vector<const MixSweep*>> groups = {{&*sweep}, {&*sweep, &*sweep}};
    QCOMPARE(sweep->at(bestMix(groups, mixes, figure)).value(figure), best);
}

void MixSweepTest::firstOfEqualMixesWins() {
    const std::vector<double> mixes = {0.4, 0.6};
    QCOMPARE(bestMix({}, mixes, QStringLiteral("R@1")), 0.4);
}

SEMBLANCE_TEST(MixSweepTest)
#include "tst_mixsweep.moc"
