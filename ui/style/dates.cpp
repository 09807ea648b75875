#include "ui/style/dates.h"

#include <QLocale>

namespace semblance {
namespace {

QString withWholeYear(QString format) {
    if (!format.contains(QLatin1StringView("yyyy")))
        format.replace(QLatin1StringView("yy"), QLatin1StringView("yyyy"));
    return format;
}

}  // namespace

QString shortDate(QDate date) {
    const QLocale locale;
    return locale.toString(date, withWholeYear(locale.dateFormat(QLocale::ShortFormat)));
}

QString shortDateTime(const QDateTime& time) {
    const QLocale locale;
    return locale.toString(time, withWholeYear(locale.dateTimeFormat(QLocale::ShortFormat)));
}

}  // namespace semblance
