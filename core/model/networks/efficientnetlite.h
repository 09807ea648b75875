#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/model/kernels/precision.h"
#include "core/model/networks/networks.h"

namespace semblance {

class SafetensorsFile;

/// EfficientNet-Lite2 (Google; tensorflow/tpu, models/official/efficientnet/lite), batch norms
/// folded, TensorFlow's "same" padding, channels last. Throws c10::Error.
class EfficientNetLite {
public:
    static constexpr int kWidth = 1280;
    static constexpr int kClasses = 1000;
    static constexpr int kSteps = 32;  ///< pixels per cell and side

    /// Training may tune the blocks from here on; what comes before is computed once and kept.
    static constexpr int kFirstTunedBlock = 15;

    static Result<EfficientNetLite> load(const std::shared_ptr<const SafetensorsFile>& file);
    EfficientNetLite(EfficientNetLite&&) noexcept;
    ~EfficientNetLite();

    /// `input`: float [N, 3, side, side], normalised, any memory format. What enters block 15, in
    /// the tower's own precision, [N, 120, ceil(side / 16), ...], channels last.
    at::Tensor trunk(const at::Tensor& input) const;

    /// The head's activations from trunk's result in any precision and memory format, float
    /// [N, 1280, ceil(side / 32), ...], channels last.
    at::Tensor gridFrom(const at::Tensor& trunk) const;

    /// The same from `input`.
    at::Tensor grid(const at::Tensor& input) const;

    /// Rows of the ImageNet classifier, float [1000, 1280]; undefined when the file has none.
    at::Tensor classRows() const;

    /// float [N, 1280] -> scores of the 1,000 ImageNet classes, float [N, 1000]. Only with
    /// classRows().
    at::Tensor classify(const at::Tensor& pooled) const;

    /// From now on the tower computes in bf16, where that is asked for, except for its first
    /// layers; else it stays in fp32. What it computes in.
    Precision setPrecision(Precision precision);

    /// "stem.weight", "blocks.15.expand.weight", ..., "head.bias"; the classifier is left out.
    void visitParameters(const ParameterVisitor& visit);

private:
    struct Private;
    explicit EfficientNetLite(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
