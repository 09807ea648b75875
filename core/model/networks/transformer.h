#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/model/files/hfconfig.h"
#include "core/model/kernels/precision.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/layers.h"

/// The transformer that CLIP's and SigLIP's towers are made of, and BERT's. Internal to the rooms
/// that use libtorch.
namespace semblance {

at::Tensor activate(const at::Tensor& x, HfConfig::Activation activation);

/// The same for an x that is nobody else's: overwritten where the processor computes in float32 and
/// no gradient is kept.
at::Tensor activate(at::Tensor&& x, HfConfig::Activation activation);

/// x += out(attention(norm x)); x += ffn_out(activation(ffn_in(norm x))); with postNorm x = norm(x
/// + out(attention x)); x = norm(x + ffn_out(...(x))). The residual stream and the norms are
/// float32; the linears compute in what their weights are stored in.
struct TransformerLayer {
    NormWeights attentionNorm;
    LinearWeights query, key, value, out;
    /// In place of the first three, when they have been converted to another precision.
    LinearWeights queryKeyValue;
    NormWeights feedNorm;
    LinearWeights feedIn, feedOut;
    bool feedInActivates = false;  ///< the activation is in feedIn already
    std::optional<Adapter> adapter;
};

class Transformer {
public:
    /// Reads "<prefix>.<i>.self_attn.q_proj.weight" and so on, or with postNorm
    /// "<prefix>.<i>.attention.self.query.weight" ...
    static Transformer read(HfWeights& weights, const QString& prefix,
                            const HfConfig::Tower& tower);

    /// float [B, T, width] -> the same; `causal`: a token sees itself and what stands before it.
    at::Tensor operator()(const at::Tensor& x, bool causal) const;

    /// Of each row only tokens with true in `seen`, bool [B, 1, 1, T], are seen.
    at::Tensor masked(const at::Tensor& x, const at::Tensor& seen) const;

    /// float [B, T, width] with an epsilon of the tower.
    at::Tensor norm(const at::Tensor& x, const NormWeights& weights) const;

    int layers() const { return static_cast<int>(m_layers.size()); }
    std::int64_t width() const { return m_tower.width; }
    const HfConfig::Tower& tower() const { return m_tower; }

    /// Not for training. `tokens`: how many there are in a call, about.
    void setPrecision(LinearConversion& conversion, std::int64_t tokens);

    /// One per layer, or none.
    void setAdapters(std::vector<Adapter> adapters);

    /// "layers.<i>.attn.q.weight", "layers.<i>.ffn_in.weight", "layers.<i>.attn_norm.weight" ...
    void visitParameters(const ParameterVisitor& visit);

private:
    /// Which tokens a token sees.
    struct Sight {
        std::optional<at::Tensor> mask;
        bool causal = false;
    };

    at::Tensor run(const at::Tensor& x, const Sight& sight) const;
    at::Tensor attention(const TransformerLayer& layer, const at::Tensor& in,
                         const Sight& sight) const;
    at::Tensor feedForward(const TransformerLayer& layer, const at::Tensor& in) const;

    HfConfig::Tower m_tower;
    std::vector<TransformerLayer> m_layers;
};

}  // namespace semblance
