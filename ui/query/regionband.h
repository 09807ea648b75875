#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <optional>

namespace semblance {

/// A rectangle that is drawn on a picture: the part that counts. The picture is its own, or one
/// that another widget shows below it. Dragging draws a new one or, inside of it, moves it; with
/// keys: arrows move it, Shift+arrows size it, Delete clears it, Enter accepts it.
class RegionBand final : public QWidget {
    Q_OBJECT

public:
    explicit RegionBand(QWidget* parent);

    /// Shows this picture, fitted.
    void setImage(const QImage& image);
    /// Lies over a picture that is shown here, in this widget's coordinates.
    void setPictureRect(const QRectF& rect);

    /// In 0..1 of the picture.
    const std::optional<QRectF>& region() const { return m_region; }
    void setRegion(const std::optional<QRectF>& region);

    /// Nothing smaller can be drawn.
    static constexpr double leastPart = 0.02;

    QSize sizeHint() const override;

Q_SIGNALS:
    /// By the user, at the end of a drag or by a key.
    void regionChosen(const std::optional<QRectF>& region);
    void accepted();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QPointF onPicture(QPointF point) const;
    QRectF shownRegion() const;
    void fitPicture();
    void dragTo(const QPointF& to);
    void choose(const std::optional<QRectF>& region);
    bool turnByKey(int key, bool sizes);
    void describeRegion();

    QImage m_image;
    QPixmap m_pixmap;
    QRectF m_picture;  ///< where it is shown
    std::optional<QRectF> m_region;
    std::optional<QRectF> m_before;  ///< the drag
    QPointF m_from;                  ///< of the drag, in 0..1
    bool m_isMoving = false;
    bool m_isDragging = false;
};

}  // namespace semblance
