#include "core/media/codecs/pngdecode.h"

#include <png.h>

#include <array>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/pngchunks.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"
#include "core/media/pixels/rowreducer.h"

namespace semblance {

namespace {

/// One PNG in memory. Each method that calls libpng sets the jump target itself and holds nothing
/// but plain values.
class PngReader {
public:
    PngReader(const QByteArray& bytes, bool isApples);
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    bool readHeader();
    /// Says how the rows are to come: RGB or RGBA of 8 bits. Takes memory for two of them.
    bool start();
    bool readProfile(const char** data, quint32* size);
    bool readRow(uchar* row);
    /// The pixels of one pass as far as they are there; true when all are.
    bool readPass(uchar* pixels, qsizetype stride, int pass);

    QSize size() const {
        return QSize(int(std::min(png_get_image_width(m_png, m_info), 1u << 30)),
                     int(std::min(png_get_image_height(m_png, m_info), 1u << 30)));
    }
    bool hasAlpha() const { return m_channels == 4; }
    int passes() const { return m_passes; }
    qint64 pixelsRead() const { return m_pixelsRead; }
    QString message() const { return QString::fromLatin1(m_message.data()); }
    png_structp png() const { return m_png; }
    png_infop info() const { return m_info; }

private:
    static void onError(png_structp png, png_const_charp message);
    static void read(png_structp png, png_bytep to, png_size_t count);

