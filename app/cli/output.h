#pragma once

#include <QJsonObject>
#include <QString>

#include "core/base/error.h"

namespace semblance {

/// The exit codes scripts rely on.
enum ExitCode { kDone = 0, kDoneWithFailures = 1, kWrongUse = 2, kCouldNot = 3 };

/// One line on standard output, UTF-8 on every system, flushed.
void printLine(const QString& line);
void printJson(const QJsonObject& object);

/// False when something printed was lost (a full disk behind a redirection).
bool outputIsWhole();

/// One line on standard error.
void printError(const QString& line);

/// The error's sentence on standard error; returns the exit code for it.
int reportError(const Error& error);

/// True when a person reads standard error: progress is shown only then.
bool isTerminal();

/// Overwrites the line at hand on a terminal; an empty text clears it.
void printProgress(const QString& line);

}  // namespace semblance
