#include "core/library/overview.h"

#include <unordered_map>

#include "core/scan/volume.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
RootInfo::State stateOf(RootState state) {
    switch (state) {
        case RootState::Present:
            return RootInfo::State::Present;
        case RootState::FolderMissing:
            return RootInfo::State::FolderMissing;
        case RootState::VolumeAbsent:
            return RootInfo::State::VolumeAbsent;
    }
    return RootInfo::State::Present;
}
}  // namespace

Result<QList<RootInfo>> readRoots(LibraryReader& reader) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootRow> rows, reader.roots());
    QList<RootInfo> roots;
    for (const RootRow& row : rows) {
        const RootPresence presence = findRoot(row.place);
        roots.append({row.id, presence.path, row.place.volumeName, stateOf(presence.state),
                      row.files, row.failed});
    }
    return roots;
}

Result<QList<FailedPhoto>> readFailedPhotos(LibraryReader& reader) {
    SEMBLANCE_TRY_ASSIGN(const QList<RootInfo> roots, readRoots(reader));
    std::unordered_map<RootId, QString> paths;
    for (const RootInfo& root : roots)
        paths.emplace(root.id, root.path);
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, reader.failedFiles());
    QList<FailedPhoto> photos;
    for (const FileRow& file : files) {
        photos.append({paths[file.root] + QLatin1Char('/') + file.path, file.error,
                       file.state == FileState::Quarantined});
    }
    return photos;
}

}  // namespace semblance
