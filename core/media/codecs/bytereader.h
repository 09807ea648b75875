#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace semblance {

/// Reads numbers and pieces of a file in memory one after another and never leaves it: past the
/// end everything is zero or empty, and failed() says so from then on.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes) : m_bytes(bytes) {}

    quint8 u8() { return big<quint8>(); }
    quint16 u16be() { return big<quint16>(); }
    quint32 u32be() { return big<quint32>(); }
    quint64 u64be() { return big<quint64>(); }
    quint16 u16le() { return little<quint16>(); }
    quint32 u32le() { return little<quint32>(); }

    /// The next `size` bytes; empty, and failed, when there are fewer.
    QByteArrayView take(quint64 size) {
        if (m_hasFailed || size > quint64(left())) {
            m_hasFailed = true;
            return {};
        }
        const QByteArrayView piece = m_bytes.sliced(m_at, qsizetype(size));
        m_at += qsizetype(size);
        return piece;
    }
    void skip(quint64 size) { take(size); }

    qsizetype position() const { return m_at; }
    qsizetype left() const { return m_bytes.size() - m_at; }
    QByteArrayView rest() const { return m_bytes.sliced(m_at); }
    bool failed() const { return m_hasFailed; }

private:
    template <class Number>
    Number big() {
        const QByteArrayView piece = take(sizeof(Number));
        return piece.isEmpty() ? Number(0) : qFromBigEndian<Number>(piece.data());
    }
    template <class Number>
    Number little() {
        const QByteArrayView piece = take(sizeof(Number));
        return piece.isEmpty() ? Number(0) : qFromLittleEndian<Number>(piece.data());
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_hasFailed = false;
};

}  // namespace semblance
