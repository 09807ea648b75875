#pragma once

#include "core/base/photofacts.h"
#include "core/catalogue/rowreader.h"

namespace semblance {

/// All that is known of a file: what its picture says of itself, under what its sidecars said when
/// it was indexed and what the user did. Errors: those of reading.
Result<PhotoFacts> knownFacts(RowReader& reader, FileId file, ContentId content,
                              PhotoFacts ofPicture);

}  // namespace semblance
