#pragma once

#include <QSize>
#include <QtGlobal>
#include <algorithm>
#include <cstddef>
#include <limits>
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
          m_columns(std::size_t(size.width())),
          m_boxes(std::size_t(boxedSize(size, factor).width())),
          m_row(m_boxes.size()) {}

    /// Takes the next row, of size.width() samples. True when row() is the next reduced one.
    bool add(const Sample* samples) {
        ColumnSum* columns = m_columns.data();
        const std::size_t width = m_columns.size();
        for (std::size_t x = 0; x < width; ++x)
            columns[x] = ColumnSum(columns[x] + samples[x]);
        ++m_rows;
        ++m_taken;
        const bool isComplete = m_rows == m_factor || m_taken == m_size.height();
        if (isComplete || m_rows % kColumnRows == 0)
            addToBoxes();
        if (isComplete)
            average();
        return isComplete;
    }
    const Sample* row() const { return m_row.data(); }

private:
    static constexpr bool isWhole = std::is_integral_v<Sample>;
    /// Of so few rows that 16 bits hold the sum, eight of which are added at once.
    using ColumnSum = std::conditional_t<isWhole, quint16, float>;
    using BoxSum = std::conditional_t<isWhole, qint64, float>;
    static constexpr int kColumnRows = isWhole ? 257 : std::numeric_limits<int>::max();

    void addToBoxes() {
        const ColumnSum* column = m_columns.data();
        const ColumnSum* const end = column + m_columns.size();
        for (BoxSum& box : m_boxes) {
            const std::ptrdiff_t count = std::min<std::ptrdiff_t>(m_factor, end - column);
            BoxSum sum = 0;
            for (const ColumnSum* const last = column + count; column < last; ++column)
                sum += *column;
            box += sum;
        }
        std::fill(m_columns.begin(), m_columns.end(), ColumnSum(0));
    }

    void average() {
        const std::size_t last = m_row.size() - 1;
        const int lastColumns = m_size.width() - int(last) * m_factor;
        averageOf(0, last, double(m_factor) * m_rows);
        averageOf(last, last + 1, double(lastColumns) * m_rows);
        std::fill(m_boxes.begin(), m_boxes.end(), BoxSum(0));
        m_rows = 0;
    }

    /// Of the boxes from `from` to before `to`, each of `count` samples.
    void averageOf(std::size_t from, std::size_t to, double count) {
        const double inverse = 1 / count;
        // Halves are rounded up, whatever the product loses.
        const double half = isWhole ? count / 2 + 0.25 : 0;
        for (std::size_t x = from; x < to; ++x)
            m_row[x] = Sample((double(m_boxes[x]) + half) * inverse);
    }

    QSize m_size;
    int m_factor;
    std::vector<ColumnSum> m_columns;
    std::vector<BoxSum> m_boxes;
    std::vector<Sample> m_row;
    int m_rows = 0;   ///< in m_columns and m_boxes
    int m_taken = 0;  ///< of all
};

}  // namespace semblance
