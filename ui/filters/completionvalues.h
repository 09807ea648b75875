#pragma once

#include <QObject>
#include <memory>

#include "core/library/services/facetservice.h"

namespace semblance {

class Library;
class QueryBar;

/// Completes filters in the query's sentence with what the library's pictures have: places, tags,
/// people, cameras, lenses and labels. Looks when somebody begins to type one.
class CompletionValues final : public QObject {
    Q_OBJECT

public:
    /// The bar outlives it.
    explicit CompletionValues(QueryBar& bar, QObject* parent = nullptr);

    void setLibrary(std::shared_ptr<Library> library);

private:
    void take(const Facets& facets);

    QueryBar& m_bar;
    std::shared_ptr<Library> m_library;
    std::unique_ptr<FacetService> m_facets;  ///< from the first time on
};

}  // namespace semblance
