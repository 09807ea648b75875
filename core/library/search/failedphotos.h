#pragma once

#include <QList>
#include <QString>
#include <vector>

#include "core/base/photofilter.h"
#include "core/base/result.h"
#include "core/catalogue/facets.h"
#include "core/catalogue/photolist.h"

namespace semblance {

class Catalogue;
class RowReader;
class Snapshot;

/// A file that could not be indexed, with the reason as a sentence.
struct FailedPhoto {
    QString path;  ///< absolute
    QString reason;
    bool quarantined = false;  ///< it killed its decoder; left alone until it changes
    FileId file{};
    ContentId content{};      ///< invalid where not even its bytes could be read
    bool available = true;    ///< false while its disk is away
    std::int64_t timeMs = 0;  ///< of the file, as PhotoFilter::Field::Time
    std::int64_t bytes = 0;
};

/// The files that are known and cannot be read, by path. Not on the GUI thread. Errors: those of
/// the reader.
Result<QList<FailedPhoto>> readFailedPhotos(RowReader& reader, const Snapshot& snapshot);

/// Those that the catalogue knows now. Errors: those of opening a reader, too.
Result<QList<FailedPhoto>> readFailedPhotos(const Catalogue& catalogue);

/// Those that a filter means (asksForFailed()), each with its failure and without a score, in the
/// order of Snapshot::photos(). Nothing but the file is known of them: their format is what their
/// names say.
std::vector<PhotoItem> failedItems(const QList<FailedPhoto>& photos, const PhotoFilter& filter);

/// Snapshot::facets() of the same: dates, folders, formats and sizes.
Facets failedFacets(const QList<FailedPhoto>& photos, const PhotoFilter& filter);

}  // namespace semblance
