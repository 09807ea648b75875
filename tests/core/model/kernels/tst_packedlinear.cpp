#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/silu.h>
#include <c10/core/InferenceMode.h>

#include <QTest>
#include <thread>
#include <vector>

#include "core/model/kernels/packedlinear.h"
#include "core/model/kernels/precision.h"
#include "tests/testmain.h"

using namespace semblance;

/// Packed linears against at::linear and the activations on their own.
class PackedLinearTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbersAreThoseOfLinear_data();
    void numbersAreThoseOfLinear();
    void anyShapeOfInputIsTaken();
    void bf16StaysBf16();
    void theSourceIsNotKept();
    void partsStandSideBySide();
    void storedHalvesComputeAsFloats();
    void threadsShareOne();
    void wrongWidthsThrow();
};

namespace {

constexpr int kIn = 37;
constexpr int kOut = 53;

double largest(const at::Tensor& difference) {
    return difference.abs().max().item<double>();
}

at::Tensor after(const at::Tensor& y, PackedLinear::Then then) {
    switch (then) {
        case PackedLinear::Then::Gelu:
            return at::gelu(y);
        case PackedLinear::Then::TanhGelu:
            return at::gelu(y, "tanh");
        case PackedLinear::Then::Silu:
            return at::silu(y);
        case PackedLinear::Then::Nothing:
            break;
    }
    return y;
}

}  // namespace

void PackedLinearTest::initTestCase() {
    if (!PackedLinear::available())
        QSKIP("This libtorch is without oneDNN.");
}

void PackedLinearTest::numbersAreThoseOfLinear_data() {
    QTest::addColumn<int>("then");
    QTest::addColumn<bool>("biased");
    QTest::addColumn<int>("rows");
    const std::vector<std::pair<const char*, PackedLinear::Then>> all{
        {"nothing", PackedLinear::Then::Nothing},
        {"gelu", PackedLinear::Then::Gelu},
        {"tanh gelu", PackedLinear::Then::TanhGelu},
        {"silu", PackedLinear::Then::Silu}};
    for (const auto& [name, then] : all) {
        for (const bool biased : {true, false}) {
            for (const int rows : {1, 12, 200}) {
                QTest::addRow("%s, %s, %d rows", name, biased ? "bias" : "no bias", rows)
                    << int(then) << biased << rows;
            }
        }
    }
}

void PackedLinearTest::numbersAreThoseOfLinear() {
    QFETCH(int, then);
    QFETCH(bool, biased);
    QFETCH(int, rows);
    const c10::InferenceMode inference;
    const at::Tensor weight = at::randn({kOut, kIn});
    const at::Tensor bias = biased ? at::randn({kOut}) : at::Tensor();
    const at::Tensor x = at::randn({rows, kIn});
    const auto what = static_cast<PackedLinear::Then>(then);
    const PackedLinear packed({{weight}, {bias}}, what);
    QCOMPARE(packed.in(), std::int64_t{kIn});
    QCOMPARE(packed.out(), std::int64_t{kOut});
    QVERIFY(packed.type() == at::kFloat);
    const at::Tensor wanted = after(at::linear(x, weight, bias), what);
    QVERIFY(packed(x).sizes() == wanted.sizes());
    QVERIFY(largest(packed(x) - wanted) < 1e-4);
}

void PackedLinearTest::anyShapeOfInputIsTaken() {
    const c10::InferenceMode inference;
    const at::Tensor weight = at::randn({kOut, kIn});
    const PackedLinear packed({{weight}, {at::Tensor()}});
    const at::Tensor wide = at::randn({2, 3, 2 * kIn});
    // A view with gaps between its rows, as a slice of the patch tokens is.
    for (const at::Tensor& x : {at::randn({kIn}), at::randn({4, kIn}), at::randn({2, 3, kIn}),
                                at::randn({0, kIn}), wide.narrow(2, kIn, kIn)}) {
        const at::Tensor wanted = at::linear(x, weight);
        const at::Tensor y = packed(x);
        QVERIFY(y.sizes() == wanted.sizes());
        QVERIFY(y.numel() == 0 || largest(y - wanted) < 1e-4);
    }
}

