#pragma once

#include <QList>
#include <QObject>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"

class QMenu;
class QPoint;
class QWidget;

namespace semblance {

class Actions;
class PhotoActions;
class PhotoGrid;
class PictureService;
class QueryBar;
class ViewerPage;

/// The commands for pictures, from menu, keyboard and context menu, carried out on what is chosen
/// in the grid, or on the picture that is shown large.
class PhotoCommands final : public QObject {
    Q_OBJECT

public:
    /// Where the pictures are that one sees.
    enum class Where { Grid, Viewer, Nowhere };

    PhotoCommands(Actions& actions, PhotoGrid& grid, ViewerPage& viewer, QueryBar& bar,
                  PictureService& pictures, QObject* parent = nullptr);

    void setWhere(Where where);
    /// The grid commands are carried out in from now on, and the query they change.
    void setSide(PhotoGrid& grid, QueryBar& bar);
    QueryBar& bar() const { return *m_bar; }
    /// What commands are carried out on.
    QList<PhotoItem> chosen() const;
    bool hasChoice() const { return m_hasChoice; }

Q_SIGNALS:
    /// The query changes: it is to be seen.
    void queryWanted();
    void referenceWanted(const QString& path);
    void viewWanted(int row);
    /// hasChoice() may be another one.
    void choiceChanged();
    /// The context menu, before it is shown: others may add to it.
    void menuOpened(QMenu* menu);
    void done(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    void watch(PhotoGrid& grid);
    void offerMenu(QWidget& widget);
    void showMenu(QWidget& widget, const QPoint& point);
    void addRaws(QMenu& menu, const PhotoItem& item);
    void updateEnabled();
    bool isReadable() const;

    Actions& m_actions;
    PhotoGrid* m_grid;
    ViewerPage& m_viewer;
    QueryBar* m_bar;
    PhotoActions* m_outside;
    Where m_where = Where::Grid;
    bool m_hasChoice = false;
};

}  // namespace semblance
