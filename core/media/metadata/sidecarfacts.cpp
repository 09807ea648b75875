#include "core/media/metadata/sidecarfacts.h"

#include "core/media/metadata/metadata.h"
#include "core/media/metadata/metadatatags.h"
#include "core/media/metadata/takeout.h"

namespace semblance {

namespace {

bool isJson(QByteArrayView bytes) {
    constexpr QByteArrayView mark("\xef\xbb\xbf");
    if (bytes.startsWith(mark))
        bytes = bytes.sliced(mark.size());
    return bytes.trimmed().startsWith('{');
}

PhotoFacts factsIn(const QByteArray& sidecar) {
    if (sidecar.isEmpty())
        return {};
    if (isJson(sidecar))
        return takeoutFacts(sidecar);
    PhotoFacts facts = factsOf(MetadataTags::ofXmp(sidecar));
    facts.orientation = PhotoFacts().orientation;
    return facts;
}

}  // namespace

PhotoFacts sidecarFacts(const QList<QByteArray>& sidecars) {
    PhotoFacts facts;
    for (const QByteArray& sidecar : sidecars)
        addMissingFacts(facts, factsIn(sidecar));
    return facts;
}

}  // namespace semblance
