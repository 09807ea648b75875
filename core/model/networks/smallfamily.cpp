#include "core/model/networks/smallfamily.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/index_copy.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <QCoreApplication>
#include <algorithm>
#include <optional>

#include "core/model/files/partfile.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/berttext.h"
#include "core/model/networks/embeddinghead.h"
#include "core/model/networks/headdropout.h"
#include "core/model/networks/miniimage.h"
#include "core/model/networks/usemultilingual.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SmallFamily)
};

constexpr std::int64_t kWidth = std::max(BertText::kWidth, UseMultilingual::kWidth);
constexpr std::int64_t kBoth = BertText::kWidth + UseMultilingual::kWidth;
constexpr auto kSecondLayers = "layers.6.";
constexpr auto kSecondBuffers = "multilingual.";

struct TextHeads {
    EmbeddingHead english;       ///< from both towers
    EmbeddingHead multilingual;  ///< from the second alone
};

/// `rows` at `places` among `count` rows that are otherwise 0.
at::Tensor spread(const at::Tensor& rows, const at::Tensor& places, std::int64_t count) {
    return at::index_copy(at::zeros({count, rows.size(1)}, rows.options()), 0, places, rows);
}

/// Places of those that are true.
at::Tensor placesOf(const at::Tensor& which) {
    return which.nonzero().select(1, 0);
}

class SmallTextNetwork final : public TextNetwork, public HeadDropout {
public:
    SmallTextNetwork(BertText first, UseMultilingual second, TextHeads heads)
        : m_first(std::move(first)), m_second(std::move(second)), m_heads(std::move(heads)) {}

    std::unique_ptr<TextNetwork> clone() const override {
        return std::make_unique<SmallTextNetwork>(BertText(m_first), UseMultilingual(m_second),
                                                  m_heads);
    }
    std::int64_t tokenWidth() const override { return kWidth; }
    int layers() const override { return BertText::kLayers; }
    std::int64_t layerWidth() const override { return BertText::kWidth; }

    at::Tensor tokenRows(const at::Tensor& ids) const override {
        const at::Tensor flat = ids.reshape({-1});
        const at::Tensor first = m_first.tokenRows(flat.clamp_max(BertText::kTable - 1));
        const at::Tensor second = m_second.tokenRows((flat - BertText::kTable).clamp_min(0));
        const at::Tensor rows =
            at::where((flat < BertText::kTable).unsqueeze(1),
                      at::constant_pad_nd(first, {0, kWidth - BertText::kWidth}), second);
        return rows.view({ids.size(0), ids.size(1), kWidth});
    }

    /// [B, 1 + 384 + 512]: whether the first tower read the sentence, and what each made of it.
    at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const override {
        TORCH_CHECK(lengths.dim() == 2 && lengths.size(1) == 2,
                    "a length for each of two towers is wanted");
        const at::Tensor lead = lengths.select(1, 0);
        const at::Tensor isEnglish = (lead > 0).to(at::kFloat).unsqueeze(1);
        return at::cat({isEnglish, first(rows, lead), second(rows, lead, lengths.select(1, 1))}, 1);
    }

    at::Tensor embed(const at::Tensor& raw) const override {
        const at::Tensor features = raw.narrow(1, 1, kBoth);
        const at::Tensor isEnglish = withoutSome(raw.select(1, 0) > 0);
        const at::Tensor english = placesOf(isEnglish);
        const at::Tensor others = placesOf(isEnglish.logical_not());
        const at::Tensor some = m_heads.english(at::index_select(features, 0, english), m_dropout);
        const at::Tensor rest =
            m_heads.multilingual(at::index_select(features, 0, others)
                                     .narrow(1, BertText::kWidth, UseMultilingual::kWidth),
                                 m_dropout);
        return unitRows(spread(some, english, raw.size(0)) + spread(rest, others, raw.size(0)));
    }

    void setHeadDropout(const Rates& rates) override { m_dropout = rates; }
    Precision setPrecision(LinearConversion&) override { return Precision::Fp32; }
    void setAdapters(std::vector<Adapter> adapters) override {
        m_first.setAdapters(std::move(adapters));
    }

    void visitParameters(const ParameterVisitor& visit) override {
        m_first.visitParameters(visit);
        m_second.visitParameters([&](const QString& name, at::Tensor& tensor) {
            visit(QLatin1String(kSecondLayers) + name, tensor);
        });
        m_heads.english.visit(QStringLiteral("head.english"), visit);
        m_heads.multilingual.visit(QStringLiteral("head.multilingual"), visit);
    }

    void visitBuffers(const ParameterVisitor& visit) override {
        m_first.visitBuffers(visit);
        m_second.visitBuffers([&](const QString& name, at::Tensor& tensor) {
            visit(QLatin1String(kSecondBuffers) + name, tensor);
        });
    }

private:
    /// While it learns, some English sentences go the other languages' way: only so does that head
    /// hear of what is named in English alone, and the second tower carries it to every language.
    at::Tensor withoutSome(const at::Tensor& isEnglish) const {
        if (m_dropout.side <= 0)
            return isEnglish;
        return isEnglish.logical_and(at::rand(isEnglish.sizes()).to(isEnglish.device()) >=
                                     m_dropout.side);
    }

