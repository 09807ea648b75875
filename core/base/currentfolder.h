#pragma once

#include <QString>

#include "core/base/result.h"

namespace semblance {

/// Goes to the file system's root when the current folder no longer exists, and says so: libraries
/// (MKL) end the program when they ask for its name. From then on absolutePath() refuses relative
/// paths. For main, before other threads. On Linux it is done before the libraries are loaded,
/// since MKL asks then; this tells.
bool leaveDeletedFolder();

/// Before this process is replaced by another one, which is to find the same.
void returnToDeletedFolder();

/// `path` itself when it is absolute or empty, otherwise below the current folder; NotFound when
/// that folder no longer exists.
Result<QString> absolutePath(const QString& path);

}  // namespace semblance
