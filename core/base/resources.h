#pragma once

#include <QString>

namespace semblance {

/// A folder of the program's own data ("models/mini", "demo"): beside the program
/// (../resources), in an installation (../share/semblance, of the child programs one further up),
/// or in the source tree the program was built from, whichever exists first. Tests and packagers
/// may set SEMBLANCE_RESOURCES. Empty when it is nowhere.
QString resourceDir(const QString& name);

}  // namespace semblance
