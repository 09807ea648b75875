#include "core/base/clocktext.h"

#include <algorithm>

namespace semblance {

std::int64_t shownSeconds(std::int64_t milliseconds) {
    return std::max<std::int64_t>(1, (milliseconds + 500) / 1000);
}

QString clockText(std::int64_t milliseconds) {
    const std::int64_t seconds = shownSeconds(milliseconds);
    const QChar zero(u'0');
    const QString tail = QStringLiteral(":%1").arg(seconds % 60, 2, 10, zero);
    const std::int64_t minutes = seconds / 60;
    return minutes < 60
               ? QString::number(minutes) + tail
               : QStringLiteral("%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, zero) + tail;
}

}  // namespace semblance
