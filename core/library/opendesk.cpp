#include "core/library/opendesk.h"

#include <utility>

#include "core/store/deskstore.h"

namespace semblance {

Result<OpenedDesk> openDesk(const QString& libraryDir) {
    SEMBLANCE_TRY_ASSIGN(DeskStore::Opened opened, DeskStore::open(LibraryPaths(libraryDir)));
    return OpenedDesk{std::move(opened.desk), std::move(opened.notice)};
}

}  // namespace semblance
