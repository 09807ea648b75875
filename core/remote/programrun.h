#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

/// What a program did that ran to its end, or could not be started.
struct ProgramRun {
    QByteArray output;  ///< standard output and standard error, as they came
    QString end;        ///< how it ended, for the log
};

/// Runs a sibling ("semblance-engine"), which reads nothing, and waits for its end. Cancelling
/// kills it and returns at once. Errors: NotFound, Cancelled.
Result<ProgramRun> runProgram(const QString& name, const QStringList& arguments,
                              const CancelToken& cancel);

}  // namespace semblance
