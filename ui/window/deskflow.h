#pragma once

#include <QObject>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"
#include "core/query/query.h"
#include "ui/window/services.h"

class QSplitter;

namespace semblance {

class Actions;
class BrowsePage;
class CollectionsFlow;
class Dialogs;
class FileTasks;
class FolderPanel;
class HistoryFlow;
class HistoryPanel;
class Library;
class PhotoGrid;
class PhotoListModel;
class QueryModel;
class SearchFlow;
class SearchShelf;
class Settings;
class TaskBar;
class UndoOrder;
class ViewerPage;

/// What the user keeps: the way they came with its buttons and panel, saved searches and
/// collections in the side bar, and what is made of many pictures.
class DeskFlow final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Actions& actions;
        BrowsePage& browse;
        ViewerPage& viewer;
        FolderPanel& folders;
        TaskBar& tasks;
        const PhotoListModel& model;
        QueryModel& query;
        Settings& settings;
        QSplitter& splitter;
        UndoOrder& undo;
    };

    /// Make it before the SearchFlow of the same query.
    DeskFlow(const Services& services, const Parts& parts, QWidget* window);

    /// When the parts that show answers are connected with it.
    void follow(SearchFlow& search);
    void follow(Dialogs& dialogs);
    /// The library is open.
    void setLibrary(const std::shared_ptr<Library>& library);
    /// The page of the query and its pictures is shown, or another one.
    void setBrowsing(bool isBrowsing);
    /// The history takes the room that the side bar would need in a narrow window.
    bool needsRoom() const;
    /// The grid shows something else than what is asked for.
    bool isAside() const;
    /// Where pictures are chosen from now on.
    void setGrid(PhotoGrid& grid) { m_grid = &grid; }
    /// The window closes.
    void finish();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// The query and its pictures are to be seen.
    void browsingWanted();
    /// What is asked for is to be shown again.
    void answerWanted();
    /// A former query is to be asked beside the one that is asked.
    void besideWanted(const semblance::Query& query);
    /// The grid shows something else, or no longer.
    void stateChanged();
    void said(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    void connectHistory();
    void connectShelves();
    void connectCollectionActions();
    void connectFileActions();
    void updateCollectionActions();
    void showHistory(bool isShown);
    void goBack();
    void goForward();
    QList<PhotoItem> chosen() const;

    Services m_services;
    Parts m_parts;
    QWidget* m_window;
    HistoryFlow* m_history;
    HistoryPanel* m_panel;
    SearchShelf* m_searches;
    CollectionsFlow* m_collections;
    FileTasks* m_tasks;
    PhotoGrid* m_grid;
    bool m_isBrowsing = true;
};

}  // namespace semblance
