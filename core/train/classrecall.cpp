#include "core/train/classrecall.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/max.h>
#include <ATen/ops/softmax.h>

#include "core/train/stagetools.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

/// What the classifier gives at least to the class of a photo it is sure of.
constexpr double kSure = 0.5;
constexpr int kUse = 41;  ///< of stepSeed

/// By class: the rows of which the classifier is sure.
std::vector<std::vector<std::int64_t>> rowsByClass(const at::Tensor& raw,
                                                   const at::Tensor& classRows) {
    const auto [most, best] = at::max(at::softmax(at::matmul(raw, classRows.t()), 1), 1);
    const at::Tensor sure = most.to(at::kCPU, at::kDouble).contiguous();
    const at::Tensor classes = best.cpu().contiguous();
    std::vector<std::vector<std::int64_t>> rows(static_cast<std::size_t>(classRows.size(0)));
    for (std::int64_t row = 0; row < raw.size(0); ++row)
        if (sure.const_data_ptr<double>()[row] >= kSure)
            rows[static_cast<std::size_t>(classes.const_data_ptr<std::int64_t>()[row])].push_back(
                row);
    return rows;
}

/// How well the names of `classes` find among `gallery` what is theirs; `right`: by class.
void addRecall(NamedNumbers& numbers, const QString& title, const at::Tensor& names,
               const at::Tensor& gallery, const std::vector<std::int64_t>& classes,
               const std::vector<std::vector<std::int64_t>>& right) {
    std::vector<std::vector<std::int64_t>> theirs;
    for (const std::int64_t index : classes)
        theirs.push_back(right[static_cast<std::size_t>(index)]);
    const at::Tensor queries = names.index_select(0, asIndex(classes, names.device()));
    const Retrieval found = measureRetrieval(queries, gallery, theirs, {});
    numbers.emplace_back(title + QStringLiteral(" queries"), static_cast<double>(found.queries));
    if (found.queries > 0)
        addTo(numbers, title, found);
}

}  // namespace

Result<ClassRecall> ClassRecall::make(const ClassPrototypes& prototypes,
                                      const at::Tensor& classRows, const TrainingSet& val,
                                      const Tokenizer& tokenizer) {
    ClassRecall recall;
    recall.m_used.assign(prototypes.classes().begin(), prototypes.classes().end());
    recall.m_apart.assign(prototypes.leftOut().begin(), prototypes.leftOut().end());
    QStringList sentences;
    for (const ClassName& name : prototypes.names())
        sentences << classSentence(name.name);
    SEMBLANCE_TRY_ASSIGN(const TokenBatch tokens, tokenise(tokenizer, sentences));
    recall.m_sentences = tokens.to(val.device());
    recall.m_prototypes = prototypes.drawEvery(stepSeed(0, 0, kUse));
    recall.m_photos = val.corpus().ofKind(PictureKind::Photo);
    recall.m_photosOf.resize(prototypes.names().size());
    if (!recall.m_photos.empty())
        recall.m_photosOf = rowsByClass(val.rows(Feature::Raw, recall.m_photos), classRows);
    return recall;
}

void ClassRecall::addTo(NamedNumbers& numbers, const DualNetworks& networks,
                        const at::Tensor& pictures) const {
    const at::Tensor names = embedTexts(*networks.text, m_sentences);
    const at::Tensor photos = pictures.index_select(0, asIndex(m_photos, pictures.device()));
    const at::Tensor drawn = networks.image->embed(m_prototypes.raw, m_prototypes.side);
    std::vector<std::vector<std::int64_t>> itself;
    for (std::int64_t index = 0; index < drawn.size(0); ++index)
        itself.push_back({index});
    const auto add = [&](const QString& gallery, const at::Tensor& rows, const auto& right) {
        addRecall(numbers, gallery + QStringLiteral(" used"), names, rows, m_used, right);
        addRecall(numbers, gallery + QStringLiteral(" left out"), names, rows, m_apart, right);
    };
    add(QStringLiteral("class photos"), photos, m_photosOf);
    add(QStringLiteral("class prototypes"), drawn, itself);
}

}  // namespace semblance
