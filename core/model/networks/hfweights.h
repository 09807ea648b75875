#pragma once

#include <QSet>
#include <memory>
#include <vector>

#include "core/model/files/hfconfig.h"
#include "core/model/files/manifest.h"
#include "core/model/files/weightnames.h"
#include "core/model/networks/weights.h"

/// Internal to the rooms that use libtorch.
namespace semblance {

/// The tensors of a model, which may lie in several files, by transformers' names and in its shapes
/// whatever the layout. Where nothing else is said they come out as float32, in the mapping itself
/// where the file has it so. The first failure sticks, as in WeightReader; sentences have the
/// file's own names.
class HfWeights {
public:
    /// The parts whose role begins with "weights". Corrupt when a whole tower is not among them.
    static Result<HfWeights> open(const ModelManifest& manifest, HfConfig::Layout layout);

    at::Tensor float32(const QString& name, const std::vector<std::int64_t>& shape);
    LinearWeights linear(const QString& prefix, std::int64_t out, std::int64_t in);

    /// The weight in the mapping when the file has it as fp16, too: for a linear that is converted
    /// before it is used much.
    LinearWeights mappedLinear(const QString& prefix, std::int64_t out, std::int64_t in);
    LinearWeights linearWithoutBias(const QString& prefix, std::int64_t out, std::int64_t in);
    NormWeights norm(const QString& prefix, std::int64_t width);

    /// A matrix whose rows are taken singly, as the file has it.
    StoredRows rows(const QString& name, const std::vector<std::int64_t>& shape);

    /// What went wrong so far; when nothing did, every tensor must have been asked for or be in
    /// `unused`: one that is left over belongs to another kind of model, and is named.
    Status finish(const QSet<QString>& unused);

private:
    struct File {
        std::shared_ptr<const WeightFile> file;
        WeightReader reader;
    };

    explicit HfWeights(std::vector<File> files, const WeightNames& names)
        : m_files(std::move(files)), m_names(names) {}

    /// As the file has it, but for its layout: of the mapping where nothing is exchanged.
    at::Tensor stored(const QString& name, const std::vector<std::int64_t>& shape);

    /// The file that has the tensor; else the first, whose refusal names the tensor.
    File& fileOf(const QString& name);

    std::vector<File> m_files;
    WeightNames m_names;
    QSet<QString> m_taken;
};

}  // namespace semblance
