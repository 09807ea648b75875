#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <functional>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/base/result.h"
#include "core/store/rows.h"

namespace semblance {

class LibraryReader;

/// Finds the content of a library that a file holds. Keys of large files look at three places only
/// (contentkey.h), so an equal key is confirmed by the hash of everything; a content that only
/// looks like another is stored under key + full hash. Not thread-safe, as its reader.
class ContentLookup {
public:
    struct Place {
        RootId root;
        QString rootPath;  ///< absolute
        QString path;      ///< relative to it

        QString absolutePath() const { return rootPath + QLatin1Char('/') + path; }
    };

    struct Answer {
        QByteArray key;                     ///< under which the file is stored, or is to be
        QByteArray fullHash;                ///< where it was computed
        std::optional<ContentRow> content;  ///< what the library has under the key
        /// The content has the file's place and key, but what its bytes were is not known, for no
        /// copy of them is left: most likely touched, perhaps edited.
        bool assumed = false;
    };

    /// A large file of this run that the library may not know yet: its full hash, or nothing.
    using InFlight = std::function<std::optional<QByteArray>(const QByteArray& key)>;

    /// `reader` outlives the look-up.
    explicit ContentLookup(LibraryReader& reader) : m_reader(reader) {}

    /// Where the library keeps a file; nothing outside of its roots. `file` is absolute.
    Result<std::optional<Place>> placeOf(const QString& file);

    /// The content the library noted at a place, without a look at the file; with `stat` only when
    /// size and time are still the same.
    Result<std::optional<ContentRow>> at(const Place& place, const std::optional<FileStat>& stat);

    /// By the file's bytes. `key` is its contentKey; `place` where it lies in the library, if it
    /// does. Errors: the file cannot be read, Cancelled, those of the reader.
    Result<Answer> byBytes(const QString& file, const QByteArray& key,
                           const std::optional<Place>& place, const CancelToken& cancel,
                           const InFlight& inFlight = {});

private:
    /// The full hash of a content's bytes: noted, or taken from a file that still holds them.
    Result<QByteArray> hashOf(const ContentRow& content, const CancelToken& cancel);
    Result<bool> isHeldOnlyAt(const ContentRow& content, const std::optional<Place>& place);

    LibraryReader& m_reader;
    QHash<std::int64_t, QByteArray> m_hashes;  ///< taken from files, by content
};

}  // namespace semblance
