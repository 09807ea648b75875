#include "ui/window/suggestionflow.h"

#include "core/library/services/libraryservice.h"
#include "ui/query/querymodel.h"
#include "ui/query/suggestionline.h"
#include "ui/window/searchflow.h"

namespace semblance {

SuggestionFlow::SuggestionFlow(LibraryService& library, QueryModel& query, const SearchFlow& flow,
                               SuggestionLine& line, QObject* parent)
    : QObject(parent), m_query(query), m_line(line) {
    connect(&library, &LibraryService::opened, this,
            [this, &library] { m_suggestions.setLibrary(library.library()); });
    connect(&library, &LibraryService::closing, this, [this] { m_suggestions.setLibrary({}); });
    connect(&flow, &SearchFlow::answered, this, [this](const SearchAnswer& answer) {
        if (isWanted())
            m_suggestions.request(++m_number, answer.reference);
    });
    connect(&m_suggestions, &SuggestionService::suggested, this,
            [this](quint64 number, const QStringList& modifications) {
                if (number == m_number && isWanted())
                    m_line.setSuggestions(modifications);
            });
    connect(&query, &QueryModel::queryChanged, this, [this] {
        m_suggestions.cancel();
        m_line.setSuggestions({});
    });
    connect(&line, &SuggestionLine::chosen, this,
            [this](const QString& suggestion) { m_query.setSentence(suggestion); });
}

bool SuggestionFlow::isWanted() const {
    return !m_query.references().empty() && m_query.sentence().trimmed().isEmpty() &&
           m_query.text().trimmed().isEmpty();
}

}  // namespace semblance
