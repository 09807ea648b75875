#include "core/media/codecs/tiffpixels.h"

#include <algorithm>

#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"
#include "core/media/pixels/rowreducer.h"

namespace semblance {

namespace {

quint32 lengthOf(TIFF* tiff, quint32 tag) {
    quint32 value = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : 0;
}

bool hasPlanes(TIFF* tiff) {
    quint16 planar = PLANARCONFIG_CONTIG;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
    return planar == PLANARCONFIG_SEPARATE;
}

int planesOf(TIFF* tiff, const TiffLayout& layout) {
    return hasPlanes(tiff) ? layout.samples : 1;
}

/// One row from libtiff's packed pixels.
void toRgb(const quint32* in, int width, uchar* out) {
    for (int x = 0; x < width; ++x, ++in) {
        *out++ = uchar(TIFFGetR(*in));
        *out++ = uchar(TIFFGetG(*in));
        *out++ = uchar(TIFFGetB(*in));
    }
}

}  // namespace

TiffPixels::TiffPixels(TiffFile& file, QSize full, const PixelNeed& need, const CancelToken& cancel)
    : m_file(file),
      m_tiff(file.handle()),
      m_full(full),
      m_need(need),
      m_cancel(cancel),
      m_rowsPerStrip(std::clamp(lengthOf(m_tiff, TIFFTAG_ROWSPERSTRIP), 1u,
                                quint32(std::max(1, full.height())))) {}

Status TiffPixels::makeBuffer(std::vector<uchar>& buffer, qint64 bytes) const {
    if (bytes <= 0)
        return fail(damagedPicture(PictureFormat::Tiff, m_file.message()));
    if (bytes > qint64{kMaxPixelMiB} << 20)
        return fail(tooManyBytes(m_full));
    buffer.assign(std::size_t(bytes), 0);
    return {};
}

void TiffPixels::count(bool isRead, qint64 pixels) {
    if (isRead)
        m_readsAfterGap = m_readsAfterGap || m_missing > 0;
    (isRead ? m_read : m_missing) += pixels;
}

Status TiffPixels::checkGoingOn() const {
    if (m_cancel.isCancelled())
        return fail(cancelledError());
    return m_missing * 2 > m_expected ? checkEnough() : Status();
}

Status TiffPixels::checkEnough() const {
    if (m_read > 0 && m_read >= m_missing)
        return {};
    // What is there up to some row, and nothing from then on, has lost its end, and so has what
    // should go on where the file ends, or holds nothing but zeros.
    const quint64 soundEnd = m_file.endBeforeZeros();
    quint64 end = 0;
    const quint32 striles =
        TIFFIsTiled(m_tiff) ? TIFFNumberOfTiles(m_tiff) : TIFFNumberOfStrips(m_tiff);
    for (quint32 i = 0; i < striles && end <= soundEnd; ++i)
        end = TIFFGetStrileOffset(m_tiff, i) + TIFFGetStrileByteCount(m_tiff, i);
    if (end > soundEnd || (m_read > 0 && !m_readsAfterGap))
        return fail(mostlyMissingPicture(m_file.message()));
    return fail(damagedPicture(PictureFormat::Tiff, m_file.message()));
}

/// Left out on purpose, as programs for maps do: it is black.
bool TiffPixels::isSparse(quint32 strile) const {
    return TIFFGetStrileOffset(m_tiff, strile) == 0 && TIFFGetStrileByteCount(m_tiff, strile) == 0;
}

/// Fills m_coded. Once a strip has failed it is not asked again.
bool TiffPixels::readLine(int y, int plane) {
    if (y < m_unreadableUntil) {
        count(false, m_full.width());
        return false;
    }
    if (isSparse(TIFFComputeStrip(m_tiff, quint32(y), quint16(plane)))) {
        std::fill(m_coded.begin(), m_coded.end(), 0);
        m_expected -= m_full.width();
        return true;
    }
    m_file.takeEarlyEnd();
    const bool isRead = TIFFReadScanline(m_tiff, m_coded.data(), quint32(y), quint16(plane)) >= 0 &&
                        !m_file.takeEarlyEnd();
    if (!isRead)
        m_unreadableUntil = int(std::min<qint64>(
            m_full.height(), (y / qint64{m_rowsPerStrip} + 1) * qint64{m_rowsPerStrip}));
    count(isRead, m_full.width());
    return isRead;
}

Result<QImage> TiffPixels::read(const TiffLayout& layout) {
    m_expected = qint64{m_full.width()} * m_full.height();
    if (hasPlanes(m_tiff))
        m_expected *= layout.colours() + (layout.alphaSample >= 0 ? 1 : 0);
    const auto readAll = TIFFIsTiled(m_tiff) ? &TiffPixels::readTiles
                         : hasPlanes(m_tiff) ? &TiffPixels::readPlanes
                                             : &TiffPixels::readStrips;
    SEMBLANCE_TRY_ASSIGN(QImage image, (this->*readAll)(layout));
    SEMBLANCE_TRY(checkEnough());
    if (layout.alpha != TiffLayout::Alpha::None && isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(m_full));
    return image;
}

Result<QImage> TiffPixels::readStrips(const TiffLayout& layout) {
    SEMBLANCE_TRY_ASSIGN(RowReducer rows, RowReducer::make(m_full, layout.format(), m_need));
    const int pixelBytes = layout.format() == QImage::Format_RGB888 ? 3 : 4;
    SEMBLANCE_TRY(makeBuffer(m_coded, TIFFScanlineSize(m_tiff)));
    SEMBLANCE_TRY(makeBuffer(m_band, qint64{pixelBytes} * m_full.width()));
    for (int y = 0; y < m_full.height(); ++y) {
        SEMBLANCE_TRY(checkGoingOn());
        if (readLine(y, 0))
            layout.convert(m_coded.data(), m_full.width(), m_band.data());
        else
            std::fill(m_band.begin(), m_band.end(), 0);
        layout.finish(m_band.data(), m_full.width());
        rows.add(m_band.data());
    }
    return rows.take();
}

/// Plane by plane, so that no strip is decoded twice: here the picture is held at its full size.
Result<QImage> TiffPixels::readPlanes(const TiffLayout& layout) {
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(m_full, layout.format()));
    SEMBLANCE_TRY(makeBuffer(m_coded, TIFFScanlineSize(m_tiff)));
    for (int plane = 0; plane < layout.samples; ++plane) {
        if (!layout.isUsed(plane))
            continue;
        m_unreadableUntil = 0;
        for (int y = 0; y < m_full.height(); ++y) {
            SEMBLANCE_TRY(checkGoingOn());
            if (readLine(y, plane))
                layout.convertPlane(m_coded.data(), plane, m_full.width(), image.scanLine(y));
        }
    }
    for (int y = 0; y < m_full.height(); ++y)
        layout.finish(image.scanLine(y), m_full.width());
    return reduced(image, m_need);
}

