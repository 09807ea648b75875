#include "core/library/services/picturesfolder.h"

#include "core/scan/walk.h"

namespace semblance {

qint64 countPictures(const QString& folder, const CancelToken& cancel) {
    const auto found = walk(folder, {}, cancel);
    return found ? qint64(found->files.size()) : 0;
}

}  // namespace semblance
