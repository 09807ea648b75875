#include "core/model/networks/weights.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/bitwise_and.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/stack.h>

#include <QCoreApplication>
#include <cstring>

#include "core/model/kernels/packing.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::WeightReader)
};

std::optional<at::ScalarType> scalarType(TensorType type) {
    switch (type) {
        case TensorType::F16:
            return at::kHalf;
        case TensorType::BF16:
            return at::kBFloat16;
        case TensorType::F32:
            return at::kFloat;
        case TensorType::F64:
            return at::kDouble;
        case TensorType::I8:
            return at::kChar;
        case TensorType::U8:
            return at::kByte;
        default:
            return std::nullopt;
    }
}

}  // namespace

at::Tensor StoredRows::at(const at::Tensor& rows) const {
    const at::Tensor taken = at::index_select(tensor, 0, rows).to(at::kFloat);
    if (tensor.scalar_type() != at::kChar)
        return taken;
    return taken * at::index_select(scale, 0, rows).unsqueeze(1);
}

at::Tensor NibbleRows::at(const at::Tensor& rows) const {
    const at::Tensor both = at::index_select(pairs, 0, rows);
    const at::Tensor even = at::bitwise_and(both, 0x0F);
    const at::Tensor odd = at::bitwise_right_shift(both, 4);
    const at::Tensor numbers = at::stack({even, odd}, 2).flatten(1).to(at::kFloat);
    return numbers * at::index_select(step, 0, rows).unsqueeze(1) +
           at::index_select(low, 0, rows).unsqueeze(1);
}

at::Tensor StoredRows::all() const {
    return tensor.scalar_type() == at::kChar ? expandRows(tensor, scale) : tensor.to(at::kFloat);
}

WeightReader::WeightReader(std::shared_ptr<const WeightFile> file) : m_file(std::move(file)) {}

at::Tensor WeightReader::mapped(const QString& name, const std::vector<std::int64_t>& shape,
                                Holds holds) {
    if (!m_status)
        return {};
    const auto view = m_file->tensor(name, shape);
    if (!view) {
        m_status = fail(view.error());
        return {};
    }
    const auto type = scalarType(view->type);
    const bool isInt8 = type == at::kChar;
    const bool isBytes = type == at::kByte;
    if (!type || isBytes != (holds == Holds::Bytes) || (isInt8 && holds != Holds::NumbersOrInt8)) {
        m_status =
            fail(ErrorKind::Corrupt,
                 Text::tr("In the weight file %1 the tensor %2 holds %3, which are no weights.")
                     .arg(m_file->path(), name, toString(view->type)));
        return {};
    }
    const auto* data = view->bytes.data();
    if (reinterpret_cast<std::uintptr_t>(data) % sizeOf(view->type) != 0 || view->bytes.empty()) {
        at::Tensor copy = at::empty(view->shape, *type);
        if (!view->bytes.empty())
            std::memcpy(copy.mutable_data_ptr(), data, view->bytes.size());
        return copy;
    }
    // libtorch has no read-only tensors; the mapping itself is read-only, and nothing writes. Who
    // has converted a tensor and lets go of it does not hold it in memory twice.
    return at::from_blob(
        const_cast<std::byte*>(data), view->shape,
        [keep = m_file, taken = *view](void*) mutable {
            keep->release(taken);
            keep.reset();
        },
        *type);
}

at::Tensor WeightReader::scaleOf(const QString& name, std::int64_t rows) {
    const at::Tensor scale = mapped(name + QLatin1String(kScaleSuffix), {rows}, Holds::Numbers);
    return m_status ? scale.to(at::kFloat) : at::Tensor();
}

at::Tensor WeightReader::stored(const QString& name, const std::vector<std::int64_t>& shape) {
    return mapped(name, shape, Holds::Numbers);
}

StoredRows WeightReader::rows(const QString& name, const std::vector<std::int64_t>& shape) {
    StoredRows rows;
    rows.tensor = mapped(name, shape, Holds::NumbersOrInt8);
    if (m_status && rows.tensor.scalar_type() == at::kChar)
        rows.scale = scaleOf(name, rows.tensor.size(0));
    return rows;
}

NibbleRows WeightReader::nibbles(const QString& name, std::int64_t rows, std::int64_t width) {
    NibbleRows nibbles;
    nibbles.pairs = mapped(name, {rows, width / 2}, Holds::Bytes);
    nibbles.low = float32(name + QStringLiteral(".low"), {rows});
    nibbles.step = float32(name + QStringLiteral(".step"), {rows});
    return nibbles;
}

at::Tensor WeightReader::float32(const QString& name, const std::vector<std::int64_t>& shape) {
    const at::Tensor tensor =
        mapped(name, shape, shape.empty() ? Holds::Numbers : Holds::NumbersOrInt8);
    if (!m_status)
        return {};
    if (tensor.scalar_type() != at::kChar)
        return tensor.to(at::kFloat, false, true);
    const at::Tensor scale = scaleOf(name, tensor.size(0));
    return m_status ? expandRows(tensor, scale) : at::Tensor();
}

LinearWeights WeightReader::linear(const QString& prefix, std::int64_t out, std::int64_t in) {
    return {float32(prefix + QStringLiteral(".weight"), {out, in}),
            float32(prefix + QStringLiteral(".bias"), {out})};
}

LinearWeights WeightReader::linearWithoutBias(const QString& prefix, std::int64_t out,
                                              std::int64_t in) {
    return {float32(prefix + QStringLiteral(".weight"), {out, in}), {}};
}

NormWeights WeightReader::norm(const QString& prefix, std::int64_t width) {
    return {float32(prefix + QStringLiteral(".weight"), {width}),
            float32(prefix + QStringLiteral(".bias"), {width})};
}

}  // namespace semblance
