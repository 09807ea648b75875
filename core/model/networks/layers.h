#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "core/model/kernels/packedlinear.h"
#include "core/model/kernels/precision.h"
#include "core/model/networks/networks.h"

/// The small parts every network here is made of. Internal to the rooms that use libtorch.
namespace semblance {

class Int8Linear;

/// y = x weight^T + bias, in the precision that LinearConversion put it into: as it is read, in the
/// weight's own.
struct LinearWeights {
    at::Tensor weight;  ///< [out, in]; undefined in int8 and when packed
    at::Tensor bias;    ///< [out]; undefined where there is none, in int8 and when packed
    std::shared_ptr<const Int8Linear> int8 = nullptr;
    std::shared_ptr<const PackedLinear> packed = nullptr;

    /// [..., in] -> [..., out]; a bf16 weight takes and gives bf16 and converts what is not, int8
    /// takes anything and gives float. fp16 is how a file may store a weight, never computed in.
    at::Tensor operator()(const at::Tensor& x) const;

    std::int64_t out() const;

    /// Whether there is a layer at all.
    explicit operator bool() const { return weight.defined() || int8 || packed; }

    /// "<prefix>.weight", "<prefix>.bias"; tensors that are not there are left out.
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// Puts linears into another precision, for encoding only. Linears that share a weight (a tower and
/// its clone) share what becomes of it when they go through the same conversion.
class LinearConversion {
public:
    explicit LinearConversion(Precision precision) : m_precision(precision) {}

    Precision precision() const { return m_precision; }

    /// What a packed linear does besides: `then` is applied to its result; its weight and its bias
    /// are multiplied beforehand.
    struct Fusion {
        PackedLinear::Then then = PackedLinear::Then::Nothing;
        double weightFactor = 1;
        double biasFactor = 1;
    };

    /// Whether the linear would be packed: on the processor, with oneDNN, in bf16 where that is
    /// native, or in fp32 when a call has few rows. With many, MKL is faster though it orders the
    /// weight in every call. `rows`: about how many a call has at least.
    bool packs(const LinearWeights& linear, std::int64_t rows) const;

    /// One that is converted already stays as it is, as does fp32 that is not packed. `fusion` only
    /// where packs().
    void operator()(LinearWeights& linear, std::int64_t rows, const Fusion& fusion);
    void operator()(LinearWeights& linear, std::int64_t rows = 1) {
        (*this)(linear, rows, Fusion());
    }

    /// The same for linears that have one input: one linear whose result is theirs side by side.
    /// They are left undefined. Only where something is converted.
    LinearWeights joined(const std::vector<LinearWeights*>& linears, std::int64_t rows = 1);

private:
    struct Shared {
        std::vector<at::Tensor> from;  ///< keeps the addresses taken
        LinearWeights to;
    };

    /// `weights` are those that `to` is made from, by `make`.
    LinearWeights shared(const std::vector<at::Tensor>& weights,
                         const std::function<LinearWeights()>& make);

    Precision m_precision;
    std::vector<Shared> m_shared;
};

/// Layer norm over the last dimension.
struct NormWeights {
    at::Tensor weight;
    at::Tensor bias;

    at::Tensor operator()(const at::Tensor& x, double epsilon) const;
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// A(h) = h + alpha W_up GELU(W_down LN h) (Houlsby et al. 2019, arXiv:1902.00751, section 2.1,
/// with the norm inside); W_up = 0 leaves h as it is.
struct Adapter {
    NormWeights norm;
    LinearWeights down;  ///< width -> bottleneck
    LinearWeights up;    ///< bottleneck -> width
    double alpha = 1.0;

    at::Tensor operator()(const at::Tensor& h) const;
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// x / |x|, row by row.
at::Tensor unitRows(const at::Tensor& x);

}  // namespace semblance
