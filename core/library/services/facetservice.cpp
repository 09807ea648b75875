#include "core/library/services/facetservice.h"

#include <atomic>
#include <utility>

#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"

namespace semblance {

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
    d->worker.post(
        [this, p = d.get(), number, filter, snapshot = d->library->catalogue().snapshot()] {
            if (number != p->latest)
                return;
            Facets facets = snapshot->facets(filter);
            QMetaObject::invokeMethod(this, [this, p, number, filter, facets = std::move(facets)] {
                if (number == p->latest)
                    Q_EMIT counted(filter, facets);
            });
        });
}

}  // namespace semblance
