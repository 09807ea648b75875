#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/model/composition/prompts.h"
#include "core/train/prototypebatch.h"
#include "core/train/prototypes.h"
#include "core/train/retrieval.h"
#include "core/train/trainingset.h"

namespace semblance {

/// How well the classes' names find pictures: the names that training used and, apart from them,
/// those it left out (PrototypeConfig::leaveOut). Two galleries, neither of which is the ImageNet
/// photos that METHOD.md's figures are of:
///
/// - "class photos": val's photos. Those of which the tower's own classifier is sure count as
///   photos of its class. Real pictures, but few and of few classes, and the classifier's mistakes
///   count as truth: it shows whether a name reaches what the tower sees, not what people see.
/// - "class prototypes": one pseudo-picture of every class, drawn as in training by a seed that no
///   step has. Every class, but no pictures, and those of the names used are like what was trained
///   on: the figure for names left out is the one to look at. It shows how far the text side
///   places a name it was never told beside what the classifier knows of that class.
///
/// A name that is left out may still stand in captions and in product or icon names, and heads that
/// were trained before have been told it: for a clean figure they start fresh (heads.fresh).
class ClassRecall {
public:
    /// `val` holds raw and side features; everything is computed on its device. `classRows`: as
    /// ClassPrototypes::make's.
    static Result<ClassRecall> make(const ClassPrototypes& prototypes, const at::Tensor& classRows,
                                    const TrainingSet& val, const Tokenizer& tokenizer);

    /// Adds "class photos used R@1", "class photos left out R@1" and so on; of a gallery without a
    /// picture for such names only that it was asked by 0 queries.
    /// @param pictures unit rows of all of `val`
    void addTo(NamedNumbers& numbers, const DualNetworks& networks,
               const at::Tensor& pictures) const;

private:
    ClassRecall() = default;

    TokenBatch m_sentences;                             ///< one a class
    PrototypeBatch m_prototypes;                        ///< the same
    std::vector<std::int64_t> m_used;                   ///< classes
    std::vector<std::int64_t> m_apart;                  ///< classes left out
    std::vector<std::int64_t> m_photos;                 ///< places in val
    std::vector<std::vector<std::int64_t>> m_photosOf;  ///< by class: places in m_photos
};

}  // namespace semblance
