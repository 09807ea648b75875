#include "core/remote/frame.h"

#include <QBuffer>
#include <QCborStreamWriter>
#include <QCborValue>
#include <QCoreApplication>
#include <QtEndian>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Frame)
};

constexpr qsizetype kHeader = sizeof(quint32);
}  // namespace

Result<QByteArray> encodeFrame(const QCborMap& message) {
    QByteArray frame(kHeader, Qt::Uninitialized);
    {
        // Behind the header at once: a batch of pictures is some megabytes.
        QBuffer buffer(&frame);
        buffer.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        buffer.seek(kHeader);
        QCborStreamWriter writer(&buffer);
        QCborValue(message).toCbor(writer);
    }
    const qsizetype length = frame.size() - kHeader;
    if (length > kFrameLimit) {
        return fail(ErrorKind::Internal,
                    Text::tr("A message between Semblance's programs is too large."),
                    QStringLiteral("%1 bytes").arg(length));
    }
    qToLittleEndian(static_cast<quint32>(length), frame.data());
    return frame;
}

void FrameReader::feed(QByteArrayView bytes) {
    m_buffer.append(bytes);
    if (m_buffer.size() - m_begin < kHeader)
        return;
    // The frame's whole length at once, instead of growing towards it.
    const auto length = qFromLittleEndian<quint32>(m_buffer.constData() + m_begin);
    if (length <= kFrameLimit)
        m_buffer.reserve(m_begin + kHeader + length);
}

Result<std::optional<QCborMap>> FrameReader::next() {
    const qsizetype available = m_buffer.size() - m_begin;
    if (available < kHeader)
        return std::optional<QCborMap>();
    const auto length = qFromLittleEndian<quint32>(m_buffer.constData() + m_begin);
    const auto broken = [](const QString& detail) {
        return fail(
            ErrorKind::ChildFailed,
            Text::tr(
                "Semblance's programs no longer understand each other; reinstall them together."),
            detail);
    };
    if (length == 0 || length > kFrameLimit)
        return broken(QStringLiteral("frame of %1 bytes").arg(length));
    if (available - kHeader < length)
        return std::optional<QCborMap>();

    QCborParserError parse;
    const QByteArray body = QByteArray::fromRawData(m_buffer.constData() + m_begin + kHeader,
                                                    static_cast<qsizetype>(length));
    const QCborValue value = QCborValue::fromCbor(body, &parse);
    if (parse.error != QCborError::NoError)
        return broken(parse.errorString());
    if (!value.isMap())
        return broken(QStringLiteral("not a map"));

    m_begin += kHeader + length;
    if (m_begin == m_buffer.size()) {
        m_buffer.clear();
        m_begin = 0;
    } else if (m_begin > (1 << 20)) {
        m_buffer.remove(0, m_begin);
        m_begin = 0;
    }
    return std::optional<QCborMap>(value.toMap());
}

QCborMap errorToCbor(const Error& error) {
    return {{QStringLiteral("kind"), static_cast<int>(error.kind)},
            {QStringLiteral("sentence"), error.sentence},
            {QStringLiteral("detail"), error.detail}};
}

Error errorFromCbor(const QCborMap& map) {
    const qint64 kind =
        map[QStringLiteral("kind")].toInteger(static_cast<int>(ErrorKind::Internal));
    const bool known = kind >= 0 && kind <= static_cast<int>(ErrorKind::NoMemory);
    return {known ? static_cast<ErrorKind>(kind) : ErrorKind::Internal,
            map[QStringLiteral("sentence")].toString(), map[QStringLiteral("detail")].toString()};
}

}  // namespace semblance
