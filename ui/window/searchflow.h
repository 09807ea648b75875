#pragma once

#include <QObject>
#include <QTimer>

#include "core/library/services/searchservice.h"

namespace semblance {

class QueryModel;

/// From the query to an answer: starts searches, follows the slider, drops what was overtaken, and
/// waits for the library when a query is there before it.
class SearchFlow final : public QObject {
    Q_OBJECT

public:
    SearchFlow(SearchService& search, QueryModel& query, QObject* parent = nullptr);

    /// Whether the library is open: queries can be answered. One that waits is started.
    void setReady(bool ready = true);
    /// Asks the same again, because the library has changed.
    void repeat();
    /// Asks for a longer answer to the same, if there is more.
    void more();
    /// Something is asked for.
    bool isSearching() const { return m_searching; }

Q_SIGNALS:
    /// `sameQuery`: the pictures of before in another order, or the same question asked again.
    void answered(const semblance::SearchAnswer& answer, bool sameQuery);
    /// Once for a query that goes on failing: it is asked again whenever the library changes.
    void failed(const semblance::Error& error);
    /// Nothing is asked for: the whole library is to be shown.
    void cleared();
    /// An answer is taking long enough to be spoken of, or no longer so.
    void busyChanged(bool busy);
    /// The mix of the model that answers.
    void defaultMixChanged(float mix);
    /// The model that answered knows too little of the sentence, or enough.
    void sentenceUnknown(bool unknown);

private:
    void start();
    void remix();
    void settle();

    SearchService& m_search;
    QueryModel& m_query;
    QTimer m_slow;
    quint64 m_number = 0;
    int m_limit = 0;        ///< of the answer that is asked for
    bool m_isFull = false;  ///< the last answer was as long as that: there may be more
    bool m_ready = false;
    bool m_searching = false;
    bool m_hasAnswer = false;    ///< of this query, in some mix
    bool m_saidFailure = false;  ///< of this query, since it was answered last
};

}  // namespace semblance
