#include "core/model/networks/minifamily.h"

#include <QCoreApplication>

#include "core/model/files/partfile.h"
#include "core/model/networks/embeddinghead.h"
#include "core/model/networks/headdropout.h"
#include "core/model/networks/miniimage.h"
#include "core/model/networks/uselite.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::MiniFamily)
};

class MiniTextNetwork final : public TextNetwork, public HeadDropout {
public:
    MiniTextNetwork(UseLite tower, EmbeddingHead head)
        : m_tower(std::move(tower)), m_head(std::move(head)) {}

    std::unique_ptr<TextNetwork> clone() const override {
        return std::make_unique<MiniTextNetwork>(UseLite(m_tower), m_head);
    }
    std::int64_t tokenWidth() const override { return UseLite::kTokenWidth; }
    int layers() const override { return UseLite::kLayers; }
    std::int64_t layerWidth() const override { return UseLite::kWidth; }
    at::Tensor tokenRows(const at::Tensor& ids) const override { return m_tower.tokenRows(ids); }
    at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const override {
        return m_tower.pooled(rows, lengths);
    }
    at::Tensor embed(const at::Tensor& raw) const override {
        return unitRows(m_head(raw, m_dropout));
    }
    void setHeadDropout(const Rates& rates) override { m_dropout = rates; }
    Precision setPrecision(LinearConversion&) override { return Precision::Fp32; }
    void setAdapters(std::vector<Adapter> adapters) override {
        m_tower.setAdapters(std::move(adapters));
    }
    void visitParameters(const ParameterVisitor& visit) override {
        m_tower.visitParameters(visit);
        m_head.visit(QStringLiteral("head"), visit);
    }
    void visitBuffers(const ParameterVisitor& visit) override { m_tower.visitBuffers(visit); }

private:
    UseLite m_tower;
    EmbeddingHead m_head;
    Rates m_dropout;
};

}  // namespace

Result<DualNetworks> loadMiniFamily(const ModelManifest& manifest) {
    if (manifest.text.maxPieces > UseLite::kMostTokens) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The manifest of the model %1 wants %2 pieces a sentence, its text "
                             "tower takes %3.")
                        .arg(manifest.name, QString::number(manifest.text.maxPieces),
                             QString::number(UseLite::kMostTokens)));
    }
    SEMBLANCE_TRY_ASSIGN(const auto textFile, openPart(manifest, QStringLiteral("text")));
    SEMBLANCE_TRY_ASSIGN(const auto headFile, openPart(manifest, QStringLiteral("heads")));
    DualNetworks networks;
    SEMBLANCE_TRY_ASSIGN(networks.image, loadMiniImage(manifest));
    SEMBLANCE_TRY_ASSIGN(auto textTower, UseLite::load(textFile));
    WeightReader reader(headFile);
    EmbeddingHead textHead =
        EmbeddingHead::read(reader, QStringLiteral("text"), UseLite::kWidth, manifest.dim);
    SEMBLANCE_TRY(reader.status());
    networks.text = std::make_unique<MiniTextNetwork>(std::move(textTower), std::move(textHead));
    return networks;
}

}  // namespace semblance
