#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/library/services/deskservice.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/pictureservice.h"
#include "ui/compare/compareflow.h"
#include "ui/files/taskbar.h"
#include "ui/filters/filterflow.h"
#include "ui/library/folderpanel.h"
#include "ui/library/indexingbar.h"
#include "ui/library/wording.h"
#include "ui/marks/markflow.h"
#include "ui/models/modelsflow.h"
#include "ui/models/modelspage.h"
#include "ui/panel/sidepanel.h"
#include "ui/query/mixslider.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/settings/settings.h"
#include "ui/style/dates.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/lettersize.h"
#include "ui/style/theme.h"
#include "ui/style/tokens.h"
#include "ui/texts/textbar.h"
#include "ui/texts/textflow.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/actions.h"
#include "ui/window/arrangementflow.h"
#include "ui/window/backgroundflow.h"
#include "ui/window/browsepage.h"
#include "ui/window/closingflow.h"
#include "ui/window/crashnotesflow.h"
#include "ui/window/deskflow.h"
#include "ui/window/dialogs.h"
#include "ui/window/groupflow.h"
#include "ui/window/keepingflow.h"
#include "ui/window/messagestrip.h"
#include "ui/window/pagestack.h"
#include "ui/window/panelflow.h"
#include "ui/window/photocommands.h"
#include "ui/window/picturesoffer.h"
#include "ui/window/placement.h"
#include "ui/window/placesflow.h"
#include "ui/window/queryflow.h"
#include "ui/window/searchflow.h"
#include "ui/window/statepage.h"
#include "ui/window/statusline.h"
#include "ui/window/suggestionflow.h"
#include "ui/window/thumbnailsize.h"
#include "ui/window/undoorder.h"
#include "ui/window/welcomestrip.h"

