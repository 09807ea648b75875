#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace semblance {

namespace {

/// From `from` at t = 0 to `to` at t = 1 along half a cosine.
double alongCosine(double from, double to, double t) {
    return to + (from - to) * (1 + std::cos(std::numbers::pi * t)) / 2;
}

}  // namespace

void ScheduleConfig::describe(JsonFields& fields) {
    fields.choice(
        u"kind", kind,
        {QStringLiteral("one-cycle"), QStringLiteral("cosine"), QStringLiteral("constant")});
    fields.number(u"warmUp", warmUp, 0, 1);
    fields.number(u"startFactor", startFactor, 0, 1);
    fields.number(u"endFactor", endFactor, 0, 1);
}

double scheduleFactor(const ScheduleConfig& schedule, int step, int steps) {
    const double last = std::max(1, steps - 1);
    const double top = schedule.warmUp * last;
    const double place = std::min<double>(step, last);
    if (place < top) {
        const double t = place / top;
        return schedule.kind == ScheduleConfig::Kind::OneCycle
                   ? alongCosine(schedule.startFactor, 1, t)
                   : schedule.startFactor + (1 - schedule.startFactor) * t;
    }
    if (schedule.kind == ScheduleConfig::Kind::Constant || top >= last)
        return 1;
    return alongCosine(1, schedule.endFactor, (place - top) / (last - top));
}

}  // namespace semblance
