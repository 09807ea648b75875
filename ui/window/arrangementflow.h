#pragma once

#include <QObject>
#include <functional>
#include <utility>

#include "ui/results/sortmenu.h"

class QAction;
class QMenuBar;

namespace semblance {

class Actions;
class BrowsePage;
class LibraryService;
class PhotoGrid;
class PhotoListModel;
class Settings;

/// How the grid's pictures are sorted, and whether copies are folded: by the View menu and the
/// button above the grid, which is there when pictures are.
class ArrangementFlow final : public QObject {
    Q_OBJECT

public:
    /// Puts its commands into the View menu of `bar`.
    ArrangementFlow(LibraryService& library, Settings& settings, BrowsePage& browse,
                    const Actions& actions, QMenuBar& bar, QObject* parent = nullptr);

    /// Tells when the grid shows pictures that were put together: a collection, a group.
    void setAside(std::function<bool()> isAside) { m_isAside = std::move(isAside); }

private:
    void addToMenu(const Actions& actions, QMenuBar& bar);
    void follow();
    void arrange();
    SortMenu::Of shownNow() const;

    Settings& m_settings;
    BrowsePage& m_browse;
    PhotoGrid& m_grid;
    const PhotoListModel& m_photos;
    SortMenu& m_sort;
    QAction* m_fold;
    std::function<bool()> m_isAside = [] { return false; };
};

}  // namespace semblance
