#include "ui/results/thumbnailcache.h"

#include <QImage>
#include <memory>
#include <utility>

#include "core/library/services/pictureservice.h"
#include "ui/results/roundedpixmap.h"

namespace semblance {
namespace {

constexpr int smallSide = 256;
constexpr int largeSide = 512;

constexpr int screensKept = 5;
constexpr qsizetype leastBytes = qsizetype(16) << 20;
constexpr qsizetype mostBytes = qsizetype(256) << 20;
constexpr int meansKept = 20'000;

/// Of what is not transparent; a sample of its pixels is enough for a ground.
QRgb meanColourOf(const QImage& image) {
    constexpr int samples = 16;
    qint64 red = 0, green = 0, blue = 0, alpha = 0;
    for (int i = 0; i < samples * samples; ++i) {
        const QRgb pixel = image.pixel((2 * (i % samples) + 1) * image.width() / (2 * samples),
                                       (2 * (i / samples) + 1) * image.height() / (2 * samples));
        red += qRed(pixel) * qAlpha(pixel);
        green += qGreen(pixel) * qAlpha(pixel);
        blue += qBlue(pixel) * qAlpha(pixel);
        alpha += qAlpha(pixel);
    }
    return alpha == 0 ? 0 : qRgb(int(red / alpha), int(green / alpha), int(blue / alpha));
}

}  // namespace

ThumbnailCache::ThumbnailCache(PictureService& pictures, QObject* parent)
    : QObject(parent), m_pictures(pictures), m_ready(leastBytes), m_means(meansKept) {
    connect(&pictures, &PictureService::thumbnailReady, this,
            [this](ContentId content, int side, const QImage& image) {
                // A smaller one was somebody else's wish.
                if (side >= this->side())
                    take(content, image);
            });
    connect(&pictures, &PictureService::thumbnailMissing, this,
            [this](ContentId content, int side) {
                if (side != this->side() || !m_pending.remove(content.value))
                    return;
                m_missing.insert(content.value);
                Q_EMIT changed(content);
            });
}

void ThumbnailCache::setBox(int side, qreal devicePixelRatio) {
    if (side == m_box && qFuzzyCompare(devicePixelRatio, m_ratio))
        return;
    dropPending();
    m_box = side;
    m_ratio = devicePixelRatio;
}

void ThumbnailCache::setScreen(QSize pixels) {
    const qsizetype screen = qsizetype(4) * pixels.width() * pixels.height();
    m_ready.setMaxCost(qBound(leastBytes, screensKept * screen, mostBytes));
}

void ThumbnailCache::retryMissing() {
    m_missing.clear();
    m_wanted.clear();
}

QColor ThumbnailCache::meanColour(ContentId content) const {
    const QRgb* const mean = m_means.object(content.value);
    return mean && *mean != 0 ? QColor(*mean) : QColor();
}

Thumbnail ThumbnailCache::find(const PhotoItem& item) {
    const Entry* entry = m_ready.object(item.content.value);
    if (!entry) {
        request(item);
        return {};
    }
    if (!isReady(entry))
        request(item);
    const QSizeF size = entry->pixmap.deviceIndependentSize();
    return {entry->pixmap, size * m_box / entry->box, entry->edge};
}

bool ThumbnailCache::isReady(const Entry* entry) const {
    return entry && entry->box == m_box && qFuzzyCompare(entry->ratio, m_ratio);
}

void ThumbnailCache::request(const PhotoItem& item) {
    if (!m_pending.contains(item.content.value))
        ask(item);
}

void ThumbnailCache::ask(const PhotoItem& item) {
    if (m_missing.contains(item.content.value) || !item.failure.isEmpty())
        return;
    m_pending.insert(item.content.value);
    m_pictures.requestThumbnail(item.content, side(), item.path);
}

int ThumbnailCache::side() const {
    return m_box * m_ratio <= smallSide ? smallSide : largeSide;
}

bool ThumbnailCache::isMissing(ContentId content) const {
    return m_missing.contains(content.value);
}

void ThumbnailCache::want(const QList<PhotoItem>& items) {
    QList<qint64> contents;
    contents.reserve(items.size());
    for (const PhotoItem& item : items)
        contents.append(item.content.value);
    if (contents == std::exchange(m_wanted, contents) && !contents.isEmpty())
        return;
    const QSet<qint64> wanted(contents.begin(), contents.end());
    const QSet<qint64> dropped = m_pending - wanted;
    if (!dropped.isEmpty()) {
        m_pending -= dropped;
        m_pictures.dropPendingThumbnails(dropped, side());
    }
    // Again also what was asked for already: it may have become more urgent.
    for (const PhotoItem& item : items) {
        if (!isReady(m_ready.object(item.content.value)))
            ask(item);
    }
}

void ThumbnailCache::take(ContentId content, const QImage& image) {
    m_pending.remove(content.value);
    m_missing.remove(content.value);
    if (m_box <= 0 || image.isNull())
        return;
    auto entry = std::make_unique<Entry>(Entry{roundedPixmap(image, QSize(m_box, m_box), m_ratio),
                                               edgeTones(image), m_box, m_ratio});
    m_means.insert(content.value, new QRgb(meanColourOf(image)));
    const qsizetype bytes = qsizetype(4) * entry->pixmap.width() * entry->pixmap.height();
    m_ready.insert(content.value, entry.release(), bytes);
    Q_EMIT changed(content);
}

}  // namespace semblance
