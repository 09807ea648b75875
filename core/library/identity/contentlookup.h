#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/base/result.h"
#include "core/catalogue/rowreader.h"
#include "core/catalogue/snapshot.h"
#include "core/remote/messages.h"

namespace semblance {

/// A file's place in the library.
struct FilePlace {
    RootId root;
    QString rootPath;  ///< absolute
    QString path;      ///< relative to it
    /// The root is not there now: what the library noted is all there is.
    bool isAway = false;

    QString absolutePath() const { return rootPath + QLatin1Char('/') + path; }
};

/// Where the library keeps a file: inside the innermost of its roots; nothing outside of them.
/// `file` is absolute. Looks at names only, never at the disk.
std::optional<FilePlace> placeOf(const QString& file, const std::vector<RootInfo>& roots);

/// Finds the content of a library that bytes are. Keys of large files look at three places only
/// (contentkey.h), so an equal key is confirmed by the hash of everything; a content that only
/// looks like another is stored under key + full hash. Not thread-safe, as its reader.
class ContentLookup {
public:
    struct Answer {
        QByteArray key;                     ///< under which the bytes are stored, or are to be
        std::optional<ContentRow> content;  ///< what the library has under the key
        /// The content has the file's place and key, but what its bytes were is not known, for no
        /// copy of them is left: most likely touched, perhaps edited.
        bool assumed = false;
    };

    /// The full hash of a content of this run that has the key and that the library may not know
    /// yet, or nothing.
    using InFlight = std::function<std::optional<QByteArray>(const QByteArray& key)>;

    /// `reader` outlives the look-up.
    explicit ContentLookup(RowReader& reader) : m_reader(reader) {}

    /// The content the library noted at a place, without a look at the file; with `stat` only when
    /// size and time are still the same.
    Result<std::optional<ContentRow>> at(const FilePlace& place,
                                         const std::optional<FileStat>& stat);

    /// By bytes that were read. `place` is where they lie in the library, if they do.
    /// Errors: those of the reader, Cancelled.
    Result<Answer> byBytes(const ReadReply& read, const std::optional<FilePlace>& place,
                           const CancelToken& cancel, const InFlight& inFlight = {});

private:
    Result<Answer> byFullHash(const ReadReply& read, const std::optional<FilePlace>& place,
                              const CancelToken& cancel, const InFlight& inFlight);
    /// The full hash of a content's bytes: noted, or taken from a file that still holds them (a
    /// version before 0.2 noted it for few).
    Result<QByteArray> hashOf(const ContentRow& content, const CancelToken& cancel);
    Result<bool> isHeldOnlyAt(const ContentRow& content, const std::optional<FilePlace>& place);

    RowReader& m_reader;
    QHash<std::int64_t, QByteArray> m_hashes;  ///< taken from files, by content
};

}  // namespace semblance