void PackedLinearTest::bf16StaysBf16() {
    const c10::InferenceMode inference;
    if (bestPrecision() != Precision::Bf16)
        QSKIP("This processor does not multiply bf16.");
    const at::Tensor weight = at::randn({kOut, kIn});
    const at::Tensor bias = at::randn({kOut});
    const at::Tensor x = at::randn({12, kIn}).to(at::kBFloat16);
    const PackedLinear packed({{weight}, {bias}, at::kBFloat16});
    const at::Tensor y = packed(x);
    QVERIFY(y.scalar_type() == at::kBFloat16 && packed.type() == at::kBFloat16);
    QVERIFY(largest(y.to(at::kFloat) - at::linear(x.to(at::kFloat), weight, bias)) < 0.25);
}

void PackedLinearTest::theSourceIsNotKept() {
    const c10::InferenceMode inference;
    at::Tensor weight = at::randn({kOut, kIn});
    at::Tensor bias = at::randn({kOut});
    const at::Tensor x = at::randn({5, kIn});
    const at::Tensor wanted = at::linear(x, weight, bias);
    const PackedLinear packed({{weight}, {bias}});
    QCOMPARE(weight.use_count(), 2u);
    packed(x);
    QCOMPARE(weight.use_count(), 1u);
    weight.zero_();
    bias.zero_();
    QVERIFY(largest(packed(x) - wanted) < 1e-4);
}

void PackedLinearTest::partsStandSideBySide() {
    const c10::InferenceMode inference;
    const std::vector<at::Tensor> weights{at::randn({5, kIn}), at::randn({7, kIn})};
    const std::vector<at::Tensor> biases{at::randn({5}), at::randn({7})};
    const at::Tensor x = at::randn({3, kIn});
    const PackedLinear packed({weights, biases, at::kFloat, 2.0, 3.0});
    QCOMPARE(packed.out(), std::int64_t{12});
    const at::Tensor y = packed(x);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const at::Tensor wanted = at::linear(x, weights[i] * 2.0, biases[i] * 3.0);
        const at::Tensor part = y.narrow(1, i == 0 ? 0 : 5, wanted.size(1));
        QVERIFY(largest(part - wanted) < 1e-4);
    }
}

/// A weight may be stored in fp16; what it is multiplied by must not be rounded to that.
void PackedLinearTest::storedHalvesComputeAsFloats() {
    const c10::InferenceMode inference;
    const at::Tensor weight = at::randn({kOut, kIn}).to(at::kHalf);
    const at::Tensor x = at::randn({9, kIn});
    const PackedLinear packed({{weight}, {at::Tensor()}, at::kFloat, 1.702});
    const at::Tensor y = packed(x);
    QVERIFY(y.scalar_type() == at::kFloat);
    QVERIFY(largest(y - at::linear(x, weight.to(at::kFloat) * 1.702)) < 1e-4);
}

void PackedLinearTest::threadsShareOne() {
    const at::Tensor weight = at::randn({kOut, kIn});
    const at::Tensor x = at::randn({7, kIn});
    const PackedLinear packed({{weight}, {at::Tensor()}});
    const at::Tensor wanted = at::linear(x, weight);
    std::vector<double> errors(4, 1.0);
    std::vector<std::thread> threads;
    for (double& error : errors) {
        threads.emplace_back([&] {
            const c10::InferenceMode inference;
            error = 0;
            for (int i = 0; i < 20; ++i)
                error = std::max(error, largest(packed(x) - wanted));
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const double error : errors)
        QVERIFY(error < 1e-4);
}

void PackedLinearTest::wrongWidthsThrow() {
    const c10::InferenceMode inference;
    const PackedLinear packed({{at::randn({kOut, kIn})}, {at::Tensor()}});
    QVERIFY_THROWS_EXCEPTION(std::exception, packed(at::randn({3, kIn + 1})));
}

SEMBLANCE_TEST(PackedLinearTest)
#include "tst_packedlinear.moc"
