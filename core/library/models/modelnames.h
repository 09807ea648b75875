#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace semblance {

/// Names in the folder of imported models that are no models: what is being put together or taken
/// away, and the lock.
inline constexpr char kStagingPrefix[] = ".importing-";
inline constexpr char kRemovingPrefix[] = ".removing-";
inline constexpr char kLockName[] = ".lock";

/// What an import notes in the model's folder, so that damage is told from another model.
inline constexpr char kRecordName[] = "import.json";
inline constexpr char kRecordSource[] = "source";
inline constexpr char kRecordHash[] = "hash";
inline constexpr char kRecordCompositionHash[] = "composition_hash";

/// A name that can be a folder's on every system, as close to `wished` as that goes; "model" when
/// nothing of it is left.
QString usableModelName(const QString& wished);

/// `name`, or with a number behind it when it is taken; case makes no difference.
QString freeModelName(const QString& name, const QStringList& taken);

/// WrongUse for a name that the user gave and that cannot be used as it is, or is taken.
Status checkModelName(const QString& name, const QStringList& taken);

}  // namespace semblance
