#include "core/catalogue/contentstates.h"

#include "core/catalogue/rows.h"

namespace semblance {

FileState fileStateOf(std::optional<std::int64_t> contentState) {
    if (!contentState)
        return FileState::Unreadable;
    switch (static_cast<ContentState>(*contentState)) {
        case ContentState::Untried:
            return FileState::Pending;
        case ContentState::Readable:
            return FileState::Indexed;
        case ContentState::Failed:
            return FileState::Failed;
        case ContentState::Quarantined:
            return FileState::Quarantined;
    }
    return FileState::Unknown;
}

}  // namespace semblance
