#pragma once

#include <QList>
#include <QString>

#include "core/base/result.h"

namespace semblance {

class Catalogue;

/// A file that could not be indexed, with the reason as a sentence.
struct FailedPhoto {
    QString path;
    QString reason;
    bool quarantined = false;  ///< it killed its decoder; left alone until it changes
};

/// The files that are there and cannot be read, by path. Not on the GUI thread.
Result<QList<FailedPhoto>> readFailedPhotos(const Catalogue& catalogue);

}  // namespace semblance