// Size: what connects the window's parts with the services stands in one place.
namespace semblance {

namespace {
constexpr int usualPanelWidth = 300;
}  // namespace

MainWindow::MainWindow(const Services& services, Settings& settings, Theme& theme)
    : m_services(services),
      m_settings(settings),
      m_theme(theme),
      m_model(new PhotoListModel(this)),
      m_query(new QueryModel(this)) {
    describeArea(this, QStringLiteral("mainWindow"), tr("Semblance"));
    setWindowTitle(tr("Semblance"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/semblance.svg")));
    build();
    m_undo = new UndoOrder(*m_actions->undo, *m_actions->redo, this);
    m_desk = new DeskFlow(m_services,
                          {*m_actions, *m_browse, *m_viewer, *m_folders, *m_tasks, *m_model,
                           *m_query, settings, *m_splitter, *m_undo},
                          this);
    m_flow = new SearchFlow(services.search, *m_query, this);
    m_dialogs = new Dialogs(services, settings, theme, this);
    m_compare = new CompareFlow(
        m_services,
        {*m_actions, *m_browse, *m_model, *m_query, *m_splitter, *m_outer, *m_undo, settings},
        this);
    connectLibrary();
    connectIndexing();
    connectSearch();
    connectGrid();
    connectViewer();
    connectPanel();
    connectModels();
    connectActions();
    connectDesk();
    connectCompare();
    m_openingNotice.setSingleShot(true);
    connect(&m_openingNotice, &QTimer::timeout, this, &MainWindow::showState);
    placeWindow(*this, m_settings.windowGeometry());
    showAll();
    m_queryBar->focusSentence();
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
    m_splitter = new QSplitter(this);
    describeArea(m_splitter, QStringLiteral("splitter"), tr("Folders and pictures"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_folders = new FolderPanel(m_splitter);
    m_outer = new PageStack(m_splitter);
    describeArea(m_outer, QStringLiteral("pages"), tr("Pictures"));
    m_browse = new BrowsePage(*m_model, *m_query, m_services.pictures, m_outer);
    m_queryBar = m_browse->queryBar();
    m_grid = m_browse->grid();
    m_outer->addWidget(m_browse);
    m_viewer = new ViewerPage(*m_model, m_services.pictures, m_outer);
    m_outer->addWidget(m_viewer);
    m_models = new ModelsPage(m_outer);
    m_outer->addWidget(m_models);
    m_panel = new SidePanel(m_splitter);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes(
        {m_settings.foldersWidth(), 10000, int(usualPanelWidth * letterScale(*this))});
    m_folders->setVisible(m_settings.foldersVisible());
    m_panel->setVisible(m_settings.panelVisible());

    auto* line = new QFrame(this);
    describeArea(line, QStringLiteral("bottomLine"), tr("Separator"));
    line->setProperty("look", QStringLiteral("line"));
    line->setFixedHeight(1);
    m_indexingBar = new IndexingBar(this);
    m_textBar = new TextBar(this);
    m_tasks = new TaskBar(this);
    m_status = new StatusLine(this);
    auto* centre = new QWidget(this);
    describeArea(centre, QStringLiteral("centre"), tr("Semblance"));
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_splitter, 1);
    column->addWidget(line);
    column->addWidget(m_indexingBar);
    column->addWidget(m_textBar);
    column->addWidget(m_tasks);
    column->addWidget(m_status);
    setCentralWidget(centre);

    m_actions = new Actions(this, m_grid, m_viewer);
    describeArea(menuBar(), QStringLiteral("menuBar"), tr("Menu bar"));
    m_actions->fillMenuBar(menuBar());
    m_actions->folders->setChecked(m_settings.foldersVisible());
    m_actions->panel->setChecked(m_settings.panelVisible());
    m_actions->firstSteps->setChecked(m_settings.welcomeVisible());
}

void MainWindow::connectLibrary() {
    LibraryService& library = m_services.library;
    connect(&library, &LibraryService::opened, this, &MainWindow::libraryOpened);
    connect(&library, &LibraryService::closing, this, &MainWindow::libraryClosing);
    connect(&library, &LibraryService::openFailed, this, [this](const Error& error) {
        m_opening = Library::Failed;
        m_openError = error;
        showState();
    });
    connect(&library, &LibraryService::repaired, this,
            [this](const LibraryHealth& done) { messages().showNotice(repairedText(done)); });
    connect(&library, &LibraryService::rootsChanged, this, [this](const QList<RootInfo>& roots) {
        m_roots = roots;
        m_folders->setRoots(roots);
        m_model->setRoots(roots);
        m_queryFlow->setRoots(roots);
        QStringList paths;
        for (const RootInfo& root : roots)
            paths.append(root.path);
        m_browse->welcome()->pictures().setFolders(paths);
        updateWelcome();
        showState();
    });
    connect(&library, &LibraryService::photosChanged, this, &MainWindow::takePhotos);
    connect(&library, &LibraryService::searchableChanged, m_flow, &SearchFlow::repeat);
    connect(&library, &LibraryService::countsChanged, this, [this](const LibraryCounts& counts) {
        m_status->setCounts(counts);
        m_folders->setCounts(counts);
        m_actions->failedFiles->setEnabled(counts.failed > 0);
        if (asksForFailed(m_query->filter()))
            m_flow->repeat();
    });
    connect(&library, &LibraryService::problem, this, &MainWindow::showError);
    connect(&library, &LibraryService::writableChanged, this, [this](bool isWritable) {
        if (!isWritable)
            return;
        for (MessageStrip* strip :
             {m_browse->messages(), m_viewer->messages(), m_models->messages()})
            strip->withdraw(ErrorKind::Busy);
    });
}

void MainWindow::connectIndexing() {
    IndexingService& indexing = m_services.indexing;
    connect(&indexing, &IndexingService::progressChanged, this,
            [this](const IndexingProgress& progress) {
                m_indexingBar->setProgress(progress);
                if (m_browse->isStateShown())
                    showState();
            });
    connect(&indexing, &IndexingService::finished, this, [this](const IndexingSummary& summary) {
        m_dialogs->refreshFailedFiles();
        // The look for changes at the start is not spoken of when there are none.
        if (!summary.isUnasked &&
            (std::exchange(m_indexingAsked, false) || summary.indexed > 0 || summary.left > 0))
            messages().showNotice(summaryText(summary));
        showState();
    });
    connect(&indexing, &IndexingService::problem, this, &MainWindow::showError);
    connect(m_indexingBar, &IndexingBar::pauseWanted, &indexing, &IndexingService::pause);
    connect(m_indexingBar, &IndexingBar::resumeWanted, &indexing, &IndexingService::resume);
    connect(m_indexingBar, &IndexingBar::cancelWanted, &indexing, &IndexingService::cancel);
    connect(m_indexingBar, &IndexingBar::failedWanted, m_dialogs, &Dialogs::showFailedFiles);
    connect(m_folders, &FolderPanel::addWanted, this, &MainWindow::addFolder);
    connect(m_folders, &FolderPanel::rescanAllWanted, this, &MainWindow::rescanAll);
    connect(m_folders, &FolderPanel::rescanWanted, this, [this](RootId root) {
        m_indexingAsked = true;
        m_services.indexing.rescan(root);
    });
    connect(m_folders, &FolderPanel::problem, this, &MainWindow::showError);
    auto* background = new BackgroundFlow(m_services, m_settings, this);
    background->connectTo(*m_folders, *m_indexingBar, *m_dialogs);
    m_closing = new ClosingFlow(indexing, m_settings, *this);
    connect(m_closing, &ClosingFlow::windowWanted, this, &MainWindow::present);
    connect(m_closing, &ClosingFlow::ended, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    auto* places = new PlacesFlow(m_services, *m_folders, *m_dialogs, this);
    connect(places, &PlacesFlow::said, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
}

void MainWindow::connectSearch() {
    connect(m_flow, &SearchFlow::answered, this, &MainWindow::showAnswer);
    connect(m_flow, &SearchFlow::failed, this, &MainWindow::showError);
    connect(m_flow, &SearchFlow::cleared, this, &MainWindow::showAll);
    connect(m_grid, &PhotoGrid::endNeared, m_flow, &SearchFlow::more);
    new SuggestionFlow(m_services.library, *m_query, *m_flow, *m_browse->suggestions(), this);
    connect(m_flow, &SearchFlow::busyChanged, m_status, &StatusLine::setBusy);
    connect(m_flow, &SearchFlow::defaultMixChanged, &m_queryBar->mixSlider(),
            &MixSlider::setDefaultMix);
    connect(m_flow, &SearchFlow::sentenceUnknown, m_queryBar, &QueryBar::setSentenceUnknown);
    connect(&m_services.search, &SearchService::engineFailed, this, [this](const Error& error) {
        m_browse->messages()->showError(error, tr("Try again"),
                                        [this] { m_services.search.warmUp(); });
    });
    m_filters =
        new FilterFlow(*m_query, *m_browse->filters(), *m_folders, *m_actions->filters, this);
    m_filters->serve(*m_queryBar);
    m_browse->filterButton()->setDefaultAction(m_actions->filters);
    connect(m_queryBar, &QueryBar::problem, this, &MainWindow::showError);
    connect(m_queryBar, &QueryBar::resultsWanted, this, [this] {
        m_grid->setFocus(Qt::OtherFocusReason);
        if (!m_grid->currentIndex().isValid() && m_model->rowCount() > 0)
            m_grid->setCurrentIndex(m_model->index(0));
    });
    connect(m_queryBar, &QueryBar::viewWanted, this, [this](const QString& path) {
        m_viewer->showFile(path);
        openViewer(-1);
    });
    const WelcomeStrip* welcome = m_browse->welcome();
    connect(welcome, &WelcomeStrip::exampleChosen, this, &MainWindow::useExample);
    connect(welcome, &WelcomeStrip::picturesWanted, this, &MainWindow::addFolder);
    connect(welcome, &WelcomeStrip::addFolderWanted, m_folders, &FolderPanel::chooseFolder);
    connect(welcome, &WelcomeStrip::closed, this,
            [this] { m_actions->firstSteps->setChecked(false); });
    connect(&welcome->pictures(), &PicturesOffer::changed, this, &MainWindow::showState);
}

void MainWindow::connectGrid() {
    connectThumbnailSize(*m_grid, *m_status, *m_actions, m_settings);
    auto* arrangement = new ArrangementFlow(m_services.library, m_settings, *m_browse, *m_actions,
                                            *menuBar(), this);
    arrangement->setAside(
        [this] { return m_desk->isAside() || (m_groups && m_groups->isShown()); });
    connect(m_grid, &PhotoGrid::shown, this, &MainWindow::showState);
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_status->setSelected(m_grid->selectedCount(), m_grid->selectedFolded()); });
    connect(m_model, &PhotoListModel::modelReset, this, [this] { m_status->setSelected(0); });
    connect(m_browse->state(), &StatePage::chosen, this, &MainWindow::runStateAction);
    m_queryFlow = new QueryFlow(*m_undo, *m_query, *m_queryBar, *m_grid, this);
    connect(m_queryBar, &QueryBar::said, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
    m_commands =
        new PhotoCommands(*m_actions, *m_grid, *m_viewer, *m_queryBar, m_services.pictures, this);
    connect(m_commands, &PhotoCommands::referenceWanted, this, &MainWindow::useAsReference);
    connect(m_commands, &PhotoCommands::queryWanted, this, &MainWindow::showBrowsing);
    connect(m_commands, &PhotoCommands::viewWanted, this, &MainWindow::openViewer);
    connect(m_commands, &PhotoCommands::done, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
    connect(m_commands, &PhotoCommands::problem, this, &MainWindow::showError);
    m_marks = new MarkFlow(*m_commands, *m_grid, *m_viewer, *menuBar(), this);
    m_undo->add(m_marks->stack());
    connect(m_marks, &MarkFlow::done, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
    connect(m_marks, &MarkFlow::problem, this, &MainWindow::showError);
}

void MainWindow::connectViewer() {
    connect(m_viewer, &ViewerPage::closed, this, &MainWindow::backToGrid);
    m_groups = new GroupFlow(m_services.library, *m_viewer, *m_browse, *m_model, this);
    connect(m_groups, &GroupFlow::shown, this, &MainWindow::backToGrid);
    connect(m_groups, &GroupFlow::left, this, &MainWindow::showAll);
    connect(m_groups, &GroupFlow::left, m_flow, &SearchFlow::repeat);
    connect(m_actions->clearQuery, &QAction::triggered, m_groups, &GroupFlow::leave);
    connect(m_outer, &QStackedWidget::currentChanged, this, [this] {
        using Where = PhotoCommands::Where;
        const QWidget* page = m_outer->currentWidget();
        m_status->setThumbnailsShown(page == m_browse);
        m_desk->setBrowsing(page == m_browse);
        m_compare->setBrowsing(page == m_browse);
        m_commands->setWhere(page == m_browse   ? Where::Grid
                             : page == m_viewer ? Where::Viewer
                                                : Where::Nowhere);
    });
}

void MainWindow::connectPanel() {
    m_texts = new TextFlow(m_settings, *m_textBar, *m_panel, *m_dialogs, this);
    auto* flow = new PanelFlow(m_services, *m_panel, *m_grid, *m_flow, *m_query, this);
    connect(m_actions->panel, &QAction::toggled, this, [this, flow](bool on) {
        m_settings.setPanelVisible(on);
        m_panel->setVisible(on && m_outer->currentWidget() == m_browse);
        flow->lookSoon();
    });
    connect(m_panel, &SidePanel::closeWanted, m_actions->panel,
            [this] { m_actions->panel->setChecked(false); });
    connect(m_panel, &SidePanel::groupWanted, m_groups, &GroupFlow::show);
    connect(m_panel, &SidePanel::similarWanted, this,
            [this](const PhotoItem& photo) { useAsReference(photo.path); });
    connect(m_panel, &SidePanel::filterWanted, m_filters, &FilterFlow::add);
    connect(m_panel, &SidePanel::said, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
}

void MainWindow::connectModels() {
    auto* flow = new ModelsFlow(m_services.models, m_services.indexing, *m_models, this);
    connect(m_models, &ModelsPage::closed, this, &MainWindow::backToGrid);
    connect(m_dialogs, &Dialogs::modelsWanted, this, &MainWindow::openModels);
    connect(m_queryBar, &QueryBar::modelsWanted, this, &MainWindow::openModels);
    connect(flow, &ModelsFlow::said, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
    connect(flow, &ModelsFlow::problem, this, &MainWindow::showError);
    connect(flow, &ModelsFlow::answeringChanged, this, [this] {
        m_services.search.warmUp();
        if (m_flow->isSearching())
            m_flow->repeat();
    });
}

void MainWindow::connectActions() {
    const Actions& a = *m_actions;
    connect(a.addFolder, &QAction::triggered, m_folders, &FolderPanel::chooseFolder);
    connect(a.rescanAll, &QAction::triggered, this, &MainWindow::rescanAll);
    connect(m_dialogs, &Dialogs::videosChanged, this, &MainWindow::rescanAll);
    new KeepingFlow(m_services.library, a, this);
    connect(a.failedFiles, &QAction::triggered, m_dialogs, &Dialogs::showFailedFiles);
    connect(a.models, &QAction::triggered, this, &MainWindow::openModels);
    connect(a.settings, &QAction::triggered, this,
            [this] { m_dialogs->showSettings(m_libraryDir); });
    connect(a.about, &QAction::triggered, m_dialogs, &Dialogs::showAbout);
    connect(a.keyHelp, &QAction::triggered, this, [this] { m_dialogs->showKeys(*menuBar()); });
    // A sentence may hold one.
    auto* question = new QShortcut(QKeySequence(Qt::Key_Question), m_grid);
    question->setContext(Qt::WidgetShortcut);
    connect(question, &QShortcut::activated, a.keyHelp, &QAction::trigger);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    // What changes the query shows it.
    for (const QAction* action :
         {a.focusSentence, a.addReferenceFile, a.pasteReference, a.clearQuery})
        connect(action, &QAction::triggered, this, &MainWindow::showBrowsing);
    connect(a.addReferenceFile, &QAction::triggered, m_queryBar, &QueryBar::chooseReference);
    connect(a.pasteReference, &QAction::triggered, m_queryBar, &QueryBar::pasteReference);
    connect(a.clearQuery, &QAction::triggered, m_queryBar, &QueryBar::clear);
    for (const QAction* action : {a.focusSentence, a.clearQuery})
        connect(action, &QAction::triggered, m_queryBar, &QueryBar::focusSentence);
    connect(a.folders, &QAction::toggled, this, [this](bool on) {
        m_settings.setFoldersVisible(on);
        m_folders->setVisible(on && m_outer->currentWidget() == m_browse && hasRoomForFolders());
    });
    connect(a.firstSteps, &QAction::toggled, this, [this](bool on) {
        m_settings.setWelcomeVisible(on);
        updateWelcome();
    });
    connect(a.fullScreen, &QAction::triggered, this, [this](bool on) {
        setWindowState(on ? windowState() | Qt::WindowFullScreen
                          : windowState() & ~Qt::WindowFullScreen);
    });
}

void MainWindow::connectDesk() {
    m_desk->follow(*m_flow);
    connect(m_undo, &UndoOrder::undone, this,
            [this](const QString& text) { messages().showNotice(tr("Undone: %1").arg(text)); });
    connect(m_undo, &UndoOrder::redone, this,
            [this](const QString& text) { messages().showNotice(tr("Done again: %1").arg(text)); });
    m_desk->follow(*m_dialogs);
    connect(&m_services.desk, &DeskService::opened, this, [this] {
        if (const auto referred = m_services.desk.references())
            m_queryFlow->cleanKept(*referred);
    });
    connect(m_desk, &DeskFlow::browsingWanted, this, &MainWindow::showBrowsing);
    connect(m_desk, &DeskFlow::answerWanted, this, &MainWindow::showAll);
    connect(m_desk, &DeskFlow::answerWanted, m_flow, &SearchFlow::repeat);
    connect(m_desk, &DeskFlow::stateChanged, this, [this] {
        updateWelcome();
        showState();
    });
    connect(m_desk, &DeskFlow::said, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
    connect(m_desk, &DeskFlow::problem, this, &MainWindow::showError);
}

void MainWindow::connectCompare() {
    connect(m_desk, &DeskFlow::besideWanted, m_compare, &CompareFlow::open);
    connect(m_compare, &CompareFlow::browsingWanted, this, &MainWindow::showBrowsing);
    connect(m_compare, &CompareFlow::activeChanged, this, [this](PhotoGrid& grid, QueryBar& bar) {
        m_commands->setSide(grid, bar);
        m_desk->setGrid(grid);
    });
    connect(m_compare, &CompareFlow::viewWanted, this, [this](const PhotoItem& photo) {
        openViewer(-1);
        m_viewer->showPhoto(photo);
    });
    connect(m_compare, &CompareFlow::problem, this, &MainWindow::showError);
    connect(m_compare, &CompareFlow::said, this,
            [this](const QString& sentence) { messages().showNotice(sentence); });
}

void MainWindow::openLibrary(const QString& libraryDir, const QString& model) {
    m_libraryDir = libraryDir;
    m_modelName = model;
    beginOpening();
    m_services.library.open(libraryDir, model);
}

void MainWindow::beginOpening() {
    m_opening = Library::Opening;
    m_openingNotice.start(openingNoticeMs);
    showState();
}

void MainWindow::libraryOpened() {
    m_opening = Library::Open;
    m_openingNotice.stop();
    const auto library = m_services.library.library();
    m_services.indexing.setLibrary(library);
    m_services.search.setLibrary(library);
    m_services.pictures.setLibrary(library);
    m_services.models.setLibrary(library);
    m_queryFlow->setLibraryDir(m_services.library.libraryDir());
    m_desk->setLibrary(library);
    m_compare->setLibrary(library);
    m_filters->setLibrary(library);
    m_marks->setLibrary(library);
    m_texts->setLibrary(library);
    m_settings.setLastLibrary(m_services.library.libraryDir());
    m_folders->setLibraryOpen(true);
    m_services.search.warmUp();
    m_flow->setReady();
    for (const QString& folder : std::exchange(m_waitingFolders, {}))
        m_services.indexing.addFolder(folder);
}

void MainWindow::libraryClosing() {
    m_opening = Library::Opening;
    m_services.indexing.cancel();
    m_services.indexing.setLibrary(nullptr);
    m_services.search.setLibrary(nullptr);
    m_services.pictures.setLibrary(nullptr);
    m_services.models.setLibrary(nullptr);
    m_desk->setLibrary(nullptr);
    m_compare->setLibrary(nullptr);
    m_filters->setLibrary(nullptr);
    m_marks->setLibrary(nullptr);
    m_texts->setLibrary(nullptr);
    m_folders->setLibraryOpen(false);
    m_flow->setReady(false);
}

void MainWindow::rescanAll() {
    m_indexingAsked = true;
    m_services.indexing.rescanAll();
}

void MainWindow::addFolder(const QString& path) {
    m_indexingAsked = true;
    if (m_opening == Library::Open)
        m_services.indexing.addFolder(path);
    else
        m_waitingFolders.append(path);
}

void MainWindow::openPlace(const QString& path) {
    if (QFileInfo(path).isFile())
        useAsReference(path);
    else
        addFolder(path);
}

void MainWindow::setExamples(const QList<Example>& examples, const QString& demoDir) {
    m_demoDir = demoDir;
    m_hasExamples = !examples.isEmpty();
    m_browse->welcome()->setExamples(examples);
    Actions::addExamples(menuBar(), examples,
                         [this](const Example& example) { useExample(example); });
    updateWelcome();
}

void MainWindow::offerCrashNotes(const QString& dir) {
    new CrashNotesFlow(dir, *m_browse->messages(), this);
}

void MainWindow::present() {
    m_closing->comeBack();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::takePhotos(const PhotoListPtr& photos, const RowChanges& changes) {
    // Until the first answer to a query is there, the library is still shown.
    const bool isShown = m_all && m_model->photos() == m_all;
    m_all = photos;
    m_filters->countLater();
    if (isShown) {
        m_grid->changePhotos(photos, changes);
        updateWelcome();
        showState();
    } else if (!m_flow->isSearching() && !m_groups->isShown() && !m_desk->isAside()) {
        showAll();
    }
    // A search goes on over what has become searchable meanwhile.
    m_flow->repeat();
}

void MainWindow::showAnswer(const SearchAnswer& answer, bool sameQuery) {
    if (sameQuery && (m_groups->isShown() || m_desk->isAside()))
        return;
    m_status->setAnswer(answer, m_query->query());
    if (sameQuery)
        m_grid->changePhotos(answer.photos,
                             rowChanges(m_model->photos().get(), answer.photos.get()), answer.good);
    else
        m_grid->setPhotos(answer.photos, answer.good);
    updateWelcome();
    showState();
}

void MainWindow::showAll() {
    m_grid->setPhotos(m_all);
    m_status->setBrowsing();
    updateWelcome();
    showState();
}

void MainWindow::showState() {
    if (m_model->rowCount() > 0 || m_desk->isAside()) {
        m_browse->showGrid();
        return;
    }
    EmptySituation situation;
    // Between opened() and the first list the library is as good as opening.
    situation.library = m_opening == Library::Open && !m_all ? Library::Opening : m_opening;
    situation.slow = m_opening == Library::Opening && !m_openingNotice.isActive();
    situation.openError = m_openError.sentence;
    situation.isDamaged = m_openError.kind == ErrorKind::Corrupt;
    const QDateTime backup = m_services.library.lastGoodBackup();
    situation.backup = backup.isValid() ? shortDateTime(backup) : QString();
    situation.searching = m_flow->isSearching();
    situation.isFiltered = !m_query->filter().isEmpty();
    situation.isFilterOnly = isFilterOnly(m_query->query());
    situation.indexing = m_services.indexing.isRunning();
    situation.hasFolders = !m_roots.isEmpty();
    situation.hasDemo = !m_demoDir.isEmpty();
    PicturesOffer& pictures = m_browse->welcome()->pictures();
    if (situation.library == Library::Open && m_roots.isEmpty())
        pictures.count();
    if (pictures.isThere())
        situation.pictures = pictures.text();
    m_browse->showState(emptyState(situation));
}

void MainWindow::runStateAction(EmptyState::Action action) {
    switch (action) {
        case EmptyState::Action::None:
            break;
        case EmptyState::Action::AddFolder:
            m_folders->chooseFolder();
            break;
        case EmptyState::Action::AddPictures:
            addFolder(m_browse->welcome()->pictures().folder());
            break;
        case EmptyState::Action::UseDemo:
            addFolder(m_demoDir);
            break;
        case EmptyState::Action::RescanAll:
            rescanAll();
            break;
        case EmptyState::Action::OpenAgain:
            openLibrary(m_libraryDir, m_modelName);
            break;
        case EmptyState::Action::Repair:
            beginOpening();
            m_services.library.repair();
            break;
        case EmptyState::Action::RemoveFilters:
            m_query->setFilter({});
            break;
        case EmptyState::Action::ClearQuery:
            m_queryBar->clear();
            break;
    }
}

void MainWindow::updateWelcome() {
    const bool demoIsThere = std::any_of(
        m_roots.begin(), m_roots.end(),
        [this](const RootInfo& root) { return !m_demoDir.isEmpty() && root.path == m_demoDir; });
    m_actions->firstSteps->setEnabled(m_hasExamples && demoIsThere);
    m_browse->welcome()->setVisible(m_hasExamples && demoIsThere &&
                                    m_actions->firstSteps->isChecked() && m_query->isEmpty() &&
                                    !m_desk->isAside());
}

void MainWindow::useExample(const Example& example) {
    showBrowsing();
    m_query->setMix(std::nullopt);
    m_queryBar->setQuery(
        example.reference.isEmpty() ? QStringList() : QStringList{example.reference},
        example.sentence);
    m_queryBar->focusSentence();
}

void MainWindow::useAsReference(const QString& path) {
    showBrowsing();
    m_commands->bar().setReference(path);
    m_commands->bar().focusSentence();
}

void MainWindow::openViewer(int row) {
    showPage(m_viewer);
    m_viewer->setFocus();
    if (row >= 0)
        m_viewer->showRow(row);
}

void MainWindow::openModels() {
    showPage(m_models);
}

void MainWindow::showPage(QWidget* page) {
    m_outer->setCurrentWidget(page);
    m_folders->hide();
    m_panel->hide();
}

void MainWindow::showBrowsing() {
    const bool leavesViewer = m_outer->currentWidget() == m_viewer;
    m_outer->setCurrentWidget(m_browse);
    m_folders->setVisible(m_actions->folders->isChecked() && hasRoomForFolders());
    m_panel->setVisible(m_actions->panel->isChecked());
    if (leavesViewer && m_viewer->row() >= 0)
        m_grid->setCurrentIndex(m_model->index(m_viewer->row()));
}

bool MainWindow::hasRoomForFolders() const {
    return !m_desk->needsRoom() && !m_compare->needsRoom();
}

void MainWindow::backToGrid() {
    showBrowsing();
    m_compare->focusPictures();
}

MessageStrip& MainWindow::messages() const {
    const QWidget* page = m_outer->currentWidget();
    return *(page == m_models   ? m_models->messages()
             : page == m_viewer ? m_viewer->messages()
                                : m_browse->messages());
}

void MainWindow::showError(const Error& error) {
    messages().showError(error);
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QMainWindow::paintEvent(event);
    if (std::exchange(m_painted, true))
        return;
    QTimer::singleShot(0, this, &MainWindow::shown);
}

// Whoever brings the window into full screen, or out of it.
void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_actions)
        m_actions->fullScreen->setChecked(isFullScreen());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_closing->takesClosing()) {
        event->ignore();
        return;
    }
    m_desk->finish();
    m_settings.setWindowGeometry(saveGeometry());
    if (m_folders->isVisible())
        m_settings.setFoldersWidth(m_splitter->sizes().value(0));
    QMainWindow::closeEvent(event);
}

}  // namespace semblance
