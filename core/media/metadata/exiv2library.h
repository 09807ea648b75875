#pragma once

namespace semblance {

/// Makes Exiv2 silent and its XMP toolkit safe for several threads. Before the first use of either;
/// again it does nothing. Thread-safe.
void prepareExiv2();

}  // namespace semblance
