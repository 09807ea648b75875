#pragma once

namespace semblance {

/// Has this program compute on one thread, starting it once more where that must be set before it
/// is loaded: Tesseract's four threads take two to four times the processor's time of one, to be
/// done hardly sooner. Call first thing in main.
void computeOnOneThread(char** argv);

}  // namespace semblance
