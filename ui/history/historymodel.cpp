#include "ui/history/historymodel.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "core/library/services/historyservice.h"
#include "ui/history/querytext.h"
#include "ui/style/dates.h"

namespace semblance {
namespace {

QString timeText(StepId step) {
    const QDateTime asked = QDateTime::fromMSecsSinceEpoch(step.value / 1000);
    const QLocale locale;
    const QString time = locale.toString(asked.time(), QLocale::ShortFormat);
    if (asked.date() == QDate::currentDate())
        return time;
    return shortDate(asked.date()) + u' ' + time;
}

}  // namespace

HistoryModel::HistoryModel(HistoryService& history, QObject* parent)
    : QAbstractListModel(parent), m_history(history) {
    connect(&history, &HistoryService::changed, this, &HistoryModel::reload);
    connect(&history, &HistoryService::moved, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    reload();
}

// Names and pictures change more often than rows come or go.
void HistoryModel::reload() {
    std::vector<QueryTrail::Row> rows = m_history.trail().rows();
    const bool isSame = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                   [](const QueryTrail::Row& one, const QueryTrail::Row& other) {
                                       return one.step == other.step && one.level == other.level;
                                   });
    if (isSame) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int HistoryModel::rowOf(StepId step) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(),
                     [step](const QueryTrail::Row& row) { return row.step == step; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const QueryTrail::Row& row = m_rows[std::size_t(index.row())];
    const TrailStep* step = m_history.trail().find(row.step);
    if (!step)
        return {};
    const QString text = step->name.isEmpty() ? queryText(step->query) : step->name;
    switch (role) {
        case Qt::DisplayRole:
            return text;
        case Qt::EditRole:
            return step->name.isEmpty() ? suggestedName(step->query) : step->name;
        case Qt::ToolTipRole:
            return QStringLiteral("<p>%1</p>").arg(queryText(step->query).toHtmlEscaped());
        case Qt::AccessibleTextRole:
            return tr("%1, asked %2").arg(text, timeText(row.step)) +
                   (index.data(CurrentRole).toBool() ? tr(", shown now") : QString());
        case LevelRole:
            return row.level;
        case TimeRole:
            return timeText(row.step);
        case PicturesRole:
            return QVariant::fromValue(
                QList<QByteArray>(step->pictures.begin(), step->pictures.end()));
        case CurrentRole:
            return row.step == m_history.trail().current();
        default:
            return {};
    }
}

bool HistoryModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty())
        return false;
    const StepId step = m_rows[std::size_t(index.row())].step;
    m_history.setName(step, name);
    Q_EMIT named(step, name);
    return true;
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable |
                                 Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

}  // namespace semblance
