#include "core/model/mapping.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/zeros.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <cmath>
#include <optional>

#include "core/model/packing.h"
#include "core/model/parameters.h"
#include "core/model/safetensors.h"
#include "core/model/weights.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::MappingNetwork)
};

constexpr double kEpsilon = 1e-5;
constexpr double kSideLimit = 4.0;
constexpr double kPositionDeviation = 0.02;  // as ViT's and BERT's
constexpr auto kConfigKey = "config";

struct Widths {
    std::int64_t raw = 0;
    std::int64_t side = 0;
    std::int64_t cells = 0;
    std::int64_t patch = 0;
    std::int64_t token = 0;
};

Widths widthsOf(const ImageNetwork& image, const TextNetwork& text) {
    return {image.rawWidth(), image.sideWidth(), image.cells(), image.patchWidth(),
            text.tokenWidth()};
}

/// Where a tensor of this name and shape comes from: zeros to be initialised, or a file.
using Source = std::function<at::Tensor(const QString&, const std::vector<std::int64_t>&)>;

LinearWeights makeLinear(const Source& source, const QString& prefix, std::int64_t out,
                         std::int64_t in) {
    return {source(prefix + QStringLiteral(".weight"), {out, in}),
            source(prefix + QStringLiteral(".bias"), {out})};
}

NormWeights makeNorm(const Source& source, const QString& prefix, std::int64_t width) {
    return {source(prefix + QStringLiteral(".weight"), {width}),
            source(prefix + QStringLiteral(".bias"), {width})};
}

/// libtorch's own default for a linear layer: uniform within 1 / sqrt(in).
void initialise(LinearWeights& linear, at::Generator& random) {
    const double limit = 1 / std::sqrt(static_cast<double>(linear.weight.size(1)));
    linear.weight.uniform_(-limit, limit, random);
    linear.bias.uniform_(-limit, limit, random);
}

/// Glorot and Bengio 2010, biases zero: what multi-head attention is started with.
void initialiseXavier(LinearWeights& linear, at::Generator& random) {
    const double limit =
        std::sqrt(6 / static_cast<double>(linear.weight.size(0) + linear.weight.size(1)));
    linear.weight.uniform_(-limit, limit, random);
    if (linear.bias.defined())
        linear.bias.zero_();
}

void initialise(NormWeights& norm) {
    norm.weight.fill_(1);
    norm.bias.zero_();
}

/// One layer of VSI.
struct InjectionLayer {
    NormWeights attentionNorm;
    LinearWeights query;
    LinearWeights key;
    LinearWeights value;
    LinearWeights out;
    at::Tensor attentionGate;  ///< g, a scalar
    NormWeights feedNorm;
    LinearWeights feedIn;
    LinearWeights feedOut;
    at::Tensor feedGate;  ///< g'

    InjectionLayer(const Source& source, const QString& prefix, std::int64_t width,
                   std::int64_t feedWidth)
        : attentionNorm(makeNorm(source, prefix + QStringLiteral("attn_norm"), width)),
          query(makeLinear(source, prefix + QStringLiteral("attn.q"), width, width)),
          key(makeLinear(source, prefix + QStringLiteral("attn.k"), width, width)),
          value(makeLinear(source, prefix + QStringLiteral("attn.v"), width, width)),
          out(makeLinear(source, prefix + QStringLiteral("attn.out"), width, width)),
          attentionGate(source(prefix + QStringLiteral("attn_gate"), {})),
          feedNorm(makeNorm(source, prefix + QStringLiteral("ffn_norm"), width)),
          feedIn(makeLinear(source, prefix + QStringLiteral("ffn_in"), feedWidth, width)),
          feedOut(makeLinear(source, prefix + QStringLiteral("ffn_out"), width, feedWidth)),
          feedGate(source(prefix + QStringLiteral("ffn_gate"), {})) {}

