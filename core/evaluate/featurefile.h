#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/vectorrows.h"

/// Vectors in safetensors files, so that any encoder can be measured without its pictures.
/// A gallery file holds F32 "features" [N, d] and the metadata "names", a JSON list of N names; a
/// query file F32 "features" [Q, d] in the order of the annotation file, or for FashionIQ "forward"
/// and "reverse", for the two orders of its captions.
namespace semblance {

/// Normalised rows. BadInput names file and row for numbers that are not finite, rows of zeros,
/// names that are missing or occur twice.
Result<NamedRows> readGalleryFeatures(const QString& path);

/// The same with the rows as they stand in the file: for what is no direction.
Result<NamedRows> readNamedRows(const QString& path);

/// One unit row per query of `set`; of FashionIQ the normalised mean of both orders. `dim` is the
/// gallery's width.
Result<Rows> readQueryFeatures(const QString& path, const EvaluationSet& set, int dim);

/// A gallery file; replaces `path` only when all of it is written.
Status writeGalleryFeatures(const QString& path, const NamedRows& features);

/// The rows in the order of the set's pictures. Pictures that never compete (a reference outside
/// the gallery) may be missing and get zeros; any other is BadInput.
Result<Rows> rowsForPictures(const EvaluationSet& set, const NamedRows& features);

}  // namespace semblance
