#pragma once

#include <QMainWindow>
#include <QTimer>

#include "core/catalogue/photolist.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/searchservice.h"
#include "ui/query/examples.h"
#include "ui/window/emptystate.h"
#include "ui/window/services.h"

class QSplitter;
class QStackedWidget;

namespace semblance {

class Actions;
class BrowsePage;
class ClosingFlow;
class CompareFlow;
class DeskFlow;
class Dialogs;
class FilterFlow;
class FolderPanel;
class GroupFlow;
class IndexingBar;
class MarkFlow;
class MessageStrip;
class ModelsPage;
class PhotoGrid;
class PhotoCommands;
class PhotoListModel;
class QueryBar;
class QueryFlow;
class QueryModel;
class SearchFlow;
class SidePanel;
class UndoOrder;
class Settings;
class StatusLine;
class TaskBar;
class TextBar;
class TextFlow;
class Theme;
class ViewerPage;

/// The window: puts the parts together and connects them with the services. Decides nothing but
/// which part is shown.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const Services& services, Settings& settings, Theme& theme);
    ~MainWindow() override;

    /// Opens the library behind the services; until it is there the window can already be used.
    void openLibrary(const QString& libraryDir, const QString& model);
    /// Adds a folder now, or as soon as the library is open.
    void addFolder(const QString& path);
    /// A folder is added, a picture becomes the reference.
    void openPlace(const QString& path);
    /// Example queries for the first steps; `demoDir` is the folder whose presence offers them.
    void setExamples(const QList<Example>& examples, const QString& demoDir);
    /// Offers to show the crash notes in this folder that nobody was told of yet.
    void offerCrashNotes(const QString& dir);
    /// Brings the window to the front.
    void present();

    QSize sizeHint() const override { return {1200, 800}; }

Q_SIGNALS:
    /// The window has been painted for the first time.
    void shown();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void connectLibrary();
    void connectIndexing();
    void connectSearch();
    void connectGrid();
    void connectViewer();
    void connectPanel();
    void connectModels();
    void connectActions();
    void connectDesk();
    void connectCompare();

    void beginOpening();
    void libraryOpened();
    void libraryClosing();
    void rescanAll();
    void takePhotos(const PhotoListPtr& photos, const RowChanges& changes);
    void showAnswer(const SearchAnswer& answer, bool sameQuery);
    void showAll();
    void showState();
    void updateWelcome();
    void runStateAction(EmptyState::Action action);
    void useExample(const Example& example);
    void useAsReference(const QString& path);
    void openViewer(int row);
    void openModels();
    /// The large view, or the models: what stands beside the grid goes.
    void showPage(QWidget* page);
    void showBrowsing();
    /// Nothing else takes the room that it would need.
    bool hasRoomForFolders() const;
    void backToGrid();
    /// Of the page that is shown.
    MessageStrip& messages() const;
    void showError(const Error& error);

    using Library = EmptySituation::Library;
    static constexpr int openingNoticeMs = 500;

    Services m_services;
    Settings& m_settings;
    Theme& m_theme;
    PhotoListModel* m_model;
    QueryModel* m_query;
    Actions* m_actions = nullptr;
    UndoOrder* m_undo = nullptr;
    SearchFlow* m_flow = nullptr;
    ClosingFlow* m_closing = nullptr;
    DeskFlow* m_desk = nullptr;
    CompareFlow* m_compare = nullptr;
    GroupFlow* m_groups = nullptr;
    FilterFlow* m_filters = nullptr;
    MarkFlow* m_marks = nullptr;
    TextFlow* m_texts = nullptr;
    Dialogs* m_dialogs = nullptr;
    PhotoCommands* m_commands = nullptr;
    QueryFlow* m_queryFlow = nullptr;

    QSplitter* m_splitter = nullptr;
    FolderPanel* m_folders = nullptr;
    SidePanel* m_panel = nullptr;
    QStackedWidget* m_outer = nullptr;  ///< browse page, large view or models
    BrowsePage* m_browse = nullptr;
    QueryBar* m_queryBar = nullptr;  ///< of m_browse
    PhotoGrid* m_grid = nullptr;     ///< of m_browse
    ViewerPage* m_viewer = nullptr;
    ModelsPage* m_models = nullptr;
    IndexingBar* m_indexingBar = nullptr;
    TextBar* m_textBar = nullptr;
    TaskBar* m_tasks = nullptr;
    StatusLine* m_status = nullptr;

    QString m_libraryDir;
    QString m_modelName;
    Library m_opening = Library::Opening;
    Error m_openError;
    QStringList m_waitingFolders;
    PhotoListPtr m_all;
    QList<RootInfo> m_roots;
    QString m_demoDir;
    bool m_hasExamples = false;
    QTimer m_openingNotice;
    bool m_painted = false;
    bool m_indexingAsked = false;  ///< the user waits for a word when indexing is done
};

}  // namespace semblance
