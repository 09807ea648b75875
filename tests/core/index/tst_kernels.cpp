#include <hwy/aligned_allocator.h>
#include <hwy/targets.h>

#include <QTest>
#include <limits>

#include "core/index/kernels.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

/// Every instruction set of this processor against plain loops in double precision.
class TestKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dotRows_data();
    void dotRows();
    void scatteredRowsHaveTheSameBits();
    void dotOfOneRow();
    void weightedSum();
    void takeAbove();
    void notBelow();

private:
    template <class Check>
    static void onEveryTarget(const Check& check) {
        const auto targets = hwy::SupportedTargets();
        for (auto left = targets; left != 0; left &= left - 1) {
            hwy::SetSupportedTargetsForTest(left & -left);
            hwy::GetChosenTarget().Update(hwy::SupportedTargets());
            check();
        }
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
};

void TestKernels::dotRows_data() {
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("rows");
    for (int dimension : {32, 64, 96, 512, 1152}) {
        for (int rows : {1, 2, 3, 4, 5, 63, 130})
            QTest::addRow("%d rows of %d", rows, dimension) << dimension << rows;
    }
}

void TestKernels::dotRows() {
    QFETCH(int, dimension);
    QFETCH(int, rows);
    std::mt19937 random(7);
    const auto stride = static_cast<std::size_t>(dimension);
    const auto count = static_cast<std::size_t>(rows);
    const std::vector<HalfBits> bits = testing::randomRows(random, count, dimension);
    auto matrix = hwy::AllocateAligned<HalfBits>(bits.size());
    std::copy(bits.begin(), bits.end(), matrix.get());
    auto queries = hwy::AllocateAligned<float>(kernels::mostQueries * stride);
    for (std::size_t q = 0; q < kernels::mostQueries; ++q) {
        const std::vector<float> query = testing::unitVector(random, dimension);
        std::copy(query.begin(), query.end(), queries.get() + q * stride);
    }
    onEveryTarget([&] {
        std::vector<float> single(count);
        float* singleOut = single.data();
        kernels::dotRows(matrix.get(), count, stride, queries.get(), 1, &singleOut);
        for (std::size_t used = 1; used <= kernels::mostQueries; ++used) {
            std::vector<std::vector<float>> scores(used, std::vector<float>(count));
            std::vector<float*> out;
            for (std::vector<float>& array : scores)
                out.push_back(array.data());
            kernels::dotRows(matrix.get(), count, stride, queries.get(), used, out.data());
            QVERIFY2(scores[0] == single, kernels::targetName());
            for (std::size_t q = 0; q < used; ++q) {
                for (std::size_t r = 0; r < count; ++r) {
                    const std::vector<float> row =
                        fromHalf(std::span(bits).subspan(r * stride, stride));
                    const double expected =
                        testing::naiveDot(row, {queries.get() + q * stride, stride});
                    QVERIFY2(std::abs(scores[q][r] - expected) < 1e-6, kernels::targetName());
                }
            }
        }
    });
}

void TestKernels::scatteredRowsHaveTheSameBits() {
    std::mt19937 random(8);
    constexpr int dimension = 96;
    constexpr std::size_t count = 37;
    const std::vector<HalfBits> bits = testing::randomRows(random, count, dimension);
    auto matrix = hwy::AllocateAligned<HalfBits>(bits.size());
    std::copy(bits.begin(), bits.end(), matrix.get());
    auto queries = hwy::AllocateAligned<float>(kernels::mostQueries * dimension);
    std::generate_n(queries.get(), kernels::mostQueries * dimension,
                    [&] { return static_cast<float>(random() % 100) / 100; });
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<const HalfBits*> rows;
    for (std::size_t row : order)
        rows.push_back(matrix.get() + row * dimension);
    onEveryTarget([&] {
        for (std::size_t used = 1; used <= kernels::mostQueries; ++used) {
            std::vector<std::vector<float>> side(used, std::vector<float>(count)), apart = side;
            std::vector<float*> sideOut, apartOut;
            for (std::size_t q = 0; q < used; ++q) {
                sideOut.push_back(side[q].data());
                apartOut.push_back(apart[q].data());
            }
            kernels::dotRows(matrix.get(), count, dimension, queries.get(), used, sideOut.data());
            kernels::dotScattered(rows.data(), count, dimension, queries.get(), used,
                                  apartOut.data());
            for (std::size_t q = 0; q < used; ++q) {
                for (std::size_t i = 0; i < count; ++i)
                    QVERIFY2(apart[q][i] == side[q][order[i]], kernels::targetName());
            }
        }
    });
}

