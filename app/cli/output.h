#pragma once

#include <QJsonObject>
#include <QString>

#include "core/base/error.h"

namespace semblance {

/// The exit codes scripts rely on.
enum ExitCode { kDone = 0, kDoneWithFailures = 1, kWrongUse = 2, kCouldNot = 3 };

/// One line on standard output, UTF-8 on every system, flushed. Names in it may hold anything: what
/// a terminal would obey is shown as codes (printable.h).
void printLine(const QString& line);
/// Lines of our own, as they are.
void printText(const QString& text);
void printJson(const QJsonObject& object);
/// A path as it is; only a terminal, and only line by line, gets it as printLine() has it.
void printPath(const QString& path, char end);

/// False when something printed was lost (a full disk behind a redirection).
bool outputIsWhole();

/// As printLine(), on standard error.
void printError(const QString& line);

/// The error's sentence on standard error; returns the exit code for it.
int reportError(const Error& error);

/// Overwrites the line at hand on a terminal; an empty text clears it. Nothing is printed where no
/// person reads standard error.
void printProgress(const QString& line);

}  // namespace semblance
