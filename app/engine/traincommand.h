#pragma once

#include <QStringList>

namespace semblance {

/// `semblance-engine train align|map|compose ...`: one stage of training, from its configuration to
/// a complete model. Progress goes to standard error. The first interrupt (Ctrl+C) saves a
/// checkpoint and stops with exit code 3, a second one stops at once. `arguments` begin with the
/// program's name. Returns the exit code.
int trainCommand(const QStringList& arguments);

}  // namespace semblance
