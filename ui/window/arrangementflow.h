#pragma once

#include <QObject>

class QAction;
class QMenuBar;

namespace semblance {

class Actions;
class BrowsePage;
class LibraryService;
class PhotoGrid;
class PhotoListModel;
class Settings;
class SortMenu;

/// How the grid's pictures are sorted, and whether copies are folded: by the View menu and the
/// button above the grid, which is there when pictures are.
class ArrangementFlow final : public QObject {
    Q_OBJECT

public:
    /// Puts its commands into the View menu of `bar`.
    ArrangementFlow(LibraryService& library, Settings& settings, BrowsePage& browse,
                    const Actions& actions, QMenuBar& bar, QObject* parent = nullptr);

private:
    void addToMenu(const Actions& actions, QMenuBar& bar);
    void follow();
    void arrange();

    Settings& m_settings;
    BrowsePage& m_browse;
    PhotoGrid& m_grid;
    const PhotoListModel& m_photos;
    SortMenu& m_sort;
    QAction* m_fold;
};

}  // namespace semblance
