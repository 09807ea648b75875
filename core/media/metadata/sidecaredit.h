#pragma once

#include <QByteArray>
#include <QStringList>

#include "core/base/photomarks.h"
#include "core/base/result.h"

namespace semblance {

/// A sidecar's XMP with these marks in it, where other programs look for them: rating and label in
/// xmp:Rating and xmp:Label, tags in dc:subject, those with '/' as paths in
/// lr:hierarchicalSubject, and in the lists of digiKam and Microsoft where they are there; the note
/// in acdsee:notes, and as dc:description where nobody else wrote one. What is not marked, and all
/// else, stays as it is.
///
/// `xmp` is the sidecar as it is, empty where there is none; `keywords` are the picture's own: a
/// sidecar's take their place, so the first ones bring them along. The result is `xmp` itself where
/// it says all of that already.
/// Errors: BadInput, when it is no XMP, or holds what cannot be kept in rewriting it. Thread-safe.
Result<QByteArray> editedSidecar(const QByteArray& xmp, const PhotoMarks& marks,
                                 const QStringList& keywords);

}  // namespace semblance
