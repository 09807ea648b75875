#pragma once

#include <QString>

#include "core/model/files/hfconfig.h"

namespace semblance {

/// Where a file keeps one of the tensors that a network asks for.
struct StoredName {
    QString name;
    int part = 0;             ///< which of `parts` equal ones that stand one below the other
    int parts = 1;            ///< more than 1: the file has them as one tensor
    bool transposed = false;  ///< the file has columns and rows exchanged
    bool leadingOne = false;  ///< the file has a first extent of 1 besides
};

/// The networks ask by the names of transformers' CLIP and SigLIP; this says what the layouts call
/// the same tensor.
class WeightNames {
public:
    /// `bareText`: an open_clip file has its text tower at the top, not below "text.".
    explicit WeightNames(HfConfig::Layout layout, bool bareText = false)
        : m_layout(layout), m_bareText(bareText) {}

    StoredName operator()(const QString& asked) const;

private:
    HfConfig::Layout m_layout;
    bool m_bareText;
};

}  // namespace semblance