void TestKernels::dotOfOneRow() {
    std::mt19937 random(6);
    for (int dimension : {32, 64, 512, 1152}) {
        const std::vector<HalfBits> bits = testing::randomRows(random, 2, dimension);
        const auto stride = static_cast<std::size_t>(dimension);
        auto rows = hwy::AllocateAligned<HalfBits>(bits.size());
        std::copy(bits.begin(), bits.end(), rows.get());
        const double expected = testing::naiveDot(fromHalf(std::span(bits).first(stride)),
                                                  fromHalf(std::span(bits).subspan(stride)));
        onEveryTarget([&] {
            const float score = kernels::dotHalf(rows.get(), rows.get() + stride, stride);
            QVERIFY2(std::abs(score - expected) < 1e-6, kernels::targetName());
        });
    }
}

void TestKernels::weightedSum() {
    std::mt19937 random(9);
    constexpr std::size_t count = 192;
    constexpr std::size_t arrays = 5;
    auto values = hwy::AllocateAligned<float>(arrays * count);
    auto out = hwy::AllocateAligned<float>(count);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::generate_n(values.get(), arrays * count, [&] { return uniform(random); });
    const float weights[arrays] = {0.5f, -0.25f, 1, 0, 0.125f};
    const float* pointers[arrays];
    for (std::size_t a = 0; a < arrays; ++a)
        pointers[a] = values.get() + a * count;
    onEveryTarget([&] {
        for (std::size_t used = 0; used <= arrays; ++used) {
            kernels::weightedSum(pointers, weights, used, count, out.get());
            for (std::size_t i = 0; i < count; ++i) {
                double expected = 0;
                for (std::size_t a = 0; a < used; ++a)
                    expected += static_cast<double>(weights[a]) * pointers[a][i];
                QVERIFY2(std::abs(out[i] - expected) < 1e-6, kernels::targetName());
            }
        }
    });
}

void TestKernels::takeAbove() {
    std::mt19937 random(11);
    constexpr std::size_t count = 192;
    auto scores = hwy::AllocateAligned<float>(count);
    auto out = hwy::AllocateAligned<float>(count);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::generate_n(scores.get(), count, [&] { return uniform(random); });
    onEveryTarget([&] {
        for (const float above : {-2.0f, -0.1f, 0.4f, 2.0f}) {
            std::fill_n(out.get(), count, 0.75f);
            kernels::takeAbove(scores.get(), above, 1.5f, count, out.get());
            for (std::size_t i = 0; i < count; ++i) {
                const float expected = 0.75f - 1.5f * std::max(0.0f, scores[i] - above);
                QVERIFY2(std::abs(out[i] - expected) < 1e-6f, kernels::targetName());
            }
        }
    });
}

void TestKernels::notBelow() {
    std::mt19937 random(10);
    auto scores = hwy::AllocateAligned<float>(kernels::groupRows);
    std::uniform_int_distribution<int> small(-3, 3);
    for (std::size_t i = 0; i < kernels::groupRows; ++i)
        scores[i] = static_cast<float>(small(random));
    scores[5] = scores[40] = std::numeric_limits<float>::quiet_NaN();
    scores[6] = -std::numeric_limits<float>::infinity();
    onEveryTarget([&] {
        for (float threshold : {-std::numeric_limits<float>::infinity(), -3.5f, 0.0f, 3.0f, 4.0f,
                                std::numeric_limits<float>::quiet_NaN()}) {
            const std::uint64_t bits = kernels::notBelow(scores.get(), threshold);
            for (std::size_t i = 0; i < kernels::groupRows; ++i)
                QCOMPARE((bits >> i & 1) != 0, scores[i] >= threshold);
        }
    });
}

SEMBLANCE_APPLESS_TEST(TestKernels)
#include "tst_kernels.moc"
