#pragma once

#include <QList>
#include <QObject>
#include <optional>

#include "core/library/services/libraryservice.h"

namespace semblance {

class PhotoGrid;
class QueryBar;
class QueryModel;
class UndoOrder;

/// What of the query's editing lies outside its bar: undo in the menu, the buttons on the grid's
/// tiles, letters typed in the grid, and what of the library helps to ask.
class QueryFlow final : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    QueryFlow(UndoOrder& undo, QueryModel& query, QueryBar& bar, PhotoGrid& grid, QObject* parent);

    /// Pasted pictures are kept there from now on.
    void setLibraryDir(const QString& dir);
    /// Those that neither the query nor one of `referred` refers to go in time.
    void cleanKept(const QStringList& referred);
    void setRoots(const QList<RootInfo>& roots);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void keepCurrent();
    void restoreCurrent();

    QueryBar& m_bar;
    PhotoGrid& m_grid;
    QString m_libraryDir;
    /// The current picture when one was marked: the answer to that is another list.
    std::optional<PhotoItem> m_current;
    int m_currentRow = 0;
};

}  // namespace semblance
