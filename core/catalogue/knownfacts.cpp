#include "core/catalogue/knownfacts.h"

#include <utility>

#include "core/base/photomarks.h"

namespace semblance {

Result<PhotoFacts> knownFacts(RowReader& reader, FileId file, ContentId content,
                              PhotoFacts ofPicture) {
    SEMBLANCE_TRY_ASSIGN(const PhotoFacts sidecars, reader.sidecarFacts(file));
    SEMBLANCE_TRY_ASSIGN(const PhotoMarks marks, reader.marks(content));
    return withMarks(withSidecars(std::move(ofPicture), sidecars), marks);
}

}  // namespace semblance
