#pragma once

#include <QList>
#include <QString>
#include <optional>

#include "core/base/result.h"
#include "core/library/models/modelstore.h"

namespace semblance {

class Catalogue;
class ModelSession;

/// A model as the window lists it, with what the open library has of it.
struct ModelEntry {
    KnownModel model;

    /// Not in the store: a folder the library was indexed with where it lies (model.name is its
    /// path, model.origin says nothing). It can be chosen and forgotten, not removed. When the
    /// folder is gone it is Broken.
    bool isFolder = false;

    qint64 pictures = 0;     ///< different pictures of the library that have its vectors
    qint64 vectorBytes = 0;  ///< on disk
    bool isChosen = false;   ///< the library is encoded with it, or on the way there
    bool answers = false;    ///< searches are answered with it now
};

/// The models, and what one library has of them.
struct ModelEntries {
    /// Shipped ones first, then imported ones by name, then what only the library knows.
    QList<ModelEntry> models;
    qint64 pictures = 0;  ///< different pictures of the library
};

/// The library whose use of models is meant.
struct ModelUse {
    Catalogue& catalogue;
    ModelSession& session;
};

/// Without `use` of the models alone. Starts no engine: while none runs, no model `answers`.
/// Blocking.
Result<ModelEntries> readModelEntries(const ModelStore& store, const std::optional<ModelUse>& use);

/// ModelService::remove(). Blocking.
Status removeModel(ModelStore& store, const std::optional<ModelUse>& use, const QString& name);

/// ModelService::forget(); the bytes that became free. Blocking.
Result<qint64> forgetModel(const ModelStore& store, const std::optional<ModelUse>& use,
                           const QString& name);

}  // namespace semblance

Q_DECLARE_METATYPE(semblance::ModelEntry)
