#pragma once

#include <QAccessible>
#include <QListView>

#include "core/catalogue/photolist.h"
#include "core/library/services/rowchanges.h"

namespace semblance {

class ListPlace;
class PhotoListModel;
class PictureService;
class ThumbnailCache;

/// The grid of pictures: rows of cells that share the width evenly. Enter asks for the picture as a
/// reference, Space or a double click for the large view; Ctrl+wheel or a pinch changes the size.
///
/// All cells are of one size, so that where a row lies is computed when asked for: QListView's own
/// layout, which goes through all rows whenever one comes in, is never made. It stays a QListView
/// for what that is to screen readers.
class PhotoGrid final : public QListView {
    Q_OBJECT

public:
    PhotoGrid(PhotoListModel& model, PictureService& pictures, QWidget* parent = nullptr);

    static constexpr int smallest = 96;
    static constexpr int largest = 384;
    static constexpr int usual = 176;

    /// The wanted side of a tile in logical pixels, smallest .. largest; the real one uses up the
    /// width.
    int thumbnailSize() const { return m_size; }
    void setThumbnailSize(int side);

    /// Shows another list from the top.
    void setPhotos(PhotoListPtr photos);
    /// Shows what has become of the list: what is selected and current stays so, and the first
    /// visible picture stays where it is, but at the very top, where new pictures are welcome. An
    /// answer ranked anew stays where it was scrolled to.
    void changePhotos(PhotoListPtr photos, const RowChanges& changes);

    /// The selected pictures in their order; the current one when nothing is selected.
    QList<PhotoItem> chosen() const;
    QList<int> chosenRows() const;
    int selectedCount() const;

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

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
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
    /// Rows first .. last; none when last < first.
    struct Rows {
        int first = 0;
        int last = -1;
    };

    void layOutCells();
    QRect cellRect(int row) const;
    Rows rowsIn(const QRect& area) const;
    QItemSelection selectionOf(const QRect& area) const;
    QItemSelection selectionBetween(const QPoint& one, const QPoint& other) const;
    void noteAnchor();
    void keepAnchor();
    void scrolledTo(int value);
    void fetchThumbnails();
    void tellWhenEndIsNear();
    void tell(QAccessible::Event what, const QModelIndex& index);

    PhotoListModel& m_model;
    ThumbnailCache* m_thumbnails;
    ListPlace* m_anchor;  ///< what was the first visible row when the user scrolled last
    int m_anchorTop = 0;  ///< of its cell, in the viewport
    int m_size = usual;
    int m_columns = 1;
    int m_wheelRest = 0;
    int m_lastValue = 0;  ///< of the scroll bar
    bool m_goesUp = false;
    bool m_isPlacing = false;  ///< it is not the user who scrolls
};

}  // namespace semblance
