#pragma once

#include <QString>
#include <QStringList>

namespace semblance {

/// The Python that tests/parity/setup.sh prepared: SEMBLANCE_PARITY_PYTHON, else the one beside
/// libtorch. Empty when there is none.
QString parityPython();

/// Runs a script of tests/parity with it. Empty on success, else what went wrong.
QString runReference(const QString& script, const QStringList& arguments);

}  // namespace semblance
