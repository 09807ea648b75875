#include "core/media/codecs/bytesource.h"

#include <algorithm>

#include "core/base/regularfile.h"

namespace semblance {

ByteSource::ByteSource(QByteArrayView bytes) : m_bytes(bytes), m_size(bytes.size()) {}

ByteSource::ByteSource(const FileHandle& file, qint64 size) : m_file(&file), m_size(size) {}

Result<qint64> ByteSource::read(qint64 offset, char* data, qint64 bytes) const {
    bytes = std::clamp(m_size - offset, qint64{0}, bytes);
    if (offset < 0 || bytes == 0)
        return 0;
    if (m_file)
        return readAt(*m_file, offset, data, bytes);
    const QByteArrayView part = m_bytes.sliced(qsizetype(offset), qsizetype(bytes));
    std::copy(part.begin(), part.end(), data);
    return bytes;
}

QByteArray ByteSource::piece(qint64 offset, qint64 bytes) const {
    QByteArray part(qsizetype(std::clamp(m_size - offset, qint64{0}, bytes)), '\0');
    part.resize(qsizetype(read(offset, part.data(), part.size()).value_or(0)));
    return part;
}

}  // namespace semblance
