#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include "ui/style/ground.h"

namespace semblance {

/// A picture that can be zoomed and panned. Starts fitted into the window; never enlarges beyond
/// 1:1 by itself.
class PictureView final : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    void setImage(const QImage& image);
    /// A small picture of the same, until the image itself is there: fitted into the window.
    void setPreview(const QImage& image);
    /// Whether what is shown is a film's frame: it is marked as one. Clicking the mark plays it.
    void setFilm(bool isFilm);
    void clear();
    bool hasImage() const { return !m_pixmap.isNull(); }

    /// Where the picture is, in this widget's coordinates; partly outside when enlarged.
    QRectF pictureRect() const;

    /// Screen pixels per picture pixel.
    qreal zoom() const { return m_zoom; }
    bool isFitted() const { return m_fitted; }
    void zoomIn();
    void zoomOut();
    void zoomToPixels();
    void fit();

    /// Behind a picture that is transparent in parts.
    Ground ground() const { return m_ground; }
    void setGround(Ground ground);

    static constexpr qreal largestZoom = 16;

Q_SIGNALS:
    void zoomChanged(qreal zoom);
    void playWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void take(const QImage& image, bool isPreview);
    qreal fittingZoom() const;
    /// Zooms so that the picture's point under `fixed` (widget coordinates) stays there.
    void zoomTo(qreal zoom, QPointF fixed);
    void keepInside();
    QSizeF shownSize() const;
    bool isOnMark(QPointF point) const;

    QPixmap m_pixmap;
    EdgeTones m_edge;
    Ground m_ground = Ground::Fitting;
    bool m_isPreview = false;
    qreal m_zoom = 1;
    QPointF m_centre;  ///< the picture's centre, in widget coordinates, from the widget's centre
    bool m_fitted = true;
    QPointF m_dragFrom;
    bool m_isFilm = false;
};

}  // namespace semblance
