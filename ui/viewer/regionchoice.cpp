#include "ui/viewer/regionchoice.h"

#include <QEvent>
#include <utility>

#include "ui/query/regionband.h"
#include "ui/viewer/pictureview.h"

namespace semblance {

RegionChoice::RegionChoice(PictureView& view)
    : QObject(&view), m_view(view), m_band(new RegionBand(&view)) {
    m_band->setObjectName(QStringLiteral("viewerRegion"));
    m_band->hide();
    view.installEventFilter(this);
    m_band->installEventFilter(this);
    connect(m_band, &RegionBand::regionChosen, this, [this](const std::optional<QRectF>& region) {
        // Drawn is chosen; by keys one goes on until Enter.
        if (!region || !std::exchange(m_isByMouse, false))
            return;
        end();
        Q_EMIT chosen(*region);
    });
    connect(m_band, &RegionBand::accepted, this, [this] {
        const std::optional<QRectF> region = m_band->region();
        end();
        if (region)
            Q_EMIT chosen(*region);
    });
    connect(m_band, &RegionBand::dismissed, this, &RegionChoice::end);
    connect(&view, &PictureView::zoomChanged, this, &RegionChoice::place);
}

bool RegionChoice::isOn() const {
    return m_band->isVisibleTo(&m_view);
}

void RegionChoice::begin() {
    if (!m_view.hasImage())
        return;
    m_view.fit();
    m_band->setRegion(std::nullopt);
    place();
    m_band->show();
    m_band->raise();
    m_band->setFocus(Qt::OtherFocusReason);
}

void RegionChoice::end() {
    if (!isOn())
        return;
    m_band->hide();
    Q_EMIT ended();
}

void RegionChoice::place() {
    m_band->setGeometry(m_view.rect());
    m_band->setPictureRect(m_view.pictureRect());
}

bool RegionChoice::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_band && event->type() == QEvent::MouseButtonRelease)
        m_isByMouse = true;
    if (watched == m_band && event->type() == QEvent::KeyPress)
        m_isByMouse = false;
    // The view itself has yet to hear of its new size.
    if (watched == &m_view && event->type() == QEvent::Resize && isOn())
        QMetaObject::invokeMethod(this, &RegionChoice::place, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

}  // namespace semblance
