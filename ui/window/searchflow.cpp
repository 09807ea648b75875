#include "ui/window/searchflow.h"

#include <algorithm>
#include <utility>

#include "ui/query/querymodel.h"

namespace semblance {
namespace {

constexpr int noticeAfterMs = 400;
// An answer grows as one scrolls on: a long one costs a sort of as many scores.
constexpr int moreTimes = 4;
constexpr int mostResults = 1'000'000;

}  // namespace

SearchFlow::SearchFlow(SearchService& search, QueryModel& query, QObject* parent)
    : QObject(parent), m_search(search), m_query(query) {
    m_slow.setSingleShot(true);
    m_slow.setInterval(noticeAfterMs);
    connect(&m_slow, &QTimer::timeout, this, [this] { Q_EMIT busyChanged(true); });
    connect(&query, &QueryModel::queryChanged, this, [this] {
        m_hasAnswer = false;
        m_saidFailure = false;
        m_limit = 0;
        start();
    });
    connect(&query, &QueryModel::remixed, this, &SearchFlow::remix);
    connect(&search, &SearchService::answered, this, [this](const SearchAnswer& answer) {
        if (answer.number != m_number)
            return;
        settle();
        m_saidFailure = false;
        m_isFull = answer.photos && answer.photos->size() >= m_limit;
        Q_EMIT defaultMixChanged(m_search.defaultMix());
        Q_EMIT sentenceUnknown(answer.unknownFraction > mostlyUnread);
        Q_EMIT answered(answer, std::exchange(m_hasAnswer, true));
    });
    connect(&search, &SearchService::failed, this, [this](quint64 number, const Error& error) {
        if (number != m_number || error.kind == ErrorKind::Cancelled)
            return;
        settle();
        if (!std::exchange(m_saidFailure, true))
            Q_EMIT failed(error);
    });
    connect(&search, &SearchService::engineReady, this,
            [this] { Q_EMIT defaultMixChanged(m_search.defaultMix()); });
}

void SearchFlow::setReady(bool ready) {
    m_ready = ready;
    if (m_ready && m_searching)
        start();
}

void SearchFlow::repeat() {
    if (m_searching)
        start();
}

void SearchFlow::start() {
    m_searching = !m_query.isEmpty();
    if (!m_searching) {
        m_number = 0;
        settle();
        Q_EMIT cleared();
        return;
    }
    m_slow.start();
    if (!m_ready)
        return;
    Query query = m_query.query();
    m_limit = std::max(m_limit, query.limit);
    query.limit = m_limit;
    m_isFull = false;
    m_number = m_search.search(query);
}

void SearchFlow::more() {
    if (!m_searching || !m_hasAnswer || !m_isFull || m_limit > mostResults)
        return;
    m_isFull = false;
    m_limit *= moreTimes;
    m_number = m_search.setLimit(m_limit);
}

void SearchFlow::remix() {
    if (m_searching && m_ready)
        m_number = m_search.setMix(float(m_query.mix().value_or(m_search.defaultMix())));
}

void SearchFlow::settle() {
    m_slow.stop();
    Q_EMIT busyChanged(false);
}

}  // namespace semblance
