#pragma once

#include <QList>
#include <QObject>
#include <functional>

#include "ui/query/examples.h"

class QAction;
class QMenuBar;
class QWidget;

namespace semblance {

/// Every command of the window, once: text, icon, shortcut and tooltip. Menus and the context menu
/// of the grid are made of them; what they do is connected by the window.
class Actions final : public QObject {
    Q_OBJECT

public:
    /// Commands for pictures get their shortcuts inside `grid` and `viewer` only, where they do not
    /// collide with those of text fields; the others in the whole `window`.
    Actions(QWidget* window, QWidget* grid, QWidget* viewer);

    void fillMenuBar(QMenuBar* bar);
    /// Adds the examples to the Search menu of a filled menu bar.
    static void addExamples(QMenuBar* bar, const QList<Example>& examples,
                            const std::function<void(const Example&)>& use);
    /// The commands for pictures, nullptr for a separator.
    QList<QAction*> photoActions() const;

    QAction* addFolder = nullptr;
    QAction* rescanAll = nullptr;
    QAction* failedFiles = nullptr;
    QAction* saveLibrary = nullptr;
    QAction* mergeLibrary = nullptr;
    QAction* models = nullptr;
    QAction* settings = nullptr;
    QAction* quit = nullptr;

    QAction* focusSentence = nullptr;
    QAction* addReferenceFile = nullptr;
    QAction* pasteReference = nullptr;
    QAction* clearQuery = nullptr;
    QAction* filters = nullptr;  ///< checkable
    QAction* back = nullptr;
    QAction* forward = nullptr;
    QAction* history = nullptr;  ///< checkable
    QAction* compare = nullptr;  ///< checkable
    QAction* switchQuery = nullptr;
    QAction* saveSearch = nullptr;

    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* takeOut = nullptr;  ///< of the collection that is shown
    QAction* moveEarlier = nullptr;
    QAction* moveLater = nullptr;

    QAction* useAsReference = nullptr;
    QAction* addToReferences = nullptr;
    QAction* usePart = nullptr;
    QAction* moreLikeThis = nullptr;
    QAction* lessLikeThis = nullptr;
    QAction* view = nullptr;
    QAction* open = nullptr;
    QAction* showInFileManager = nullptr;
    QAction* copyPicture = nullptr;
    QAction* copyPath = nullptr;
    QAction* addToCollection = nullptr;
    QAction* copyToFolder = nullptr;
    QAction* saveList = nullptr;
    QAction* contactSheet = nullptr;
    QAction* writeSidecars = nullptr;
    QAction* selectAll = nullptr;

    QAction* larger = nullptr;
    QAction* smaller = nullptr;
    QAction* usualSize = nullptr;
    QAction* folders = nullptr;     ///< checkable
    QAction* panel = nullptr;       ///< checkable
    QAction* firstSteps = nullptr;  ///< checkable
    QAction* fullScreen = nullptr;

    QAction* keyHelp = nullptr;
    QAction* about = nullptr;

private:
    enum class Where;
    struct Row;
    static const Row rows[];
};

}  // namespace semblance
