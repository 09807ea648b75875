#pragma once

#include <QHash>
#include <QList>
#include <QWidget>
#include <functional>

#include "ui/collections/shelfrow.h"

class QVBoxLayout;

namespace semblance {

/// A titled list of saved searches or collections in the side bar, there from the first one on.
class ShelfSection final : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        qint64 id = 0;
        QString name;
        QString count;  ///< empty: none is known
        QString toolTip;
    };

    ShelfSection(const QString& objectName, const QString& title, const ShelfRow::Words& words,
                 QWidget* parent = nullptr);

    /// Rows are kept, and with them the focus and a question being asked.
    void setEntries(const QList<Entry>& entries);
    /// The one that the grid shows; 0 none.
    void setCurrent(qint64 id);
    /// Asks for the name of a new one in a row of its own; `named` is called unless that is left.
    void begin(const QString& suggestedName, std::function<void(const QString& name)> named);

Q_SIGNALS:
    void openWanted(qint64 id);
    void renamed(qint64 id, const QString& name);
    void removeWanted(qint64 id);
    void dropped(qint64 id);
    void menuShown(qint64 id, QMenu* menu);

private:
    ShelfRow* makeRow(qint64 id);
    void updateVisible();

    const ShelfRow::Words m_words;
    QVBoxLayout* m_rows;
    QHash<qint64, ShelfRow*> m_byId;
    ShelfRow* m_begun = nullptr;  ///< a row for one that has no name yet
    qint64 m_current = 0;
};

}  // namespace semblance
