#pragma once

#include <QObject>
#include <memory>

#include "core/base/photofilter.h"
#include "core/catalogue/facets.h"

namespace semblance {

class Library;

/// Counts what a filter leaves of the library, for the window. Lives on the GUI thread; counting
/// runs on a thread of its own. A newer call overtakes an older one.
class FacetService final : public QObject {
    Q_OBJECT

public:
    explicit FacetService(QObject* parent = nullptr);
    ~FacetService() override;

    void setLibrary(std::shared_ptr<Library> library);

    /// counted() follows unless overtaken.
    void count(const PhotoFilter& filter);

Q_SIGNALS:
    void counted(const semblance::PhotoFilter& filter, const semblance::Facets& facets);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
