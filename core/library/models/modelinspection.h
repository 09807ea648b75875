#pragma once

#include <QString>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/remote/modelreport.h"

/// Looking at model folders with `semblance-engine inspect`, and keeping what came out. Internal to
/// the room; ModelStore shows it.
namespace semblance {

/// What is known of a folder's model: a report, or why it cannot be used.
struct ModelFinding {
    QString problem;  ///< a sentence; empty: `report` holds
    ModelReport report;
};

/// Runs the engine on the folder, with the self-test if `measure`. A model that cannot be used is a
/// finding; an error means that nothing could be found out: ChildFailed, Cancelled, NotFound.
Result<ModelFinding> inspectModel(const QString& dir, bool measure, const CancelToken& cancel);

/// What was noted of this folder, as long as its files have kept their sizes and dates.
std::optional<ModelFinding> notedFinding(const QString& dir);

/// Notes it in the cache folder. A note that cannot be written costs time later, nothing else.
void noteFinding(const QString& dir, const ModelFinding& finding);

void forgetFinding(const QString& dir);

}  // namespace semblance
