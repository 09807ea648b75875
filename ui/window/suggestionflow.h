#pragma once

#include <QObject>

#include "core/library/services/suggestionservice.h"

namespace semblance {

class LibraryService;
class QueryModel;
class SearchFlow;
class SuggestionLine;

/// Suggests modifications of a reference while none is written.
class SuggestionFlow final : public QObject {
    Q_OBJECT

public:
    SuggestionFlow(LibraryService& library, QueryModel& query, const SearchFlow& flow,
                   SuggestionLine& line, QObject* parent);

private:
    bool isWanted() const;

    QueryModel& m_query;
    SuggestionLine& m_line;
    SuggestionService m_suggestions;
    quint64 m_number = 0;
};

}  // namespace semblance
