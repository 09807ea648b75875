#include "ui/filters/filterflow.h"

#include <QAction>
#include <QApplication>
#include <algorithm>
#include <utility>

#include "core/query/filtergrammar.h"
#include "ui/filters/completionvalues.h"
#include "ui/filters/filterrow.h"
#include "ui/library/folderpanel.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"

namespace semblance {

namespace {
/// While indexing the library changes several times a second.
constexpr int soonMs = 300;

PhotoFilter::Term folderTerm(const QString& path) {
    return {PhotoFilter::Field::Folder, PhotoFilter::Relation::Equal, path};
}
}  // namespace

FilterFlow::FilterFlow(QueryModel& query, FilterRow& row, FolderPanel& folders, QAction& toggle,
                       QObject* parent)
    : QObject(parent), m_query(query), m_row(row), m_folders(folders), m_toggle(toggle) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &FilterFlow::count);
    connect(&query, &QueryModel::filterChanged, this, &FilterFlow::takeFilter);
    connect(&row, &FilterRow::filterWanted, &query, &QueryModel::setFilter);
    connect(&folders, &FolderPanel::folderChosen, this, &FilterFlow::toggleFolder);
    connect(&m_facets, &FacetService::counted, this,
            [this](const PhotoFilter& filter, const Facets& facets) {
                if (filter == m_query.filter())
                    m_row.setFacets(facets);
            });
    // Without the row there is no filter.
    connect(&toggle, &QAction::toggled, this, [this](bool on) {
        m_hadFilter = false;
        if (!on)
            m_query.setFilter({});
        takeFilter();
    });
    takeFilter();
}

void FilterFlow::serve(QueryBar& bar) {
    m_values = new CompletionValues(bar, this);
    bar.setShownElsewhere(&FilterRow::shows);
    connect(&m_row, &FilterRow::editWanted, &bar, [this, &bar](const PhotoFilter::Term& term) {
        PhotoFilter rest = m_query.filter();
        std::erase(rest.terms, term);
        m_query.setFilter(std::move(rest));
        bar.editText(toText(PhotoFilter{{term}}));
    });
}

void FilterFlow::setLibrary(std::shared_ptr<Library> library) {
    if (m_values)
        m_values->setLibrary(library);
    m_facets.setLibrary(std::move(library));
    count();
}

void FilterFlow::add(const PhotoFilter::Term& term) {
    PhotoFilter filter = m_query.filter();
    if (std::find(filter.terms.begin(), filter.terms.end(), term) != filter.terms.end())
        return;
    filter.terms.push_back(term);
    m_query.setFilter(std::move(filter));
}

void FilterFlow::countLater() {
    if (!m_soon.isActive())
        m_soon.start();
}

void FilterFlow::takeFilter() {
    const PhotoFilter& filter = m_query.filter();
    // Whoever chooses in a pop-up of the row may take one value for another.
    const bool isLastGone = filter.isEmpty() && m_hadFilter && !QApplication::activePopupWidget();
    if (m_toggle.isChecked() ? isLastGone : !filter.isEmpty()) {
        // Comes back here.
        m_toggle.setChecked(!isLastGone);
        return;
    }
    m_hadFilter = m_hadFilter || !filter.isEmpty();
    m_row.setVisible(m_toggle.isChecked());
    m_row.setFilter(filter);
    QStringList folders;
    for (const PhotoFilter::Term& term : filter.terms) {
        if (term == folderTerm(term.text))
            folders.append(term.text);
    }
    m_folders.setChosen(folders);
    count();
}

void FilterFlow::count() {
    if (m_toggle.isChecked())
        m_facets.count(m_query.filter());
}

void FilterFlow::toggleFolder(const QString& path) {
    PhotoFilter filter = m_query.filter();
    const PhotoFilter::Term term = folderTerm(path);
    const bool wasChosen =
        std::find(filter.terms.begin(), filter.terms.end(), term) != filter.terms.end();
    filter = without(filter, Facet::Folder);
    if (!wasChosen)
        filter.terms.push_back(term);
    m_query.setFilter(std::move(filter));
}

}  // namespace semblance
