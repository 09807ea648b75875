#include "core/media/codecs/psdrows.h"

#include <zlib.h>

#include <algorithm>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/packbits.h"

namespace semblance {

class PsdRows::Inflater {
public:
    explicit Inflater(QByteArrayView data) {
        m_isReady = inflateInit(&m_stream) == Z_OK;
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
        m_stream.avail_in = uInt(data.size());
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    Status fill(std::span<uchar> row) {
        m_stream.next_out = row.data();
        m_stream.avail_out = uInt(row.size());
        const int status = m_isReady ? inflate(&m_stream, Z_SYNC_FLUSH) : Z_STREAM_ERROR;
        if (m_stream.avail_out == 0)
            return {};
        return status == Z_BUF_ERROR || (status == Z_OK && m_stream.avail_in == 0)
                   ? fail(cutShortPicture())
                   : fail(damagedPicture(PictureFormat::Psd, QStringLiteral("zip")));
    }

private:
    z_stream m_stream{};
    bool m_isReady = false;
};

PsdRows::PsdRows(const PsdFile& file, Compression compression)
    : m_file(&file),
      m_compression(compression),
      m_rowBytes((std::size_t(file.size.width()) * std::size_t(file.depth) + 7) / 8) {}

PsdRows::PsdRows(PsdRows&&) noexcept = default;
PsdRows::~PsdRows() = default;

Result<PsdRows> PsdRows::open(const PsdFile& file) {
    ByteReader reader(file.imageData);
    const int compression = reader.u16be();
    if (reader.failed())
        return fail(cutShortPicture());
    if (compression > int(Compression::ZipWithPrediction))
        return fail(damagedPicture(PictureFormat::Psd, QStringLiteral("compression")));
    PsdRows rows(file, Compression(compression));
    if (rows.m_compression == Compression::PackBits) {
        const quint64 countBytes = file.isBig ? 4 : 2;
        rows.m_counts =
            reader.take(countBytes * quint64(file.channels) * quint64(file.size.height()));
        if (reader.failed())
            return fail(cutShortPicture());
    }
    rows.m_data = reader.rest();
    if (rows.m_compression >= Compression::Zip)
        rows.m_inflater = std::make_unique<Inflater>(rows.m_data);
    return rows;
}

Status PsdRows::read(std::span<uchar> row) {
    switch (m_compression) {
        case Compression::None:
            if (m_data.size() < qsizetype(row.size()))
                return fail(cutShortPicture());
            std::copy_n(m_data.data(), row.size(), row.data());
            m_data = m_data.sliced(qsizetype(row.size()));
            return {};
        case Compression::PackBits:
            return readPacked(row);
        default:
            return readZipped(row);
    }
}

Status PsdRows::readPacked(std::span<uchar> row) {
    ByteReader counts(m_counts);
    const qsizetype count = m_file->isBig ? qsizetype(counts.u32be()) : counts.u16be();
    m_counts = counts.rest();
    if (counts.failed() || count > m_data.size())
        return fail(cutShortPicture());
    unpackBits(m_data.first(count), row);
    m_data = m_data.sliced(count);
    return {};
}

Status PsdRows::readZipped(std::span<uchar> row) {
    SEMBLANCE_TRY(m_inflater->fill(row));
    if (m_compression == Compression::ZipWithPrediction)
        undoPrediction(row);
    return {};
}

/// Each sample is kept as its difference from the one before; of floats, each byte, and the rows
/// hold all first bytes, all second bytes, and so on.
void PsdRows::undoPrediction(std::span<uchar> row) {
    if (m_file->depth == 16) {
        for (std::size_t i = 2; i + 1 < row.size(); i += 2) {
            const auto sum = quint16((row[i - 2] << 8) + row[i - 1] + (row[i] << 8) + row[i + 1]);
            row[i] = uchar(sum >> 8);
            row[i + 1] = uchar(sum);
        }
        return;
    }
    if (m_file->depth == 1)
        return;
    for (std::size_t i = 1; i < row.size(); ++i)
        row[i] = uchar(row[i] + row[i - 1]);
    if (m_file->depth == 32) {
        m_planes.assign(row.begin(), row.end());
        const std::size_t samples = row.size() / 4;
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = m_planes[i % 4 * samples + i / 4];
    }
}

}  // namespace semblance
