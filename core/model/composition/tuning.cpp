#include "core/model/composition/tuning.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <cmath>

#include "core/model/files/safetensors.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TextTuning)
};

using Kind = TuningConfig::Kind;

constexpr int kDeepTower = 4;
constexpr auto kConfigKey = "config";

/// W + alpha B A, for each of the matrices that `parameter` is made of, one below the other.
struct LowRank {
    QString parameter;
    at::Tensor a;  ///< [matrices, rank, in]
    at::Tensor b;  ///< [matrices, out / matrices, rank]
};

/// A parameter of the tower with a value of its own.
struct Replaced {
    QString parameter;
    at::Tensor value;
};

bool isHead(const QString& name) {
    return name.startsWith(QLatin1String("head.")) || name.startsWith(QLatin1String("projection"));
}

/// The layer a parameter belongs to, or -1.
int layerOf(const QString& name) {
    const QStringList parts = name.split(u'.');
    bool isNumber = false;
    const int layer = parts.value(1).toInt(&isNumber);
    return parts[0] == QLatin1String("layers") && isNumber ? layer : -1;
}

bool isAttentionMatrix(const QString& name) {
    return layerOf(name) >= 0 && name.contains(QLatin1String(".attn.")) &&
           name.endsWith(QLatin1String(".weight"));
}

bool isReplaced(const QString& name, const TuningConfig& config, int layers) {
    if (isHead(name))
        return config.head;
    const int layer = layerOf(name);
    return (config.kind == Kind::Full && layer >= 0) ||
           (config.kind == Kind::Last && layer >= layers - config.lastLayers);
}

std::int64_t matricesIn(const QString& name) {
    return name.contains(QLatin1String(".qkv.")) ? 3 : 1;
}

QString adapterName(std::size_t layer) {
    return QStringLiteral("adapters.%1").arg(layer);
}

QString loraName(const LowRank& lora, const char* factor) {
    return QStringLiteral("lora.%1.%2").arg(lora.parameter, QLatin1String(factor));
}

}  // namespace

void TuningConfig::describe(JsonFields& fields) {
    fields.choice(u"kind", kind,
                  {QStringLiteral("none"), QStringLiteral("adapters"), QStringLiteral("lora"),
                   QStringLiteral("last"), QStringLiteral("full")});
    fields.integer(u"bottleneck", bottleneck, 1, 4096);
    fields.integer(u"rank", rank, 1, 4096);
    fields.number(u"alpha", alpha, 0, 1000);
    fields.integer(u"lastLayers", lastLayers, 1, 1000);
    fields.flag(u"head", head);
}

Result<TuningConfig> TuningConfig::fromJson(const QJsonObject& json, const QString& source,
                                            const TuningConfig& start) {
    return JsonFields::read(json, source, start);
}

TuningConfig TuningConfig::defaultsFor(const TextNetwork& text) {
    TuningConfig config;
    if (text.layers() > kDeepTower) {
        config.kind = Kind::Adapters;
        config.head = false;
    }
    return config;
}

struct TextTuning::Private {
    TuningConfig config;
    std::unique_ptr<TextNetwork> network;
    QHash<QString, at::Tensor> base;  ///< of what is replaced or has LoRA
    std::vector<Replaced> replaced;
    std::vector<LowRank> loras;
    std::vector<Adapter> adapters;

    /// Every piece with the shape the configuration asks for, at its start but for random numbers.
    Status build() {
        const int layers = network->layers();
        if (config.kind == Kind::Last && config.lastLayers > layers) {
            return fail(
                ErrorKind::WrongUse,
                Text::tr("The field \"lastLayers\" is %1, but the text tower has %2 layers.")
                    .arg(config.lastLayers)
                    .arg(layers));
        }
        auto device = at::Device(at::kCPU);
        network->visitParameters([&](const QString& name, at::Tensor& tensor) {
            device = tensor.device();
            if (isReplaced(name, config, layers)) {
                base.insert(name, tensor);
                replaced.push_back({name, tensor.detach().to(at::kFloat, false, true)});
            } else if (config.kind == Kind::LoRA && isAttentionMatrix(name)) {
                base.insert(name, tensor);
                loras.push_back(makeLowRank(name, tensor));
            }
        });
        for (int i = 0; config.kind == Kind::Adapters && i < layers; ++i)
            adapters.push_back(makeAdapter(device));
        return {};
    }

    LowRank makeLowRank(const QString& name, const at::Tensor& matrix) const {
        const std::int64_t matrices = matricesIn(name);
        const auto options = matrix.options().dtype(at::kFloat);
        return {name, at::zeros({matrices, config.rank, matrix.size(1)}, options),
                at::zeros({matrices, matrix.size(0) / matrices, config.rank}, options)};
    }

    Adapter makeAdapter(at::Device device) const {
        const std::int64_t width = network->layerWidth();
        const std::int64_t inner = config.bottleneck;
        const auto options = at::dtype(at::kFloat).device(device);
        Adapter adapter;
        adapter.norm = {at::ones({width}, options), at::zeros({width}, options)};
        adapter.down = {at::zeros({inner, width}, options), at::zeros({inner}, options)};
        adapter.up = {at::zeros({width, inner}, options), at::zeros({width}, options)};
        adapter.alpha = config.alpha;
        return adapter;
    }

