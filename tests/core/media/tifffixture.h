#pragma once

#include <tiffio.h>

#include <QByteArray>
#include <functional>
#include <vector>

namespace semblance::fixtures {

/// One page of a TIFF, as libtiff is to write it.
struct TiffPage {
    int width = 61, height = 43;
    int bits = 8;
    int sampleFormat = SAMPLEFORMAT_UINT;
    int photometric = PHOTOMETRIC_RGB;
    int samples = 3;
    std::vector<quint16> extraSamples{};
    bool hasPlanes = false;
    int tileSide = 0;  ///< 0: strips
    int rowsPerStrip = 8;
    int compression = COMPRESSION_NONE;
    int predictor = 0;
    quint32 subfileType = 0;
    int orientation = 0;  ///< 0: no tag
    std::vector<std::vector<quint16>> palette{};
    QByteArray iccProfile{};
    /// Of a sample: 0..1 for all that its type holds.
    std::function<double(int x, int y, int sample)> value{};
};

/// `mode`: "w", with "l" or "b" for the order of bytes and "8" for BigTIFF.
QByteArray tiffFile(const std::vector<TiffPage>& pages, const char* mode = "wl");

/// The same with the directory before the pixels, as cameras write it; a part of it can be shown.
QByteArray tiffFileFromTheFront(const TiffPage& page);

/// Red grows to the right, green downwards, blue to the left; any further sample is 1.
double ramp(const TiffPage& page, int x, int y, int sample);

/// An uncompressed picture of YCbCr, its colours halved in both directions, in one colour.
QByteArray subsampledTiff(int luma, int blue, int red, int width, int height);

}  // namespace semblance::fixtures
