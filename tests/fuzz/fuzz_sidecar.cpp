#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/media/metadata/sidecarfacts.h"

/// One sidecar of any bytes: what it says keeps within the limits, or it says nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace semblance;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const PhotoFacts facts = sidecarFacts({bytes});
    bool isWithin = facts.description.size() <= FactLimits::description && facts.width == 0 &&
                    facts.orientation == 1 && facts.format.isEmpty() &&
                    facts.keywords.size() <= FactLimits::items &&
                    facts.people.size() <= FactLimits::items;
    for (const QStringList& names : {facts.keywords, facts.people, QStringList{facts.title}}) {
        for (const QString& name : names)
            isWithin = isWithin && name.size() <= FactLimits::line;
    }
    if (!isWithin)
        std::abort();
    return 0;
}
