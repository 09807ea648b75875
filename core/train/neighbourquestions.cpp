#include <ATen/ops/matmul.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

#include "core/train/questions.h"

namespace semblance {

namespace {
constexpr std::int64_t kRowsAtOnce = 1024;
}  // namespace

QuestionSet neighbourQuestions(const Corpus& corpus, const at::Tensor& embeddings, int count) {
    std::vector<std::int64_t> places;
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < corpus.pictures.size(); ++i) {
        const CorpusPicture& picture = corpus.pictures[i];
        const bool isTold =
            picture.kind == PictureKind::Photo || picture.kind == PictureKind::Plain;
        if (!isTold || picture.texts.isEmpty())
            continue;
        places.push_back(static_cast<std::int64_t>(i));
        answers.push_back({{}, {static_cast<int>(i)}, {}});
    }
    std::vector<Question> questions;
    const auto size = static_cast<std::int64_t>(places.size());
    const std::int64_t most = std::min<std::int64_t>(count, size - 1);
    if (most < 1)
        return {};
    const at::Tensor rows = embeddings.index_select(0, at::tensor(places).to(embeddings.device()));
    for (std::int64_t first = 0; first < size; first += kRowsAtOnce) {
        const at::Tensor some = rows.narrow(0, first, std::min(kRowsAtOnce, size - first));
        // Each row's best is itself.
        const at::Tensor best =
            std::get<1>(at::matmul(some, rows.t()).topk(most + 1, 1)).to(at::kCPU).contiguous();
        const auto* index = best.const_data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < best.numel(); ++i) {
            const std::int64_t reference = first + i / (most + 1);
            if (index[i] != reference) {
                questions.push_back({static_cast<int>(places[static_cast<std::size_t>(reference)]),
                                     static_cast<int>(index[i]),
                                     {}});
            }
        }
    }
    return {std::move(answers), std::move(questions)};
}

}  // namespace semblance
