#pragma once

#include <QList>
#include <QString>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/evaluate/evaluationencoder.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/scoring.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// One way to answer a set's queries, and how well it does.
struct MethodResult {
    QString method;             ///< "picture only", "slerp", "composed", "features" ...
    std::optional<double> mix;  ///< where the method has one
    Figures figures;
    /// The swap test: the queries that have another reference, with their own and with that one.
    std::optional<Figures> own;
    std::optional<Figures> swapped;

    /// The most that any of the protocol's main figures loses by the swap, in points.
    double swapLoss() const;
};

/// A set loses at least this by swapped references, or it does not test composition.
inline constexpr double kLeastSwapLoss = 5;

/// What came out for one part of a set.
struct PartResult {
    QString part;
    QString note;
    std::size_t queries = 0;
    std::size_t gallery = 0;
    QList<MethodResult> methods;         ///< the last is the model's own
    std::vector<QueryRanking> rankings;  ///< of the last method; for submissions

    /// Whether the swap test allows to call the last method's figures composition; nothing where
    /// the set has no references or the method none to swap.
    std::optional<bool> testsComposition() const;
};

/// Every method on a set: picture only, text only, their sum, slerp at `mix`, and the learned
/// composition where the encoder has one. `pictures`: a unit row per picture of the set; see
/// encodePictures. `mix` unset: the model's own.
Result<PartResult> evaluateMethods(const EvaluationSet& set, const Rows& pictures,
                                   EvaluationEncoder& encoder, std::optional<double> mix,
                                   const CancelToken& cancel = {});

/// The attribute-probe row: what attributes read off the model's vectors by linear probes reach,
/// learnt on the set's probe task (see encodePictures for the pictures' rows). Not composition but
/// a mark to compare it with. Nothing when the set has no probe task.
std::optional<MethodResult> evaluateProbe(const EvaluationSet& set, const Rows& pictures,
                                          const Rows& train);

/// Given rows instead of an encoder: one method, "features". Without a swap test.
PartResult evaluateRows(const EvaluationSet& set, const Rows& pictures, const Rows& queries);

/// Pictures as unit rows. With a `cacheDir` they are kept there in a file whose name
/// stands for the model and for the pictures' content; a file that is not right is
/// made anew.
Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures, EvaluationEncoder& encoder,
                            const QString& cacheDir,
                            const EvaluationEncoder::Progress& progress = {},
                            const CancelToken& cancel = {});

}  // namespace semblance
