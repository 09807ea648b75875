#include "core/library/services/facetservice.h"

#include <atomic>
#include <utility>

#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/search/failedphotos.h"

namespace semblance {

namespace {
/// Nothing is counted where the rows cannot be read: the answer itself says so.
Facets facetsOf(const Catalogue& catalogue, const Snapshot& snapshot, const PhotoFilter& filter) {
    if (!asksForFailed(filter))
        return snapshot.facets(filter);
    const auto photos = readFailedPhotos(catalogue);
    return photos ? failedFacets(*photos, filter) : Facets();
}
}  // namespace

struct FacetService::Private {
    std::shared_ptr<Library> library;
    std::atomic<quint64> latest{0};
    WorkerThread worker{QStringLiteral("facets")};  // last: its tasks use everything above
};

FacetService::FacetService(QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {}

FacetService::~FacetService() {
    ++d->latest;
}

void FacetService::setLibrary(std::shared_ptr<Library> library) {
    ++d->latest;
    d->library = std::move(library);
}

void FacetService::count(const PhotoFilter& filter) {
    const quint64 number = ++d->latest;
    if (!d->library)
        return;
    d->worker.post([this, p = d.get(), number, filter, library = d->library,
                    snapshot = d->library->catalogue().snapshot()] {
        if (number != p->latest)
            return;
        Facets facets = facetsOf(library->catalogue(), *snapshot, filter);
        QMetaObject::invokeMethod(this, [this, p, number, filter, facets = std::move(facets)] {
            if (number == p->latest)
                Q_EMIT counted(filter, facets);
        });
    });
}

}  // namespace semblance
