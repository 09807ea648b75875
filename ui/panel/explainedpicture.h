#pragma once

#include <QImage>
#include <QWidget>

#include "core/query/explanation.h"

namespace semblance {

/// A picture, and over it where it answers the query: what counts little is dimmed.
class ExplainedPicture final : public QWidget {
    Q_OBJECT

public:
    explicit ExplainedPicture(QWidget* parent = nullptr);

    /// Null: none.
    void setPicture(const QImage& picture);
    /// Of the picture that is shown, or is on its way; without cells there is no map.
    void setExplanation(const Explanation& explanation);
    void setMapShown(bool shown);
    bool hasMap() const { return !m_map.isNull(); }

    /// As painted, at the picture's own size.
    QImage painted() const;

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF mapRect(const QRectF& picture) const;
    void paint(QPainter& painter, const QRectF& where) const;

    QImage m_picture;
    QImage m_map;  ///< a pixel a cell: black, the less it counts the less transparent
    InputSpec::Resize m_resize = InputSpec::Resize::CropShortSide;
    bool m_isShown = true;
};

}  // namespace semblance
