#pragma once

#include <cstdint>
#include <memory>

#include "core/base/result.h"

namespace at {
class Tensor;
}

namespace semblance {

class SafetensorsFile;

/// The transformer of Google's Universal Sentence Encoder lite (Cer et al. 2018, arXiv:1803.11175):
/// two pre-norm layers, 256 -> 512 wide, fp32. Immutable; throws c10::Error.
class UseLite {
public:
    static constexpr std::int64_t kTable = 8002;
    static constexpr std::int64_t kTokenWidth = 256;
    static constexpr std::int64_t kWidth = 512;
    static constexpr int kMostTokens = 128;

    static Result<UseLite> load(const std::shared_ptr<const SafetensorsFile>& file);
    UseLite(UseLite&&) noexcept;
    ~UseLite();

    /// int64 [B, T] -> float [B, T, 256]
    at::Tensor tokenRows(const at::Tensor& ids) const;

    /// Mean of the last layer's states over the real tokens: float [B, T, 256], int64 [B] ->
    /// float [B, 512].
    at::Tensor pooled(const at::Tensor& rows, const at::Tensor& lengths) const;

private:
    struct Private;
    explicit UseLite(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
