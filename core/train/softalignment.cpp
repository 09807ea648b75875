#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/xlogy.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cmath>

#include "core/train/losses.h"
#include "core/train/similarities.h"
#include "core/train/softteacher.h"

namespace semblance {

namespace {

constexpr double kColdest = 1e-3;
constexpr double kHottest = 10.0;
constexpr int kMostHalvings = 40;

/// [B, B], row j: one over the number of captions of j's picture where a column is one of them.
/// p times this shares each picture's mass evenly among its captions. Undefined: all differ.
at::Tensor sharing(const at::Tensor& pictures, const at::Tensor& like) {
    if (!pictures.defined())
        return {};
    const at::Tensor same =
        (pictures.unsqueeze(0) == pictures.unsqueeze(1)).to(like.device(), like.scalar_type());
    return same / same.sum(1, true);
}

/// One over the number of captions of each caption's picture, [B].
at::Tensor captionWeights(const at::Tensor& share) {
    return share.diagonal();
}

at::Tensor massesAt(const at::Tensor& similarity, const at::Tensor& share, double temperature) {
    const at::Tensor masses = at::softmax(similarity / temperature, 1);
    return share.defined() ? at::matmul(masses, share) : masses;
}

/// Mean over the rows of exp(entropy over pictures). A picture with n captions holds n shares of
/// its mass m/n each, so its part -m log m is the sum of -(m/n) log((m/n) n).
double meanPerplexity(const at::Tensor& masses, const at::Tensor& share) {
    const at::Tensor whole = share.defined() ? masses / captionWeights(share) : masses;
    const at::Tensor entropy = -at::xlogy(masses, whole).sum(1);
    return entropy.exp().mean().item<double>();
}

double pictureCount(const at::Tensor& share, std::int64_t captions) {
    return share.defined() ? captionWeights(share).sum().item<double>()
                           : static_cast<double>(captions);
}

/// Perplexity grows with temperature, row by row, so halving the interval (of logarithms) finds it.
SoftTeacher teacherOfPerplexity(const at::Tensor& similarity, const at::Tensor& share, double aim,
                                double tolerance) {
    double low = std::log(kColdest);
    double high = std::log(kHottest);
    SoftTeacher teacher;
    for (int i = 0; i < kMostHalvings; ++i) {
        const double middle = (low + high) / 2;
        teacher.temperature = std::exp(middle);
        teacher.masses = massesAt(similarity, share, teacher.temperature);
        teacher.perplexity = meanPerplexity(teacher.masses, share);
        if (std::abs(teacher.perplexity - aim) <= tolerance)
            break;
        (teacher.perplexity < aim ? low : high) = middle;
    }
    return teacher;
}

/// mean_i KL(p_i || q_i), with 0 log 0 = 0.
at::Tensor divergence(const at::Tensor& p, const at::Tensor& logQ) {
    return (at::xlogy(p, p) - p * logQ).sum(1).mean();
}

}  // namespace

SoftTeacher softTeacher(const at::Tensor& texts, const at::Tensor& images,
                        const at::Tensor& pictures, const SoftTextAlignment& config) {
    TORCH_CHECK(texts.size(0) > 0, "Soft text alignment needs at least one caption");
    TORCH_CHECK(config.perplexity >= 1 && config.tolerance > 0, "No teacher has perplexity ",
                config.perplexity, " +- ", config.tolerance);
    TORCH_CHECK(config.imageShare == 0 || images.defined(),
                "Soft text alignment lacks the pictures it should mix in");
    const at::NoGradGuard frozen;
    at::Tensor similarity = similarities(texts, texts);
    if (config.imageShare > 0)
        similarity =
            similarity * (1 - config.imageShare) + similarities(images, images) * config.imageShare;
    const at::Tensor share = sharing(pictures, similarity);

    const double most = (1 + pictureCount(share, texts.size(0))) / 2;
    SoftTeacher teacher =
        teacherOfPerplexity(similarity, share, std::min(config.perplexity, most), config.tolerance);
    if (config.exactShare > 0) {
        const at::Tensor exact =
            share.defined() ? share : at::eye(texts.size(0), similarity.options());
        teacher.masses = teacher.masses * (1 - config.exactShare) + exact * config.exactShare;
    }
    return teacher;
}

at::Tensor softTextAlignmentLoss(const at::Tensor& prompts, const at::Tensor& texts,
                                 const SoftTeacher& teacher, double studentTemperature) {
    TORCH_CHECK(prompts.sizes() == texts.sizes(), "Soft text alignment pairs ", prompts.sizes(),
                " with ", texts.sizes());
    TORCH_CHECK(studentTemperature > 0, "No student has temperature ", studentTemperature);
    const at::Tensor logits = similarities(prompts, texts) / studentTemperature;
    return (divergence(teacher.masses, at::log_softmax(logits, 1)) +
            divergence(teacher.masses, at::log_softmax(logits.t(), 1))) /
           2;
}

}  // namespace semblance
