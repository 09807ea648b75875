#include "core/library/services/failedphotos.h"

#include <unordered_map>

#include "core/catalogue/catalogue.h"

namespace semblance {

Result<QList<FailedPhoto>> readFailedPhotos(const Catalogue& catalogue) {
    std::unordered_map<RootId, QString> paths;
    const SnapshotPtr snapshot = catalogue.snapshot();
    for (const RootInfo& root : snapshot->roots())
        paths.emplace(root.id, root.path);
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, reader->failedFiles());
    QList<FailedPhoto> photos;
    for (const FileRow& file : files) {
        photos.append({paths[file.root] + QLatin1Char('/') + file.path, file.error,
                       file.state == FileState::Quarantined});
    }
    return photos;
}

}  // namespace semblance
