#include "core/media/jpegdecode.h"

#include <QCoreApplication>
#include <array>
#include <cstdlib>
#include <limits>

#include "core/media/colour.h"
#include "core/media/jpegerror.h"
#include "core/media/limits.h"
// After jpeglib.h, which it needs.
#include <jerror.h>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::JpegDecoder)
};

// A progressive file of a few kilobytes can ask for any number of passes over a huge picture.
constexpr int kMaxScans = 500;

constexpr int kIccMarker = JPEG_APP0 + 2;

/// One JPEG in memory. Each method that calls libjpeg sets the jump target itself and holds nothing
/// but plain values.
class JpegReader {
public:
    JpegReader(const QByteArray& bytes, const CancelToken& cancel)
        : m_bytes(bytes), m_cancel(cancel) {
        m_info.err = m_errors.install(&JpegReader::onWarning);
        m_info.client_data = this;
        m_progress.progress_monitor = &JpegReader::onProgress;
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    bool readHeader();
    bool start(int denominator);
    bool readRows(uchar* pixels, qsizetype stride);
    QByteArray iccProfile();

    QSize fullSize() const { return QSize(int(m_info.image_width), int(m_info.image_height)); }
    QSize outputSize() const { return QSize(int(m_info.output_width), int(m_info.output_height)); }
    bool isFourChannels() const { return m_info.out_color_space == JCS_CMYK; }
    /// 255 means no ink, as Adobe stores it.
    bool isInverted() const { return m_info.saw_Adobe_marker; }
    bool isCancelled() const { return m_cancel.isCancelled(); }
    bool endedEarly() const { return m_endedEarly; }
    bool hasMostRows() const { return m_hasMostRows; }
    QString message() const { return QString::fromLatin1(m_errors.message); }

private:
    static void onWarning(j_common_ptr info);
    static void onProgress(j_common_ptr info);
    void noteEarlyEnd();

    const QByteArray& m_bytes;
    const CancelToken& m_cancel;
    jpeg_decompress_struct m_info{};
    jpeg_progress_mgr m_progress{};
    JpegErrorManager m_errors{};
    bool m_hasSeveralScans = false;
    bool m_endedEarly = false;
    bool m_hasMostRows = true;
};

void JpegReader::onWarning(j_common_ptr info) {
    auto* self = static_cast<JpegReader*>(info->client_data);
    if (info->err->msg_code == JWRN_JPEG_EOF && !self->m_endedEarly)
        self->noteEarlyEnd();
}

void JpegReader::noteEarlyEnd() {
    m_endedEarly = true;
    // Rows come out as they are read, or, with several scans, all scans are read before the first.
    if (m_hasSeveralScans)
        m_hasMostRows =
            m_info.input_scan_number > 1 || m_info.input_iMCU_row * 2 >= m_info.total_iMCU_rows;
    else
        m_hasMostRows = m_info.output_scanline * 2 >= m_info.output_height;
}

void JpegReader::onProgress(j_common_ptr info) {
    const auto* self = static_cast<const JpegReader*>(info->client_data);
    if (self->m_info.input_scan_number > kMaxScans || self->m_cancel.isCancelled())
        ERREXIT(info, JERR_CANT_SUSPEND);
}

bool JpegReader::readHeader() {
    if (setjmp(m_errors.jump))
        return false;
    jpeg_create_decompress(&m_info);
    m_info.progress = &m_progress;
    jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(m_bytes.constData()),
                 static_cast<unsigned long>(m_bytes.size()));
    jpeg_save_markers(&m_info, kIccMarker, 0xffff);
    jpeg_read_header(&m_info, TRUE);
    m_hasSeveralScans = jpeg_has_multiple_scans(&m_info);
    return true;
}

/// Between readHeader() and start(). Empty without one, or when pieces of it are missing.
QByteArray JpegReader::iccProfile() {
    JOCTET* data = nullptr;
    unsigned int size = 0;
    if (setjmp(m_errors.jump) || !jpeg_read_icc_profile(&m_info, &data, &size))
        return {};
    const QByteArray profile(reinterpret_cast<const char*>(data), qsizetype(size));
    std::free(data);
    return profile;
}

bool JpegReader::start(int denominator) {
    if (setjmp(m_errors.jump))
        return false;
    m_info.scale_num = 1;
    m_info.scale_denom = static_cast<unsigned int>(denominator);
    const bool fourChannels = m_info.num_components == 4;
    m_info.out_color_space = fourChannels ? JCS_CMYK : JCS_RGB;
    return jpeg_start_decompress(&m_info);
}

bool JpegReader::readRows(uchar* pixels, qsizetype stride) {
    if (setjmp(m_errors.jump))
        return false;
    while (m_info.output_scanline < m_info.output_height) {
        std::array<JSAMPROW, 8> rows;
        for (size_t i = 0; i < rows.size(); ++i) {
            const size_t row = qMin<size_t>(m_info.output_scanline + i, m_info.output_height - 1);
            rows[i] = pixels + qsizetype(row) * stride;
        }
        const auto left = m_info.output_height - m_info.output_scanline;
        jpeg_read_scanlines(&m_info, rows.data(), qMin<JDIMENSION>(left, rows.size()));
    }
    return true;
}

tl::unexpected<Error> damaged(const JpegReader& reader) {
    if (reader.isCancelled())
        return fail(cancelledError());
    if (reader.endedEarly())
        return fail(ErrorKind::BadInput,
                    Text::tr("The picture is cut short: most of it is missing. Copy or download "
                             "the file again."),
                    reader.message());
    return fail(ErrorKind::BadInput, Text::tr("The JPEG file is damaged and cannot be shown."),
                reader.message());
}

int denominatorFor(QSize size, const PixelNeed& need) {
    for (int denominator : {8, 4, 2}) {
        // libjpeg rounds up.
        if (need.isMetBy((size.width() + denominator - 1) / denominator,
                         (size.height() + denominator - 1) / denominator))
            return denominator;
    }
    return 1;
}

}  // namespace

Result<RawPicture> decodeJpeg(const QByteArray& bytes, const PixelNeed& need,
                              const CancelToken& cancel) {
    JpegReader reader(bytes, cancel);
    if (!reader.readHeader())
        return damaged(reader);
    const QSize full = reader.fullSize();
    if (qint64{full.width()} * full.height() > kMaxPixels)
        return fail(tooManyPixels(full));
    QByteArray profile = reader.iccProfile();
    if (!reader.start(denominatorFor(full, need)))
        return damaged(reader);

    SEMBLANCE_TRY_ASSIGN(QImage pixels, newPixels(reader.outputSize(),
                                                  reader.isFourChannels() ? QImage::Format_RGBA8888
                                                                          : QImage::Format_RGB888));
    if (!reader.readRows(pixels.bits(), pixels.bytesPerLine()) || !reader.hasMostRows())
        return damaged(reader);
    if (!reader.isFourChannels())
        return RawPicture{std::move(pixels), full, false, std::move(profile)};
    if (reader.isInverted())
        pixels.invertPixels(QImage::InvertRgba);
    SEMBLANCE_TRY_ASSIGN(pixels, rgbFromInks(pixels, profile));
    return RawPicture{std::move(pixels), full};
}

}  // namespace semblance
