#include "ui/query/querymodel.h"

#include <utility>

namespace semblance {
namespace {

bool isBlank(const QString& text) {
    return text.trimmed().isEmpty();
}

}  // namespace

Query QueryModel::query() const {
    Query query = m_query;
    if (query.references.empty())
        query.modification.clear();
    query = tidied(std::move(query));
    if (!asksForSomething(query)) {
        query.negatives.clear();
        query.feedback.clear();
    }
    return query;
}

bool QueryModel::isEmpty() const {
    const Query asked = query();
    return !asksForSomething(asked) && asked.filter.isEmpty();
}

void QueryModel::setQuery(const Query& query) {
    change(query);
}

void QueryModel::clear() {
    Query query;
    query.mix = m_query.mix;
    query.limit = usualLimit;
    change(std::move(query));
}

void QueryModel::setReferences(std::vector<Reference> references) {
    Query next = m_query;
    const bool had = !next.references.empty();
    next.references = std::move(references);
    const bool has = !next.references.empty();
    if (!had && has && isBlank(next.modification))
        next.modification = std::exchange(next.text, {});
    else if (had && !has && isBlank(next.text))
        next.text = std::exchange(next.modification, {});
    change(std::move(next));
}

void QueryModel::addReference(const Reference& reference) {
    std::vector<Reference> references = m_query.references;
    references.push_back(reference);
    setReferences(std::move(references));
}

void QueryModel::removeReference(std::size_t index) {
    std::vector<Reference> references = m_query.references;
    references.erase(references.begin() + static_cast<std::ptrdiff_t>(index));
    setReferences(std::move(references));
}

QString QueryModel::sentence() const {
    return m_query.references.empty() ? m_query.text : m_query.modification;
}

void QueryModel::setSentence(const QString& sentence) {
    Query next = m_query;
    if (!next.references.empty()) {
        next.modification = sentence;
    } else if (sentence != next.text) {
        next.text = sentence;
        // One that waits for its picture to come back is overtaken by what is written now.
        next.modification.clear();
    }
    change(std::move(next));
}

void QueryModel::setText(const QString& text) {
    Query next = m_query;
    next.text = text;
    change(std::move(next));
}

void QueryModel::setNegatives(std::vector<NegativeText> negatives) {
    Query next = m_query;
    next.negatives = std::move(negatives);
    change(std::move(next));
}

void QueryModel::setFeedback(std::vector<Feedback> feedback) {
    Query next = m_query;
    next.feedback = std::move(feedback);
    change(std::move(next));
}

void QueryModel::setFilter(PhotoFilter filter) {
    Query next = m_query;
    next.filter = std::move(filter);
    change(std::move(next));
}

void QueryModel::setMix(std::optional<double> mix) {
    Query next = m_query;
    next.mix = mix;
    change(std::move(next));
}

void QueryModel::setLimit(int limit) {
    Query next = m_query;
    next.limit = limit;
    change(std::move(next));
}

void QueryModel::change(Query next) {
    const Query askedBefore = query();
    const QString sentenceBefore = sentence();
    const Query before = std::exchange(m_query, std::move(next));
    if (before.references != m_query.references)
        Q_EMIT referencesChanged();
    if (sentenceBefore != sentence())
        Q_EMIT sentenceChanged();
    if (before.text != m_query.text)
        Q_EMIT textChanged();
    if (before.negatives != m_query.negatives)
        Q_EMIT negativesChanged();
    if (before.feedback != m_query.feedback)
        Q_EMIT feedbackChanged();
    if (before.filter != m_query.filter)
        Q_EMIT filterChanged();
    if (before.mix != m_query.mix)
        Q_EMIT mixChanged();
    if (before.limit != m_query.limit)
        Q_EMIT limitChanged();
    if (before != m_query)
        Q_EMIT edited();
    Query asked = query();
    if (asked == askedBefore)
        return;
    asked.mix = askedBefore.mix;
    if (asked == askedBefore)
        Q_EMIT remixed();
    else
        Q_EMIT queryChanged();
}

}  // namespace semblance
