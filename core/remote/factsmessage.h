#pragma once

#include <QCborMap>

#include "core/base/fieldreader.h"
#include "core/base/photofacts.h"

/// PhotoFacts as they travel in a message. Internal to the room.
namespace semblance {

QCborMap factsToCbor(const PhotoFacts& facts);

/// What is missing, out of range or longer than FactLimits is bad in the reader: a decoder that a
/// picture has taken over may answer anything. Width and height are at least `leastSide`.
PhotoFacts factsFromCbor(FieldReader fields, int leastSide);

/// The same of sidecars, which have no size, orientation or format.
PhotoFacts sidecarFactsFromCbor(FieldReader fields);

}  // namespace semblance
