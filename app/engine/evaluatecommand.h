#pragma once

#include <QStringList>

namespace semblance {

/// `semblance-engine evaluate ...`: measures a model, or features made by any encoder, on one of
/// core/evaluate's sets and prints the table, or with --json one object, on standard output.
/// `arguments` begin with the program's name. Returns the exit code.
int evaluateCommand(const QStringList& arguments);

}  // namespace semblance
