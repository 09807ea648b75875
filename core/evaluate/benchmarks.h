#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"

/// The public benchmarks, read from the annotation files as their authors publish them. Errors:
/// NotFound for a missing file; BadInput, naming file and entry, for an ill-typed field, a picture
/// that is not in the gallery or a ground truth without its target.
namespace semblance {

struct BenchmarkSource {
    QString dir;     ///< where the annotation files lie
    QString images;  ///< where the pictures lie; empty: dir
    QString split = QStringLiteral("val");
    /// CIRCO: the query is "shared_concept + relative_caption" instead of the caption alone.
    bool sharedConcept = false;
    /// CIRCO's gallery as features name it, when there are no pictures to list.
    QStringList galleryNames;
};

/// CIRR (Liu et al. 2021): cap.rc2.<split>.json, split.rc2.<split>.json; splits val, test1, train.
Result<EvaluationSet> readCirr(const BenchmarkSource& source);

/// CIRCO (Baldrati et al. 2023): <split>.json; splits val, test. The gallery is every picture of
/// COCO's unlabelled images (the folder unlabeled2017).
Result<EvaluationSet> readCirco(const BenchmarkSource& source);

/// FashionIQ (Wu et al. 2021), the original split gallery: cap.<category>.<split>.json,
/// split.<category>.<split>.json. `category`: dress, shirt or toptee. The sentences of a query are
/// "c1 and c2" and "c2 and c1".
Result<EvaluationSet> readFashionIq(const BenchmarkSource& source, const QString& category);

/// The same with the gallery of the "VAL split" (Chen et al. 2020), under which many figures are
/// published: the pictures that the queries name as reference or target, which is an easier task.
Result<EvaluationSet> readFashionIqVal(const BenchmarkSource& source, const QString& category);

/// A FashionIQ caption as it is encoded: without ".?, " at both ends.
QString strippedCaption(const QString& caption);

/// GeneCIS (Vaze et al. 2023): <task>.json. `task`: focus_attribute, change_attribute,
/// focus_object, change_object. A cropped picture is called "<image_id>@<x>,<y>,<w>,<h>".
Result<EvaluationSet> readGenecis(const BenchmarkSource& source, const QString& task);

}  // namespace semblance
