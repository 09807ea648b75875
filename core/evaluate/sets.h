#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"

namespace semblance {

/// The names `--set` takes.
QStringList evaluationSetNames();

/// The parts of a set in the order in which they are reported: FashionIQ's categories, GeneCIS's
/// tasks, the attributes of fashion-attribute; one empty name where a set is one piece. WrongUse
/// for a name that is no set's.
Result<QStringList> evaluationSetParts(const QString& name);

struct SetSource {
    QString dir;                 ///< annotations or tables
    QString images;              ///< of the public benchmarks; empty: dir
    QString split;               ///< empty: val; the sets of a plain folder have none
    bool sharedConcept = false;  ///< CIRCO
    QStringList galleryNames;    ///< CIRCO, scored from features
};

/// One part of a set, with a swapped reference for every query that can have one.
Result<EvaluationSet> readEvaluationSet(const QString& name, const QString& part,
                                        const SetSource& source);

}  // namespace semblance