    /// `x`: [N, words, width], `memory`: [N, cells, width]
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& memory,
                          const MappingConfig::Injection& config, bool training) const {
        const at::Tensor seen = at::dropout(
            attention(attentionNorm(x, kEpsilon), memory, config.heads), config.dropout, training);
        const at::Tensor y = x + attentionGate * seen;
        const at::Tensor fed =
            at::dropout(feedOut(at::gelu(feedIn(feedNorm(y, kEpsilon)))), config.dropout, training);
        return y + feedGate * fed;
    }

    at::Tensor attention(const at::Tensor& x, const at::Tensor& memory, std::int64_t heads) const {
        const std::int64_t width = x.size(2);
        // [N, T, width] -> [N, heads, T, width / heads]
        const auto split = [&](const at::Tensor& all) {
            return all.view({all.size(0), all.size(1), heads, width / heads}).transpose(1, 2);
        };
        const at::Tensor mixed = at::scaled_dot_product_attention(
            split(query(x)), split(key(memory)), split(value(memory)));
        return out(mixed.transpose(1, 2).reshape({x.size(0), x.size(1), width}));
    }

    void initialise(at::Generator& random) {
        semblance::initialise(attentionNorm);
        for (LinearWeights* linear : {&query, &key, &value, &out})
            initialiseXavier(*linear, random);
        attentionGate.fill_(1);
        semblance::initialise(feedNorm);
        semblance::initialise(feedIn, random);
        semblance::initialise(feedOut, random);
        feedGate.fill_(1);
    }

    void visit(const QString& prefix, const ParameterVisitor& visitor) {
        attentionNorm.visit(prefix + QStringLiteral("attn_norm"), visitor);
        query.visit(prefix + QStringLiteral("attn.q"), visitor);
        key.visit(prefix + QStringLiteral("attn.k"), visitor);
        value.visit(prefix + QStringLiteral("attn.v"), visitor);
        out.visit(prefix + QStringLiteral("attn.out"), visitor);
        visitor(prefix + QStringLiteral("attn_gate"), attentionGate);
        feedNorm.visit(prefix + QStringLiteral("ffn_norm"), visitor);
        feedIn.visit(prefix + QStringLiteral("ffn_in"), visitor);
        feedOut.visit(prefix + QStringLiteral("ffn_out"), visitor);
        visitor(prefix + QStringLiteral("ffn_gate"), feedGate);
    }
};

/// VSI as a whole.
struct Injection {
    NormWeights patchNorm;
    LinearWeights patchIn;  ///< W_p
    at::Tensor positions;   ///< [cells, width]
    at::Tensor queries;     ///< [words, width]; undefined when phi's words ask
    std::vector<InjectionLayer> layers;
    NormWeights outNorm;
    LinearWeights out;  ///< W_o, without bias
    at::Tensor gate;    ///< gamma, a scalar

    Injection(const Source& source, const MappingConfig& config, const Widths& widths)
        : patchNorm(makeNorm(source, QStringLiteral("injection.patch_norm"), widths.patch)),
          patchIn(
              makeLinear(source, QStringLiteral("injection.patch"), widths.token, widths.patch)),
          positions(source(QStringLiteral("injection.positions"), {widths.cells, widths.token})),
          outNorm(makeNorm(source, QStringLiteral("injection.out_norm"), widths.token)),
          out{source(QStringLiteral("injection.out.weight"), {widths.token, widths.token}), {}},
          gate(source(QStringLiteral("injection.gate"), {})) {
        if (config.injection.learnedQueries)
            queries = source(QStringLiteral("injection.queries"), {config.words, widths.token});
        for (int i = 0; i < config.injection.layers; ++i) {
            layers.emplace_back(source, layerName(i), widths.token,
                                config.injection.feedForward * widths.token);
        }
    }

    static QString layerName(int i) { return QStringLiteral("injection.%1.").arg(i); }

    at::Tensor operator()(const at::Tensor& words, const at::Tensor& patches,
                          const MappingConfig::Injection& config, bool training) const {
        const at::Tensor memory = patchIn(patchNorm(patches, kEpsilon)) + positions;
        at::Tensor x = queries.defined() ? queries.unsqueeze(0).expand_as(words) : words;
        for (const InjectionLayer& layer : layers)
            x = layer(x, memory, config, training);
        return words + at::tanh(gate) * out(outNorm(x, kEpsilon));
    }

