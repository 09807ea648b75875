#pragma once

#include <QList>
#include <QString>
#include <utility>

#include "core/base/photofacts.h"

namespace semblance {

/// What is known of a picture as names and values, in the window's language; nothing is listed that
/// is not known. `bytes` is the file's size, -1 while it is not known.
QList<std::pair<QString, QString>> factTable(const PhotoFacts& facts, qint64 bytes);

}  // namespace semblance
