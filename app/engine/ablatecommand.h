#pragma once

#include <QStringList>

namespace semblance {

/// `semblance-engine ablate ...`: trains the method with parts left out and prints what each part
/// brings. `arguments` begin with the program's name. Returns the exit code.
int ablateCommand(const QStringList& arguments);

}  // namespace semblance
