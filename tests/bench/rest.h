#pragma once

#include <QTest>
#include <ctime>

/// Waits until this process rests: threads that build something in the background are done.
inline void awaitRest() {
    constexpr int lookMs = 2000;
    constexpr double resting = 0.05;  // of one core
    double share = 1;
    while (share > resting) {
        const std::clock_t begin = std::clock();
        QTest::qWait(lookMs);
        share = double(std::clock() - begin) / CLOCKS_PER_SEC / (lookMs / 1000.0);
    }
}
