#include "core/text/piecemodel.h"

#include "core/text/jsonpiecemodel.h"
#include "core/text/sentencepiecemodel.h"
#include "core/text/unigramjson.h"

namespace semblance {

Result<std::unique_ptr<PieceModel>> PieceModel::load(const QString& path) {
    if (path.endsWith(QLatin1String(".json")) && !isUnigramJson(path)) {
        SEMBLANCE_TRY_ASSIGN(auto model, JsonPieceModel::load(path));
        return std::unique_ptr<PieceModel>(std::move(model));
    }
    SEMBLANCE_TRY_ASSIGN(auto model, SentencePieceModel::load(path));
    return std::unique_ptr<PieceModel>(std::move(model));
}

}  // namespace semblance
