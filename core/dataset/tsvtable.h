#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace semblance {

/// A tab-separated file with a line of column names, all fields as text (no quoting).
class TsvTable {
public:
    /// BadInput names file and line of a row with too few or too many fields, of bytes that are
    /// not UTF-8, and of a column in `columns` that is missing.
    static Result<TsvTable> read(const QString& path, const QStringList& columns);

    qsizetype size() const { return m_rows.size(); }
    bool has(const QString& column) const { return m_columns.contains(column); }
    /// `column` is one the table has.
    QString field(qsizetype row, const QString& column) const {
        return m_rows[row][m_columns.value(column)];
    }

private:
    QHash<QString, qsizetype> m_columns;
    QList<QStringList> m_rows;
};

}  // namespace semblance
