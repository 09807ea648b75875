#pragma once

#include <QImage>
#include <vector>

#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Makes a picture of its rows, box-averaged on the way to about the smallest whole fraction that
/// still meets a need, so that a huge picture is never all in memory.
class RowReducer {
public:
    /// `format` is RGB888 or one of 4 bytes a pixel, premultiplied where there is alpha.
    static Result<RowReducer> make(QSize full, QImage::Format format, const PixelNeed& need);

    /// The rows from the top down, each exactly once.
    void add(const uchar* row);

    /// All rows have been added.
    QImage take() { return std::move(m_image); }

private:
    RowReducer(QSize full, QImage image);
    void addSums(const uchar* row);
    void finishRow(int rows);

    QSize m_full;
    QImage m_image;
    int m_channels = 0;
    int m_row = 0;            ///< of the full picture
    int m_target = 0;         ///< of the image
    int m_summed = 0;         ///< rows in m_sums
    std::vector<int> m_ends;  ///< of each box across, exclusive
    std::vector<quint32> m_sums;
};

}  // namespace semblance
