#pragma once

#include <QList>
#include <QSet>
#include <QString>

#include "core/library/services/modelservice.h"

namespace semblance {

/// All that the Models page shows, as it is now.
struct ModelsSituation {
    QList<ModelEntry> models;
    qint64 libraryPictures = 0;
    bool isIndexing = false;
    QSet<QString> checking;  ///< names of models whose self-test runs or waits

    /// The one searches are answered with; nullptr when there is none.
    const ModelEntry* answering() const;
    /// The one the library is encoded with; nullptr when there is none.
    const ModelEntry* chosen() const;
};

/// How one of the models stands, and what may be done with it.
struct ModelStanding {
    enum class Kind {
        Idle,      ///< not used now
        Answers,   ///< searches are answered with it
        OnTheWay,  ///< chosen, another one answers still
        Broken,
    };
    Kind kind = Kind::Idle;
    QString badge;     ///< a word or two for the list; may be empty
    QString sentence;  ///< the same at length
    bool canChoose = false;
    QString chooseText;  ///< of the button; "&Use this model"

    friend bool operator==(const ModelStanding&, const ModelStanding&) = default;
};

/// Pure: what is the case decides what is said.
ModelStanding standingOf(const ModelEntry& entry, const ModelsSituation& situation);

/// Why the model cannot be removed now, as a sentence; empty when it can.
QString removalRefusal(const ModelEntry& entry);

/// What is asked before it is removed (or its vectors are freed), with the space that frees.
QString removalQuestion(const ModelEntry& entry);

}  // namespace semblance
