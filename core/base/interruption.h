#pragma once

#include <functional>

#include "core/base/cancel.h"

namespace semblance {

/// Cancelled by Ctrl-C, SIGTERM and SIGHUP from the first call on, but for those that are ignored
/// already (nohup). A second signal ends the process at once. For programs, not for the window.
const CancelToken& interrupted();

/// While one lives, an interrupted process ends in time: work may hang in the file system, which
/// nothing interrupts. Half a second after the signal the words are said, on another thread, and
/// the process ends with `exitCode`, whatever else is going on in it. One at a time.
class LastWords {
public:
    /// `words` must not wait for the work that hangs.
    LastWords(int exitCode, std::function<void()> words);
    /// Waits for ever when the process is just about to end.
    ~LastWords();
    LastWords(const LastWords&) = delete;
    LastWords& operator=(const LastWords&) = delete;

    /// The rest is silence: all is said already. The end comes all the same.
    void takeBack();
};

}  // namespace semblance
