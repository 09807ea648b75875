#include "core/model/composition/modelfamilies.h"

#include <algorithm>

#include "core/model/composition/tokenizers.h"
#include "core/model/files/hffamily.h"
#include "core/model/networks/bertclipfamily.h"
#include "core/model/networks/clipfamily.h"
#include "core/model/networks/minifamily.h"
#include "core/model/networks/siglipfamily.h"
#include "core/model/networks/smallfamily.h"

namespace semblance {

const std::vector<ModelFamily>& modelFamilies() {
    static const std::vector<ModelFamily> all{
        {QStringLiteral("mini"), nullptr, loadMiniFamily, loadMiniTokenizer, packMiniFamily},
        {QStringLiteral("small"), nullptr, loadSmallFamily, loadSmallTokenizer, packSmallFamily,
         QStringLiteral("mini")},
        {QLatin1String(hfClip.name), &hfClip, loadClipFamily, loadClipTokenizer, nullptr},
        {QLatin1String(hfMetaClip2.name), &hfMetaClip2, loadClipFamily, loadXlmRobertaTokenizer,
         nullptr},
        {QLatin1String(hfChineseClip.name), &hfChineseClip, loadBertClipFamily,
         loadChineseClipTokenizer, nullptr},
        {QLatin1String(hfXlmRoberta.name), &hfXlmRoberta, loadBertClipFamily,
         loadXlmRobertaTokenizer, nullptr},
        {QLatin1String(hfSiglip.name), &hfSiglip, loadSiglipFamily, loadSiglipTokenizer, nullptr},
    };
    return all;
}

const ModelFamily* modelFamily(const QString& name) {
    const auto& all = modelFamilies();
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const ModelFamily& family) { return family.name == name; });
    return it == all.end() ? nullptr : &*it;
}

}  // namespace semblance
