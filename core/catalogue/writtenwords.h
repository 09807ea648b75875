#pragma once

#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "core/base/ids.h"

namespace semblance {

/// What is written in a library's pictures, as far as it was read. Thread-safe. Every call looks
/// things up: not on the GUI thread. What cannot be looked up is not found.
class WrittenWords {
public:
    virtual ~WrittenWords() = default;

    /// The contents that holdsPhrase() is true of.
    virtual std::vector<ContentId> withPhrase(const QString& phrase) const = 0;

    /// At most `most` contents in which each of these words stands, the most telling first.
    virtual std::vector<ContentId> withAll(const QStringList& words, int most) const = 0;

    /// Lines as in the picture; empty where there is none.
    virtual QString textOf(ContentId content) const = 0;
};

using WrittenWordsPtr = std::shared_ptr<const WrittenWords>;

}  // namespace semblance
