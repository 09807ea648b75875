#pragma once

#include <QObject>

#include "core/base/result.h"
#include "core/library/photolist.h"

class QPoint;

namespace semblance {

class Actions;
class PhotoActions;
class PhotoGrid;
class PictureService;
class QueryBar;

/// The commands for pictures, from menu, keyboard and context menu, carried out on what is chosen
/// in the grid.
class PhotoCommands final : public QObject {
    Q_OBJECT

public:
    PhotoCommands(Actions& actions, PhotoGrid& grid, QueryBar& bar, PictureService& pictures,
                  QObject* parent = nullptr);

Q_SIGNALS:
    void referenceWanted(const QString& path);
    void viewWanted(int row);
    void done(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    void showMenu(const QPoint& point);
    void updateEnabled();

    Actions& m_actions;
    PhotoGrid& m_grid;
    QueryBar& m_bar;
    PhotoActions* m_outside;
};

}  // namespace semblance
