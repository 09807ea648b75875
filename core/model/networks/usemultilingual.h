#pragma once

#include <cstdint>
#include <memory>

#include "core/base/result.h"
#include "core/model/networks/networks.h"

namespace semblance {

class SafetensorsFile;

/// Google's Universal Sentence Encoder multilingual 3 (Yang et al. 2019, arXiv:1907.04307), 16
/// languages: convolutions over 2, 3 and 5 tokens and the tokens themselves, summed, then a deep
/// averaging network (Iyyer et al. 2015). fp32 but for the token table, which stays packed in
/// memory and whose rows are unpacked when they are read. Copies share their tensors until one puts
/// another in its place. Throws c10::Error.
class UseMultilingual {
public:
    static constexpr std::int64_t kTable = 128'010;
    static constexpr std::int64_t kFrequent = 8'000;  ///< rows kept in int8, the others in 4 bits
    static constexpr std::int64_t kWidth = 512;       ///< of a token and of the result

    static Result<UseMultilingual> load(const std::shared_ptr<const SafetensorsFile>& file);
    UseMultilingual(UseMultilingual&&) noexcept;
    UseMultilingual(const UseMultilingual& other);
    ~UseMultilingual();

    /// int64 [N] -> float [N, 512]
    at::Tensor tokenRows(const at::Tensor& ids) const;

    /// The encoder's own sentence vector, float [B, T, 512], int64 [B], 1..T -> float [B, 512], of
    /// length sqrt(512) and not 1, as other towers' states are.
    at::Tensor sentence(const at::Tensor& rows, const at::Tensor& lengths) const;

    /// "tokens.weight", "grams.0.first.weight", "average.out.weight", "deep.0.weight", ...
    void visitParameters(const ParameterVisitor& visit);

    /// The packed table: "frequent" with "frequent.scale", "rest" with "rest.low", "rest.step".
    void visitBuffers(const ParameterVisitor& visit);

private:
    struct Private;
    explicit UseMultilingual(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
