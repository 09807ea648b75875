#include "core/library/contentlookup.h"

#include <QDir>
#include <QFileInfo>

#include "core/scan/contentkey.h"
#include "core/scan/walk.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
bool sameFacts(const FileStat& a, const FileStat& b) {
    return a.size == b.size && a.mtimeNs == b.mtimeNs;
}
}  // namespace

Result<std::optional<ContentLookup::Place>> ContentLookup::placeOf(const QString& file) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> roots, m_reader.rootLocations());
    const QString canonical = QFileInfo(file).canonicalFilePath();
    const QString path = canonical.isEmpty() ? QDir::cleanPath(file) : canonical;
    std::optional<Place> innermost;
    for (const RootLocation& root : roots) {
        const QString& folder = root.place.path;
        const QString prefix =
            folder.endsWith(QLatin1Char('/')) ? folder : folder + QLatin1Char('/');
        if (path.startsWith(prefix) && (!innermost || folder.size() > innermost->rootPath.size()))
            innermost = Place{root.id, folder, path.mid(prefix.size())};
    }
    return innermost;
}

Result<std::optional<ContentRow>> ContentLookup::at(const Place& place,
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
            const Result<FileStat> stat = statFile(path);
            if (!stat || !sameFacts(*stat, file.stat))
                continue;
            const Result<QByteArray> hash = fullHash(path, cancel);
            if (hash)
                return *m_hashes.insert(content.id.value, *hash);
            if (hash.error().kind == ErrorKind::Cancelled)
                return hash;
        }
    }
    return QByteArray();
}

Result<bool> ContentLookup::isHeldOnlyAt(const ContentRow& content,
                                         const std::optional<Place>& place) {
    if (!place)
        return false;
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, m_reader.filesOf(content.id));
    return files.size() == 1 && files[0].root == place->root && files[0].path == place->path;
}

Result<ContentLookup::Answer> ContentLookup::byBytes(const QString& file, const QByteArray& key,
                                                     const std::optional<Place>& place,
                                                     const CancelToken& cancel,
                                                     const InFlight& inFlight) {
    Answer answer{key, {}, {}, false};
    if (QFileInfo(file).size() <= contentKeyWholeBytes) {
        SEMBLANCE_TRY_ASSIGN(answer.content, m_reader.contentByKey(key));
        return answer;
    }
    SEMBLANCE_TRY_ASSIGN(const std::vector<ContentRow> alike, m_reader.contentsAlike(key));
    const std::optional<QByteArray> flying = inFlight ? inFlight(key) : std::nullopt;
    if (alike.empty() && !flying)
        return answer;
    SEMBLANCE_TRY_ASSIGN(answer.fullHash, fullHash(file, cancel));
    const QByteArray own = key + answer.fullHash;
    for (const ContentRow& content : alike) {
        if (content.key == own || content.fullHash == answer.fullHash) {
            answer.key = content.key;
            answer.content = content;
            return answer;
        }
    }
    if (flying) {
        answer.key = *flying == answer.fullHash ? key : own;
        return answer;
    }
    for (const ContentRow& content : alike) {
        if (content.key != key)
            continue;
        SEMBLANCE_TRY_ASSIGN(const QByteArray hash, hashOf(content, cancel));
        if (hash.isEmpty()) {
            SEMBLANCE_TRY_ASSIGN(answer.assumed, isHeldOnlyAt(content, place));
        }
        if (hash == answer.fullHash || answer.assumed) {
            answer.content = content;
            return answer;
        }
        answer.key = own;
        return answer;
    }
    return answer;  // only contents that look alike: the plain key is free
}

}  // namespace semblance
