#pragma once

#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

#include "core/catalogue/rows.h"

namespace semblance {

/// What a file may be called in a library: links in its folder's path followed, the file itself a
/// link or not, and, for a disk that is away, as it was typed.
QStringList namesOf(const QString& path);

/// The roots that a path lies in, the innermost first, each with the path below it.
std::vector<std::pair<RootId, QString>> placesOf(const QString& path,
                                                 const std::vector<RootLocation>& roots);

}  // namespace semblance
