#include "core/model/composition/mapping.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/zeros.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <optional>

#include "core/model/composition/injection.h"
#include "core/model/files/safetensors.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::MappingNetwork)
};

constexpr double kEpsilon = 1e-5;
constexpr double kSideLimit = 4.0;
constexpr auto kConfigKey = "config";

MappingWidths widthsOf(const ImageNetwork& image, const TextNetwork& text) {
    return {image.rawWidth(), image.sideWidth(), image.cells(), image.patchWidth(),
            text.tokenWidth()};
}

}  // namespace

struct MappingNetwork::Private {
    MappingConfig config;
    MappingWidths widths;
    NormWeights norm;                ///< undefined when the configuration has none
    std::vector<LinearWeights> phi;  ///< the last one leads to the words
    LinearWeights sideHidden;        ///< undefined without side features
    LinearWeights sideOut;
    at::Tensor sideMean;
    at::Tensor sideDeviation;
    std::optional<Injection> injection;

    Private(const MappingConfig& configuration, const MappingWidths& sizes,
            const WeightSource& source)
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

Status checkFit(const MappingConfig& config, const MappingWidths& widths) {
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
    const MappingWidths widths = widthsOf(image, text);
    SEMBLANCE_TRY(checkFit(config, widths));
    const WeightSource zeros = [](const QString&, const std::vector<std::int64_t>& shape) {
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
    const MappingWidths widths = widthsOf(image, text);
    SEMBLANCE_TRY_ASSIGN(const MappingConfig config, configIn(*file));
    SEMBLANCE_TRY(checkFit(config, widths));
    WeightReader reader(file);
    const WeightSource stored = [&](const QString& name, const std::vector<std::int64_t>& shape) {
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
        initialiseUniform(layer, random);
    if (d->usesSide()) {
        initialiseUniform(d->sideHidden, random);
        d->sideOut.weight.zero_();
        d->sideOut.bias.zero_();
    }
    if (d->injection)
        d->injection->initialise(d->config.injection, random);
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
