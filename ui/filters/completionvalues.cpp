#include "ui/filters/completionvalues.h"

#include <utility>

#include "ui/query/querybar.h"

namespace semblance {

namespace {
QStringList namesOf(const std::vector<Facets::Value>& values) {
    QStringList names;
    for (const Facets::Value& value : values)
        names.append(value.name);
    return names;
}

/// Countries, regions and places by themselves.
QStringList partsOf(const std::vector<Facets::Value>& places) {
    QStringList parts;
    for (const Facets::Value& place : places)
        parts += place.name.split(u'/');
    parts.removeDuplicates();
    parts.sort(Qt::CaseInsensitive);
    return parts;
}
}  // namespace

CompletionValues::CompletionValues(QueryBar& bar, QObject* parent) : QObject(parent), m_bar(bar) {
    connect(&bar, &QueryBar::filterValuesWanted, this, [this] {
        if (!m_facets) {
            m_facets = std::make_unique<FacetService>();
            m_facets->setLibrary(m_library);
            connect(m_facets.get(), &FacetService::counted, this,
                    [this](const PhotoFilter&, const Facets& facets) { take(facets); });
        }
        m_facets->count({});
    });
}

void CompletionValues::setLibrary(std::shared_ptr<Library> library) {
    m_library = std::move(library);
    if (m_facets)
        m_facets->setLibrary(m_library);
}

void CompletionValues::take(const Facets& facets) {
    m_bar.setFilterValues(QStringLiteral("place:"), partsOf(facets.places));
    m_bar.setFilterValues(QStringLiteral("tag:"), namesOf(facets.tags));
    m_bar.setFilterValues(QStringLiteral("person:"), namesOf(facets.people));
    m_bar.setFilterValues(QStringLiteral("camera:"), namesOf(facets.cameras));
    m_bar.setFilterValues(QStringLiteral("lens:"), namesOf(facets.lenses));
    m_bar.setFilterValues(QStringLiteral("label:"), namesOf(facets.labels));
}

}  // namespace semblance
