#pragma once

#include <QImage>
#include <QSize>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/media/codecs/tifffile.h"
#include "core/media/codecs/tifflayout.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Reads the pixels of an open TIFF's page, a row or a row of tiles at a time, and judges whether
/// enough of them are there. Used once.
class TiffPixels {
public:
    TiffPixels(TiffFile& file, QSize full, const PixelNeed& need, const CancelToken& cancel);

    /// In layout.format(), or as RGB888 where no pixel makes use of its alpha.
    Result<QImage> read(const TiffLayout& layout);

    /// As RGB888, for the colours that libtiff converts itself.
    Result<QImage> readThroughLibrary();

private:
    Result<QImage> readStrips(const TiffLayout& layout);
    Result<QImage> readPlanes(const TiffLayout& layout);
    Result<QImage> readTiles(const TiffLayout& layout);
    void readTile(const TiffLayout& layout, quint32 x, quint32 y, int plane);
    bool readLine(int y, int plane);
    bool isSparse(quint32 strile) const;
    void count(bool isRead, qint64 pixels);
    Status checkGoingOn() const;
    Status checkEnough() const;
    Status makeBuffer(std::vector<uchar>& buffer, qint64 bytes) const;

    TiffFile& m_file;
    TIFF* m_tiff;
    QSize m_full;
    PixelNeed m_need;
    const CancelToken& m_cancel;
    quint32 m_rowsPerStrip = 0;
    int m_unreadableUntil = 0;   ///< the row behind the strip that failed
    std::vector<uchar> m_coded;  ///< a line or a tile, as it is stored
    std::vector<uchar> m_band;   ///< rows of the picture
    qint64 m_read = 0, m_missing = 0;
    qint64 m_expected = 0;
    bool m_readsAfterGap = false;
};

}  // namespace semblance
