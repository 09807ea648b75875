#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/networks/networks.h"

namespace semblance {

class SafetensorsFile;

/// BERT (Devlin et al. 2018, arXiv:1810.04805) of MiniLM-L6's sizes, as all-MiniLM-L6-v2 has it:
/// six post-norm layers 384 wide, the mean of the last states. fp32. Copies share their tensors
/// until one puts another in its place. Throws c10::Error.
class BertText {
public:
    static constexpr std::int64_t kTable = 30522;
    static constexpr std::int64_t kWidth = 384;
    static constexpr int kLayers = 6;
    static constexpr int kMostTokens = 128;

    static Result<BertText> load(const std::shared_ptr<const SafetensorsFile>& file);
    BertText(BertText&&) noexcept;
    BertText(const BertText& other);
    ~BertText();

    /// int64 [N] -> float [N, 384], before positions and their norm.
    at::Tensor tokenRows(const at::Tensor& ids) const;

    /// Mean of the last layer's states over the real tokens: float [B, T, 384], int64 [B], 1..T
    /// -> float [B, 384].
    at::Tensor pooled(const at::Tensor& rows, const at::Tensor& lengths) const;

    /// One per layer, or none.
    void setAdapters(std::vector<Adapter> adapters);

    /// "table", "positions" (the type's row added), "norm.weight", "layers.0.attn.qkv.weight", ...
    void visitParameters(const ParameterVisitor& visit);

    /// "table.scale" while the table is stored in int8.
    void visitBuffers(const ParameterVisitor& visit);

private:
    struct Private;
    explicit BertText(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
