#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/safetensors.h"

namespace semblance {

/// A tensor to be written.
struct StoredTensor {
    QString name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    QByteArray bytes;  ///< little-endian, row-major, product(shape) * sizeOf(type)
};

/// A whole file. Names are distinct; "__metadata__" is none.
struct SafetensorsContents {
    std::vector<StoredTensor> tensors;
    QMap<QString, QString> metadata;
};

/// Writes a file that SafetensorsFile::open accepts, every tensor aligned to its type. Replaces
/// `path` at once at the end: until then, and when the disk is full, an earlier file stays as it
/// is. The sentence names the file.
Status writeSafetensors(const QString& path, const SafetensorsContents& contents);

}  // namespace semblance
