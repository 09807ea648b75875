#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>
#include <cstdint>
#include <optional>
#include <vector>

/// PostgreSQL's binary formats. Internal to the room.
namespace semblance {

/// Numbers of PostgreSQL's own types: they never change.
namespace pgtype {
inline constexpr unsigned boolean = 16;
inline constexpr unsigned bytea = 17;
inline constexpr unsigned int8 = 20;
inline constexpr unsigned int2 = 21;
inline constexpr unsigned int4 = 23;
inline constexpr unsigned text = 25;
inline constexpr unsigned float8 = 701;
inline constexpr unsigned byteas = 1001;
inline constexpr unsigned texts = 1009;
inline constexpr unsigned int8s = 1016;
}  // namespace pgtype

/// Appends in network byte order.
template <class Number>
void appendNumber(QByteArray& to, Number number) {
    char bytes[sizeof(Number)];
    qToBigEndian(number, bytes);
    to.append(bytes, sizeof(bytes));
}

/// Reads a field from its front to its end; what is behind the end is nothing.
class WireReader {
public:
    explicit WireReader(QByteArrayView bytes) : m_bytes(bytes) {}

    template <class Number>
    std::optional<Number> number() {
        const auto bytes = take(sizeof(Number));
        return bytes ? std::optional(qFromBigEndian<Number>(bytes->data())) : std::nullopt;
    }
    std::optional<QByteArrayView> take(qsizetype length) {
        if (length < 0 || length > m_bytes.size())
            return std::nullopt;
        const QByteArrayView taken = m_bytes.first(length);
        m_bytes = m_bytes.sliced(length);
        return taken;
    }
    QByteArrayView left() const { return m_bytes; }
    bool isAtEnd() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
};

/// An array of one dimension without NULLs, its elements as they are.
QByteArray toArray(unsigned elementType, const std::vector<QByteArray>& elements);
/// Nothing when the bytes are no such array.
std::optional<std::vector<QByteArrayView>> fromArray(QByteArrayView bytes, unsigned elementType);

/// fp16 numbers (little-endian, as everywhere in the program) as pgvector's halfvec.
QByteArray toHalfVector(QByteArrayView half);
/// Nothing when it has another length, or a number that is not finite.
std::optional<QByteArray> fromHalfVector(QByteArrayView bytes, int dimension);

}  // namespace semblance
