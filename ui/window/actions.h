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
    QAction* models = nullptr;
    QAction* settings = nullptr;
    QAction* quit = nullptr;

    QAction* focusSentence = nullptr;
    QAction* addReferenceFile = nullptr;
    QAction* pasteReference = nullptr;
    QAction* clearQuery = nullptr;
    QAction* filters = nullptr;  ///< checkable

    QAction* useAsReference = nullptr;
    QAction* addToReferences = nullptr;
    QAction* view = nullptr;
    QAction* open = nullptr;
    QAction* showInFileManager = nullptr;
    QAction* copyPicture = nullptr;
    QAction* copyPath = nullptr;
    QAction* selectAll = nullptr;

    QAction* larger = nullptr;
    QAction* smaller = nullptr;
    QAction* usualSize = nullptr;
    QAction* folders = nullptr;     ///< checkable
    QAction* firstSteps = nullptr;  ///< checkable
    QAction* fullScreen = nullptr;

    QAction* about = nullptr;

private:
    enum class Where;
    struct Row;
    static const Row rows[];
};

}  // namespace semblance
