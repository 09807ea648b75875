#pragma once

#include <QAccessible>
#include <QListView>
#include <optional>
#include <vector>

#include "core/catalogue/photogroups.h"
#include "core/catalogue/photolist.h"
#include "core/library/services/rowchanges.h"
#include "ui/results/gridsections.h"
#include "ui/results/photoarrangement.h"
#include "ui/results/photomonths.h"
#include "ui/results/sectionheader.h"

namespace semblance {

class ListPlace;
class MonthScrubber;
class PhotoArranger;
class PhotoListModel;
class PictureService;
class ThumbnailCache;
struct ShownPhotos;

/// The grid of pictures: rows of cells that share the width evenly, in sections: the months of a
/// list that goes by time, or what is above and below the line where good matches end. Enter asks
/// for the picture as a reference, Space or a double click for the large view, + and - open and
/// fold its copies, Ctrl+Up and Ctrl+Down go from section to section; Ctrl+wheel or a pinch changes
/// the size.
///
/// All cells are of one size, so that where a row lies is computed when asked for: QListView's own
/// layout, which goes through all rows whenever one comes in, is never made. It stays a QListView
/// for what that is to screen readers.
class PhotoGrid final : public QListView {
    Q_OBJECT

public:
    PhotoGrid(PhotoListModel& model, PictureService& pictures, QWidget* parent = nullptr);

    static constexpr int smallest = 96;
    static constexpr int largest = 512;
    static constexpr int usual = 176;

    /// The wanted side of a tile in logical pixels, smallest .. largest; the real one uses up the
    /// width.
    int thumbnailSize() const { return m_size; }
    void setThumbnailSize(int side);

    /// Shows another list from the top; `good` as in SearchAnswer. A long one that has to be
    /// arranged takes its place when it is: shown() says so.
    void setPhotos(PhotoListPtr photos, std::optional<qsizetype> good = std::nullopt);
    /// Shows what has become of the list: what is selected and current stays so, and the first
    /// visible picture stays where it is, but at the very top, where new pictures are welcome. An
    /// answer ranked anew stays where it was scrolled to.
    void changePhotos(PhotoListPtr photos, const RowChanges& changes,
                      std::optional<qsizetype> good = std::nullopt);
    /// How lists without scores, and those with, are shown. In another order one starts from the
    /// top, or at the current picture.
    void setArrangements(const Arrangement& browsing, const Arrangement& answers);
    /// What counts as a copy of what.
    void setGroups(ContentGroupsPtr groups);

    /// The selected pictures in their order; the current one when nothing is selected. Copies that
    /// are folded belong to them when everything was selected at once.
    QList<PhotoItem> chosen() const;
    QList<int> chosenRows() const;
    int selectedCount() const;
    /// Of selectedCount(), those that are folded.
    int selectedFolded() const;

    QSize sizeHint() const override;
    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void selectAll() override;
    void doItemsLayout() override;

Q_SIGNALS:
    void referenceWanted(const semblance::PhotoItem& item);
    void viewWanted(int row);
    void thumbnailSizeChanged(int side);
    /// The last rows are near: if there are more, they are wanted now.
    void endNeared();
    /// A list that was given is there now.
    void shown();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    bool viewportEvent(QEvent* event) override;

    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected,
                          const QItemSelection& deselected) override;

private:
    using Rows = GridSections::Rows;

    void takePhotos(const ShownPhotos& photos, const std::optional<RowChanges>& changes);
    void takeChanges(const ShownPhotos& photos, const RowChanges& changes);
    void layOutCells();
    void divide();
    std::vector<GridSections::Section> months();
    std::vector<GridSections::Section> goodAndOthers(int good);
    void placeScrubber();
    int scrolled() const;
    QRect cellRect(int row) const;
    QRect headerRect(int section) const;
    int stuckSection() const;
    QRect stuckRect() const;
    int headerAt(const QPoint& point) const;
    int headerRoomAbove(int row) const;
    int rowUnder(const QPoint& point) const;
    Rows rowsIn(const QRect& area) const;
    void paintCells(QPainter& painter, const QRect& area);
    void paintHeaders(QPainter& painter, const QRect& area);
    void updateContent(ContentId content);
    void noteAnchor();
    void keepAnchor();
    void scrolledTo(int value);
    void fetchThumbnails();
    void tellWhenEndIsNear();

    // photogridinput.cpp
    bool handlePictureKey(const QKeyEvent& event);
    bool handleFoldKey(const QKeyEvent& event);
    bool handleSectionKey(const QKeyEvent& event);
    int foldBadgeAt(const QPoint& point) const;
    void toggleFold(int row);
    void foldBack(int row);
    void chooseSection(int section, Qt::KeyboardModifiers modifiers);
    void hoverHeader(int section);
    QItemSelection selectionOf(const QRect& area) const;
    QItemSelection selectionBetween(const QPoint& one, const QPoint& other) const;
    void tell(QAccessible::Event what, const QModelIndex& index);

    PhotoListModel& m_model;
    ThumbnailCache* m_thumbnails;
    PhotoArranger* m_arranger;
    MonthScrubber* m_scrubber;
    GridSections m_sections;
    std::vector<SectionHeader> m_headers;  ///< of the sections, for those that have room for one
    std::vector<PhotoMonth> m_months;      ///< of the sections; empty where they are no months
    ListPlace* m_anchor;  ///< what was the first visible row when the user scrolled last
    int m_anchorTop = 0;  ///< of its cell, in the viewport
    int m_size = usual;
    int m_columns = 1;
    int m_wheelRest = 0;
    int m_lastValue = 0;       ///< of the scroll bar
    int m_hoveredHeader = -1;  ///< section
    bool m_goesUp = false;
    bool m_isPlacing = false;   ///< it is not the user who scrolls
    bool m_startsOver = false;  ///< with the next list: it comes in another order
    bool m_isSelectingAll = false;
    bool m_choosesFolded = false;   ///< everything was selected at once
    bool m_ignoresRelease = false;  ///< the button was pressed on what is no picture
};

}  // namespace semblance
