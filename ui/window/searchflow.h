#pragma once

#include <QObject>
#include <QTimer>

#include "core/library/searchservice.h"

namespace semblance {

class QueryBar;

/// From the query bar to an answer: starts searches, follows the slider, drops what was overtaken,
/// and waits for the library when a query is there before it.
class SearchFlow final : public QObject {
    Q_OBJECT

public:
    SearchFlow(SearchService& search, QueryBar& bar, QObject* parent = nullptr);

    /// The most pictures an answer shows.
    static constexpr int limit = 200;

    /// The library is open: queries can be answered. One that waits is started.
    void setReady();
    /// Asks the same again, because the library has changed.
    void repeat();
    /// A query is in the bar.
    bool isSearching() const { return m_searching; }

Q_SIGNALS:
    /// `sameQuery`: the pictures of before in another order, or the same question asked again.
    void answered(const semblance::SearchAnswer& answer, bool sameQuery);
    void failed(const semblance::Error& error);
    /// The bar is empty: the whole library is to be shown.
    void cleared();
    /// An answer is taking long enough to be spoken of, or no longer so.
    void busyChanged(bool busy);

private:
    void start();
    void remix(float mix);
    void settle();

    SearchService& m_search;
    QueryBar& m_bar;
    QTimer m_slow;
    quint64 m_number = 0;
    bool m_ready = false;
    bool m_searching = false;
    bool m_waiting = false;    ///< for an answer
    bool m_sameQuery = false;  ///< its pictures, or some of them, are shown already
};

}  // namespace semblance
