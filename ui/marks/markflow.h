#pragma once

#include <QKeySequence>
#include <QObject>
#include <QStringList>
#include <QUndoStack>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"
#include "core/library/services/markservice.h"

class QAction;
class QMenu;
class QMenuBar;

namespace semblance {

class Library;
class PhotoCommands;
class PhotoGrid;
class ViewerPage;

/// Ratings, labels, tags and notes, given to what is chosen in the grid or shown large: by keys,
/// from the Picture menu and the context menu. Each can be undone.
class MarkFlow final : public QObject {
    Q_OBJECT

public:
    /// Adds its commands to the menu "menuPicture" of `bar`.
    MarkFlow(PhotoCommands& commands, PhotoGrid& grid, ViewerPage& viewer, QMenuBar& bar,
             QWidget* window);
    ~MarkFlow() override;

    /// Null: none.
    void setLibrary(std::shared_ptr<Library> library);
    /// Of what can be undone.
    QUndoStack& stack() { return m_undo; }

Q_SIGNALS:
    void done(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    class Command;

    void build(QMenu& menu);
    QAction* addEdit(QMenu& menu, const QString& text, const QString& name, const MarkEdit& edit,
                     const QKeySequence& key = {});
    void apply(const MarkEdit& edit);
    void askForTags();
    void takeLook(quint64 number, const std::vector<MarkedPhoto>& photos);
    void refreshViewer();
    std::vector<ContentId> chosen() const;
    void followChoice();

    PhotoCommands& m_commands;
    PhotoGrid& m_grid;
    ViewerPage& m_viewer;
    QWidget* m_window;
    MarkService m_service;
    QUndoStack m_undo;
    QList<QMenu*> m_menus;
    QList<QAction*> m_actions;
    quint64 m_dialogNumber = 0;
    quint64 m_viewerNumber = 0;
};

}  // namespace semblance
