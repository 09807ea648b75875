#include "core/model/networks/hfweights.h"

#include <QCoreApplication>
#include <algorithm>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfWeights)
};
}  // namespace

Result<HfWeights> HfWeights::open(const ModelManifest& manifest, HfConfig::Layout layout) {
    std::vector<File> files;
    bool texts = false;
    bool pictures = false;
    bool bareText = true;
    for (const ModelManifest::Part& part : manifest.parts) {
        if (!part.role.startsWith(QLatin1String("weights")))
            continue;
        SEMBLANCE_TRY_ASSIGN(auto file, WeightFile::open(manifest.pathOf(part)));
        for (const QString& name : file->names()) {
            const bool isPicture = name.startsWith(QLatin1String("vis"));
            pictures = pictures || isPicture;
            texts = texts || !isPicture;
            bareText = bareText && !name.startsWith(QLatin1String("text."));
        }
        files.push_back({file, WeightReader(file)});
    }
    if (files.empty())
        return fail(manifest.part(QStringLiteral("weights")).error());
    if (!texts || !pictures) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The weight file %1 holds one half of a model, that for %2. Semblance "
                             "needs both, which were trained together: get the whole model.")
                        .arg(files.front().file->path(),
                             texts ? Text::tr("sentences") : Text::tr("pictures")));
    }
    return HfWeights(std::move(files), WeightNames(layout, bareText));
}

HfWeights::File& HfWeights::fileOf(const QString& name) {
    m_taken.insert(name);
    const auto it = std::find_if(m_files.begin(), m_files.end(), [&](const File& file) {
        return file.file->find(name) != nullptr;
    });
    return it == m_files.end() ? m_files.front() : *it;
}

at::Tensor HfWeights::stored(const QString& name, const std::vector<std::int64_t>& shape) {
    const StoredName at = m_names(name);
    std::vector<std::int64_t> whole = shape;
    if (at.transposed)
        std::reverse(whole.begin(), whole.end());
    if (at.parts > 1)
        whole.front() *= at.parts;
    if (at.leadingOne)
        whole.insert(whole.begin(), 1);
    at::Tensor tensor = fileOf(at.name).reader.stored(at.name, whole);
    if (!tensor.defined())
        return tensor;
    if (at.leadingOne)
        tensor = tensor.squeeze(0);
    if (at.parts > 1)
        tensor = tensor.narrow(0, at.part * shape.front(), shape.front());
    return at.transposed ? tensor.t().contiguous() : tensor;
}

at::Tensor HfWeights::float32(const QString& name, const std::vector<std::int64_t>& shape) {
    const at::Tensor tensor = stored(name, shape);
    return tensor.defined() ? tensor.to(at::kFloat) : tensor;
}

LinearWeights HfWeights::linear(const QString& prefix, std::int64_t out, std::int64_t in) {
    return {float32(prefix + QStringLiteral(".weight"), {out, in}),
            float32(prefix + QStringLiteral(".bias"), {out})};
}

LinearWeights HfWeights::mappedLinear(const QString& prefix, std::int64_t out, std::int64_t in) {
    const QString name = prefix + QStringLiteral(".weight");
    const at::Tensor weight = stored(name, {out, in});
    // A bf16 weight would be taken for one that is to compute in bf16.
    const bool stays = !weight.defined() || weight.scalar_type() == at::kHalf;
    return {stays ? weight : weight.to(at::kFloat),
            float32(prefix + QStringLiteral(".bias"), {out})};
}

LinearWeights HfWeights::linearWithoutBias(const QString& prefix, std::int64_t out,
                                           std::int64_t in) {
    return {float32(prefix + QStringLiteral(".weight"), {out, in}), {}};
}

NormWeights HfWeights::norm(const QString& prefix, std::int64_t width) {
    return {float32(prefix + QStringLiteral(".weight"), {width}),
            float32(prefix + QStringLiteral(".bias"), {width})};
}

StoredRows HfWeights::rows(const QString& name, const std::vector<std::int64_t>& shape) {
    return {stored(name, shape), {}};
}

Status HfWeights::finish(const QSet<QString>& unused) {
    for (const File& file : m_files)
        SEMBLANCE_TRY(file.reader.status());
    for (const File& file : m_files) {
        for (const QString& name : file.file->names()) {
            if (!m_taken.contains(name) && !unused.contains(name)) {
                return fail(ErrorKind::Corrupt,
                            Text::tr("The weight file %1 holds the tensor %2, for which this kind "
                                     "of model has no place.")
                                .arg(file.file->path(), name));
            }
        }
    }
    return {};
}

}  // namespace semblance
