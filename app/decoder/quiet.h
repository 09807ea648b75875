#pragma once

namespace semblance {

/// Sends what libraries print to nowhere. Codecs complain of every damaged file on standard error,
/// without its name; the same reasons go back to the parent with it. Builds with a sanitizer go on
/// printing.
void silenceLibraries();

}  // namespace semblance
