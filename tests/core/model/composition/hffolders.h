#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/from_blob.h>

#include <QDir>
#include <QString>

#include "core/model/composition/modelloader.h"
#include "core/model/files/safetensorswriter.h"
#include "core/model/networks/weights.h"
#include "tests/core/model/files/modelfolders.h"

/// The tiny models of tests/core/model/data/hf, for tests that load them.
namespace semblance::test {

inline const QString kWeights = QStringLiteral("model.safetensors");

inline at::Tensor expected(const QString& path, const char* name) {
    auto file = SafetensorsFile::open(path);
    if (!file)
        return {};
    const TensorView& view = *(*file)->find(QLatin1String(name));
    if (view.type == TensorType::U8) {
        return at::from_blob(const_cast<std::byte*>(view.bytes.data()), view.shape, at::kByte)
            .clone();
    }
    return WeightReader(*file).float32(QLatin1String(name), view.shape);
}

inline double leastCosine(const at::Tensor& a, const at::Tensor& b) {
    const std::int64_t width = a.size(-1);
    return at::cosine_similarity(a.reshape({-1, width}), b.reshape({-1, width}), 1)
        .min()
        .item<double>();
}

inline QString sentenceOf(const Status& status) {
    return status ? QString() : status.error().sentence;
}

/// The first refusal of a folder, from its description, its networks or its vocabulary.
inline Status loads(const QString& dir) {
    SEMBLANCE_TRY_ASSIGN(const auto manifest, ModelManifest::read(dir));
    SEMBLANCE_TRY(loadDualNetworks(manifest));
    SEMBLANCE_TRY(loadTokenizer(manifest));
    return {};
}

inline void write(const QString& path, const QByteArray& content) {
    if (!writeContent(path, content))
        qFatal("the test's folder cannot be written to");
}

/// Of the first weight file in the folder.
inline SafetensorsContents weightsOf(const QString& dir) {
    SafetensorsContents contents;
    const QStringList files =
        QDir(dir).entryList({QStringLiteral("*.safetensors")}, QDir::Files, QDir::Name);
    const auto file = SafetensorsFile::open(QDir(dir).filePath(files.first()));
    for (const QString& name : (*file)->names()) {
        const TensorView& view = *(*file)->find(name);
        contents.tensors.push_back({name, view.type, view.shape,
                                    QByteArray(reinterpret_cast<const char*>(view.bytes.data()),
                                               static_cast<qsizetype>(view.bytes.size()))});
    }
    return contents;
}

}  // namespace semblance::test
