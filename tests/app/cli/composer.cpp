#include "tests/app/cli/composer.h"

namespace semblance::test {

Composer::Composer(const QString& model) : m_engine(model) {
    m_info = m_engine.model({}).value_or(ModelInfo());
}

std::vector<double> Composer::composed(const QString& image, const QString& modification) {
    DecodeRequest decode;
    decode.path = image;
    decode.wantInput = true;
    decode.input = m_info.input;
    const auto decoded = m_decoders.decodeNow(decode);
    if (!decoded)
        return {};
    QueryRequest request;
    request.pictures = {1, m_info.input.side, decoded->input};
    request.compositions = {{0, {}, modification}};
    const auto reply = m_engine.encodeQuery(request, {});
    if (!reply)
        return {};
    const std::vector<float> row = rowOf(reply->composedVectors, reply->dim, 0);
    return {row.begin(), row.end()};
}

}  // namespace semblance::test
