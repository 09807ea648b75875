#pragma once

#include <QByteArray>
#include <QCborMap>
#include <optional>

#include "core/base/result.h"

namespace semblance {

/// The version both sides must speak; raised with every incompatible change of the messages.
inline constexpr int kProtocolVersion = 3;

/// One frame: its length as 4 little-endian bytes (1 .. 64 MiB), then one CBOR map.
inline constexpr quint32 kFrameLimit = 64u << 20;

/// Fails when the map would not fit a frame.
Result<QByteArray> encodeFrame(const QCborMap& message);

/// Cuts a byte stream into messages. Not thread-safe.
class FrameReader {
public:
    void feed(QByteArrayView bytes);

    /// The next whole message, nothing while more bytes are needed, or an error after which the
    /// stream is useless (length out of range, not CBOR, not a map).
    Result<std::optional<QCborMap>> next();

private:
    QByteArray m_buffer;
    qsizetype m_begin = 0;
};

/// An Error as it travels in a reply's "error" field.
QCborMap errorToCbor(const Error& error);
Error errorFromCbor(const QCborMap& map);

}  // namespace semblance
