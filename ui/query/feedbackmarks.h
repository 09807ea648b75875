#pragma once

#include <QList>
#include <vector>

#include "core/query/query.h"

namespace semblance {

/// Marks the contents as what there should be more or less of; where all of them are so already,
/// the marks are taken back. Pure.
std::vector<Feedback> marked(std::vector<Feedback> feedback, const QList<qint64>& contents,
                             Feedback::Sign sign);

/// The same with the other sign.
Feedback turnedRound(const Feedback& feedback);

}  // namespace semblance
