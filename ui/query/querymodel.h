#pragma once

#include <QObject>

#include "core/query/query.h"

namespace semblance {

/// The query being asked, as views show and change it: all that a Query can hold, also what no view
/// shows, and a signal for each part that can change. Each change is announced part by part first,
/// then by queryChanged() or remixed() once.
///
/// One sentence stands beside the reference pictures: with them it says what should be different
/// (Query::modification), alone it is what is looked for (Query::text). It moves from one to the
/// other when the first picture comes or the last one goes. A query that has both keeps both.
class QueryModel final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The most pictures an answer shows, unless a query asks for another number.
    static constexpr int usualLimit = 200;

    /// As it is asked: tidied, and without what means nothing: a modification that has no picture
    /// to modify, what is not wanted where nothing is.
    Query query() const;
    /// All that it holds, as it was put in.
    const Query& whole() const { return m_query; }
    /// Nothing is asked for.
    bool isEmpty() const;
    void setQuery(const Query& query);
    /// Nothing is asked for any more. The mix stays where it was put.
    void clear();

    const std::vector<Reference>& references() const { return m_query.references; }
    void setReferences(std::vector<Reference> references);
    void addReference(const Reference& reference);
    /// `index` in 0 .. references().size() - 1.
    void removeReference(std::size_t index);

    /// The one sentence; see above.
    QString sentence() const;
    void setSentence(const QString& sentence);
    /// A criterion of its own beside references and their modification. Without references it is
    /// the sentence.
    QString text() const { return m_query.text; }
    void setText(const QString& text);

    const std::vector<NegativeText>& negatives() const { return m_query.negatives; }
    void setNegatives(std::vector<NegativeText> negatives);
    const std::vector<Feedback>& feedback() const { return m_query.feedback; }
    void setFeedback(std::vector<Feedback> feedback);

    /// What is answered with; alone it is a query, too.
    const PhotoFilter& filter() const { return m_query.filter; }
    void setFilter(PhotoFilter filter);

    /// 0 picture .. 1 sentence; nothing is the model's own.
    std::optional<double> mix() const { return m_query.mix; }
    void setMix(std::optional<double> mix);
    int limit() const { return m_query.limit; }
    void setLimit(int limit);

Q_SIGNALS:
    void referencesChanged();
    void sentenceChanged();
    void textChanged();
    void negativesChanged();
    void feedbackChanged();
    void filterChanged();
    void mixChanged();
    void limitChanged();
    /// whole() is another one.
    void edited();
    /// Something else is asked for.
    void queryChanged();
    /// The same in another mix.
    void remixed();

private:
    void change(Query next);

    Query m_query = [] {
        Query query;
        query.limit = usualLimit;
        return query;
    }();
};

}  // namespace semblance
