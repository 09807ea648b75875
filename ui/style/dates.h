#pragma once

#include <QDate>
#include <QDateTime>
#include <QString>

namespace semblance {

/// As short as the language's way allows, but with all four figures of the year: pictures are of
/// two centuries.
QString shortDate(QDate date);
QString shortDateTime(const QDateTime& time);

}  // namespace semblance
