#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "core/library/services/facetservice.h"

class QAction;

namespace semblance {

class CompletionValues;
class FilterRow;
class FolderPanel;
class Library;
class QueryBar;
class QueryModel;

/// Between the filter row and the query: shows the query's filter, changes it, and has its facets
/// counted while the row is there to be seen.
class FilterFlow final : public QObject {
    Q_OBJECT

public:
    /// `toggle` is checkable: whether the row is shown though no filter is set.
    FilterFlow(QueryModel& query, FilterRow& row, FolderPanel& folders, QAction& toggle,
               QObject* parent = nullptr);

    /// The bar of the same query, which outlives it: filters typed there are completed with what
    /// the library has, and what the row shows stands in the row alone.
    void serve(QueryBar& bar);
    void setLibrary(std::shared_ptr<Library> library);
    /// The term besides, unless it is there.
    void add(const PhotoFilter::Term& term);
    /// The library has changed: counts anew, soon.
    void countLater();

private:
    void takeFilter();
    void count();
    void toggleFolder(const QString& path);

    QueryModel& m_query;
    FilterRow& m_row;
    FolderPanel& m_folders;
    QAction& m_toggle;
    FacetService m_facets;
    CompletionValues* m_values = nullptr;
    QTimer m_soon;
    bool m_hadFilter = false;  ///< since the row was shown: it goes with the last one
};

}  // namespace semblance