    /// What is added begins at zero, so one factor of each product does, and the other does not.
    void initialise(std::uint64_t seed) {
        const at::NoGradGuard noGradients;
        at::Generator random = at::make_generator<at::CPUGeneratorImpl>(seed);
        const auto fill = [&](at::Tensor& tensor) {
            const double limit = 1 / std::sqrt(static_cast<double>(tensor.size(-1)));
            tensor.copy_(at::zeros(tensor.sizes()).uniform_(-limit, limit, random));
        };
        for (LowRank& lora : loras)
            fill(lora.a);
        for (Adapter& adapter : adapters)
            fill(adapter.down.weight);
    }

    void visit(const ParameterVisitor& visitor) {
        for (Replaced& entry : replaced)
            visitor(entry.parameter, entry.value);
        visitAdded(visitor);
    }

    /// What is stored as it is.
    void visitAdded(const ParameterVisitor& visitor) {
        for (LowRank& lora : loras) {
            visitor(loraName(lora, "a"), lora.a);
            visitor(loraName(lora, "b"), lora.b);
        }
        for (std::size_t i = 0; i < adapters.size(); ++i)
            adapters[i].visit(adapterName(i), visitor);
    }
};

Result<std::unique_ptr<TextTuning>> TextTuning::create(const TuningConfig& config,
                                                       TextNetwork& base, std::uint64_t seed) {
    auto priv = std::make_unique<Private>();
    priv->config = config;
    priv->network = base.clone();
    SEMBLANCE_TRY(priv->build());
    priv->initialise(seed);
    priv->visit([](const QString&, at::Tensor& tensor) { tensor.requires_grad_(true); });
    std::unique_ptr<TextTuning> tuning(new TextTuning(std::move(priv)));
    tuning->apply();
    return tuning;
}

Result<std::unique_ptr<TextTuning>> TextTuning::load(
    const std::shared_ptr<const SafetensorsFile>& file, TextNetwork& base) {
    const QJsonDocument json =
        QJsonDocument::fromJson(file->metadata().value(QLatin1String(kConfigKey)).toUtf8());
    auto config = json.isObject()
                      ? TuningConfig::fromJson(json.object(), file->path(), {})
                      : Result<TuningConfig>(fail(
                            ErrorKind::Corrupt,
                            Text::tr("The tuned part %1 does not say how it was tuned. Get the "
                                     "model again.")
                                .arg(file->path())));
    if (!config)
        return fail(ErrorKind::Corrupt, config.error().sentence);
    auto priv = std::make_unique<Private>();
    priv->config = *config;
    priv->network = base.clone();
    if (Status built = priv->build(); !built)
        return fail(ErrorKind::Corrupt,
                    file->path() + QStringLiteral(": ") + built.error().sentence);
    WeightReader reader(file);
    for (Replaced& entry : priv->replaced) {
        const at::Tensor difference = reader.float32(
            QStringLiteral("difference.") + entry.parameter, entry.value.sizes().vec());
        SEMBLANCE_TRY(reader.status());
        entry.value += difference.to(entry.value.device());
    }
    priv->visitAdded([&](const QString& name, at::Tensor& tensor) {
        const at::Tensor read = reader.float32(name, tensor.sizes().vec());
        if (reader.status())
            tensor = read.to(tensor.device());
    });
    SEMBLANCE_TRY(reader.status());
    std::unique_ptr<TextTuning> tuning(new TextTuning(std::move(priv)));
    tuning->apply();
    return tuning;
}

TextTuning::TextTuning(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
TextTuning::~TextTuning() = default;

void TextTuning::apply() {
    QHash<QString, at::Tensor> effective;
    for (const Replaced& entry : d->replaced)
        effective.insert(entry.parameter, entry.value);
    for (const LowRank& lora : d->loras) {
        const at::Tensor& matrix = d->base[lora.parameter];
        effective.insert(lora.parameter, matrix + at::bmm(lora.b, lora.a).reshape(matrix.sizes()) *
                                                      d->config.alpha);
    }
    d->network->visitParameters([&](const QString& name, at::Tensor& tensor) {
        if (const auto it = effective.constFind(name); it != effective.constEnd())
            tensor = *it;
    });
    d->network->setAdapters(d->adapters);
}

const TextNetwork& TextTuning::network() const {
    return *d->network;
}

TextNetwork& TextTuning::network() {
    return *d->network;
}

std::unique_ptr<TextNetwork> TextTuning::release() {
    return std::move(d->network);
}

const TuningConfig& TextTuning::config() const {
    return d->config;
}

void TextTuning::visitParameters(const ParameterVisitor& visit) {
    d->visit(visit);
}

SafetensorsContents TextTuning::pack(Packing packing) {
    const at::NoGradGuard noGradients;
    std::vector<NamedTensor> differences;
    for (const Replaced& entry : d->replaced) {
        differences.push_back({QStringLiteral("difference.") + entry.parameter,
                               entry.value - d->base[entry.parameter]});
    }
    std::vector<NamedTensor> added;
    d->visitAdded([&](const QString& name, at::Tensor& tensor) {
        added.push_back({name, tensor});
    });

    SafetensorsContents contents;
    contents.tensors = packWeights(differences, packing);
    for (StoredTensor& tensor : packWeights(added, Packing::Exact))
        contents.tensors.push_back(std::move(tensor));
    contents.metadata.insert(
        QLatin1String(kConfigKey),
        QString::fromUtf8(QJsonDocument(d->config.toJson()).toJson(QJsonDocument::Compact)));
    return contents;
}

}  // namespace semblance
