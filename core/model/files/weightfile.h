#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/mappedfile.h"
#include "core/base/result.h"

namespace semblance {

/// Element types of weight files, of which a network here uses some.
enum class TensorType { Bool, U8, I8, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 };

/// Bytes per element.
std::size_t sizeOf(TensorType type);

/// The word of the safetensors format ("F16").
QString toString(TensorType type);
std::optional<TensorType> tensorType(const QString& word);

/// "[2, 3]"; an extent < 0 is any.
QString shapeText(const std::vector<std::int64_t>& shape);

/// The number of bytes a tensor of this shape has; nothing when it does not fit in 63 bits.
std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t>& shape, std::size_t size);

/// One tensor of a file: where its numbers lie in the mapping. Valid while the file lives.
/// The numbers are little-endian, row-major and not necessarily aligned to their size.
struct TensorView {
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;   ///< empty for a scalar; entries >= 0
    std::span<const std::byte> bytes;  ///< product(shape) * sizeOf(type)
};

/// A file of named tensors, memory-mapped and completely checked before anything is handed out.
/// Reading is thread-safe. Every refusal is a sentence that names the file.
class WeightFile {
public:
    /// A safetensors file or, by its first bytes, one of PyTorch's (TorchFile).
    static Result<std::shared_ptr<const WeightFile>> open(const QString& path);
    virtual ~WeightFile() = default;

    /// Null when there is no tensor of that name.
    const TensorView* find(const QString& name) const;

    /// The tensor, which must have this shape (-1: any length). Sentences name tensor and file.
    Result<TensorView> tensor(const QString& name, const std::vector<std::int64_t>& shape) const;

    /// What view.bytes of a file that was opened took of this process's memory; reading it again
    /// brings it back.
    void release(const TensorView& view) const;

    QStringList names() const { return m_tensors.keys(); }
    const QString& path() const { return m_path; }

protected:
    WeightFile() = default;
    WeightFile(const WeightFile&) = delete;
    WeightFile& operator=(const WeightFile&) = delete;

    /// Corrupt, "is damaged: <reason>".
    tl::unexpected<Error> damaged(const QString& reason) const;

    QString m_path;
    std::shared_ptr<const MappedFile> m_mapping;
    QMap<QString, TensorView> m_tensors;
};

}  // namespace semblance
