#include <libpq-fe.h>

#include <bit>
#include <cmath>

#include "core/teamstore/teamconnection.h"
#include "core/teamstore/wireformat.h"

namespace semblance {

std::optional<QByteArrayView> TeamRow::field(int column) const {
    if (column >= PQnfields(m_result) || PQfformat(m_result, column) != 1) {
        refuse();
        return std::nullopt;
    }
    if (PQgetisnull(m_result, 0, column))
        return std::nullopt;
    const int length = PQgetlength(m_result, 0, column);
    if (length > mostBytes) {
        refuse();
        return std::nullopt;
    }
    return QByteArrayView(PQgetvalue(m_result, 0, column), length);
}

bool TeamRow::isNull(int column) const {
    return !field(column).has_value();
}

std::int64_t TeamRow::number(int column) const {
    return optionalNumber(column).value_or(0);
}

std::optional<std::int64_t> TeamRow::optionalNumber(int column) const {
    const auto bytes = field(column);
    if (!bytes)
        return std::nullopt;
    WireReader reader(*bytes);
    std::optional<std::int64_t> number;
    switch (PQftype(m_result, column)) {
        case pgtype::int8:
            number = reader.number<std::int64_t>();
            break;
        case pgtype::int4:
            number = reader.number<std::int32_t>();
            break;
        case pgtype::int2:
            number = reader.number<std::int16_t>();
            break;
        default:
            break;
    }
    if (!number || !reader.isAtEnd())
        refuse();
    return number;
}

std::optional<double> TeamRow::optionalReal(int column) const {
    const auto bytes = field(column);
    if (!bytes)
        return std::nullopt;
    WireReader reader(*bytes);
    const auto bits = reader.number<std::uint64_t>();
    const double real = std::bit_cast<double>(bits.value_or(0));
    if (PQftype(m_result, column) == pgtype::float8 && bits && reader.isAtEnd() &&
        std::isfinite(real))
        return real;
    refuse();
    return std::nullopt;
}

bool TeamRow::flag(int column) const {
    const auto bytes = field(column);
    if (bytes && (PQftype(m_result, column) != pgtype::boolean || bytes->size() != 1))
        refuse();
    return bytes && bytes->size() == 1 && bytes->front() != 0;
}

QByteArrayView TeamRow::view(int column) const {
    const auto bytes = field(column);
    const unsigned type = bytes ? PQftype(m_result, column) : pgtype::text;
    if (type == pgtype::text || type == pgtype::bytea)
        return bytes.value_or(QByteArrayView());
    refuse();
    return {};
}

QStringList TeamRow::texts(int column) const {
    const auto bytes = field(column);
    if (!bytes)
        return {};
    const auto elements =
        PQftype(m_result, column) == pgtype::texts ? fromArray(*bytes, pgtype::text) : std::nullopt;
    if (!elements)
        refuse();
    QStringList texts;
    for (const QByteArrayView element : elements.value_or(std::vector<QByteArrayView>()))
        texts.append(QString::fromUtf8(element));
    return texts;
}

}  // namespace semblance
