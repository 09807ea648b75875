#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/full.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/paths.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/kernels/int8linear.h"
#include "core/model/kernels/pixelfeed.h"
#include "core/model/kernels/precisionnotes.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/transformer.h"
#include "tests/testmain.h"

using namespace semblance;

class PrecisionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void names();
    void int8IsClose_data();
    void int8IsClose();
    void zeroRowsAndColumnsAreExact();
    void aLargeRowLeavesTheOthersAlone();
    void largeNumbersInARow();
    void noRows();
    void wrongWidthsAreRefused();
    void conversionsShareWhatWasShared();
    void joinedIsTheSameSideBySide();
    void manyRowsArePackedInBf16Only();
    void activationsAreLibtorchs_data();
    void activationsAreLibtorchs();
    void bf16TakesFloatAndGivesHalf();
    void modelsStayClose_data();
    void modelsStayClose();
    void whatAModelDoesNotTakeIsSaid();
    void theChoice();
    void notes();
    void damagedNotesDoNotCount();
    void feedsOnTheProcessor();

private:
    QString source(const QString& family) const {
        return QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/hf/") + family;
    }
};

namespace {

double leastCosine(const at::Tensor& a, const at::Tensor& b) {
    return at::cosine_similarity(a.to(at::kFloat), b.to(at::kFloat), -1).min().item<double>();
}

LinearWeights randomLinear(std::int64_t out, std::int64_t in) {
    return {at::randn({out, in}) * 0.05, at::randn({out})};
}

double leastCosine(const std::vector<float>& a, const std::vector<float>& b, int dim) {
    double least = 1;
    for (std::size_t at = 0; at < a.size(); at += std::size_t(dim)) {
        double sum = 0;
        for (std::size_t i = at; i < at + std::size_t(dim); ++i)
            sum += double(a[i]) * double(b[i]);
        least = std::min(least, sum);
    }
    return least;
}

PrecisionMeasurement measured(Precision precision, double speed, double mean, double least,
                              double agreement) {
    return {precision, speed, mean, least, agreement};
}

}  // namespace

void PrecisionTest::initTestCase() {
    // Notes go into a cache folder of the test's own.
    QStandardPaths::setTestModeEnabled(true);
    at::manual_seed(1);
    if (!Int8Linear::available())
        QSKIP("this libtorch comes without oneDNN");
}

void PrecisionTest::cleanup() {
    QDir(defaultCacheDir() + QStringLiteral("/precision")).removeRecursively();
}

void PrecisionTest::names() {
    for (const Precision precision : {Precision::Fp32, Precision::Bf16, Precision::Int8}) {
        const auto read = readPrecision(toString(precision));
        QVERIFY(read && *read == precision);
    }
    QVERIFY(readPrecision(QStringLiteral("auto")));
    QVERIFY(!readPrecision(QStringLiteral("auto"))->has_value());
    for (const QString& wrong : {QStringLiteral("fp16"), QString(), QStringLiteral("INT8")}) {
        const auto read = readPrecision(wrong);
        QVERIFY(!read && read.error().kind == ErrorKind::WrongUse);
        QVERIFY(read.error().sentence.contains(QStringLiteral("auto, fp32, bf16 or int8")));
    }
    QVERIFY(precisionsHere().front() == Precision::Fp32);
}

void PrecisionTest::int8IsClose_data() {
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<int>("in");
    QTest::addColumn<int>("out");
    QTest::addColumn<bool>("bias");
    QTest::newRow("one number each") << QList<int>{3} << 1 << 1 << true;
    QTest::newRow("odd") << QList<int>{7} << 33 << 19 << true;
    QTest::newRow("odd without bias") << QList<int>{7} << 33 << 19 << false;
    QTest::newRow("one row, no batch") << QList<int>{} << 64 << 48 << true;
    QTest::newRow("batch of sentences") << QList<int>{2, 5} << 100 << 70 << true;
    QTest::newRow("wide") << QList<int>{50} << 768 << 257 << true;
}

