#pragma once

#include <QAbstractButton>
#include <QImage>

#include "core/query/query.h"

namespace semblance {

/// One reference picture in the query bar: its thumbnail, and a cross that takes it out. Delete and
/// Backspace take it out, too; a click asks for the large view.
class ReferenceChip final : public QAbstractButton {
    Q_OBJECT

public:
    explicit ReferenceChip(const PictureSource& picture, QWidget* parent = nullptr);

    static constexpr int side = 48;

    const PictureSource& picture() const { return m_picture; }
    /// The file that shows it: the reference itself, or where a picture without a file is kept;
    /// empty until that is done.
    const QString& path() const { return m_path; }
    void setPath(const QString& path) { m_path = path; }
    void setThumbnail(const QImage& image);
    /// No thumbnail could be made; the chip says so in its tooltip.
    void setFailed(const QString& sentence);

    QSize sizeHint() const override;

Q_SIGNALS:
    void removeWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QRect crossRect() const;

    PictureSource m_picture;
    QString m_path;
    QImage m_image;
    QPixmap m_pixmap;
    bool m_failed = false;
    bool m_onCross = false;
};

}  // namespace semblance
