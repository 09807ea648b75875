#include "core/library/identity/contentlookup.h"

#include <QDir>
#include <chrono>

#include "core/base/contentkey.h"
#include "core/base/timelimit.h"
#include "core/scan/filekey.h"
#include "core/scan/walk.h"

namespace semblance {

namespace {
bool sameFacts(const FileStat& a, const FileStat& b) {
    return a.size == b.size && a.mtimeNs == b.mtimeNs;
}

/// The hash of a file that is still what the library noted; empty when it is not, cannot be read,
/// or its disk does not answer.
QByteArray hashOfFile(const QString& path, const FileStat& noted, const CancelToken& cancel) {
    constexpr std::chrono::minutes patience{1};
    const auto hash = runWithin(patience, cancel, [path, noted, cancel] {
        const Result<FileStat> stat = statFile(path);
        return stat && sameFacts(*stat, noted) ? fullHash(path, cancel).value_or(QByteArray())
                                               : QByteArray();
    });
    return hash.value_or(QByteArray());
}
}  // namespace

std::optional<FilePlace> placeOf(const QString& file, const std::vector<RootInfo>& roots) {
    const QString path = QDir::cleanPath(file);
    std::optional<FilePlace> innermost;
    for (const RootInfo& root : roots) {
        const QString prefix =
            root.path.endsWith(QLatin1Char('/')) ? root.path : root.path + QLatin1Char('/');
        const bool isAway = root.state != RootInfo::State::Present;
        if (!path.startsWith(prefix) ||
            (innermost && root.path.size() < innermost->rootPath.size()))
            continue;
        // Disks can take turns in one place: the one that is there is meant.
        if (innermost && root.path.size() == innermost->rootPath.size() &&
            (isAway || !innermost->isAway))
            continue;
        innermost = FilePlace{root.id, root.path, path.mid(prefix.size()), isAway};
    }
    return innermost;
}

Result<std::optional<ContentRow>> ContentLookup::at(const FilePlace& place,
                                                    const std::optional<FileStat>& stat) {
    SEMBLANCE_TRY_ASSIGN(const std::optional<FileRow> row, m_reader.fileAt(place.root, place.path));
    if (!row || !row->content.isValid() || (stat && !sameFacts(row->stat, *stat)))
        return std::optional<ContentRow>();
    return m_reader.content(row->content);
}

Result<QByteArray> ContentLookup::hashOf(const ContentRow& content, const CancelToken& cancel) {
    if (!content.fullHash.isEmpty())
        return content.fullHash;
    if (const auto known = m_hashes.constFind(content.id.value); known != m_hashes.constEnd())
        return *known;
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> roots, m_reader.rootLocations());
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, m_reader.filesOf(content.id));
    for (const FileRow& file : files) {
        for (const RootLocation& root : roots) {
            if (root.id != file.root)
                continue;
            const QString path = root.place.path + QLatin1Char('/') + file.path;
            const QByteArray hash = hashOfFile(path, file.stat, cancel);
            if (cancel.isCancelled())
                return fail(cancelledError());
            if (!hash.isEmpty())
                return *m_hashes.insert(content.id.value, hash);
        }
    }
    return QByteArray();
}

Result<bool> ContentLookup::isHeldOnlyAt(const ContentRow& content,
                                         const std::optional<FilePlace>& place) {
    if (!place)
        return false;
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, m_reader.filesOf(content.id));
    return files.size() == 1 && files[0].root == place->root && files[0].path == place->path;
}

Result<ContentLookup::Answer> ContentLookup::byBytes(const ReadReply& read,
                                                     const std::optional<FilePlace>& place,
                                                     const CancelToken& cancel,
                                                     const InFlight& inFlight) {
    if (read.stat.size > contentKeyWholeBytes && !read.fullHash.isEmpty())
        return byFullHash(read, place, cancel, inFlight);
    // Of a file that is too large to be decoded the key must do.
    Answer answer{read.key, {}, false};
    SEMBLANCE_TRY_ASSIGN(answer.content, m_reader.contentByKey(read.key));
    return answer;
}

Result<ContentLookup::Answer> ContentLookup::byFullHash(const ReadReply& read,
                                                        const std::optional<FilePlace>& place,
                                                        const CancelToken& cancel,
                                                        const InFlight& inFlight) {
    Answer answer{read.key, {}, false};
    SEMBLANCE_TRY_ASSIGN(const std::vector<ContentRow> alike, m_reader.contentsAlike(read.key));
    const QByteArray own = read.key + read.fullHash;
    for (const ContentRow& content : alike) {
        if (content.key == own || content.fullHash == read.fullHash) {
            answer.key = content.key;
            answer.content = content;
            return answer;
        }
    }
    if (const auto flying = inFlight ? inFlight(read.key) : std::nullopt) {
        answer.key = *flying == read.fullHash ? read.key : own;
        return answer;
    }
    for (const ContentRow& content : alike) {
        if (content.key != read.key)
            continue;
        SEMBLANCE_TRY_ASSIGN(const QByteArray hash, hashOf(content, cancel));
        if (hash.isEmpty()) {
            SEMBLANCE_TRY_ASSIGN(answer.assumed, isHeldOnlyAt(content, place));
        }
        if (hash == read.fullHash || answer.assumed) {
            answer.content = content;
            return answer;
        }
        answer.key = own;
        return answer;
    }
    return answer;  // only contents that look alike: the plain key is free
}

}  // namespace semblance