    /// Of the sentences it reads; zeros for the others.
    at::Tensor first(const at::Tensor& rows, const at::Tensor& lead) const {
        const std::int64_t count = rows.size(0);
        const at::Tensor english = placesOf(lead > 0);
        if (english.size(0) == 0)
            return at::zeros({count, BertText::kWidth}, rows.options());
        const at::Tensor read = at::index_select(rows, 0, english)
                                    .narrow(1, 0, lead.max().item<std::int64_t>())
                                    .narrow(2, 0, BertText::kWidth);
        return spread(m_first.pooled(read, at::index_select(lead, 0, english)), english, count);
    }

    /// Its rows come behind the first tower's.
    at::Tensor second(const at::Tensor& rows, const at::Tensor& lead,
                      const at::Tensor& lengths) const {
        const auto longest = lengths.max().item<std::int64_t>();
        const at::Tensor places =
            (lead.unsqueeze(1) + at::arange(longest, lengths.options()).unsqueeze(0))
                .clamp_max(rows.size(1) - 1)
                .unsqueeze(2)
                .expand({rows.size(0), longest, UseMultilingual::kWidth});
        return m_second.sentence(at::gather(rows, 1, places), lengths);
    }

    BertText m_first;
    UseMultilingual m_second;
    TextHeads m_heads;
    Rates m_dropout;
};

/// The name without `start`; nothing when it begins otherwise.
std::optional<QString> behind(const QString& name, const char* start) {
    const QLatin1String prefix(start);
    return name.startsWith(prefix) ? std::optional(name.mid(prefix.size())) : std::nullopt;
}

ModelPartSource packedPart(const QString& role, const std::vector<NamedTensor>& tensors) {
    SafetensorsContents contents;
    contents.tensors = packWeights(tensors, Packing::Int8);
    return weightPart(role, std::move(contents));
}

}  // namespace

Result<DualNetworks> loadSmallFamily(const ModelManifest& manifest) {
    if (manifest.text.maxPieces > BertText::kMostTokens) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The manifest of the model %1 wants %2 pieces a sentence, its text "
                             "tower takes %3.")
                        .arg(manifest.name, QString::number(manifest.text.maxPieces),
                             QString::number(BertText::kMostTokens)));
    }
    SEMBLANCE_TRY_ASSIGN(const auto firstFile, openPart(manifest, QStringLiteral("text")));
    SEMBLANCE_TRY_ASSIGN(const auto secondFile, openPart(manifest, QStringLiteral("multilingual")));
    SEMBLANCE_TRY_ASSIGN(const auto headFile, openPart(manifest, QStringLiteral("heads")));
    DualNetworks networks;
    SEMBLANCE_TRY_ASSIGN(networks.image, loadMiniImage(manifest));
    SEMBLANCE_TRY_ASSIGN(auto first, BertText::load(firstFile));
    SEMBLANCE_TRY_ASSIGN(auto second, UseMultilingual::load(secondFile));
    WeightReader reader(headFile);
    TextHeads heads;
    heads.english =
        EmbeddingHead::read(reader, QStringLiteral("text.english"), kBoth, manifest.dim);
    heads.multilingual = EmbeddingHead::read(reader, QStringLiteral("text.multilingual"),
                                             UseMultilingual::kWidth, manifest.dim);
    SEMBLANCE_TRY(reader.status());
    networks.text =
        std::make_unique<SmallTextNetwork>(std::move(first), std::move(second), std::move(heads));
    return networks;
}

std::vector<ModelPartSource> packSmallFamily(DualNetworks& networks) {
    std::vector<ModelPartSource> parts;
    HeadTensors heads;
    parts.push_back(packMiniImage(*networks.image, heads));
    std::vector<NamedTensor> first;
    std::vector<NamedTensor> second;
    for (const auto& [name, tensor] : parametersOf(*networks.text)) {
        if (const auto inHead = behind(name, "head."))
            heads.packed.push_back({QStringLiteral("text.") + *inHead, tensor});
        else if (const auto inSecond = behind(name, kSecondLayers))
            second.push_back({*inSecond, tensor});
        else
            first.push_back({name, tensor});
    }
    for (const auto& [name, tensor] : buffersOf(*networks.text)) {
        if (const auto inSecond = behind(name, kSecondBuffers))
            second.push_back({*inSecond, tensor});
        else
            first.push_back({name, tensor});
    }
    parts.push_back(packedPart(QStringLiteral("text"), first));
    parts.push_back(packedPart(QStringLiteral("multilingual"), second));
    parts.push_back(headsPart(heads));
    return parts;
}

}  // namespace semblance
