#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// What was read in pictures, by content key: it depends on nothing but the bytes. A cache: what is
/// missing is read again. Not thread-safe: open one per thread; any number may be open.
class Texts {
public:
    virtual ~Texts() = default;

    /// A content that was looked at.
    struct Read {
        QByteArray contentKey;
        QString reader;  ///< what looked at it; another reader may find more
        QString text;    ///< empty: none
    };

    /// Every content that was looked at, without its text.
    struct Known {
        QByteArray contentKey;
        QString reader;
        bool hasText = false;
    };
    virtual Status forEachKnown(const std::function<void(const Known&)>& visit) = 0;

    /// Empty for a content that has none.
    virtual Result<QString> textOf(const QByteArray& contentKey) = 0;

    /// The contents that holdsPhrase() is true of.
    virtual Result<std::vector<QByteArray>> withPhrase(const QString& phrase) = 0;

    /// At most `most` contents whose text has each of these words (plainWords()), those first that
    /// have them more often in less text.
    virtual Result<std::vector<QByteArray>> withAll(const QStringList& words, int most) = 0;

    /// All or none; replaces what is there.
    virtual Status put(const std::vector<Read>& contents) = 0;

    virtual Status remove(const std::vector<QByteArray>& contentKeys) = 0;
};

}  // namespace semblance
