#pragma once

#include <QString>
#include <QStringList>
#include <functional>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

/// How far a long task is, and whether it is still wanted. Used on the task's thread.
struct TaskControl {
    CancelToken cancel{};
    std::function<void(qint64 done, qint64 all)> progress = [](qint64, qint64) {};
};

struct CopiedFiles {
    int copied = 0;
    int renamed = 0;           ///< of these, because another file had the name
    QStringList left{};        ///< those that could not be read
    bool isCancelled = false;  ///< what was copied whole stays
};

/// Copies files into a folder, with their times of change. Nothing that is there is replaced: where
/// the name is taken a number is added ("beach (2).jpg"). The files themselves are only read.
/// Blocking. Errors: NoSpace, Permission, NotFound, when the folder cannot be written to: what was
/// copied until then stays.
Result<CopiedFiles> copyFiles(const QStringList& files, const QString& folder,
                              const TaskControl& control);

}  // namespace semblance
