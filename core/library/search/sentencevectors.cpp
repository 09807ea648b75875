#include "core/library/search/sentencevectors.h"

#include "core/remote/encoder.h"

namespace semblance {

Result<std::vector<std::vector<float>>> encodeAside(Encoder& encoder, const QStringList& sentences,
                                                    const CancelToken& cancel) {
    constexpr qsizetype atOnce = 8;
    std::vector<std::vector<float>> rows;
    for (qsizetype first = 0; first < sentences.size(); first += atOnce) {
        QueryRequest request;
        request.texts = sentences.mid(first, atOnce);
        SEMBLANCE_TRY_ASSIGN(const QueryReply reply, encoder.encodeQuery(request, cancel));
        for (int row = 0; row < request.texts.size(); ++row)
            rows.push_back(rowOf(reply.textVectors, reply.dim, row));
    }
    return rows;
}

}  // namespace semblance
