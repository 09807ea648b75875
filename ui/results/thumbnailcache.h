#pragma once

#include <QCache>
#include <QColor>
#include <QList>
#include <QObject>
#include <QPixmap>
#include <QSet>

#include "core/catalogue/photolist.h"
#include "ui/style/ground.h"

class QImage;

namespace semblance {

class PictureService;

/// A picture to paint, and how large in logical pixels; null while it is on its way.
struct Thumbnail {
    QPixmap pixmap;
    QSizeF size;
    EdgeTones edge;
};

/// Thumbnails ready to be painted: scaled to the grid's cell and with round corners, kept up to a
/// number of bytes. What is not there is asked of the picture service.
class ThumbnailCache final : public QObject {
    Q_OBJECT

public:
    explicit ThumbnailCache(PictureService& pictures, QObject* parent = nullptr);

    /// The box pictures are fitted into, in logical pixels, and the screen's scale. What was made
    /// for another box is painted stretched until its successor is there.
    void setBox(int side, qreal devicePixelRatio);

    Thumbnail find(const PhotoItem& item);
    /// True when there is no thumbnail to be had.
    bool isMissing(ContentId content) const;
    /// The mean colour of a thumbnail that was there once, to stand for it until it is there again;
    /// invalid when it never was, or long ago.
    QColor meanColour(ContentId content) const;

    /// What is on screen and what comes next, the most urgent last. What is not there is asked for,
    /// and requests of others are forgotten: the view scrolled on. The same as the last time is
    /// nothing new.
    void want(const QList<PhotoItem>& items);
    /// Forgets requests not yet answered: another list is shown.
    void dropPending() { want({}); }
    /// Asks again for what was not to be had: its disk may have been away.
    void retryMissing();

    /// A few screens full: what is scrolled back to soon is there, and no more.
    void setScreen(QSize pixels);
    qsizetype limitBytes() const { return m_ready.maxCost(); }

Q_SIGNALS:
    void changed(semblance::ContentId content);

private:
    struct Entry {
        QPixmap pixmap;
        EdgeTones edge;
        int box = 0;
        qreal ratio = 1;
    };

    void take(ContentId content, const QImage& image);
    void request(const PhotoItem& item);
    bool isReady(const Entry* entry) const;
    /// Of the thumbnails that fill the box, in pixels.
    int side() const;
    void ask(const PhotoItem& item);

    PictureService& m_pictures;
    int m_box = 0;
    qreal m_ratio = 1;
    QCache<qint64, Entry> m_ready;
    QCache<qint64, QRgb> m_means;
    QList<qint64> m_wanted;  ///< contents, as the last want() said
    QSet<qint64> m_pending;
    QSet<qint64> m_missing;
};

}  // namespace semblance
