#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <cstddef>
#include <memory>
#include <span>

#include "core/base/result.h"
#include "core/model/files/weightfile.h"

namespace semblance {

/// A safetensors file. What is checked: header size, JSON, duplicate names, types, shapes (products
/// with overflow), offsets (bounds, overlaps, gaps, length of the file).
/// Format: https://huggingface.co/docs/safetensors
class SafetensorsFile final : public WeightFile {
public:
    static Result<std::shared_ptr<const SafetensorsFile>> open(const QString& path);

    /// The same over bytes in memory; `name` stands for the file in sentences. `bytes` is copied.
    static Result<std::shared_ptr<const SafetensorsFile>> fromBytes(const QByteArray& bytes,
                                                                    const QString& name);

    const QMap<QString, QString>& metadata() const { return m_metadata; }

private:
    SafetensorsFile() = default;
    Status parse(std::span<const std::byte> bytes);

    QByteArray m_copy;
    QMap<QString, QString> m_metadata;
};

}  // namespace semblance