void TiffPixels::readTile(const TiffLayout& layout, quint32 x, quint32 y, int plane) {
    const auto tileWidth = int(lengthOf(m_tiff, TIFFTAG_TILEWIDTH));
    const auto tileHeight = int(lengthOf(m_tiff, TIFFTAG_TILELENGTH));
    const int width = std::min(tileWidth, m_full.width() - int(x));
    const int height = std::min(tileHeight, m_full.height() - int(y));
    const qint64 area = qint64{width} * height;
    if (isSparse(TIFFComputeTile(m_tiff, x, y, 0, quint16(plane)))) {
        m_expected -= area;
        return;
    }
    m_file.takeEarlyEnd();
    const bool isRead = TIFFReadTile(m_tiff, m_coded.data(), x, y, 0, quint16(plane)) >= 0 &&
                        !m_file.takeEarlyEnd();
    count(isRead, area);
    if (!isRead)
        return;
    const auto rowBytes = qsizetype(TIFFTileRowSize(m_tiff));
    const qsizetype pixelBytes = layout.format() == QImage::Format_RGB888 ? 3 : 4;
    for (int row = 0; row < height; ++row) {
        const uchar* in = m_coded.data() + row * rowBytes;
        uchar* out = m_band.data() + (qsizetype{row} * m_full.width() + int(x)) * pixelBytes;
        if (hasPlanes(m_tiff))
            layout.convertPlane(in, plane, width, out);
        else
            layout.convert(in, width, out);
    }
}

