#include "core/media/pixels/rowreducer.h"

#include <algorithm>
#include <cstring>

#include "core/media/pixels/limits.h"

namespace semblance {

namespace {

int factorFor(QSize full, const PixelNeed& need) {
    // A box's sum has to fit 32 bits.
    constexpr int largest = 2048;
    int factor = 1;
    while (factor < largest && full.width() / (factor + 1) > 0 &&
           full.height() / (factor + 1) > 0 &&
           need.isMetBy(full.width() / (factor + 1), full.height() / (factor + 1)))
        ++factor;
    return factor;
}

/// Where box `i` of `count` over `length` ends: all of the length is shared out, in whole pixels.
int boxEnd(int i, int count, int length) {
    return int((qint64{i} + 1) * length / count);
}

}  // namespace

RowReducer::RowReducer(QSize full, QImage image)
    : m_full(full), m_image(std::move(image)), m_channels(m_image.depth() / 8) {
    if (m_image.size() == m_full)
        return;
    m_ends.reserve(std::size_t(m_image.width()));
    for (int x = 0; x < m_image.width(); ++x)
        m_ends.push_back(boxEnd(x, m_image.width(), m_full.width()));
    m_sums.resize(std::size_t(m_image.width()) * std::size_t(m_channels));
}

Result<RowReducer> RowReducer::make(QSize full, QImage::Format format, const PixelNeed& need) {
    if (qint64{full.width()} * full.height() > kMaxPixels)
        return fail(tooManyPixels(full));
    const int factor = factorFor(full, need);
    SEMBLANCE_TRY_ASSIGN(QImage image,
                         newPixels(QSize(full.width() / factor, full.height() / factor), format));
    return RowReducer(full, std::move(image));
}

void RowReducer::add(const uchar* row) {
    if (m_row >= m_full.height())
        return;
    if (m_ends.empty()) {
        std::memcpy(m_image.scanLine(m_row++), row,
                    std::size_t(m_channels) * std::size_t(m_full.width()));
        return;
    }
    addSums(row);
    ++m_summed;
    if (++m_row == boxEnd(m_target, m_image.height(), m_full.height())) {
        finishRow(m_summed);
        m_summed = 0;
    }
}

void RowReducer::addSums(const uchar* row) {
    quint32* sums = m_sums.data();
    int x = 0;
    for (const int end : m_ends) {
        if (m_channels == 3) {
            for (; x < end; ++x, row += 3)
                for (int c = 0; c < 3; ++c)
                    sums[c] += row[c];
        } else {
            for (; x < end; ++x, row += 4)
                for (int c = 0; c < 4; ++c)
                    sums[c] += row[c];
        }
        sums += m_channels;
    }
}

void RowReducer::finishRow(int rows) {
    uchar* out = m_image.scanLine(m_target++);
    const quint32* sums = m_sums.data();
    int start = 0;
    for (const int end : m_ends) {
        const quint32 count = quint32(end - start) * quint32(rows);
        for (int c = 0; c < m_channels; ++c)
            *out++ = uchar((*sums++ + count / 2) / count);
        start = end;
    }
    std::fill(m_sums.begin(), m_sums.end(), 0);
}

}  // namespace semblance