    void initialise(at::Generator& random) {
        semblance::initialise(patchNorm);
        semblance::initialise(patchIn, random);
        positions.normal_(0, kPositionDeviation, random);
        if (queries.defined())
            queries.normal_(0, kPositionDeviation, random);
        for (InjectionLayer& layer : layers)
            layer.initialise(random);
        semblance::initialise(outNorm);
        initialiseXavier(out, random);
        gate.zero_();
    }

    void visit(const ParameterVisitor& visitor) {
        patchNorm.visit(QStringLiteral("injection.patch_norm"), visitor);
        patchIn.visit(QStringLiteral("injection.patch"), visitor);
        visitor(QStringLiteral("injection.positions"), positions);
        if (queries.defined())
            visitor(QStringLiteral("injection.queries"), queries);
        for (std::size_t i = 0; i < layers.size(); ++i)
            layers[i].visit(layerName(static_cast<int>(i)), visitor);
        outNorm.visit(QStringLiteral("injection.out_norm"), visitor);
        out.visit(QStringLiteral("injection.out"), visitor);
        visitor(QStringLiteral("injection.gate"), gate);
    }
};

}  // namespace

struct MappingNetwork::Private {
    MappingConfig config;
    Widths widths;
    NormWeights norm;                ///< undefined when the configuration has none
    std::vector<LinearWeights> phi;  ///< the last one leads to the words
    LinearWeights sideHidden;        ///< undefined without side features
    LinearWeights sideOut;
    at::Tensor sideMean;
    at::Tensor sideDeviation;
    std::optional<Injection> injection;

    Private(const MappingConfig& configuration, const Widths& sizes, const Source& source)
        : config(configuration), widths(sizes) {
        const std::int64_t result = config.words * widths.token;
        if (config.phi.norm)
            norm = makeNorm(source, QStringLiteral("phi.norm"), widths.raw);
        std::int64_t in = widths.raw;
        for (const int hidden : config.phi.hidden) {
            phi.push_back(makeLinear(source, phiName(phi.size()), hidden, in));
            in = hidden;
        }
        phi.push_back(makeLinear(source, phiName(phi.size()), result, in));
        if (usesSide()) {
            sideHidden =
                makeLinear(source, QStringLiteral("side.hidden"), config.side.hidden, widths.side);
            sideOut = makeLinear(source, QStringLiteral("side.out"), result, config.side.hidden);
            sideMean = source(QStringLiteral("side.mean"), {widths.side});
            sideDeviation = source(QStringLiteral("side.deviation"), {widths.side});
        }
        if (config.injection.layers > 0)
            injection.emplace(source, config, widths);
    }

    static QString phiName(std::size_t i) { return QStringLiteral("phi.%1").arg(i); }
    bool usesSide() const { return config.side.use && widths.side > 0; }

    /// s0 [N, words * token width]
    at::Tensor base(const at::Tensor& raw, const at::Tensor& side, bool training) const {
        at::Tensor x = norm.weight.defined() ? norm(raw, kEpsilon) : raw;
        for (std::size_t i = 0; i + 1 < phi.size(); ++i)
            x = at::dropout(at::gelu(phi[i](x)), config.phi.dropout, training);
        x = phi.back()(x);
        if (!usesSide())
            return x;
        const at::Tensor z = at::clamp((side - sideMean) / sideDeviation, -kSideLimit, kSideLimit);
        return x + sideOut(at::dropout(at::gelu(sideHidden(z)), config.side.dropout, training));
    }
};

namespace {

Status checkFit(const MappingConfig& config, const Widths& widths) {
    if (config.injection.layers > 0 && widths.token % config.injection.heads != 0) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The field \"injection.heads\" is %1, which does not divide the text "
                             "tower's token width of %2.")
                        .arg(config.injection.heads)
                        .arg(widths.token));
    }
    return {};
}

Result<MappingConfig> configIn(const SafetensorsFile& file) {
    const QString text = file.metadata().value(QLatin1String(kConfigKey));
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    if (!json.isObject()) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The mapping network %1 does not say how it is built. Get the model "
                             "again.")
                        .arg(file.path()));
    }
    auto config = MappingConfig::fromJson(json.object(), file.path(), {});
    if (!config)
        return fail(ErrorKind::Corrupt, config.error().sentence);
    return config;
}

}  // namespace