Result<QImage> TiffPixels::readTiles(const TiffLayout& layout) {
    SEMBLANCE_TRY_ASSIGN(RowReducer rows, RowReducer::make(m_full, layout.format(), m_need));
    const qint64 rowBytes =
        (layout.format() == QImage::Format_RGB888 ? qint64{3} : qint64{4}) * m_full.width();
    const quint32 tileWidth = lengthOf(m_tiff, TIFFTAG_TILEWIDTH);
    const quint32 tileHeight = lengthOf(m_tiff, TIFFTAG_TILELENGTH);
    if (tileWidth == 0 || tileHeight == 0 || tileWidth > 1u << 30 || tileHeight > 1u << 30)
        return fail(damagedPicture(PictureFormat::Tiff, QStringLiteral("size of tiles")));
    const auto bandHeight = std::min<qint64>(tileHeight, m_full.height());
    SEMBLANCE_TRY(makeBuffer(m_coded, TIFFTileSize(m_tiff)));
    for (qint64 y = 0; y < m_full.height(); y += tileHeight) {
        SEMBLANCE_TRY(makeBuffer(m_band, rowBytes * bandHeight));
        for (int plane = 0; plane < planesOf(m_tiff, layout); ++plane) {
            if (hasPlanes(m_tiff) && !layout.isUsed(plane))
                continue;
            for (qint64 x = 0; x < m_full.width(); x += tileWidth) {
                SEMBLANCE_TRY(checkGoingOn());
                readTile(layout, quint32(x), quint32(y), plane);
            }
        }
        for (qint64 row = 0; row < std::min<qint64>(tileHeight, m_full.height() - y); ++row) {
            layout.finish(m_band.data() + row * rowBytes, m_full.width());
            rows.add(m_band.data() + row * rowBytes);
        }
    }
    return rows.take();
}

Result<QImage> TiffPixels::readThroughLibrary() {
    std::array<char, 1024> why{};
    if (!TIFFRGBAImageOK(m_tiff, why.data()))
        return fail(unreadVariant(PictureFormat::Tiff, QString::fromLatin1(why.data())));
    m_expected = qint64{m_full.width()} * m_full.height();
    const bool isTiled = TIFFIsTiled(m_tiff);
    const auto width = isTiled ? qint64{lengthOf(m_tiff, TIFFTAG_TILEWIDTH)} : m_full.width();
    const auto height =
        isTiled ? qint64{lengthOf(m_tiff, TIFFTAG_TILELENGTH)} : qint64{m_rowsPerStrip};
    if (width <= 0 || height <= 0)
        return fail(damagedPicture(PictureFormat::Tiff, QStringLiteral("size of tiles")));
    if (width * height > qint64{kMaxPixelMiB} << 18)
        return fail(tooManyBytes(m_full));
    std::vector<quint32> block(std::size_t(width * height));
    SEMBLANCE_TRY_ASSIGN(RowReducer rows, RowReducer::make(m_full, QImage::Format_RGB888, m_need));
    const qint64 rowBytes = qint64{3} * m_full.width();
    const qint64 bandHeight = std::min<qint64>(height, m_full.height());
    for (qint64 y = 0; y < m_full.height(); y += height) {
        SEMBLANCE_TRY(makeBuffer(m_band, rowBytes * bandHeight));
        const qint64 count = std::min<qint64>(height, m_full.height() - y);
        for (qint64 x = 0; x < m_full.width(); x += width) {
            SEMBLANCE_TRY(checkGoingOn());
            m_file.takeEarlyEnd();
            const int columns = int(std::min<qint64>(width, m_full.width() - x));
            const bool isRead =
                (isTiled ? TIFFReadRGBATileExt(m_tiff, quint32(x), quint32(y), block.data(), 1)
                         : TIFFReadRGBAStripExt(m_tiff, quint32(y), block.data(), 1)) &&
                !m_file.takeEarlyEnd();
            this->count(isRead, qint64{columns} * count);
            // The block stands on its head: of a strip its own rows, of a tile all of them.
            const qint64 last = (isTiled ? height : count) - 1;
            for (qint64 row = 0; isRead && row < count; ++row)
                toRgb(block.data() + (last - row) * width, columns,
                      m_band.data() + row * rowBytes + 3 * x);
        }
        for (qint64 row = 0; row < count; ++row)
            rows.add(m_band.data() + row * rowBytes);
    }
    SEMBLANCE_TRY(checkEnough());
    return rows.take();
}

}  // namespace semblance
