#include "ui/window/searchflow.h"

#include "ui/query/mixslider.h"
#include "ui/query/querybar.h"

namespace semblance {
namespace {

constexpr int noticeAfterMs = 400;
// Above this share of unknown pieces the sentence means next to nothing to the model.
constexpr float mostlyUnknown = 0.5f;

}  // namespace

SearchFlow::SearchFlow(SearchService& search, QueryBar& bar, QObject* parent)
    : QObject(parent), m_search(search), m_bar(bar) {
    m_slow.setSingleShot(true);
    m_slow.setInterval(noticeAfterMs);
    connect(&m_slow, &QTimer::timeout, this, [this] { Q_EMIT busyChanged(true); });
    connect(&bar, &QueryBar::queryChanged, this, [this] {
        m_sameQuery = false;
        start();
    });
    connect(&bar, &QueryBar::mixChanged, this, &SearchFlow::remix);
    connect(&search, &SearchService::answered, this, [this](const SearchAnswer& answer) {
        if (answer.number != m_number)
            return;
        settle();
        m_bar.mixSlider().setDefaultMix(m_search.defaultMix());
        m_bar.setSentenceUnknown(answer.unknownFraction > mostlyUnknown);
        Q_EMIT answered(answer, m_sameQuery);
    });
    connect(&search, &SearchService::failed, this, [this](quint64 number, const Error& error) {
        if (number != m_number || error.kind == ErrorKind::Cancelled)
            return;
        settle();
        Q_EMIT failed(error);
    });
    connect(&search, &SearchService::engineReady, this,
            [this] { m_bar.mixSlider().setDefaultMix(m_search.defaultMix()); });
}

void SearchFlow::setReady() {
    m_ready = true;
    if (m_searching)
        start();
}

void SearchFlow::repeat() {
    if (!m_searching)
        return;
    m_sameQuery = m_sameQuery || !m_waiting;
    start();
}

void SearchFlow::start() {
    m_searching = !m_bar.isEmpty();
    if (!m_searching) {
        m_number = 0;
        settle();
        Q_EMIT cleared();
        return;
    }
    m_waiting = true;
    m_slow.start();
    if (!m_ready)
        return;
    Query query = m_bar.query();
    query.limit = limit;
    m_number = m_search.search(query);
}

void SearchFlow::remix(float mix) {
    if (!m_searching || !m_ready)
        return;
    m_sameQuery = m_sameQuery || !m_waiting;
    m_number = m_search.setMix(mix);
}

void SearchFlow::settle() {
    m_waiting = false;
    m_slow.stop();
    Q_EMIT busyChanged(false);
}

}  // namespace semblance
