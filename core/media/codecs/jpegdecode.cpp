#include "core/media/codecs/jpegdecode.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <optional>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/jpegerror.h"
#include "core/media/codecs/jpegscan.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
// After jpeglib.h, which it needs.
#include <jerror.h>

namespace semblance {

namespace {

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
    /// Of what came out, some may be none of the picture's.
    bool isDoubtful() const { return m_isDoubtful || (m_errors.message[0] && !isRefusal()); }
    /// Why it failed.
    Error error() const;
    /// It failed at what is no fault of the file.
    bool isRefusal() const { return m_cancel.isCancelled() || isOutOfMemory() || isUnread(); }
    bool isProgressive() const { return m_info.progressive_mode; }
    /// About where the data of a scan ended before its blocks, or behind them; negative when none
    /// did.
    qsizetype ranOutAt() const { return m_ranOutAt; }
    /// Behind what libjpeg has looked at.
    qsizetype position() const {
        return m_info.src ? m_bytes.size() - qsizetype(m_info.src->bytes_in_buffer) : 0;
    }
    /// Between readHeader() and start(): soundShareOfFirstScan().
    double soundShare() const { return soundShareOfFirstScan(m_info); }
    bool hasMostRows() const { return m_hasMostRows; }
    /// After readRows(): the share (0..1) of a progressive picture's coefficients of which at least
    /// the first bits are there; 1 for others.
    double coefficientShare() const { return m_coefficientShare; }

private:
    double countCoefficients() const;
    bool isOutOfMemory() const;
    bool isUnread() const;
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
    bool m_isDoubtful = false;
    qsizetype m_ranOutAt = -1;
    bool m_hasMostRows = true;
    double m_coefficientShare = 1;
    double m_missingCoefficients = 0;  ///< of the blocks' 64, in the scan that ended early
};

double blocksOf(const jpeg_component_info& component) {
    return double(component.width_in_blocks) * component.height_in_blocks;
}

void JpegReader::onWarning(j_common_ptr info) {
    auto* self = static_cast<JpegReader*>(info->client_data);
    switch (info->err->msg_code) {
        case JWRN_ARITH_BAD_CODE:
        case JWRN_BOGUS_PROGRESSION:
        case JWRN_HUFF_BAD_CODE:
        case JWRN_MUST_RESYNC:
        case JWRN_NOT_SEQUENTIAL:
            self->m_isDoubtful = true;
            break;
        case JWRN_EXTRANEOUS_DATA:
        case JWRN_HIT_MARKER:
        case JWRN_JPEG_EOF:
            self->m_isDoubtful = true;
            if (self->m_ranOutAt < 0)
                self->m_ranOutAt = self->position();
            break;
        default:
            break;
    }
    if (info->err->msg_code == JWRN_JPEG_EOF && !self->m_endedEarly)
        self->noteEarlyEnd();
}

double JpegReader::countCoefficients() const {
    if (!m_info.progressive_mode || !m_info.coef_bits)
        return 1;
    double known = -m_missingCoefficients;
    double all = 0;
    for (int i = 0; i < m_info.num_components; ++i) {
        const double blocks = blocksOf(m_info.comp_info[i]);
        const auto* bits = m_info.coef_bits[i];
        known +=
            blocks * double(std::count_if(bits, bits + DCTSIZE2, [](int b) { return b >= 0; }));
        all += blocks * DCTSIZE2;
    }
    return known / all;
}

void JpegReader::noteEarlyEnd() {
    m_endedEarly = true;
    if (m_info.progressive_mode && m_info.Ah == 0 && m_info.total_iMCU_rows > 0) {
        const double share = 1 - double(m_info.input_iMCU_row) / m_info.total_iMCU_rows;
        // Between scans, the next one's components may not be known yet.
        for (int i = 0; i < m_info.comps_in_scan; ++i) {
            if (const jpeg_component_info* component = m_info.cur_comp_info[i])
                m_missingCoefficients += share * blocksOf(*component) * (m_info.Se - m_info.Ss + 1);
        }
    }
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

bool JpegReader::isOutOfMemory() const {
    return m_errors.base.msg_code == JERR_OUT_OF_MEMORY;
}

bool JpegReader::isUnread() const {
    switch (m_errors.base.msg_code) {
        case JERR_ARITH_NOTIMPL:
        case JERR_BAD_PRECISION:
        case JERR_CCIR601_NOTIMPL:
        case JERR_COMPONENT_COUNT:
        case JERR_CONVERSION_NOTIMPL:
        case JERR_FRACT_SAMPLE_NOTIMPL:
        case JERR_NOTIMPL:
        case JERR_NOT_COMPILED:
        case JERR_SOF_UNSUPPORTED:
            return true;
        default:
            return false;
    }
}

Error JpegReader::error() const {
    const QString message = QString::fromLatin1(m_errors.message);
    if (m_cancel.isCancelled())
        return cancelledError();
    if (isOutOfMemory())
        return outOfMemory(fullSize());
    if (isUnread())
        return unreadVariant(PictureFormat::Jpeg, message);
    return m_endedEarly ? mostlyMissingPicture(message)
                        : damagedPicture(PictureFormat::Jpeg, message);
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
    m_coefficientShare = countCoefficients();
    // Where the picture's data do not end here, libjpeg complains, and else would have no reason
    // to: any bits can be decoded. The pixels are there, whatever else goes wrong.
    if (!setjmp(m_errors.jump))
        jpeg_finish_decompress(&m_info);
    return true;
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

/// What one pass over the file came to.
struct Attempt {
    Result<RawPicture> picture;
    bool isDoubtful = false;
    bool hasMostRows = true;
    double coefficientShare = 1;
    bool isProgressive = false;
    qsizetype ranOutAt = -1;
    qsizetype position = 0;  ///< how far libjpeg got
};

Result<RawPicture> read(JpegReader& reader, const PixelNeed& need) {
    if (!reader.readHeader())
        return fail(reader.error());
    const QSize full = reader.fullSize();
    if (qint64{full.width()} * full.height() > kMaxPixels)
        return fail(tooManyPixels(full));
    QByteArray profile = reader.iccProfile();
    if (!reader.start(denominatorFor(full, need)))
        return fail(reader.error());

    SEMBLANCE_TRY_ASSIGN(QImage pixels, newPixels(reader.outputSize(),
                                                  reader.isFourChannels() ? QImage::Format_RGBA8888
                                                                          : QImage::Format_RGB888));
    if (!reader.readRows(pixels.bits(), pixels.bytesPerLine()))
        return fail(reader.error());
    if (!reader.isFourChannels())
        return RawPicture{std::move(pixels), full, false, std::move(profile)};
    if (reader.isInverted())
        pixels.invertPixels(QImage::InvertRgba);
    SEMBLANCE_TRY_ASSIGN(pixels, rgbFromInks(pixels, profile));
    return RawPicture{std::move(pixels), full};
}

Attempt attempt(const QByteArray& bytes, const PixelNeed& need, const CancelToken& cancel) {
    JpegReader reader(bytes, cancel);
    Result<RawPicture> picture = read(reader, need);
    return {std::move(picture),        reader.isDoubtful(),    reader.hasMostRows(),
            reader.coefficientShare(), reader.isProgressive(), reader.ranOutAt(),
            reader.position()};
}

/// How much of the first scan is there, 0..1: libjpeg pads what is missing, and decodes what is no
/// picture. Nothing when not even the header can be read.
std::optional<double> soundShare(const QByteArray& bytes, bool hasMostRows,
                                 const CancelToken& cancel) {
    JpegReader reader(bytes, cancel);
    if (!reader.readHeader())
        return {};
    const double share = reader.soundShare();
    return share < 0 ? (hasMostRows ? 1 : 0) : share;
}

/// Where the last marker begins that is no restart; negative without one.
qsizetype lastMarker(QByteArrayView bytes) {
    for (qsizetype at = bytes.size() - 2; at >= 0; --at) {
        const uchar code = uchar(bytes[at + 1]);
        if (bytes[at] == '\xff' && code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7))
            return at;
    }
    return -1;
}

}  // namespace

Result<RawPicture> decodeJpeg(const QByteArray& bytes, const PixelNeed& need,
                              const CancelToken& cancel) {
    Attempt best = attempt(bytes, need, cancel);
    if (!best.isDoubtful || cancel.isCancelled())
        return std::move(best.picture);
    const JpegExtent extent = jpegExtent(bytes);
    qsizetype end = extent.end;
    const auto share = soundShare(bytes.first(end), best.hasMostRows, cancel);
    if (!share && end == bytes.size())
        return std::move(best.picture);
    if (!share || *share < 0.5)
        return fail(mostlyMissingPicture(best.picture ? QString() : best.picture.error().detail));
    if (end < bytes.size())
        best = attempt(bytes.first(end), need, cancel);
    // Where libjpeg finds no marker that makes sense, the picture may just have ended before.
    if (!best.picture) {
        const qsizetype reached = best.ranOutAt >= 0 ? best.ranOutAt : best.position;
        const qsizetype cut = lastMarker(bytes.first(std::min(end, reached)));
        if (cut > extent.scan) {
            end = cut;
            best = attempt(bytes.first(end), need, cancel);
        }
    }
    // A progressive picture soon has a little of everything; the place that its file had for it
    // says more.
    end = std::min(end, best.position);
    if (best.isProgressive && best.ranOutAt >= 0 &&
        (end - extent.scan) * 2 < bytes.size() - extent.scan)
        return fail(mostlyMissingPicture({}));
    if (best.picture && best.coefficientShare < 0.5)
        return fail(mostlyMissingPicture({}));
    return std::move(best.picture);
}

}  // namespace semblance
