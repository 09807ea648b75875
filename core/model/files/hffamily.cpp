#include "core/model/files/hffamily.h"

#include <algorithm>
#include <array>

namespace semblance {

std::span<const HfFamily* const> hfFamilies() {
    static constexpr std::array all{&hfClip, &hfMetaClip2, &hfChineseClip, &hfXlmRoberta,
                                    &hfSiglip};
    return all;
}

const HfFamily* hfFamily(const QString& name) {
    const auto all = hfFamilies();
    const auto it = std::find_if(all.begin(), all.end(), [&](const HfFamily* family) {
        return name == QLatin1String(family->name);
    });
    return it == all.end() ? nullptr : *it;
}

}  // namespace semblance
