#include "ui/window/actions.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include "ui/style/icons.h"

namespace semblance {

struct Actions::Row {
    QAction* Actions::*member;
    const char* name;
    const char* icon;
    const char* text;
    const char* keys;  ///< portable text, several separated by ';'
    bool ofGrid;
};

// clang-format off
const Actions::Row Actions::rows[] = {
    {&Actions::addFolder, "actionAddFolder", "folder-plus", QT_TR_NOOP("&Add folder…"), "Ctrl+Shift+O", false},
    {&Actions::rescanAll, "actionRescanAll", "refresh", QT_TR_NOOP("&Rescan all folders"), "F5", false},
    {&Actions::failedFiles, "actionFailedFiles", "alert-triangle", QT_TR_NOOP("Files that could not be &read…"), "", false},
    {&Actions::models, "actionModels", "box", QT_TR_NOOP("&Models…"), "Ctrl+Shift+M", false},
    {&Actions::settings, "actionSettings", "settings", QT_TR_NOOP("&Settings…"), "Ctrl+,", false},
    {&Actions::quit, "actionQuit", "", QT_TR_NOOP("&Quit"), "Ctrl+Q", false},
    {&Actions::focusSentence, "actionFocusSentence", "search", QT_TR_NOOP("&Sentence"), "Ctrl+F;Ctrl+K", false},
    {&Actions::addReferenceFile, "actionAddReferenceFile", "image-plus", QT_TR_NOOP("Add &reference picture…"), "Ctrl+O", false},
    {&Actions::pasteReference, "actionPasteReference", "clipboard", QT_TR_NOOP("&Paste as reference"), "Ctrl+Shift+V", false},
    {&Actions::clearQuery, "actionClearQuery", "x", QT_TR_NOOP("&Clear the query"), "Ctrl+L", false},
    {&Actions::useAsReference, "actionUseAsReference", "image", QT_TR_NOOP("&Use as reference"), "", true},
    {&Actions::addToReferences, "actionAddToReferences", "image-plus", QT_TR_NOOP("&Add to the references"), "Shift+Return", true},
    {&Actions::view, "actionView", "eye", QT_TR_NOOP("Show &large"), "", true},
    {&Actions::open, "actionOpen", "external-link", QT_TR_NOOP("&Open in its program"), "Ctrl+Return", true},
    {&Actions::showInFileManager, "actionShowInFileManager", "folder-open", QT_TR_NOOP("Show in the &file manager"), "Ctrl+Shift+R", true},
    {&Actions::copyPicture, "actionCopyPicture", "copy", QT_TR_NOOP("&Copy picture"), "Ctrl+C", true},
    {&Actions::copyPath, "actionCopyPath", "clipboard", QT_TR_NOOP("Copy &path"), "Ctrl+Shift+C", true},
    {&Actions::selectAll, "actionSelectAll", "", QT_TR_NOOP("Select a&ll"), "Ctrl+A", true},
    {&Actions::larger, "actionLarger", "zoom-in", QT_TR_NOOP("&Larger thumbnails"), "Ctrl++;Ctrl+=", false},
    {&Actions::smaller, "actionSmaller", "zoom-out", QT_TR_NOOP("&Smaller thumbnails"), "Ctrl+-", false},
    {&Actions::usualSize, "actionUsualSize", "", QT_TR_NOOP("&Usual size"), "Ctrl+0", false},
    {&Actions::folders, "actionFolders", "", QT_TR_NOOP("&Folders"), "F9", false},
    {&Actions::firstSteps, "actionFirstSteps", "", QT_TR_NOOP("First &steps"), "", false},
    {&Actions::fullScreen, "actionFullScreen", "maximize", QT_TR_NOOP("F&ull screen"), "F11", false},
    {&Actions::about, "actionAbout", "info", QT_TR_NOOP("&About Semblance"), "", false},
};
// clang-format on

Actions::Actions(QWidget* window, QWidget* grid) : QObject(window) {
    for (const Row& row : rows) {
        auto* action = new QAction(tr(row.text), this);
        this->*row.member = action;
        action->setObjectName(QLatin1StringView(row.name));
        if (*row.icon)
            action->setIcon(icon(QLatin1StringView(row.icon), QPalette::Text));
        QList<QKeySequence> keys;
        for (const QString& text : QString::fromLatin1(row.keys).split(u';', Qt::SkipEmptyParts))
            keys.append(QKeySequence::fromString(text, QKeySequence::PortableText));
        action->setShortcuts(keys);
        action->setShortcutContext(row.ofGrid ? Qt::WidgetWithChildrenShortcut
                                              : Qt::WindowShortcut);
        (row.ofGrid ? grid : window)->addAction(action);
    }
    folders->setCheckable(true);
    firstSteps->setCheckable(true);
    fullScreen->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    settings->setMenuRole(QAction::PreferencesRole);
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction*> Actions::photoActions() const {
    return {useAsReference, addToReferences,   nullptr, view,        nullptr,
            open,           showInFileManager, nullptr, copyPicture, copyPath};
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
         {addFolder, rescanAll, failedFiles, nullptr, models, settings, nullptr, quit});
    fill("menuSearch", tr("&Search"),
         {focusSentence, addReferenceFile, pasteReference, nullptr, clearQuery});
    fill("menuPicture", tr("&Picture"), photoActions() << nullptr << selectAll);
    fill("menuView", tr("&View"),
         {larger, smaller, usualSize, nullptr, folders, firstSteps, nullptr, fullScreen});
    fill("menuHelp", tr("&Help"), {about});
}

}  // namespace semblance
