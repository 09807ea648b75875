#include "core/model/kernels/int8linear.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/cpu/Utils.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <exception>
#include <string_view>

#include "core/model/kernels/rowkernels.h"

namespace semblance {

namespace {

constexpr auto kPack = "onednn::qlinear_prepack";
constexpr auto kMultiply = "onednn::qlinear_pointwise";
constexpr int kWeightSteps = 127;
// A task of fewer numbers costs more to hand out than to do.
constexpr std::int64_t kNumbersATask = 1 << 15;

using Multiply = at::Tensor(at::Tensor, double, std::int64_t, at::Tensor, at::Tensor, at::Tensor,
                            std::optional<at::Tensor>, double, std::int64_t,
                            std::optional<c10::ScalarType>, std::string_view,
                            c10::List<std::optional<at::Scalar>>, std::string_view);

/// Without such instructions pairs of products are summed in 16 bits, which 7-bit numbers do not
/// overflow.
int activationSteps() {
    return Int8Linear::isNative() ? 127 : 63;
}

c10::OperatorHandle find(const char* name) {
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "");
}

/// int8 [out, in] in the order that oneDNN multiplies from, whatever the number of rows.
at::Tensor packed(const at::Tensor& bytes) {
    std::vector<c10::IValue> stack{bytes, c10::IValue()};
    find(kPack).callBoxed(&stack);
    return stack.front().toTensor();
}

/// Sums of bytes times bytes, scaled by the rows of W: float [rows, out].
at::Tensor multiplied(const at::Tensor& bytes, std::int64_t zero, const at::Tensor& weight,
                      const at::Tensor& scales, const at::Tensor& zeros) {
    static const auto multiply = find(kMultiply).typed<Multiply>();
    return multiply.call(bytes, 1.0, zero, weight, scales, zeros, std::nullopt, 1.0, 0, at::kFloat,
                         "none", c10::List<std::optional<at::Scalar>>(), "none");
}

}  // namespace

bool Int8Linear::available() {
    const auto has = [](const char* name) {
        return c10::Dispatcher::singleton().findSchema({name, ""}).has_value();
    };
    return has(kPack) && has(kMultiply);
}

bool Int8Linear::isNative() {
    static const bool native = [] {
        try {
            const auto all = at::cpu::get_cpu_capabilities();
            for (const char* name : {"avx512_vnni", "avx_vnni", "amx_int8"}) {
                const auto it = all.find(name);
                if (it != all.end() && it->second.isBool() && it->second.toBool())
                    return true;
            }
        } catch (const std::exception&) {
            // An unknown processor: 7 bits are right on every one.
        }
        return false;
    }();
    return native;
}

Int8Linear::Int8Linear(const at::Tensor& weight, const at::Tensor& bias)
    : m_zeros(at::zeros({weight.size(0)}, at::kLong)), m_in(weight.size(1)) {
    const at::Tensor exact = weight.to(at::kFloat);
    // A row of zeros stays one with any scale.
    m_scales = (exact.abs().amax(1) / kWeightSteps).clamp_min(1e-30);
    const at::Tensor bytes = (exact / m_scales.unsqueeze(1)).round_().to(at::kChar);
    m_packed = packed(bytes);
    if (bias.defined())
        m_bias = bias.to(at::kFloat).contiguous();
}

at::Tensor Int8Linear::operator()(const at::Tensor& x) const {
    TORCH_CHECK(x.dim() >= 1 && x.size(-1) == m_in, "an input of ", x.size(-1),
                " numbers for a linear layer of ", m_in);
    const at::Tensor flat = x.to(at::kFloat).reshape({-1, m_in}).contiguous();
    const std::int64_t rows = flat.size(0);
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = out();
    if (rows == 0)
        return at::empty(shape, at::kFloat);

    at::Tensor bytes = at::empty({rows, m_in}, at::kByte);
    std::vector<float> scales(static_cast<std::size_t>(rows));
    const auto* from = flat.const_data_ptr<float>();
    auto* to = bytes.mutable_data_ptr<std::uint8_t>();
    const int steps = activationSteps();
    at::parallel_for(0, rows, std::max<std::int64_t>(1, kNumbersATask / m_in),
                     [&](std::int64_t first, std::int64_t last) {
                         for (std::int64_t i = first; i < last; ++i) {
                             scales[static_cast<std::size_t>(i)] = kernels::quantiseRow(
                                 from + i * m_in, std::size_t(m_in), steps, to + i * m_in);
                         }
                     });
    at::Tensor y = multiplied(bytes, steps + 1, m_packed, m_scales, m_zeros);
    auto* result = y.mutable_data_ptr<float>();
    const auto* bias = m_bias.defined() ? m_bias.const_data_ptr<float>() : nullptr;
    at::parallel_for(0, rows, std::max<std::int64_t>(1, kNumbersATask / out()),
                     [&](std::int64_t first, std::int64_t last) {
                         for (std::int64_t i = first; i < last; ++i) {
                             kernels::finishRow(result + i * out(), std::size_t(out()),
                                                scales[static_cast<std::size_t>(i)], bias);
                         }
                     });
    return y.view(shape);
}

}  // namespace semblance
