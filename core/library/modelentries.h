#pragma once

#include <QList>
#include <QString>

#include "core/base/result.h"
#include "core/library/modelservice.h"
#include "core/library/modelstore.h"

namespace semblance {

class Library;

/// The models, and what one library has of them.
struct ModelEntries {
    /// Shipped ones first, then imported ones by name, then what only the library knows.
    QList<ModelEntry> models;
    qint64 pictures = 0;  ///< different pictures of the library
};

/// `library` may be null. Starts no engine: while none runs, no model `answers`. Blocking.
Result<ModelEntries> readModelEntries(const ModelStore& store, Library* library);

/// ModelService::remove(). Blocking.
Status removeModel(ModelStore& store, Library* library, const QString& name);

/// ModelService::forget(); the bytes that became free. Blocking.
Result<qint64> forgetModel(const ModelStore& store, Library* library, const QString& name);

}  // namespace semblance
