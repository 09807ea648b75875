#include "core/model/networks/miniimage.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ge.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/rand.h>

#include <algorithm>

#include "core/model/files/partfile.h"
#include "core/model/kernels/colourhistogram.h"
#include "core/model/networks/efficientnetlite.h"
#include "core/model/networks/embeddinghead.h"
#include "core/model/networks/headdropout.h"
#include "core/model/networks/normalisedpixels.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

constexpr double kColourLimit = 4.0;

/// Zeroes whole rows by chance; the others stay as they are, which is how the branch is used later.
at::Tensor withoutSomeRows(const at::Tensor& x, double rate) {
    return rate > 0 ? x * (at::rand({x.size(0), 1}, x.options()) >= rate) : x;
}

/// The histogram's way into the image embedding.
struct ColourBranch {
    at::Tensor mean;
    at::Tensor deviation;
    LinearWeights hidden;
    LinearWeights out;

    at::Tensor operator()(const at::Tensor& histogram) const {
        const at::Tensor z = at::clamp((histogram - mean) / deviation, -kColourLimit, kColourLimit);
        return out(at::gelu(hidden(z)));
    }
};

ColourBranch readColourBranch(WeightReader& reader, std::int64_t dim) {
    const QString prefix = QStringLiteral("image.colour");
    const at::Tensor bias = reader.float32(prefix + QStringLiteral(".hidden.bias"), {-1});
    const std::int64_t hidden = reader.status() ? bias.size(0) : 0;
    ColourBranch branch;
    branch.mean = reader.float32(prefix + QStringLiteral(".mean"), {kColourBins});
    branch.deviation = reader.float32(prefix + QStringLiteral(".std"), {kColourBins});
    branch.hidden = reader.linear(prefix + QStringLiteral(".hidden"), hidden, kColourBins);
    branch.out = reader.linear(prefix + QStringLiteral(".out"), dim, hidden);
    return branch;
}

class MiniImageNetwork final : public ImageNetwork, public HeadDropout {
public:
    MiniImageNetwork(EfficientNetLite tower, EmbeddingHead head, ColourBranch colour,
                     const ModelManifest& manifest)
        : m_tower(std::move(tower)),
          m_head(std::move(head)),
          m_colour(std::move(colour)),
          m_normalisation(manifest.normalisation),
          m_cellsASide((manifest.input.side + EfficientNetLite::kSteps - 1) /
                       EfficientNetLite::kSteps) {}

    at::Tensor trunk(const at::Tensor& pixels) const override {
        // [N, side, side, 3] seen as [N, 3, side, side] is channels last already.
        const at::Tensor x = normalised(pixels, m_normalisation).permute({0, 3, 1, 2});
        return m_tower.trunk(x).to(at::kFloat);
    }

    at::Tensor patchesFrom(const at::Tensor& trunk) const override {
        return m_tower.gridFrom(trunk).flatten(2).transpose(1, 2);
    }

    at::Tensor raw(const at::Tensor& patches) const override { return patches.mean(1); }

    at::Tensor sideFeatures(const at::Tensor& pixels) const override {
        const at::Tensor rows = pixels.cpu().contiguous();
        at::Tensor result = at::empty({rows.size(0), kColourBins}, at::kFloat);
        if (rows.size(0) == 0)
            return result.to(pixels.device());
        const auto bytes = static_cast<std::size_t>(rows[0].numel());
        const auto* in = rows.const_data_ptr<std::uint8_t>();
        auto* out = result.mutable_data_ptr<float>();
        for (std::int64_t i = 0; i < rows.size(0); ++i) {
            const auto histogram =
                colourHistogram({in + static_cast<std::size_t>(i) * bytes, bytes});
            std::copy(histogram.begin(), histogram.end(), out + i * kColourBins);
        }
        return result.to(pixels.device());
    }

    at::Tensor embed(const at::Tensor& raw, const at::Tensor& side) const override {
        return unitRows(m_head(raw, m_dropout) + withoutSomeRows(m_colour(side), m_dropout.side));
    }

    void setHeadDropout(const Rates& rates) override { m_dropout = rates; }

    std::int64_t rawWidth() const override { return EfficientNetLite::kWidth; }
    std::int64_t patchWidth() const override { return EfficientNetLite::kWidth; }
    std::int64_t cells() const override { return m_cellsASide * m_cellsASide; }
    std::int64_t sideWidth() const override { return kColourBins; }
    Precision setPrecision(LinearConversion& conversion) override {
        return m_tower.setPrecision(conversion.precision());
    }
    at::Tensor classRows() const override { return m_tower.classRows(); }

    void visitParameters(const ParameterVisitor& visit) override {
        m_tower.visitParameters([&](const QString& name, at::Tensor& tensor) {
            visit(QStringLiteral("tower.") + name, tensor);
        });
        m_head.visit(QStringLiteral("head"), visit);
        m_colour.hidden.visit(QStringLiteral("colour.hidden"), visit);
        m_colour.out.visit(QStringLiteral("colour.out"), visit);
    }

    void visitBuffers(const ParameterVisitor& visit) override {
        visit(QStringLiteral("side.mean"), m_colour.mean);
        visit(QStringLiteral("side.deviation"), m_colour.deviation);
    }

private:
    EfficientNetLite m_tower;
    EmbeddingHead m_head;
    ColourBranch m_colour;
    ModelManifest::Normalisation m_normalisation;
    std::int64_t m_cellsASide;
    Rates m_dropout;
};

}  // namespace

Result<std::unique_ptr<ImageNetwork>> loadMiniImage(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto imageFile, openPart(manifest, QStringLiteral("image")));
    SEMBLANCE_TRY_ASSIGN(const auto headFile, openPart(manifest, QStringLiteral("heads")));
    SEMBLANCE_TRY_ASSIGN(auto tower, EfficientNetLite::load(imageFile));
    WeightReader reader(headFile);
    EmbeddingHead head = EmbeddingHead::read(reader, QStringLiteral("image"),
                                             EfficientNetLite::kWidth, manifest.dim);
    ColourBranch colour = readColourBranch(reader, manifest.dim);
    SEMBLANCE_TRY(reader.status());
    return std::unique_ptr<ImageNetwork>(std::make_unique<MiniImageNetwork>(
        std::move(tower), std::move(head), std::move(colour), manifest));
}

}  // namespace semblance
