#pragma once

#include <QDate>
#include <QString>
#include <vector>

#include "core/catalogue/photolist.h"

namespace semblance {

/// Neighbouring rows of a list that goes by time: those of one month.
struct PhotoMonth {
    QDate first;  ///< its first day
    int rows = 0;

    friend bool operator==(const PhotoMonth&, const PhotoMonth&) = default;
};

/// The months of a list that goes by time (PhotoList::isByTime), in its order. Looks at a few rows
/// of each month only.
std::vector<PhotoMonth> monthsOf(const PhotoList& photos);

/// The first day of the month of a PhotoItem::takenMs.
QDate monthOf(qint64 takenMs);

/// "August 2023", as the user's language writes it.
QString monthText(QDate month);

}  // namespace semblance
