#pragma once

#include <QJsonObject>
#include <QStringList>

#include "core/store/libraryhealth.h"

namespace semblance {

/// What `doctor` says of a library's folder, for programs and for people.
struct HealthReport {
    QJsonObject json;
    QStringList lines;
    bool isInOrder = true;  ///< nothing was found, or all was mended: no row is lost for good
};

HealthReport reportOf(const LibraryHealth& health, bool isMended);

}  // namespace semblance