void PrecisionTest::int8IsClose() {
    QFETCH(QList<int>, shape);
    QFETCH(int, in);
    QFETCH(int, out);
    QFETCH(bool, bias);
    const c10::InferenceMode inference;
    std::vector<std::int64_t> sizes(shape.begin(), shape.end());
    sizes.push_back(in);
    const at::Tensor x = at::randn(sizes);
    LinearWeights linear = randomLinear(out, in);
    if (!bias)
        linear.bias = at::Tensor();
    const at::Tensor exact = linear(x);
    const at::Tensor coarse = Int8Linear(linear.weight, linear.bias)(x);
    QVERIFY(coarse.sizes() == exact.sizes());
    QVERIFY(coarse.scalar_type() == at::kFloat);
    const double error = ((coarse - exact).norm() / (exact.norm() + 1e-9)).item<double>();
    QVERIFY2(error < 0.02, qPrintable(QString::number(error)));
    // Other types come in as well, and views.
    const at::Tensor wide = at::randn({4, 2 * in}).narrow(1, in, in);
    QVERIFY((Int8Linear(linear.weight, linear.bias)(wide) - linear(wide)).norm().item<double>() <
            0.03 * (linear(wide).norm().item<double>() + 1e-3));
}

void PrecisionTest::zeroRowsAndColumnsAreExact() {
    const c10::InferenceMode inference;
    LinearWeights linear = randomLinear(20, 30);
    linear.weight[3].zero_();
    at::Tensor x = at::randn({4, 30});
    x[2].zero_();
    const at::Tensor y = Int8Linear(linear.weight, linear.bias)(x);
    QVERIFY(at::isfinite(y).all().item<bool>());
    QVERIFY(y[2].equal(linear.bias));
    QVERIFY((y.select(1, 3) - linear.bias[3]).abs().max().item<double>() < 1e-5);
    const at::Tensor nothing = Int8Linear(at::zeros({2, 3}), {})(at::randn({2, 3}));
    QCOMPARE(nothing.abs().max().item<double>(), 0.0);
}

void PrecisionTest::aLargeRowLeavesTheOthersAlone() {
    const c10::InferenceMode inference;
    const LinearWeights linear = randomLinear(64, 128);
    const Int8Linear int8(linear.weight, linear.bias);
    at::Tensor x = at::randn({6, 128});
    const at::Tensor before = int8(x);
    x[5] *= 1e4;
    const at::Tensor after = int8(x);
    QVERIFY(after.narrow(0, 0, 5).equal(before.narrow(0, 0, 5)));
    QVERIFY(leastCosine(after, linear(x)) > 0.999);
}

void PrecisionTest::largeNumbersInARow() {
    const c10::InferenceMode inference;
    const LinearWeights linear = randomLinear(64, 512);
    const Int8Linear int8(linear.weight, linear.bias);
    at::Tensor x = at::randn({5, 512});
    // One channel that is 20 times the others, as trained transformers have them.
    x.select(1, 7) *= 20;
    QVERIFY2(leastCosine(int8(x), linear(x)) > 0.99,
             qPrintable(QString::number(leastCosine(int8(x), linear(x)))));
    for (const double extreme : {1e30, 1e-30, 1e-42}) {
        const at::Tensor y = int8(at::full({2, 512}, extreme));
        QVERIFY2(at::isfinite(y).all().item<bool>(), qPrintable(QString::number(extreme)));
    }
    // Nonsense gives nonsense, for its own row alone, and no crash.
    x[1][3] = std::numeric_limits<float>::quiet_NaN();
    x[2][4] = std::numeric_limits<float>::infinity();
    const at::Tensor y = int8(x);
    QVERIFY(at::isfinite(y[0]).all().item<bool>());
    QVERIFY(at::isfinite(y[3]).all().item<bool>());
}

void PrecisionTest::noRows() {
    const c10::InferenceMode inference;
    const LinearWeights linear = randomLinear(8, 4);
    const at::Tensor y = Int8Linear(linear.weight, linear.bias)(at::zeros({0, 3, 4}));
    QCOMPARE(y.numel(), std::int64_t(0));
    QVERIFY(y.sizes().vec() == (std::vector<std::int64_t>{0, 3, 8}));
}

