#pragma once

#include <QAbstractListModel>
#include <vector>

#include "core/query/querytrail.h"

namespace semblance {

class HistoryService;

/// The trail of queries as a list with levels. A row's text can be edited: that is its name.
class HistoryModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        LevelRole = Qt::UserRole,  ///< int, 0: a line that branches off from nothing
        TimeRole,                  ///< QString: when it was asked
        PicturesRole,              ///< QList<QByteArray>: content keys of the first of its answer
        CurrentRole,               ///< bool: it is what is asked for
    };

    explicit HistoryModel(HistoryService& history, QObject* parent = nullptr);

    StepId step(int row) const { return m_rows[std::size_t(row)].step; }
    /// -1 when there is none.
    int rowOf(StepId step) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void named(semblance::StepId step, const QString& name);

private:
    void reload();

    HistoryService& m_history;
    std::vector<QueryTrail::Row> m_rows;
};

}  // namespace semblance