Result<std::unique_ptr<MappingNetwork>> MappingNetwork::create(const MappingConfig& config,
                                                               ImageNetwork& image,
                                                               const TextNetwork& text,
                                                               std::uint64_t seed) {
    const Widths widths = widthsOf(image, text);
    SEMBLANCE_TRY(checkFit(config, widths));
    const Source zeros = [](const QString&, const std::vector<std::int64_t>& shape) {
        return at::zeros(shape, at::kFloat);
    };
    std::unique_ptr<MappingNetwork> network(
        new MappingNetwork(std::make_unique<Private>(config, widths, zeros)));
    network->initialise(seed);
    const std::vector<NamedTensor> known = buffersOf(image);
    network->visitBuffers([&](const QString& name, at::Tensor& tensor) {
        for (const NamedTensor& buffer : known) {
            if (buffer.name == name)
                tensor = buffer.tensor.detach().to(at::kCPU, at::kFloat, false, true);
        }
    });
    return network;
}

Result<std::unique_ptr<MappingNetwork>> MappingNetwork::load(
    const std::shared_ptr<const SafetensorsFile>& file, const ImageNetwork& image,
    const TextNetwork& text) {
    const Widths widths = widthsOf(image, text);
    SEMBLANCE_TRY_ASSIGN(const MappingConfig config, configIn(*file));
    SEMBLANCE_TRY(checkFit(config, widths));
    WeightReader reader(file);
    const Source stored = [&](const QString& name, const std::vector<std::int64_t>& shape) {
        return reader.float32(name, shape);
    };
    auto priv = std::make_unique<Private>(config, widths, stored);
    SEMBLANCE_TRY(reader.status());
    return std::unique_ptr<MappingNetwork>(new MappingNetwork(std::move(priv)));
}

MappingNetwork::MappingNetwork(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
MappingNetwork::~MappingNetwork() = default;

at::Tensor MappingNetwork::forward(const at::Tensor& raw, const at::Tensor& side,
                                   const at::Tensor& patches, bool training) const {
    const at::Tensor words =
        d->base(raw, side, training).view({raw.size(0), d->config.words, d->widths.token});
    return d->injection ? (*d->injection)(words, patches, d->config.injection, training) : words;
}

const MappingConfig& MappingNetwork::config() const {
    return d->config;
}

std::int64_t MappingNetwork::tokenWidth() const {
    return d->widths.token;
}

void MappingNetwork::initialise(std::uint64_t seed) {
    const at::NoGradGuard noGradients;
    at::Generator random = at::make_generator<at::CPUGeneratorImpl>(seed);
    if (d->norm.weight.defined())
        semblance::initialise(d->norm);
    for (LinearWeights& layer : d->phi)
        semblance::initialise(layer, random);
    if (d->usesSide()) {
        semblance::initialise(d->sideHidden, random);
        d->sideOut.weight.zero_();
        d->sideOut.bias.zero_();
    }
    if (d->injection)
        d->injection->initialise(random);
}

void MappingNetwork::visitParameters(const ParameterVisitor& visit) {
    d->norm.visit(QStringLiteral("phi.norm"), visit);
    for (std::size_t i = 0; i < d->phi.size(); ++i)
        d->phi[i].visit(Private::phiName(i), visit);
    d->sideHidden.visit(QStringLiteral("side.hidden"), visit);
    d->sideOut.visit(QStringLiteral("side.out"), visit);
    if (d->injection)
        d->injection->visit(visit);
}

void MappingNetwork::visitBuffers(const ParameterVisitor& visit) {
    if (!d->usesSide())
        return;
    visit(QStringLiteral("side.mean"), d->sideMean);
    visit(QStringLiteral("side.deviation"), d->sideDeviation);
}

SafetensorsContents MappingNetwork::pack(Packing packing) {
    SafetensorsContents contents;
    contents.tensors = packWeights(parametersOf(*this), packing);
    for (StoredTensor& buffer : packWeights(buffersOf(*this), Packing::Exact))
        contents.tensors.push_back(std::move(buffer));
    contents.metadata.insert(
        QLatin1String(kConfigKey),
        QString::fromUtf8(QJsonDocument(d->config.toJson()).toJson(QJsonDocument::Compact)));
    return contents;
}

}  // namespace semblance
