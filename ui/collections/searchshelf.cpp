#include "ui/collections/searchshelf.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/query/querytrail.h"
#include "ui/collections/shelfsection.h"
#include "ui/history/querytext.h"
#include "ui/query/querymodel.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SearchShelf)
};

ShelfRow::Words words() {
    return {QStringLiteral("savedSearchRow"),     QStringLiteral("text-search"),
            Text::tr("Saved search %1, %2"),      Text::tr("Remove the saved search?"),
            Text::tr("Remove the saved search…"), false};
}

}  // namespace

SearchShelf::SearchShelf(ShelfService& shelf, QueryModel& query, QObject* parent)
    : QObject(parent),
      m_shelf(shelf),
      m_query(query),
      m_section(new ShelfSection(QStringLiteral("savedSearches"), tr("Saved searches"), words())) {
    connect(&shelf, &ShelfService::searchesChanged, this, &SearchShelf::update);
    connect(&shelf, &ShelfService::countsChanged, this, &SearchShelf::update);
    connect(&query, &QueryModel::queryChanged, this, &SearchShelf::updateCurrent);
    connect(&query, &QueryModel::edited, &shelf, &ShelfService::standBack);
    connect(m_section, &ShelfSection::openWanted, this, [this](qint64 id) { open(SearchId{id}); });
    connect(m_section, &ShelfSection::renamed, this,
            [this](qint64 id, const QString& name) { m_shelf.renameSearch(SearchId{id}, name); });
    connect(m_section, &ShelfSection::removeWanted, this,
            [this](qint64 id) { m_shelf.removeSearch(SearchId{id}); });
}

void SearchShelf::update() {
    QList<ShelfSection::Entry> entries;
    for (const SavedSearch& search : m_shelf.searches()) {
        const auto query = m_shelf.queryOf(search.id);
        const auto count = m_shelf.countOf(search.id);
        entries.append({search.id.value, search.name,
                        count ? QLocale().toString(*count) : QString(),
                        query ? queryText(*query) : search.name});
    }
    m_section->setEntries(entries);
    updateCurrent();
}

void SearchShelf::updateCurrent() {
    const Query now = m_query.query();
    qint64 current = 0;
    for (const SavedSearch& search : m_shelf.searches()) {
        const auto query = m_shelf.queryOf(search.id);
        if (query && asksTheSame(*query, now))
            current = search.id.value;
    }
    m_section->setCurrent(m_query.isEmpty() ? 0 : current);
}

void SearchShelf::open(SearchId id) {
    const auto query = m_shelf.queryOf(id);
    if (!query) {
        Q_EMIT said(
            tr("This search was saved by a newer version of Semblance. Update Semblance to "
               "use it."));
        return;
    }
    m_query.setQuery(*query);
    Q_EMIT opened();
}

void SearchShelf::saveCurrent() {
    if (m_query.isEmpty()) {
        Q_EMIT said(tr("There is nothing to save yet: search for something first."));
        return;
    }
    const Query query = m_query.query();
    Q_EMIT sideBarWanted();
    m_section->begin(suggestedName(query),
                     [this, query](const QString& name) { save(name, query); });
}

void SearchShelf::save(const QString& name, const Query& query) {
    m_shelf.saveSearch(name, query);
}

}  // namespace semblance
