#pragma once

#include <QImage>
#include <QPoint>

#include "core/query/query.h"
#include "ui/query/chip.h"

class QMimeData;

namespace semblance {

/// One reference picture in the query bar: its thumbnail, or that of the part that counts, with the
/// weight where it is not 1. A click, Enter or Alt+Down asks for its details, a double click or
/// Space for the large view. Dragged onto another it takes its place in the order (Ctrl+Left and
/// Ctrl+Right, too); a picture dropped on it replaces it.
class ReferenceChip final : public Chip {
    Q_OBJECT

public:
    explicit ReferenceChip(const PictureSource& picture, QWidget* parent = nullptr);

    static constexpr int side = 48;
    /// What a chip that is dragged is known by inside this window.
    static QString dragFormat();

    const PictureSource& picture() const { return m_picture; }
    /// The same picture, another part of it.
    void setRegion(const std::optional<QRectF>& region);
    /// The file that shows it: the reference itself, or where a picture without a file is kept;
    /// empty until that is done.
    const QString& path() const { return m_path; }
    void setPath(const QString& path) { m_path = path; }
    /// Of the whole picture.
    void setThumbnail(const QImage& image);
    const QImage& thumbnail() const { return m_image; }
    /// The longest side, in logical pixels, of a thumbnail that is sharp here.
    int wantedSide() const;
    /// No thumbnail could be made; the chip says so in its tooltip.
    void setFailed(const QString& sentence);

    QSize sizeHint() const override;

Q_SIGNALS:
    void detailsWanted();
    void viewWanted();
    void regionChanged();
    /// This one is to be so many places further on.
    void moveWanted(int by);
    /// The chip that is dragged is to stand in this one's place.
    void draggedHere(ReferenceChip* dragged);
    void replaceWanted(const QMimeData& mime);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    QRect crossRect() const override;
    void updateSize() override;

private:
    void describeIt();
    void startDrag();
    void paintThumbnail(QPainter& painter);
    void paintMarks(QPainter& painter) const;

    PictureSource m_picture;
    QString m_path;
    QImage m_image;
    QPixmap m_pixmap;
    QString m_failure;
    QPoint m_pressedAt;
    bool m_isDropping = false;
};

}  // namespace semblance
