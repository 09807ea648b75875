#pragma once

#include <ATen/core/Tensor.h>

namespace semblance {

/// See softTeacher() in losses.h.
struct SoftTeacher {
    at::Tensor masses;       ///< p [B, B]; row i sums to 1
    double temperature = 0;  ///< tau_t
    double perplexity = 0;   ///< reached at tau_t, in pictures, before exactShare
};

}  // namespace semblance
