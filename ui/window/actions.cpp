#include "ui/window/actions.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include "ui/style/describe.h"
#include "ui/style/icons.h"

namespace semblance {

enum class Actions::Where { Window, Grid, Picture };

struct Actions::Row {
    QAction* Actions::*member;
    const char* name;
    const char* icon;
    const char* text;
    const char* keys;  ///< portable text, several separated by ';'
    Where where;
    const char* handled = "";  ///< the key for it that the grid and the large view handle
};

// clang-format off
const Actions::Row Actions::rows[] = {
    {&Actions::addFolder, "actionAddFolder", "folder-plus", QT_TR_NOOP("&Add folder…"), "Ctrl+Shift+O", Where::Window},
    {&Actions::rescanAll, "actionRescanAll", "refresh", QT_TR_NOOP("&Rescan all folders"), "F5", Where::Window},
    {&Actions::failedFiles, "actionFailedFiles", "alert-triangle", QT_TR_NOOP("Files that could not be &read…"), "", Where::Window},
    {&Actions::saveLibrary, "actionSaveLibrary", "", QT_TR_NOOP("Save the &library as a file…"), "", Where::Window},
    {&Actions::mergeLibrary, "actionMergeLibrary", "", QT_TR_NOOP("&Take in a library’s file…"), "", Where::Window},
    {&Actions::models, "actionModels", "box", QT_TR_NOOP("&Models…"), "Ctrl+Shift+M", Where::Window},
    {&Actions::settings, "actionSettings", "settings", QT_TR_NOOP("&Settings…"), "Ctrl+,", Where::Window},
    {&Actions::quit, "actionQuit", "", QT_TR_NOOP("&Quit"), "Ctrl+Q", Where::Window},
    {&Actions::focusSentence, "actionFocusSentence", "search", QT_TR_NOOP("&Sentence"), "Ctrl+F;Ctrl+K", Where::Window},
    {&Actions::addReferenceFile, "actionAddReferenceFile", "image-plus", QT_TR_NOOP("Add &reference picture…"), "Ctrl+O", Where::Window},
    {&Actions::pasteReference, "actionPasteReference", "clipboard", QT_TR_NOOP("&Paste as reference"), "Ctrl+Shift+V", Where::Window},
    {&Actions::undo, "actionUndo", "undo", QT_TR_NOOP("&Undo"), "Ctrl+Z", Where::Window},
    {&Actions::redo, "actionRedo", "redo", QT_TR_NOOP("R&edo"), "Ctrl+Shift+Z;Ctrl+Y", Where::Window},
    {&Actions::clearQuery, "actionClearQuery", "x", QT_TR_NOOP("&Clear the query"), "Ctrl+L", Where::Window},
    {&Actions::filters, "actionFilters", "sliders", QT_TR_NOOP("&Filters"), "Ctrl+Shift+F", Where::Window},
    {&Actions::back, "actionBack", "arrow-left", QT_TR_NOOP("&Back"), "Alt+Left;Back", Where::Window},
    {&Actions::forward, "actionForward", "arrow-right", QT_TR_NOOP("For&ward"), "Alt+Right;Forward", Where::Window},
    {&Actions::history, "actionHistory", "history", QT_TR_NOOP("&History"), "Ctrl+H", Where::Window},
    {&Actions::compare, "actionCompare", "", QT_TR_NOOP("&Two queries side by side"), "Ctrl+Shift+D", Where::Window},
    {&Actions::switchQuery, "actionSwitchQuery", "", QT_TR_NOOP("The &other query"), "Ctrl+Tab", Where::Window},
    {&Actions::saveSearch, "actionSaveSearch", "text-search", QT_TR_NOOP("S&ave the search…"), "Ctrl+S", Where::Window},
    {&Actions::takeOut, "actionTakeOut", "", QT_TR_NOOP("&Take out of the collection"), "Delete", Where::Grid},
    {&Actions::moveEarlier, "actionMoveEarlier", "", QT_TR_NOOP("Move &earlier in the collection"), "Ctrl+Shift+Left", Where::Grid},
    {&Actions::moveLater, "actionMoveLater", "", QT_TR_NOOP("Move &later in the collection"), "Ctrl+Shift+Right", Where::Grid},
    {&Actions::useAsReference, "actionUseAsReference", "image", QT_TR_NOOP("&Use as reference"), "", Where::Picture, "Return"},
    {&Actions::addToReferences, "actionAddToReferences", "image-plus", QT_TR_NOOP("&Add to the references"), "Shift+Return", Where::Picture},
    {&Actions::usePart, "actionUsePart", "crop", QT_TR_NOOP("Use a &part as reference…"), "Ctrl+Shift+Return", Where::Picture},
    {&Actions::moreLikeThis, "actionMoreLikeThis", "plus", QT_TR_NOOP("&More like this"), "M", Where::Picture},
    {&Actions::lessLikeThis, "actionLessLikeThis", "minus", QT_TR_NOOP("L&ess like this"), "Shift+M", Where::Picture},
    {&Actions::view, "actionView", "eye", QT_TR_NOOP("Show &large"), "", Where::Picture, "Space"},
    {&Actions::open, "actionOpen", "external-link", QT_TR_NOOP("&Open in its program"), "Ctrl+Return", Where::Picture},
    {&Actions::showInFileManager, "actionShowInFileManager", "folder-open", QT_TR_NOOP("Show in the &file manager"), "Ctrl+Shift+R", Where::Picture},
    {&Actions::copyPicture, "actionCopyPicture", "copy", QT_TR_NOOP("&Copy picture"), "Ctrl+C", Where::Picture},
    {&Actions::copyPath, "actionCopyPath", "clipboard", QT_TR_NOOP("Copy &path"), "Ctrl+Shift+C", Where::Picture},
    {&Actions::addToCollection, "actionAddToCollection", "images", QT_TR_NOOP("Add to a collectio&n…"), "Ctrl+B", Where::Picture},
    {&Actions::copyToFolder, "actionCopyToFolder", "folder", QT_TR_NOOP("Copy to folde&r…"), "", Where::Picture},
    {&Actions::saveList, "actionSaveList", "list", QT_TR_NOOP("Save a l&ist…"), "", Where::Picture},
    {&Actions::contactSheet, "actionContactSheet", "grid", QT_TR_NOOP("Contact s&heet…"), "", Where::Picture},
    {&Actions::writeSidecars, "actionWriteSidecars", "", QT_TR_NOOP("&Write sidecars…"), "", Where::Picture},
    {&Actions::selectAll, "actionSelectAll", "", QT_TR_NOOP("Select a&ll"), "Ctrl+A", Where::Grid},
    {&Actions::larger, "actionLarger", "zoom-in", QT_TR_NOOP("&Larger thumbnails"), "Ctrl++;Ctrl+=", Where::Window},
    {&Actions::smaller, "actionSmaller", "zoom-out", QT_TR_NOOP("&Smaller thumbnails"), "Ctrl+-", Where::Window},
    {&Actions::usualSize, "actionUsualSize", "", QT_TR_NOOP("&Usual size"), "Ctrl+0", Where::Window},
    {&Actions::folders, "actionFolders", "", QT_TR_NOOP("&Folders"), "F9", Where::Window},
    {&Actions::panel, "actionPanel", "", QT_TR_NOOP("&About the picture"), "I", Where::Grid},
    {&Actions::firstSteps, "actionFirstSteps", "", QT_TR_NOOP("First &steps"), "", Where::Window},
    {&Actions::fullScreen, "actionFullScreen", "maximize", QT_TR_NOOP("F&ull screen"), "F11", Where::Window},
    {&Actions::keyHelp, "actionKeys", "", QT_TR_NOOP("&Keys"), "F1", Where::Window, "?"},
    {&Actions::about, "actionAbout", "info", QT_TR_NOOP("&About Semblance"), "", Where::Window},
};
// clang-format on

// Menus show what follows the tab where they show shortcuts.
static QString menuText(const QString& text, const char* key) {
    if (!*key)
        return text;
    const auto keys = QKeySequence::fromString(QLatin1StringView(key), QKeySequence::PortableText);
    return text + u'\t' + keys.toString(QKeySequence::NativeText);
}

Actions::Actions(QWidget* window, QWidget* grid, QWidget* viewer) : QObject(window) {
    for (const Row& row : rows) {
        auto* action = new QAction(menuText(tr(row.text), row.handled), this);
        this->*row.member = action;
        action->setObjectName(QLatin1StringView(row.name));
        if (*row.icon)
            action->setIcon(icon(QLatin1StringView(row.icon), QPalette::Text));
        QList<QKeySequence> keys;
        for (const QString& text : QString::fromLatin1(row.keys).split(u';', Qt::SkipEmptyParts))
            keys.append(QKeySequence::fromString(text, QKeySequence::PortableText));
        action->setShortcuts(keys);
        const bool ofWindow = row.where == Where::Window;
        action->setShortcutContext(ofWindow ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
        (ofWindow ? window : grid)->addAction(action);
        if (row.where == Where::Picture)
            viewer->addAction(action);
    }
    filters->setCheckable(true);
    folders->setCheckable(true);
    panel->setCheckable(true);
    history->setCheckable(true);
    compare->setCheckable(true);
    firstSteps->setCheckable(true);
    fullScreen->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    settings->setMenuRole(QAction::PreferencesRole);
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction*> Actions::photoActions() const {
    return {useAsReference,    addToReferences, usePart,     nullptr,      moreLikeThis,
            lessLikeThis,      nullptr,         view,        nullptr,      open,
            showInFileManager, nullptr,         copyPicture, copyPath,     nullptr,
            addToCollection,   copyToFolder,    saveList,    contactSheet, writeSidecars};
}

void Actions::fillMenuBar(QMenuBar* bar) {
    const auto fill = [bar](const char* name, const QString& title, const QList<QAction*>& list) {
        QMenu* menu = bar->addMenu(title);
        menu->setObjectName(QLatin1StringView(name));
        menu->setAccessibleName(QString(title).remove(u'&'));
        for (QAction* action : list) {
            if (action)
                menu->addAction(action);
            else
                menu->addSeparator();
        }
        return menu;
    };
    fill("menuFile", tr("&File"),
         {addFolder, rescanAll, failedFiles, nullptr, saveLibrary, mergeLibrary, nullptr, models,
          settings, nullptr, quit});
    fill("menuEdit", tr("&Edit"), {undo, redo, nullptr, takeOut, moveEarlier, moveLater});
    fill("menuSearch", tr("&Search"),
         {focusSentence, addReferenceFile, pasteReference, nullptr, filters, nullptr, clearQuery,
          nullptr, back, forward, history, nullptr, compare, switchQuery, nullptr, saveSearch});
    fill("menuPicture", tr("&Picture"), photoActions() << nullptr << selectAll);
    fill("menuView", tr("&View"),
         {larger, smaller, usualSize, nullptr, folders, panel, firstSteps, nullptr, fullScreen});
    fill("menuHelp", tr("&Help"), {keyHelp, about});
}

void Actions::addExamples(QMenuBar* bar, const QList<Example>& examples,
                          const std::function<void(const Example&)>& use) {
    auto* menu = bar->findChild<QMenu*>(QStringLiteral("menuSearch"));
    QMenu* list = menu->addMenu(icon(QStringLiteral("sparkles"), QPalette::Text), tr("&Examples"));
    describeArea(list, QStringLiteral("menuExamples"), tr("Examples"));
    for (const Example& example : examples)
        list->addAction(example.title, bar, [use, example] { use(example); });
}

}  // namespace semblance
