#pragma once

#include <QString>

namespace semblance {

/// A rating as it is shown: "★★★"; empty for none.
inline QString starsText(int rating) {
    return QString(qMax(0, rating), QChar(u'★'));
}

}  // namespace semblance