void PrecisionTest::wrongWidthsAreRefused() {
    const c10::InferenceMode inference;
    const LinearWeights linear = randomLinear(8, 4);
    const Int8Linear int8(linear.weight, linear.bias);
    QVERIFY_THROWS_EXCEPTION(c10::Error, int8(at::zeros({2, 5})));
    QVERIFY_EXCEPTION_THROWN(int8(at::zeros({})), c10::Error);
}

void PrecisionTest::conversionsShareWhatWasShared() {
    const c10::InferenceMode inference;
    LinearWeights a = randomLinear(16, 32);
    LinearWeights b = a;
    LinearWeights other = randomLinear(16, 32);
    LinearConversion conversion(Precision::Int8);
    conversion(a);
    conversion(b);
    conversion(other);
    QVERIFY(a.int8 && a.int8 == b.int8);
    QVERIFY(other.int8 && other.int8 != a.int8);
    QVERIFY(!a.weight.defined() && !a.bias.defined());
    QCOMPARE(a.out(), std::int64_t(16));
    QVERIFY(a);
    // What is converted stays so.
    const auto before = a.int8;
    conversion(a);
    QVERIFY(a.int8 == before);
    int visited = 0;
    a.visit(QStringLiteral("a"), [&](const QString&, at::Tensor&) { ++visited; });
    QCOMPARE(visited, 0);
}

void PrecisionTest::joinedIsTheSameSideBySide() {
    const c10::InferenceMode inference;
    for (const Precision precision : {Precision::Bf16, Precision::Int8}) {
        LinearWeights a = randomLinear(8, 24);
        LinearWeights b = randomLinear(12, 24);
        LinearWeights a2 = a;
        LinearWeights b2 = b;
        const at::Tensor x = at::randn({3, 24});
        const at::Tensor exact = at::cat({a(x), b(x)}, 1);
        LinearConversion conversion(precision);
        const LinearWeights both = conversion.joined({&a, &b});
        QCOMPARE(both.out(), std::int64_t(20));
        QVERIFY(!a && !b);
        QVERIFY(leastCosine(both(x), exact) > 0.999);
        // A clone's parts become the same again.
        const LinearWeights again = conversion.joined({&a2, &b2});
        QVERIFY(again.int8 == both.int8);
    }
}

void PrecisionTest::manyRowsArePackedInBf16Only() {
    const LinearWeights linear = randomLinear(16, 32);
    const LinearConversion exact(Precision::Fp32);
    QCOMPARE(exact.packs(linear, 12), PackedLinear::available());
    QCOMPARE(exact.packs(linear, 257), PackedLinear::available() && !at::hasMKL());
    const LinearConversion half(Precision::Bf16);
    QCOMPARE(half.packs(linear, 257), half.packs(linear, 12));
}

void PrecisionTest::activationsAreLibtorchs_data() {
    QTest::addColumn<int>("activation");
    QTest::newRow("gelu") << int(HfConfig::Activation::Gelu);
    QTest::newRow("tanh gelu") << int(HfConfig::Activation::TanhGelu);
    QTest::newRow("quick gelu") << int(HfConfig::Activation::QuickGelu);
}

