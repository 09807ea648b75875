#pragma once

#include <QSize>
#include <QtGlobal>
#include <algorithm>
#include <type_traits>
#include <vector>

#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// The largest whole factor by which a picture may be reduced and still meet `need`.
inline int boxFactor(QSize size, const PixelNeed& need) {
    int factor = 1;
    while (size.width() / (factor + 1) > 0 && size.height() / (factor + 1) > 0 &&
           need.isMetBy(size.width() / (factor + 1), size.height() / (factor + 1)))
        ++factor;
    return factor;
}

/// The size of a picture reduced by it: what is left over at the right and below is a box, too.
inline QSize boxedSize(QSize size, int factor) {
    return {(size.width() + factor - 1) / factor, (size.height() + factor - 1) / factor};
}

/// Averages the rows of one channel over boxes of factor x factor while they come, so that no more
/// than a row is held of a picture at its full size. Sample is quint8 or float.
template <class Sample>
class BoxRows {
public:
    BoxRows(QSize size, int factor)
        : m_size(size),
          m_factor(factor),
          m_sums(std::size_t(size.width())),
          m_row(std::size_t(boxedSize(size, factor).width())) {}

    /// Takes the next row, of size.width() samples. True when row() is the next reduced one.
    bool add(const Sample* samples) {
        for (std::size_t x = 0; x < m_sums.size(); ++x)
            m_sums[x] += samples[x];
        ++m_rows;
        ++m_taken;
        if (m_rows < m_factor && m_taken < m_size.height())
            return false;
        average();
        return true;
    }
    const Sample* row() const { return m_row.data(); }

private:
    using Sum = std::conditional_t<std::is_integral_v<Sample>, quint32, float>;

    void average() {
        for (std::size_t x = 0; x < m_row.size(); ++x) {
            const std::size_t from = x * std::size_t(m_factor);
            const std::size_t to = std::min(from + std::size_t(m_factor), m_sums.size());
            // Up to 65,536 boxes of 255 fit 32 bits, sums over large boxes 64.
            std::conditional_t<std::is_integral_v<Sample>, quint64, float> sum = 0;
            for (std::size_t i = from; i < to; ++i)
                sum += m_sums[i];
            const auto count = decltype(sum)(quint64(to - from) * quint64(m_rows));
            if constexpr (std::is_integral_v<Sample>)
                m_row[x] = Sample((sum + count / 2) / count);
            else
                m_row[x] = sum / count;
        }
        std::fill(m_sums.begin(), m_sums.end(), Sum(0));
        m_rows = 0;
    }

    QSize m_size;
    int m_factor;
    std::vector<Sum> m_sums;
    std::vector<Sample> m_row;
    int m_rows = 0;
    int m_taken = 0;
};

}  // namespace semblance
