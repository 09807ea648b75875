#pragma once

#include <QString>

#include "core/library/keeping.h"
#include "core/library/services/indexingservice.h"

namespace semblance {

/// "1,234 pictures"
QString picturesText(qint64 count);
/// "about 3 minutes left", "less than a minute left"; empty when not known.
QString timeLeftText(double seconds);
/// "Reading pictures: 120 of 400, 35 a second, about 3 minutes left"
QString progressText(const IndexingProgress& progress);
/// "120 pictures added in 4 seconds, 2 files could not be read"
QString summaryText(const IndexingSummary& summary);
/// "3 links to folders are not followed."; empty when nothing was passed over.
QString passedOverText(const IndexingSummary& summary);

/// What became of a damaged library: "The library is restored as it was on 3 May."
QString repairedText(const LibraryHealth& health);

/// "1,234 pictures are saved in library.semblance (34.5 MB)."
QString savedText(const QString& file, const ExportedLibrary& what);
/// What came of taking in a library's file: "120 pictures and 130 files were added."
QString mergedText(const MergedLibrary& what);

}  // namespace semblance
