#include "ui/style/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

void semblanceInitResources() {
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(style);
}

namespace semblance {
namespace {

class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QString name, QPalette::ColorRole role)
        : m_name(std::move(name)), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, iconPixmap(m_name, rect.height(), ratio, colour(mode)));
    }

    // `size` is in device pixels here. Width beyond the height stays empty beside the icon, on the
    // side of a button's text: styles leave too little room there.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        const QPixmap square = iconPixmap(m_name, size.height(), 1.0, colour(mode));
        if (size.width() <= size.height())
            return square;
        QPixmap wide(size);
        wide.fill(Qt::transparent);
        const bool rightToLeft = QApplication::isRightToLeft();
        QPainter(&wide).drawPixmap(rightToLeft ? size.width() - size.height() : 0, 0, square);
        return wide;
    }

    QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_role); }

private:
    QColor colour(QIcon::Mode mode) const {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        return QApplication::palette().color(group, m_role);
    }

    QString m_name;
    QPalette::ColorRole m_role;
};

}  // namespace

void initResources() {
    semblanceInitResources();
}

QIcon icon(const QString& name, QPalette::ColorRole role) {
    return QIcon(new TintedIconEngine(name, role));
}

QPixmap iconPixmap(const QString& name, int side, qreal devicePixelRatio, const QColor& colour) {
    const QString key =
        QStringLiteral("semblance-icon/%1/%2/%3/%4")
            .arg(name, QString::number(side), QString::number(devicePixelRatio), colour.name());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qRound(side * devicePixelRatio);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("stroke=\"#000\"", "stroke=\"" + colour.name().toLatin1() + '"');
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

}  // namespace semblance
