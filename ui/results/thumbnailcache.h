#pragma once

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <optional>

#include "core/library/photolist.h"

class QImage;

namespace semblance {

class PictureService;

/// Thumbnails ready to be painted: scaled to the grid's cell and with round corners, kept up to a
/// number of bytes. What is not there is asked of the picture service.
class ThumbnailCache final : public QObject {
    Q_OBJECT

public:
    explicit ThumbnailCache(PictureService& pictures, QObject* parent = nullptr);

    /// The box pictures are fitted into, in logical pixels, and the screen's scale. A change drops
    /// what was prepared for the old one.
    void setBox(int side, qreal devicePixelRatio);

    /// A picture to paint, at most box x box logical pixels; null while it is on its way.
    QPixmap find(const PhotoItem& item);
    /// True when there is no thumbnail to be had.
    bool isMissing(ContentId content) const;

    /// Forgets requests not yet answered: the view scrolled on.
    void dropPending();

    static constexpr qsizetype limitBytes = qsizetype(64) << 20;

Q_SIGNALS:
    void changed(semblance::ContentId content);

private:
    void take(ContentId content, const QImage& image);

    PictureService& m_pictures;
    int m_box = 0;
    qreal m_ratio = 1;
    QCache<qint64, QPixmap> m_ready;
    QSet<qint64> m_pending;
    QSet<qint64> m_missing;
};

}  // namespace semblance
