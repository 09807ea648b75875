#pragma once

namespace at {
class Tensor;
}

/// The method's losses as pure functions on tensors. Every loss is a scalar, differentiable in the
/// arguments marked so, in whatever floating type it is given (bf16 and fp16 similarities are
/// summed up in fp32). Rows called unit rows are expected to have length 1; that is not checked.
/// Threads: any. Shapes that do not fit are our own mistake: c10::Error, which the trainer catches.
namespace semblance {

class BankTargets;

/// Symmetric InfoNCE: Radford et al. 2021, CLIP (arXiv:2103.00020), figure 3:
///   L = 1/2 mean_i [CE(k a_i . b, i) + CE(k b_i . a, i)].
/// `a`, `b`: unit rows [B, d], row i of one belongs to row i of the other; differentiable.
/// `logitScale`: k, one element; differentiable.
/// `groups`: int64 [B], equal for rows that show or say the same thing (captions of one picture,
/// prototypes of one class): these are not told apart, so they are left out of each other's
/// denominators. Undefined: all rows differ.
/// A batch of one has nothing to tell apart: 0. An empty one is refused.
at::Tensor symmetricInfoNce(const at::Tensor& a, const at::Tensor& b, const at::Tensor& logitScale,
                            const at::Tensor& groups);

/// Soft text alignment (STA): the captions' own similarities say which other captions of the batch
/// a picture's pseudo-word should resemble. Re-implementation after From Mapping to Composing
/// (arXiv:2504.17990), whose abstract fixes the idea only; the rest are choices of our own.
struct SoftTextAlignment {
    double studentTemperature = 0.07;  ///< tau_s
    /// How many pictures the teacher deems right on average, by which tau_t is chosen.
    double perplexity = 4.0;
    double tolerance = 0.5;  ///< tau_t is good enough within perplexity +- this
    /// Share of v_i . v_j in the teacher's similarities, 0..1; the rest is t_i . t_j.
    double imageShare = 0.0;
    /// Share of the exact answer in the teacher, mixed in after tau_t was chosen, 0..1.
    double exactShare = 0.0;
};

/// p [B, B], rows sum to 1, with what it was made by. No gradient passes.
struct SoftTeacher;

/// The teacher for one batch: p_ij = softmax_j(s_ij / tau_t), s_ij = t_i . t_j mixed with v_i .
/// v_j, tau_t by bisection such that the mean over the rows of exp(entropy) is the perplexity asked
/// for. Captions of one picture share their mass evenly, and perplexity counts pictures, not
/// captions. The aim is at most (1 + pictures) / 2, so that small batches have an answer: with one
/// picture p is uniform. `texts`: unit rows of the captions by the untuned text tower, [B, d].
/// `images`: unit rows [B, d]; may be undefined when imageShare is 0. `pictures`: int64 [B], equal
/// for captions of one picture; undefined: all differ. As s is symmetric, p serves both directions:
/// the softmax of the transposed similarities is p itself, not p transposed.
SoftTeacher softTeacher(const at::Tensor& texts, const at::Tensor& images,
                        const at::Tensor& pictures, const SoftTextAlignment& config);

/// L_sta = 1/2 [mean_i KL(p_i || q_i) + mean_j KL(p_j || q'_j)], q_ij = softmax_j(e_i . t_j /
/// tau_s), q'_ji = softmax_i(e_i . t_j / tau_s). `prompts`: e, unit rows [B, d] of "a photo of
/// [s_i]"; differentiable. `texts`: as above.
at::Tensor softTextAlignmentLoss(const at::Tensor& prompts, const at::Tensor& texts,
                                 const SoftTeacher& teacher, double studentTemperature);

/// Softmax over a frozen bank with several right answers a query:
///   L = mean_i [log sum_j w_ij exp(k c_i . x_j) - sum_j m_ij k c_i . x_j],
/// the cross entropy with target masses m; w_ij = `negativeWeight` for the mined negatives and 1
/// elsewhere, the importance weighting of hard negatives of Robinson et al. 2021 (arXiv:2010.04592)
/// with a constant weight (0 leaves them out). Memory: a few [B, N] arrays.
/// In-batch InfoNCE is the same with the batch's own targets (and negatives) as the bank.
/// `queries`: c, unit rows [B, d]; differentiable. `bank`: x, unit rows [N, d], N as in `targets`.
/// `logitScale`: k, one element; differentiable. `targets`: B queries, at least one.
at::Tensor bankLoss(const at::Tensor& queries, const at::Tensor& bank, const at::Tensor& logitScale,
                    const BankTargets& targets, double negativeWeight);

/// SEARLE's phrase regularisation (Baldrati et al. 2023, arXiv:2303.15247, section 3.1):
///   mean_i [1 - cos(T(phrase with the pseudo-word), T(the phrase with the concept's name))].
/// `withWord`: [B, d], differentiable; `withConcept`: [B, d]. Any length but zero.
at::Tensor phraseLoss(const at::Tensor& withWord, const at::Tensor& withConcept);

/// LinCIR's self-masking projection (Gu et al. 2024, arXiv:2312.01998, section 3): a sentence whose
/// keywords were replaced by the pseudo-word of the sentence's own feature should mean the same:
///   mean_i |T(replaced)_i - T(sentence)_i|^2 (the paper's mean over numbers, times d).
/// `replaced`: [B, d], differentiable; `sentences`: [B, d].
at::Tensor textOnlyLoss(const at::Tensor& replaced, const at::Tensor& sentences);

/// LinCIR's bridge over the gap between texts and pictures: feature + u n with u uniform in 0..1
/// per row and n a standard normal per number. Draws from `uniform` [B, 1] and `normal` [B, d], so
/// that the caller's generator decides.
at::Tensor withModalityNoise(const at::Tensor& features, const at::Tensor& uniform,
                             const at::Tensor& normal);

/// Keeps a tuned image tower near the original, for which the class prototypes stand:
///   mean_i |u_i - u0_i|^2 / |u0_i|^2.
/// `tuned`: u [B, w], differentiable; `original`: u0 [B, w], rows of zeros count as of length 1e-6.
at::Tensor anchorLoss(const at::Tensor& tuned, const at::Tensor& original);

}  // namespace semblance
