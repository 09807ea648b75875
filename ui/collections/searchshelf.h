#pragma once

#include <QObject>

#include "core/library/services/shelfservice.h"

namespace semblance {

class QueryModel;
class ShelfSection;

/// The saved searches: their section in the side bar, and saving what is asked for. One that is
/// opened is asked for anew, over what the library has now.
class SearchShelf final : public QObject {
    Q_OBJECT

public:
    SearchShelf(ShelfService& shelf, QueryModel& query, QObject* parent = nullptr);

    ShelfSection& section() { return *m_section; }

    /// Asks for a name in the side bar.
    void saveCurrent();
    void save(const QString& name, const Query& query);

Q_SIGNALS:
    /// A saved search is asked for: to be shown.
    void opened();
    /// There is a name to be typed in the side bar.
    void sideBarWanted();
    void said(const QString& sentence);

private:
    void update();
    void updateCurrent();
    void open(SearchId id);

    ShelfService& m_shelf;
    QueryModel& m_query;
    ShelfSection* m_section;
};

}  // namespace semblance
