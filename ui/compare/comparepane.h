#pragma once

#include <QFrame>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/photogroups.h"
#include "core/catalogue/photolist.h"
#include "core/library/services/rowchanges.h"
#include "core/query/query.h"

namespace semblance {

class CompareBar;
class Library;
class PhotoGrid;
class PhotoListModel;
class PictureService;
class QueryBar;
class QueryModel;
class SearchFlow;
class SearchService;
struct SearchAnswer;

/// A second query beside the window's: its own query line, and its own pictures. It has a query
/// thread of its own, so that neither of the two waits for the other.
class ComparePane final : public QFrame {
    Q_OBJECT

public:
    explicit ComparePane(PictureService& pictures, QWidget* parent = nullptr);
    ~ComparePane() override;

    /// Null: none, nothing is answered.
    void setLibrary(const std::shared_ptr<Library>& library);
    /// What is shown while nothing is asked for.
    void setAll(const PhotoListPtr& all, const RowChanges& changes);
    /// The library has changed: the same is asked again.
    void repeat();

    QueryModel& query() const { return *m_query; }
    QueryBar& queryBar() const { return *m_bar; }
    PhotoGrid& grid() const { return *m_grid; }
    PhotoListModel& photos() const { return *m_photos; }
    CompareBar& bar() const { return *m_compare; }

Q_SIGNALS:
    /// Other pictures are shown, or the same in another order.
    void photosChanged();
    /// An answer is taking long enough to be spoken of, or no longer so.
    void busyChanged(bool isBusy);
    void closeWanted();
    void problem(const semblance::Error& error);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void takeAnswer(const SearchAnswer& answer, bool sameQuery);

    QueryModel* m_query;
    PhotoListModel* m_photos;
    std::unique_ptr<SearchService> m_search;
    SearchFlow* m_flow;
    QueryBar* m_bar;
    CompareBar* m_compare;
    PhotoGrid* m_grid;
    PhotoListPtr m_all;
};

}  // namespace semblance
