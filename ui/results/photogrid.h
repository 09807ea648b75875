#pragma once

#include <QListView>

#include "core/library/photolist.h"

namespace semblance {

class PhotoListModel;
class PictureService;
class ThumbnailCache;

/// The grid of pictures: a list view in rows whose cells share the width evenly. Enter asks for the
/// picture as a reference, Space or a double click for the large view; Ctrl+wheel or a pinch
/// changes the size.
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

    /// Shows another list. `keepPlace`: the same pictures in another order or number, so that what
    /// was current stays current and the scroll position stays; else from the top.
    void setPhotos(PhotoListPtr photos, bool keepPlace);

    /// The selected pictures in their order; the current one when nothing is selected.
    QList<PhotoItem> chosen() const;
    QList<int> chosenRows() const;
    int selectedCount() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void referenceWanted(const semblance::PhotoItem& item);
    void viewWanted(int row);
    void thumbnailSizeChanged(int side);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    bool viewportEvent(QEvent* event) override;

private:
    void layOutCells();
    void keepCurrent(const PhotoItem& item, int row, int scroll);

    PhotoListModel& m_model;
    ThumbnailCache* m_thumbnails;
    int m_size = usual;
    int m_wheelRest = 0;
};

}  // namespace semblance
