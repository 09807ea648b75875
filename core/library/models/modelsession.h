#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/modelfolder.h"
#include "core/base/result.h"
#include "core/catalogue/rows.h"
#include "core/remote/messages.h"

namespace semblance {

class Catalogue;
class Encoder;

/// Makes the encoder of a model's folder; nothing is started yet.
using EncoderFactory = std::function<std::shared_ptr<Encoder>(const QString& modelDir)>;

/// A model that is there: its engine has said what it is, and its vectors are open.
struct ReadyModel {
    ModelInfo info;
    QString source;  ///< VectorModel::source
    std::shared_ptr<Encoder> encoder;
};

/// The model that answers queries.
struct AnsweringModel {
    ReadyModel model;
    std::optional<Error> problem;  ///< why it is not the chosen one: that cannot be had
};
using AnsweringModelPtr = std::shared_ptr<const AnsweringModel>;

/// Which model a library is indexed with, and which one answers (chooseModel()). Starts engines
/// when they are needed, follows what becomes searchable, lets go of a model that is not needed any
/// more. Thread-safe; now() and chosen() wait for nothing.
class ModelSession {
public:
    struct Options {
        EncoderFactory makeEncoder;
        /// The model asked for, by name or folder; empty: what the library was last indexed with,
        /// else "mini". NotFound when a model asked for is not there; one that the library
        /// remembers and that is gone is told by answering().
        QString asked;
        /// No other model may answer than the one asked for.
        bool isOnlyAsked = false;
    };
    /// `catalogue` outlives the session.
    static Result<std::unique_ptr<ModelSession>> open(Catalogue& catalogue, Options options);

    /// Ends at once, whatever is starting.
    ~ModelSession();
    ModelSession(const ModelSession&) = delete;
    ModelSession& operator=(const ModelSession&) = delete;

    /// VectorModel::source of the chosen model.
    QString chosen() const;

    /// The model that answers now; null while none does. One atomic read.
    AnsweringModelPtr now() const;

    /// The same, waiting for engines that are starting. Errors: why no model answers, Cancelled.
    Result<AnsweringModelPtr> answering(const CancelToken& cancel = {});

    /// The chosen model, started if it is not. Errors: why it cannot be had, Cancelled.
    Result<ReadyModel> chosenModel(const CancelToken& cancel = {});

    /// While this is held, choose() waits: whoever encodes with the chosen model holds it.
    std::shared_ptr<void> holdChosen();

    /// Makes another model, by name or folder, the chosen one, as soon as it is there: it is noted
    /// in the library, and whoever answered goes on answering until the new one has caught up.
    /// Nothing is encoded here. On any error everything is as it was. Errors: NotFound, those of
    /// the engine, Busy when another program writes to the library, Cancelled.
    Status choose(const QString& nameOrDir, const CancelToken& cancel = {});

private:
    class Private;
    explicit ModelSession(std::unique_ptr<Private> data);

    const std::unique_ptr<Private> d;
};

/// As the store notes a model.
VectorModel vectorModelOf(const ModelInfo& info, const QString& source);

}  // namespace semblance
