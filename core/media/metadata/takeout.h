#pragma once

#include <QByteArray>

#include "core/base/photofacts.h"

namespace semblance {

/// What the JSON says that Google Takeout puts beside a picture of Google Photos:
/// - photoTakenTime: the date, in UTC; creationTime is that of the upload and says nothing.
/// - geoData, where a person or Google placed it, else geoDataExif; 0, 0 is no place.
/// - description, people; favorited counts as five stars, as there are no others.
/// `title` is the file's name. Any other JSON says nothing. Never fails. Thread-safe.
PhotoFacts takeoutFacts(const QByteArray& json);

}  // namespace semblance
