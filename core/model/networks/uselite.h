#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/networks/networks.h"

namespace semblance {

class SafetensorsFile;

/// The transformer of Google's Universal Sentence Encoder lite (Cer et al. 2018, arXiv:1803.11175):
/// two pre-norm layers, 256 -> 512 wide, fp32. Copies share their tensors until one puts another in
/// its place. Throws c10::Error.
class UseLite {
public:
    static constexpr std::int64_t kTable = 8002;
    static constexpr std::int64_t kTokenWidth = 256;
    static constexpr std::int64_t kWidth = 512;
    static constexpr int kLayers = 2;
    static constexpr int kMostTokens = 128;

    static Result<UseLite> load(const std::shared_ptr<const SafetensorsFile>& file);
    UseLite(UseLite&&) noexcept;
    UseLite(const UseLite& other);
    ~UseLite();

    /// int64 [B, T] -> float [B, T, 256]
    at::Tensor tokenRows(const at::Tensor& ids) const;

    /// Mean of the last layer's states over the real tokens: float [B, T, 256], int64 [B] ->
    /// float [B, 512].
    at::Tensor pooled(const at::Tensor& rows, const at::Tensor& lengths) const;

    /// One per layer, or none.
    void setAdapters(std::vector<Adapter> adapters);

    /// "table", "layers.0.attn.qkv.weight", ...
    void visitParameters(const ParameterVisitor& visit);

    /// "inv_timescales", and "table.scale" while the table is stored in int8.
    void visitBuffers(const ParameterVisitor& visit);

private:
    struct Private;
    explicit UseLite(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
