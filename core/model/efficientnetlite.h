#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/model/precision.h"

namespace at {
class Tensor;
}

namespace semblance {

class SafetensorsFile;

/// EfficientNet-Lite2 (Google; tensorflow/tpu, models/official/efficientnet/lite), batch norms
/// folded, TensorFlow's "same" padding, channels last. Immutable; throws c10::Error.
class EfficientNetLite {
public:
    static constexpr int kWidth = 1280;
    static constexpr int kClasses = 1000;

    static Result<EfficientNetLite> load(const std::shared_ptr<const SafetensorsFile>& file,
                                         Precision precision);
    EfficientNetLite(EfficientNetLite&&) noexcept;
    ~EfficientNetLite();

    /// `input`: float [N, 3, side, side], normalised, any memory format. The head's activations,
    /// float [N, 1280, ceil(side / 32), ...], channels last.
    at::Tensor grid(const at::Tensor& input) const;

    /// float [N, 1280] -> scores of the 1,000 ImageNet classes, float [N, 1000].
    at::Tensor classify(const at::Tensor& pooled) const;

private:
    struct Private;
    explicit EfficientNetLite(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
