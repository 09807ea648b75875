#pragma once

#include <QByteArray>
#include <QList>

#include "core/base/photofacts.h"

namespace semblance {

/// What sidecars say of their picture (core/scan/sidecars.h), each told by its first character:
/// XMP, or Google Takeout's JSON (takeout.h). The most telling comes first: what is missing in it
/// is taken from those behind it. Without size, orientation and format, which are the picture's
/// own. Never fails: what is damaged, empty or something else says nothing. Thread-safe.
PhotoFacts sidecarFacts(const QList<QByteArray>& sidecars);

}  // namespace semblance
