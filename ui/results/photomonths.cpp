#include "ui/results/photomonths.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PhotoMonth)
};

QDate monthAt(const PhotoList& photos, qsizetype row) {
    PhotoRow photo;
    photos.read(row, std::span(&photo, 1));
    return monthOf(photo.takenMs);
}

/// The first row behind `row` that is of another month.
qsizetype endOfMonth(const PhotoList& photos, qsizetype row, QDate month) {
    // In steps twice as long each, then by halves: most months are short beside the whole list.
    qsizetype inside = row;
    qsizetype step = 1;
    while (inside + step < photos.size() && monthAt(photos, inside + step) == month) {
        inside += step;
        step *= 2;
    }
    qsizetype outside = std::min(inside + step, photos.size());
    while (inside + 1 < outside) {
        const qsizetype middle = inside + (outside - inside) / 2;
        (monthAt(photos, middle) == month ? inside : outside) = middle;
    }
    return outside;
}

}  // namespace

std::vector<PhotoMonth> monthsOf(const PhotoList& photos) {
    std::vector<PhotoMonth> months;
    for (qsizetype row = 0; row < photos.size();) {
        const QDate month = monthAt(photos, row);
        const qsizetype end = endOfMonth(photos, row, month);
        months.push_back({month, int(end - row)});
        row = end;
    }
    return months;
}

QDate monthOf(qint64 takenMs) {
    // Wall-clock time: no zone moves a picture into another month.
    const QDate day = QDateTime::fromMSecsSinceEpoch(takenMs, Qt::UTC).date();
    return {day.year(), day.month(), 1};
}

QString monthText(QDate month) {
    //: A month and its year, as QLocale::toString() takes it.
    return QLocale().toString(month, Text::tr("MMMM yyyy"));
}

}  // namespace semblance