    const QByteArray& m_bytes;
    const bool m_isApples;
    qsizetype m_position = 0;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    int m_passes = 1;
    int m_channels = 3;
    qint64 m_pixelsRead = 0;
    std::array<char, 128> m_message{};
};

void PngReader::onError(png_structp png, png_const_charp message) {
    auto* self = static_cast<PngReader*>(png_get_error_ptr(png));
    std::strncpy(self->m_message.data(), message, self->m_message.size() - 1);
    png_longjmp(png, 1);
}

void PngReader::read(png_structp png, png_bytep to, png_size_t count) {
    auto* self = static_cast<PngReader*>(png_get_io_ptr(png));
    if (count > png_size_t(self->m_bytes.size() - self->m_position))
        png_error(png, "the file ends early");
    std::memcpy(to, self->m_bytes.constData() + self->m_position, count);
    self->m_position += qsizetype(count);
}

PngReader::PngReader(const QByteArray& bytes, bool isApples)
    : m_bytes(bytes), m_isApples(isApples) {
    m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &PngReader::onError,
                                   [](png_structp, png_const_charp) {});
    if (m_png)
        m_info = png_create_info_struct(m_png);
}

bool PngReader::readHeader() {
    if (!m_info || setjmp(png_jmpbuf(m_png)))
        return false;
    png_set_read_fn(m_png, this, &PngReader::read);
    // What is too large is told by its size.
    png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_option(m_png, PNG_SKIP_sRGB_CHECK_PROFILE, PNG_OPTION_ON);
    if (m_isApples) {
        png_set_crc_action(m_png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
        png_set_option(m_png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
    }
    png_read_info(m_png, m_info);
    return true;
}

bool PngReader::start() {
    if (setjmp(png_jmpbuf(m_png)))
        return false;
    png_set_expand(m_png);
    png_set_scale_16(m_png);
    png_set_gray_to_rgb(m_png);
    if (m_isApples)
        png_set_bgr(m_png);
    m_passes = png_set_interlace_handling(m_png);
    png_read_update_info(m_png, m_info);
    m_channels = png_get_channels(m_png, m_info);
    return (m_channels == 3 || m_channels == 4) && png_get_bit_depth(m_png, m_info) == 8;
}

bool PngReader::readProfile(const char** data, quint32* size) {
    if (setjmp(png_jmpbuf(m_png)))
        return false;
    png_charp name = nullptr;
    int compression = 0;
    png_bytep profile = nullptr;
    png_uint_32 length = 0;
    if (!png_get_iCCP(m_png, m_info, &name, &compression, &profile, &length))
        return false;
    *data = reinterpret_cast<const char*>(profile);
    *size = length;
    return true;
}

bool PngReader::readRow(uchar* row) {
    if (setjmp(png_jmpbuf(m_png)))
        return false;
    png_read_row(m_png, row, nullptr);
    m_pixelsRead += png_get_image_width(m_png, m_info);
    return true;
}

bool PngReader::readPass(uchar* pixels, qsizetype stride, int pass) {
    if (setjmp(png_jmpbuf(m_png)))
        return false;
    const auto width = qint64{png_get_image_width(m_png, m_info)};
    const auto height = png_get_image_height(m_png, m_info);
    for (png_uint_32 y = 0; y < height; ++y) {
        // Filling each pass's pixels to the blocks that they stand for.
        png_read_row(m_png, nullptr, pixels + qsizetype(y) * stride);
        if (PNG_ROW_IN_INTERLACE_PASS(y, pass))
            m_pixelsRead += PNG_PASS_COLS(width, pass);
    }
    return true;
}

void premultiply(uchar* row, int width) {
    for (uchar* pixel = row; pixel != row + qsizetype{4} * width; pixel += 4)
        for (int c = 0; c < 3; ++c)
            pixel[c] = uchar((pixel[c] * pixel[3] + 127) / 255);
}

/// Apple's pictures are so already; damaged ones may be brighter than their alpha allows.
void clampToAlpha(uchar* row, int width) {
    for (uchar* pixel = row; pixel != row + qsizetype{4} * width; pixel += 4)
        for (int c = 0; c < 3; ++c)
            pixel[c] = std::min(pixel[c], pixel[3]);
}

bool isNear(double a, double b) {
    return std::abs(a - b) < 0.002;
}

/// What gAMA and cHRM say; empty for sRGB in their words.
QByteArray profileOfGamma(const PngReader& reader) {
    double gamma = 0;
    if (!png_get_gAMA(reader.png(), reader.info(), &gamma))
        return {};
    Chromaticities colours{{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}, {0.3127, 0.3290}};
    const Chromaticities srgb = colours;
    const bool hasColours = png_get_cHRM(
        reader.png(), reader.info(), &colours.white[0], &colours.white[1], &colours.red[0],
        &colours.red[1], &colours.green[0], &colours.green[1], &colours.blue[0], &colours.blue[1]);
    const auto same = [](const auto& a, const auto& b) {
        return isNear(a[0], b[0]) && isNear(a[1], b[1]);
    };
    const bool areSrgbs =
        !hasColours || (same(colours.red, srgb.red) && same(colours.green, srgb.green) &&
                        same(colours.blue, srgb.blue) && same(colours.white, srgb.white));
    if (areSrgbs && isNear(gamma, 0.45455))
        return {};
    return profileOf(colours, gamma);
}

QByteArray profileOf(PngReader& reader, const QByteArray& bytes) {
    // Primaries, transfer, matrix and range; only full-range RGB is allowed.
    if (const QByteArrayView points = pngChunk(bytes, "cICP"); points.size() == 4)
        return profileOfCodePoints(uchar(points[0]), uchar(points[1]));
    const char* data = nullptr;
    quint32 size = 0;
    if (reader.readProfile(&data, &size))
        return QByteArray(data, qsizetype(size));
    int intent = 0;
    if (png_get_sRGB(reader.png(), reader.info(), &intent))
        return {};
    return profileOfGamma(reader);
}

Error unreadable(const PngReader& reader, const QByteArray& bytes) {
    if (!bytes.last(std::min<qsizetype>(bytes.size(), 64)).contains("IEND"))
        return mostlyMissingPicture(reader.message());
    return damagedPicture(PictureFormat::Png, reader.message());
}

/// Rows that are missing stay black, or transparent.
Result<QImage> readRows(PngReader& reader, const PixelNeed& need, bool isPremultiplied,
                        const CancelToken& cancel) {
    const QSize full = reader.size();
    const auto finish = isPremultiplied ? clampToAlpha : premultiply;
    const auto format =
        reader.hasAlpha() ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGB888;
    if (reader.passes() > 1) {
        SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(full, format));
        for (int pass = 0; pass < reader.passes(); ++pass) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            if (!reader.readPass(image.bits(), image.bytesPerLine(), pass))
                break;
        }
        for (int y = 0; y < full.height() && reader.hasAlpha(); ++y)
            finish(image.scanLine(y), full.width());
        return reduced(image, need);
    }
    SEMBLANCE_TRY_ASSIGN(RowReducer rows, RowReducer::make(full, format, need));
    std::vector<uchar> row((reader.hasAlpha() ? std::size_t{4} : 3) * std::size_t(full.width()));
    bool isGoingOn = true;
    for (int y = 0; y < full.height(); ++y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        isGoingOn = isGoingOn && reader.readRow(row.data());
        if (!isGoingOn)
            std::fill(row.begin(), row.end(), 0);
        else if (reader.hasAlpha())
            finish(row.data(), full.width());
        rows.add(row.data());
    }
    return rows.take();
}

}  // namespace

Result<RawPicture> decodePng(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    const bool isApples = isApplePng(bytes);
    const QByteArray plain = isApples ? withoutApplesWays(bytes) : bytes;
    PngReader reader(plain, isApples);
    if (!reader.readHeader())
        return fail(unreadable(reader, bytes));
    const QSize full = reader.size();
    if (qint64{full.width()} * full.height() > kMaxPixels)
        return fail(tooManyPixels(full));
    QByteArray profile = profileOf(reader, plain);
    if (!reader.start())
        return fail(unreadable(reader, bytes));
    SEMBLANCE_TRY_ASSIGN(QImage image, readRows(reader, need, isApples, cancel));
    if (reader.pixelsRead() * 2 < qint64{full.width()} * full.height())
        return fail(unreadable(reader, bytes));
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(full));
    return RawPicture{std::move(image), full, false, std::move(profile)};
}

}  // namespace semblance
