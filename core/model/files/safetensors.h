#pragma once

#include <QByteArray>
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

/// Element types of the safetensors format that a network here can use.
enum class TensorType { Bool, U8, I8, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 };

/// Bytes per element.
std::size_t sizeOf(TensorType type);

/// The format's own word ("F16").
QString toString(TensorType type);

/// One tensor of a file: where its numbers lie in the mapping. Valid while the file lives.
/// The numbers are little-endian, row-major and not necessarily aligned to their size.
struct TensorView {
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;   ///< empty for a scalar; entries >= 0
    std::span<const std::byte> bytes;  ///< product(shape) * sizeOf(type)
};

/// A safetensors file, memory-mapped and completely checked before anything is handed out: header
/// size, JSON, duplicate names, types, shapes (products with overflow), offsets (bounds, overlaps,
/// gaps, length of the file). Every refusal is a sentence that names the file.
/// Reading is thread-safe. Format: https://huggingface.co/docs/safetensors
class SafetensorsFile {
public:
    static Result<std::shared_ptr<const SafetensorsFile>> open(const QString& path);

    /// The same over bytes in memory; `name` stands for the file in sentences. `bytes` is copied.
    static Result<std::shared_ptr<const SafetensorsFile>> fromBytes(const QByteArray& bytes,
                                                                    const QString& name);

    /// Null when there is no tensor of that name.
    const TensorView* find(const QString& name) const;

    /// The tensor, which must have this shape (-1: any length). Sentences name tensor and file.
    Result<TensorView> tensor(const QString& name, const std::vector<std::int64_t>& shape) const;

    /// What view.bytes of a file that was opened took of this process's memory; reading it again
    /// brings it back.
    void release(const TensorView& view) const;

    QStringList names() const { return m_tensors.keys(); }
    const QMap<QString, QString>& metadata() const { return m_metadata; }
    const QString& path() const { return m_path; }

private:
    SafetensorsFile() = default;
    Status parse(std::span<const std::byte> bytes);

    QString m_path;
    std::shared_ptr<const MappedFile> m_mapping;
    QByteArray m_copy;
    QMap<QString, TensorView> m_tensors;
    QMap<QString, QString> m_metadata;
};

}  // namespace semblance
