#include "core/model/networks/efficientnetlite.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/linear.h>

#include <array>

#include "core/model/networks/weights.h"

namespace semblance {

namespace {

struct Stage {
    int blocks;
    int kernel;
    int stride;  ///< of the first block; the others have 1
    int expand;
    int out;
};
constexpr std::array kStages{
    Stage{1, 3, 1, 1, 16},  Stage{3, 3, 2, 6, 24},  Stage{3, 5, 2, 6, 48},  Stage{4, 3, 2, 6, 88},
    Stage{4, 5, 1, 6, 120}, Stage{5, 5, 2, 6, 208}, Stage{1, 3, 1, 6, 352},
};
constexpr int kStemWidth = 32;

struct Convolution {
    at::Tensor weight;  ///< [out, in / groups, kernel, kernel]
    at::Tensor bias;
    int kernel = 1;
    int stride = 1;
    int groups = 1;
    bool activation = true;  ///< ReLU6

    at::Tensor operator()(const at::Tensor& x) const;
    void toHalf();
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

struct Block {
    Convolution expand;  ///< weight undefined where the block does not expand
    Convolution depthwise;
    Convolution project;
    bool skip = false;

    at::Tensor operator()(const at::Tensor& x) const;
};

Convolution readConvolution(WeightReader& reader, const QString& prefix, int in, int out,
                            int kernel, int stride, int groups) {
    Convolution convolution;
    convolution.kernel = kernel;
    convolution.stride = stride;
    convolution.groups = groups;
    convolution.weight =
        reader.float32(prefix + QStringLiteral(".weight"), {out, in / groups, kernel, kernel});
    convolution.bias = reader.float32(prefix + QStringLiteral(".bias"), {out});
    if (!reader.status())
        return convolution;
    convolution.weight = convolution.weight.contiguous(at::MemoryFormat::ChannelsLast);
    return convolution;
}

/// TensorFlow's "same": as much padding as gives ceil(side / stride) outputs, the odd one after.
struct Padding {
    std::int64_t before;
    std::int64_t after;
};
Padding samePadding(std::int64_t side, int kernel, int stride) {
    const std::int64_t outputs = (side + stride - 1) / stride;
    const std::int64_t all = std::max<std::int64_t>((outputs - 1) * stride + kernel - side, 0);
    return {all / 2, all - all / 2};
}

at::Tensor Convolution::operator()(const at::Tensor& x) const {
    const Padding rows = samePadding(x.size(2), kernel, stride);
    const Padding columns = samePadding(x.size(3), kernel, stride);
    const bool even = rows.before == rows.after && columns.before == columns.after;
    const at::Tensor padded =
        even ? x
             : at::constant_pad_nd(x, {columns.before, columns.after, rows.before, rows.after}, 0);
    const std::array<std::int64_t, 2> rest{even ? rows.before : 0, even ? columns.before : 0};
    const at::Tensor y = at::conv2d(padded, weight, bias, at::IntArrayRef({stride, stride}),
                                    at::IntArrayRef(rest), at::IntArrayRef({1, 1}), groups);
    if (!activation)
        return y;
    // In place where nobody needs what was there: a picture's activations are 10 MB a layer.
    return y.requires_grad() ? at::clamp(y, 0, 6) : y.clamp_(0, 6);
}

void Convolution::toHalf() {
    if (!weight.defined())
        return;
    weight = weight.to(at::kBFloat16);
    bias = bias.to(at::kBFloat16);
}

void Convolution::visit(const QString& prefix, const ParameterVisitor& visitor) {
    if (!weight.defined())
        return;
    visitor(prefix + QStringLiteral(".weight"), weight);
    visitor(prefix + QStringLiteral(".bias"), bias);
}

at::Tensor Block::operator()(const at::Tensor& x) const {
    const at::Tensor in = x.to(project.weight.scalar_type());
    const at::Tensor wide = expand.weight.defined() ? expand(in) : in;
    const at::Tensor y = project(depthwise(wide));
    if (!skip)
        return y;
    return y.requires_grad() || in.requires_grad() ? y + in : y.add_(in);
}

}  // namespace

struct EfficientNetLite::Private {
    Convolution stem;
    std::vector<Block> blocks;
    Convolution head;
    StoredRows classWeight;  ///< undefined in a packed model
    at::Tensor classBias;
};

Result<EfficientNetLite> EfficientNetLite::load(
    const std::shared_ptr<const SafetensorsFile>& file) {
    WeightReader reader(file);
    auto priv = std::make_unique<Private>();
    priv->stem = readConvolution(reader, QStringLiteral("stem"), 3, kStemWidth, 3, 2, 1);
    int in = kStemWidth;
    for (const Stage& stage : kStages) {
        for (int i = 0; i < stage.blocks; ++i) {
            const QString prefix = QStringLiteral("blocks.%1.").arg(priv->blocks.size());
            const int stride = i == 0 ? stage.stride : 1;
            const int wide = in * stage.expand;
            Block block;
            if (stage.expand != 1)
                block.expand =
                    readConvolution(reader, prefix + QStringLiteral("expand"), in, wide, 1, 1, 1);
            block.depthwise = readConvolution(reader, prefix + QStringLiteral("depthwise"), wide,
                                              wide, stage.kernel, stride, wide);
            block.project = readConvolution(reader, prefix + QStringLiteral("project"), wide,
                                            stage.out, 1, 1, 1);
            block.project.activation = false;
            block.skip = stride == 1 && in == stage.out;
            priv->blocks.push_back(std::move(block));
            in = stage.out;
        }
    }
    priv->head = readConvolution(reader, QStringLiteral("head"), in, kWidth, 1, 1, 1);
    // Only class scores and prototypes need it: a model packed for users goes without.
    if (file->find(QStringLiteral("classifier.weight"))) {
        priv->classWeight = reader.rows(QStringLiteral("classifier.weight"), {kClasses, kWidth});
        priv->classBias = reader.float32(QStringLiteral("classifier.bias"), {kClasses});
    }
    SEMBLANCE_TRY(reader.status());
    return EfficientNetLite(std::move(priv));
}

EfficientNetLite::EfficientNetLite(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
EfficientNetLite::EfficientNetLite(EfficientNetLite&&) noexcept = default;
EfficientNetLite::~EfficientNetLite() = default;

at::Tensor EfficientNetLite::trunk(const at::Tensor& input) const {
    at::Tensor x = d->stem(input.to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast));
    for (int i = 0; i < kFirstTunedBlock; ++i)
        x = d->blocks[static_cast<std::size_t>(i)](x);
    return x;
}

at::Tensor EfficientNetLite::gridFrom(const at::Tensor& trunk) const {
    at::Tensor x = trunk.contiguous(at::MemoryFormat::ChannelsLast);
    for (std::size_t i = kFirstTunedBlock; i < d->blocks.size(); ++i)
        x = d->blocks[i](x);
    return d->head(x).to(at::kFloat);
}

at::Tensor EfficientNetLite::grid(const at::Tensor& input) const {
    return gridFrom(trunk(input));
}

at::Tensor EfficientNetLite::classRows() const {
    return d->classWeight.tensor.defined() ? d->classWeight.all() : at::Tensor();
}

at::Tensor EfficientNetLite::classify(const at::Tensor& pooled) const {
    return at::linear(pooled, classRows(), d->classBias);
}

Precision EfficientNetLite::setPrecision(Precision precision) {
    if (precision != Precision::Bf16)
        return Precision::Fp32;
    // The stem and the first block see the pixels themselves and are 3 % of the work. In bf16 they
    // alone cost a photo's embedding up to .005 of cosine; all the rest together costs less than
    // .001.
    for (std::size_t i = 1; i < d->blocks.size(); ++i) {
        for (Convolution* convolution :
             {&d->blocks[i].expand, &d->blocks[i].depthwise, &d->blocks[i].project})
            convolution->toHalf();
    }
    d->head.toHalf();
    return precision;
}

void EfficientNetLite::visitParameters(const ParameterVisitor& visit) {
    d->stem.visit(QStringLiteral("stem"), visit);
    for (std::size_t i = 0; i < d->blocks.size(); ++i) {
        const QString prefix = QStringLiteral("blocks.%1.").arg(i);
        d->blocks[i].expand.visit(prefix + QStringLiteral("expand"), visit);
        d->blocks[i].depthwise.visit(prefix + QStringLiteral("depthwise"), visit);
        d->blocks[i].project.visit(prefix + QStringLiteral("project"), visit);
    }
    d->head.visit(QStringLiteral("head"), visit);
}

}  // namespace semblance
