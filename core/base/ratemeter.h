#pragma once

#include <QtGlobal>
#include <deque>

namespace semblance {

/// Things a second over the last ten seconds, so that a pause or a slow folder is soon forgotten.
class RateMeter {
public:
    double rate(qint64 nowMs, qint64 done) {
        m_samples.push_back({nowMs, done});
        while (m_samples.size() > 2 && nowMs - m_samples.front().ms > kWindowMs)
            m_samples.pop_front();
        const qint64 ms = nowMs - m_samples.front().ms;
        return ms > 0 ? 1000.0 * double(done - m_samples.front().done) / double(ms) : 0.0;
    }
    void restart() { m_samples.clear(); }

private:
    static constexpr qint64 kWindowMs = 10'000;
    struct Sample {
        qint64 ms = 0;
        qint64 done = 0;
    };
    std::deque<Sample> m_samples;
};

}  // namespace semblance
