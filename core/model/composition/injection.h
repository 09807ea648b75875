#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/model/composition/mapping.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/weightinit.h"

/// Internal to MappingNetwork.
namespace semblance {

/// Widths of the networks a mapping network stands between.
struct MappingWidths {
    std::int64_t raw = 0;
    std::int64_t side = 0;
    std::int64_t cells = 0;
    std::int64_t patch = 0;
    std::int64_t token = 0;
};

/// x += g CrossAttention(LN x, memory); x += g' MLP(LN x)
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

    InjectionLayer(const WeightSource& source, const QString& prefix, std::int64_t width,
                   std::int64_t feedWidth);

    /// `x`: [N, words, width], `memory`: [N, cells, width]
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& memory,
                          const MappingConfig::Injection& config, bool training) const;
    void initialise(at::Generator& random);
    void visit(const QString& prefix, const ParameterVisitor& visitor);

private:
    at::Tensor attention(const at::Tensor& x, const at::Tensor& memory, std::int64_t heads) const;
};

/// Visual semantic injection as mapping.h gives it.
struct Injection {
    NormWeights patchNorm;
    LinearWeights patchIn;  ///< W_p
    at::Tensor positions;   ///< [cells, width]
    at::Tensor queries;     ///< [words, width]; undefined when phi's words ask
    std::vector<InjectionLayer> layers;
    NormWeights outNorm;
    LinearWeights out;  ///< W_o, without bias
    at::Tensor gate;    ///< gamma, a scalar

    Injection(const WeightSource& source, const MappingConfig& config, const MappingWidths& widths);

    /// `words`: [N, words, width], `patches`: [N, cells, patch width]. The words with what the
    /// patches add.
    at::Tensor operator()(const at::Tensor& words, const at::Tensor& patches,
                          const MappingConfig::Injection& config, bool training) const;
    void initialise(const MappingConfig::Injection& config, at::Generator& random);
    void visit(const ParameterVisitor& visitor);
};

}  // namespace semblance
