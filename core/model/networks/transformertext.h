#pragma once

#include "core/model/files/hfconfig.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/networks.h"
#include "core/model/networks/transformer.h"
#include "core/model/networks/weights.h"

namespace semblance {

/// What CLIP's and SigLIP's text towers are made of.
struct TransformerTextParts {
    StoredRows table;      ///< [table size, width]
    at::Tensor positions;  ///< [most tokens, width]
    Transformer transformer;
    NormWeights after;
    LinearWeights projection;  ///< width -> dim; named and biased as the family has it

    /// All but the projection, by the names both families share.
    static TransformerTextParts read(HfWeights& weights, const HfConfig& config);
};

/// All of these towers but which state stands for the sentence: a family adds raw() and clone().
/// Internal to the rooms that use libtorch.
class TransformerTextNetwork : public TextNetwork {
public:
    std::int64_t tokenWidth() const override { return d.transformer.width(); }
    int layers() const override { return d.transformer.layers(); }
    std::int64_t layerWidth() const override { return d.transformer.width(); }
    at::Tensor tokenRows(const at::Tensor& ids) const override;
    at::Tensor embed(const at::Tensor& raw) const override;
    Precision setPrecision(LinearConversion& conversion) override;
    void setAdapters(std::vector<Adapter> adapters) override;
    void visitParameters(const ParameterVisitor& visit) override;
    void visitBuffers(const ParameterVisitor&) override {}

protected:
    explicit TransformerTextNetwork(TransformerTextParts parts) : d(std::move(parts)) {}

    TransformerTextParts d;
};

}  // namespace semblance