void PrecisionTest::activationsAreLibtorchs() {
    QFETCH(int, activation);
    const auto kind = HfConfig::Activation(activation);
    // No multiple of any vector's width, and far out too.
    const at::Tensor near = at::linspace(-12, 12, 50'021);
    const at::Tensor far =
        at::tensor({-1e38f, -1e20f, -1e10f, -200.0f, -0.0f, 0.0f, 200.0f, 1e20f});
    for (const at::Tensor& x : {near, far}) {
        const at::Tensor error = (activate(x.clone(), kind) - activate(x, kind)).abs();
        QVERIFY((error <= 1e-6 + 1e-6 * x.abs()).all().item<bool>());
    }
    const at::Tensor strange = activate(at::tensor({NAN, INFINITY, 1.0f}), kind);
    QVERIFY(std::isnan(strange[0].item<float>()));
    QCOMPARE(strange[1].item<float>(), INFINITY);
    QVERIFY(std::isfinite(strange[2].item<float>()));
    // What keeps gradients is not overwritten.
    const at::Tensor wanted = at::ones({4}).requires_grad_(true);
    QVERIFY(!activate(at::Tensor(wanted), kind).is_same(wanted));
    QVERIFY(wanted.eq(1).all().item<bool>());
}

void PrecisionTest::bf16TakesFloatAndGivesHalf() {
    const c10::InferenceMode inference;
    LinearWeights linear = randomLinear(16, 32);
    const at::Tensor x = at::randn({4, 32});
    const at::Tensor exact = linear(x);
    LinearConversion conversion(Precision::Bf16);
    conversion(linear);
    const at::Tensor y = linear(x);
    QVERIFY(y.scalar_type() == at::kBFloat16);
    QVERIFY(leastCosine(y, exact) > 0.999);
}

void PrecisionTest::modelsStayClose_data() {
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("precision");
    for (const char* family : {"clip", "siglip"}) {
        for (const char* precision : {"bf16", "int8"}) {
            QTest::addRow("%s %s", family, precision)
                << QString::fromLatin1(family) << QString::fromLatin1(precision);
        }
    }
}

void PrecisionTest::modelsStayClose() {
    QFETCH(QString, family);
    QFETCH(QString, precision);
    const auto full = DualEncoder::load(source(family), {Precision::Fp32, DeviceKind::Cpu});
    QVERIFY2(full, qPrintable(full ? QString() : full.error().sentence));
    const auto wanted = readPrecision(precision);
    const auto other = DualEncoder::load(source(family), {*wanted, DeviceKind::Cpu});
    QVERIFY2(other, qPrintable(other ? QString() : other.error().sentence));
    const DualEncoderInfo& info = (*other)->info();
    QCOMPARE(toString(info.precision), precision);
    QCOMPARE(info.device, QStringLiteral("cpu"));
    QVERIFY(info.notice.isEmpty());
    // The library's vectors stay, whatever they were computed in.
    QCOMPARE(info.hash, (*full)->info().hash);

    const int side = info.input.side;
    constexpr int kCount = 5;
    std::vector<std::uint8_t> pixels(std::size_t(kCount * side * side * 3));
    std::uint32_t state = 1;
    for (auto& pixel : pixels) {
        state = state * 1664525u + 1013904223u;
        pixel = std::uint8_t(state >> 24);
    }
    const auto a = (*full)->encodeImages(pixels, kCount, side);
    const auto b = (*other)->encodeImages(pixels, kCount, side);
    QVERIFY(a && b);
    QVERIFY2(leastCosine(*a, *b, info.dim) > kLeastMeanCosine,
             qPrintable(QString::number(leastCosine(*a, *b, info.dim))));
    const QStringList texts{QStringLiteral("a red car"), QStringLiteral("x"),
                            QStringLiteral("two dogs run on the beach in winter")};
    const auto t = (*full)->encodeTexts(texts);
    const auto u = (*other)->encodeTexts(texts);
    QVERIFY(t && u);
    QVERIFY2(leastCosine(t->rows, u->rows, info.dim) > kLeastMeanCosine,
             qPrintable(QString::number(leastCosine(t->rows, u->rows, info.dim))));
}

void PrecisionTest::whatAModelDoesNotTakeIsSaid() {
    const QString mini = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    const auto encoder = DualEncoder::load(mini, {Precision::Int8, DeviceKind::Cpu});
    QVERIFY(encoder);
    QVERIFY((*encoder)->info().precision == Precision::Fp32);
    QVERIFY((*encoder)->info().notice.contains(QStringLiteral("int8")));
    if (!devicesHere().cuda) {
        const auto there = DualEncoder::load(mini, {Precision::Fp32, DeviceKind::Cuda});
        QVERIFY(there);
        QCOMPARE((*there)->info().device, QStringLiteral("cpu"));
        QVERIFY((*there)->info().notice.contains(QStringLiteral("CUDA")));
    }
    QVERIFY(usablePrecision(Precision::Int8, DeviceKind::Cuda, {}) == Precision::Bf16);
    QVERIFY(usablePrecision(Precision::Int8, DeviceKind::Mps, {}) == Precision::Fp32);
}

void PrecisionTest::theChoice() {
    const auto fp32 = measured(Precision::Fp32, 10, 1, 1, 1);
    const auto fast = measured(Precision::Int8, 30, .999, .99, .97);
    const auto half = measured(Precision::Bf16, 20, .9999, .999, .99);
    QVERIFY(choosePrecision({}) == Precision::Fp32);
    QVERIFY(choosePrecision({fast}) == Precision::Fp32);
    QVERIFY(choosePrecision({fp32}) == Precision::Fp32);
    QVERIFY(choosePrecision({fp32, half, fast}) == Precision::Int8);
    QVERIFY(choosePrecision({half, fast, fp32}) == Precision::Int8);
    for (const auto& bad : {measured(Precision::Int8, 30, .99, .985, .97),
                            measured(Precision::Int8, 30, .999, .95, .97),
                            measured(Precision::Int8, 30, .999, .99, .8)}) {
        QVERIFY(!isLossSmall(bad));
        QVERIFY(choosePrecision({fp32, half, bad}) == Precision::Bf16);
    }
    QVERIFY(choosePrecision({fp32, measured(Precision::Int8, 10.5, 1, 1, 1)}) == Precision::Fp32);
}

void PrecisionTest::notes() {
    const QString hash = QStringLiteral("0123");
    QVERIFY(!notedPrecision(hash));
    const auto fp32 = measured(Precision::Fp32, 10, 1, 1, 1);
    notePrecisions(hash, {fp32, measured(Precision::Int8, 30, .999, .99, .97)});
    QVERIFY(notedPrecision(hash) == Precision::Int8);
    QVERIFY(!notedPrecision(QStringLiteral("0124")));
    QVERIFY(usablePrecision({}, DeviceKind::Cpu, hash) == Precision::Int8);
    QVERIFY(usablePrecision(Precision::Fp32, DeviceKind::Cpu, hash) == Precision::Fp32);
    QVERIFY(usablePrecision({}, DeviceKind::Cuda, hash) == Precision::Bf16);
    notePrecisions(hash, {fp32, measured(Precision::Int8, 30, .9, .8, .5)});
    QVERIFY(notedPrecision(hash) == Precision::Fp32);
}

void PrecisionTest::damagedNotesDoNotCount() {
    const QString hash = QStringLiteral("0123");
    notePrecisions(hash, {measured(Precision::Fp32, 10, 1, 1, 1),
                          measured(Precision::Int8, 30, .999, .99, .97)});
    const QDir dir(defaultCacheDir() + QStringLiteral("/precision"));
    const QStringList names = dir.entryList(QDir::Files);
    QCOMPARE(names.size(), 1);
    const QString path = dir.filePath(names.first());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    for (QByteArray bad : {good.left(good.size() / 2), QByteArray(), QByteArray("[]"),
                           QByteArray(good).replace("int8", "int4"),
                           QByteArray(good).replace("\"machine\": \"", "\"machine\": \"other ")}) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bad);
        file.close();
        QVERIFY2(!notedPrecision(hash), bad.constData());
    }
}

void PrecisionTest::feedsOnTheProcessor() {
    std::vector<std::pair<int, int>> asked;
    PixelFeed feed(at::kCPU, [&](int first, int some) {
        asked.emplace_back(first, some);
        return at::full({some}, double(first));
    });
    QCOMPARE(feed.take(0, 4).numel(), std::int64_t(4));
    feed.announce(4, 4);
    // Memory ran out: another batch than announced.
    QCOMPARE(feed.take(4, 2).numel(), std::int64_t(2));
    feed.announce(6, 0);
    QCOMPARE(feed.take(6, 1).item<double>(), 6.0);
    QVERIFY((asked == std::vector<std::pair<int, int>>{{0, 4}, {4, 2}, {6, 1}}));
}

SEMBLANCE_TEST(PrecisionTest)
#include "tst_precision.moc"
