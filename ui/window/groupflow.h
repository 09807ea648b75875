#pragma once

#include <QObject>

#include "core/catalogue/photogroups.h"

namespace semblance {

class BrowsePage;
class LibraryService;
class PhotoListModel;
class ViewerPage;

/// Tells the large view which group its picture is in, and shows a group in the grid when it is
/// asked for.
class GroupFlow final : public QObject {
    Q_OBJECT

public:
    GroupFlow(LibraryService& library, ViewerPage& viewer, BrowsePage& browse,
              const PhotoListModel& model, QObject* parent = nullptr);

    /// The grid shows a group.
    bool isShown() const;
    /// Shows a group in the grid.
    void show(const PhotoGroup& group);
    /// Back from a group, where one is shown.
    void leave();

Q_SIGNALS:
    void shown();
    /// What was shown before is to be shown again.
    void left();

private:
    void look();

    LibraryService& m_library;
    ViewerPage& m_viewer;
    BrowsePage& m_browse;
    const PhotoListModel& m_model;
    PhotoListPtr m_list;  ///< of the group that was asked for last
};

}  // namespace semblance
