// What an interrupted command does, with work that goes on in one of several ways.

#include <condition_variable>
#include <cstdio>
#include <future>
#include <mutex>
#include <string>

#include "core/base/interruption.h"

namespace {

void say(const char* line) {
    std::puts(line);
    std::fflush(stdout);
}

/// Nothing ends this but the process.
void hang() {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable never;
    for (;;)
        never.wait(lock);
}

}  // namespace

/// interruptionprobe ends|hangs|hangsInCancel|hangsAfterwards
int main(int, char** argv) {
    const std::string work = argv[1];
    semblance::LastWords words(3, [] { say("last words"); });
    std::promise<void> cancelled;
    const semblance::CancelCallback callback(semblance::interrupted(), [&] {
        say("cancelled");
        if (work == "hangsInCancel")
            hang();
        cancelled.set_value();
    });
    say("ready");
    if (work == "hangs")
        hang();
    cancelled.get_future().wait();
    words.takeBack();
    say("ended");
    if (work == "hangsAfterwards")
        hang();
    return 5;
}
