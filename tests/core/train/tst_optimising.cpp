#include <ATen/core/Tensor.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>

#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

#include "core/train/adamw.h"
#include "core/train/batchorder.h"
#include "core/train/movingaverage.h"
#include "core/train/parameters.h"
#include "core/train/schedule.h"
#include "core/train/stepseed.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

void setGradient(const TrainedParameter& parameter, double value) {
    parameter.leaf.mutable_grad() = at::full(parameter.leaf.sizes(), value);
}

double first(const at::Tensor& tensor) {
    return tensor.detach().flatten()[0].item<double>();
}

bool near(double a, double b, double tolerance = 1e-6) {
    return std::abs(a - b) <= tolerance;
}

}  // namespace

class TestOptimising : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void schedulesBeginAndEndWhereTheySay() {
        ScheduleConfig schedule;
        schedule.warmUp = 0.25;
        schedule.startFactor = 0.04;
        schedule.endFactor = 0.001;
        for (const auto kind : {ScheduleConfig::Kind::OneCycle, ScheduleConfig::Kind::Cosine}) {
            schedule.kind = kind;
            QVERIFY(near(scheduleFactor(schedule, 0, 101), 0.04));
            QVERIFY(near(scheduleFactor(schedule, 25, 101), 1));
            QVERIFY(near(scheduleFactor(schedule, 100, 101), 0.001));
            // Half-way down: the mean of both ends.
            QVERIFY(near(scheduleFactor(schedule, 62, 101), (1 + 0.001) / 2, 0.011));
        }
        schedule.kind = ScheduleConfig::Kind::Cosine;
        QVERIFY(near(scheduleFactor(schedule, 10, 101), 0.04 + 0.96 * 0.4));
        schedule.kind = ScheduleConfig::Kind::OneCycle;
        QVERIFY(near(scheduleFactor(schedule, 5, 101),
                     1 + (0.04 - 1) * (1 + std::cos(M_PI * 0.2)) / 2));
        schedule.kind = ScheduleConfig::Kind::Constant;
        QVERIFY(near(scheduleFactor(schedule, 100, 101), 1));
    }

    void schedulesTakeOneStep() {
        for (const auto kind : {ScheduleConfig::Kind::OneCycle, ScheduleConfig::Kind::Constant}) {
            ScheduleConfig schedule;
            schedule.kind = kind;
            schedule.warmUp = 0;
            QCOMPARE(scheduleFactor(schedule, 0, 1), 1.0);
        }
    }

    /// Algorithm 2 of arXiv:1711.05101, two steps worked by hand.
    void adamWByHand() {
        AdamWConfig config;
        config.rate = 0.1;
        config.decay = 0.5;
        const TrainedParameter matrix = trained(QStringLiteral("m"), makeLeaf(at::ones({1, 1})));
        const TrainedParameter bias = trained(QStringLiteral("b"), makeLeaf(at::ones({1})), 0.5);
        const TrainedParameter idle = trained(QStringLiteral("i"), makeLeaf(at::ones({2, 2})));
        QVERIFY(matrix.decays && !bias.decays);
        AdamW adam({matrix, bias, idle}, config);

        double m = 0, v = 0, wide = 1, slow = 1;
        const double gradients[] = {0.2, -0.6};
        for (int t = 1; t <= 2; ++t) {
            const double g = gradients[t - 1];
            setGradient(matrix, g);
            setGradient(bias, g);
            const double factor = t == 1 ? 1.0 : 0.25;
            adam.step(factor);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            const double update =
                m / (1 - std::pow(0.9, t)) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
            const double rate = 0.1 * factor;
            wide = wide * (1 - rate * 0.5) - rate * update;
            slow -= rate * 0.5 * update;
            QVERIFY(near(first(matrix.leaf), wide, 1e-5));
            QVERIFY(near(first(bias.leaf), slow, 1e-5));
        }
        QCOMPARE(first(idle.leaf), 1.0);  // no gradient: untouched, not even decayed
    }

    void clipsTheNormOverAllGradients() {
        const TrainedParameter a = trained(QStringLiteral("a"), makeLeaf(at::ones({1})));
        const TrainedParameter b = trained(QStringLiteral("b"), makeLeaf(at::ones({1})));
        const TrainedParameter none = trained(QStringLiteral("n"), makeLeaf(at::ones({1})));
        setGradient(a, 3);
        setGradient(b, 4);
        QVERIFY(near(clipGradients({a, b, none}, 10), 5));
        QVERIFY(near(first(a.leaf.grad()), 3));
        QVERIFY(near(clipGradients({a, b, none}, 1), 5));
        QVERIFY(near(first(a.leaf.grad()), 0.6));
        QVERIFY(near(first(b.leaf.grad()), 0.8));
        setGradient(a, NAN);
        QVERIFY(!std::isfinite(clipGradients({a, b}, 1)));
        clearGradients({a, b});
        QVERIFY(!a.leaf.grad().defined());
        QCOMPARE(clipGradients({a, b}, 1), 0.0);
    }

    void averagesWithARisingDecay() {
        const TrainedParameter p = trained(QStringLiteral("p"), makeLeaf(at::full({1}, 0.0)));
        MovingAverage average({p}, 0.3);
        setValues({p}, {at::full({1}, 1.0)});
        average.update();  // decay 2/11
        double expected = 1 - 2.0 / 11;
        QVERIFY(near(first(average.values()[0]), expected));
        average.update();  // decay 3/12
        expected = expected * 0.25 + 0.75;
        QVERIFY(near(first(average.values()[0]), expected));
        average.update();  // decay min(.3, 4/13)
        expected = expected * 0.3 + 0.7;
        QVERIFY(near(first(average.values()[0]), expected));
        {
            const TrainedParameters parameters = {p};
            const ValuesForNow averaged(parameters, average.values());
            QVERIFY(near(first(p.leaf), expected));
        }
        QCOMPARE(first(p.leaf), 1.0);
    }

    void ordersAreRoundsOfAllItems() {
        BatchOrder order(10, 4, 7, 0);
        std::vector<std::int64_t> seen;
        for (int step = 0; step < 5; ++step) {
            const auto batch = order.at(step);
            seen.insert(seen.end(), batch.begin(), batch.end());
        }
        QCOMPARE(std::set(seen.begin(), seen.begin() + 10).size(), std::size_t(10));
        QCOMPARE(std::set(seen.begin() + 10, seen.end()).size(), std::size_t(10));
        QVERIFY(!std::equal(seen.begin(), seen.begin() + 10, seen.begin() + 10));
        // Any step by itself is the same as in a row, and other seeds and uses differ.
        QCOMPARE(BatchOrder(10, 4, 7, 0).at(3),
                 std::vector<std::int64_t>(seen.begin() + 12, seen.begin() + 16));
        QVERIFY(BatchOrder(10, 10, 8, 0).at(0) != BatchOrder(10, 10, 7, 0).at(0));
        QVERIFY(BatchOrder(10, 10, 7, 1).at(0) != BatchOrder(10, 10, 7, 0).at(0));
        QCOMPARE(BatchOrder(2, 5, 1, 0).at(0).size(), std::size_t(5));
        QVERIFY(BatchOrder(0, 5, 1, 0).at(0).empty());
    }

    void seedsDiffer() {
        std::set<std::uint64_t> seeds;
        for (int seed = 0; seed < 10; ++seed)
            for (int step = 0; step < 100; ++step)
                for (int use = 0; use < 3; ++use)
                    seeds.insert(stepSeed(seed, step, use));
        QCOMPARE(seeds.size(), std::size_t(3000));
    }
};

SEMBLANCE_TEST(TestOptimising)
#include "tst_optimising.moc"
