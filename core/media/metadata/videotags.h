#pragma once

#include <QMap>
#include <QString>

#include "core/base/photofacts.h"

namespace semblance {

/// What the tags of a film say, by their names in lower case ("com.apple.quicktime.creationdate",
/// "creation_time", "location", "model"), as far as it is sensible: date, camera, place, title,
/// description. Apple's date is a camera's wall clock with its zone; the one in every container's
/// header is UTC, and shown as such. Thread-safe.
PhotoFacts factsOfVideoTags(const QMap<QString, QString>& tags);

}  // namespace semblance
