#include "core/media/codecs/jpegscan.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

#include "core/media/codecs/datajunk.h"
#include "core/media/codecs/jpegbits.h"
#include "core/media/codecs/jpegerror.h"

namespace semblance {

namespace {

/// Where the data of the first scan begin; the file's size without one.
qsizetype firstScan(QByteArrayView jpeg) {
    qsizetype at = 2;
    while (at + 4 <= jpeg.size() && jpeg[at] == '\xff') {
        const uchar marker = uchar(jpeg[at + 1]);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        at += 2 + qFromBigEndian<quint16>(jpeg.data() + at + 2);
        if (marker == 0xda)
            return std::min(at, jpeg.size());
    }
    return jpeg.size();
}

/// One component of the scan, as its blocks are checked.
struct Part {
    int blocks = 1;  ///< in each MCU
    const JpegCodes* dc = nullptr;
    const JpegCodes* ac = nullptr;
    std::array<double, 64> steps{};  ///< in the order of the file
    double longest = 0;              ///< length that a block's coefficients can have
    int value = 0;                   ///< DC of the block before
};

constexpr std::array<uchar, 64> kZigzag{
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

int signedValue(JpegBits& bits, int category) {
    if (category == 0)
        return 0;
    const int value = bits.take(category);
    return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
}

/// Adds up which blocks are none of the picture's.
class Faults {
public:
    explicit Faults(qint64 blocks) : m_reach(std::clamp<qint64>(blocks / 8, 16, 256)) {}

    /// Among faults that are close to each other nothing is sound.
    void add(qint64 block) {
        const qint64 gap = block - m_last;
        m_bad += m_last >= 0 && gap <= m_reach ? gap : 1;
        m_last = block;
    }
    void addAll(qint64 from, qint64 end) {
        if (from >= end)
            return;
        add(from);
        m_bad += end - from - 1;
        m_last = end - 1;
    }
    qint64 bad() const { return m_bad; }
    qint64 last() const { return m_last; }

private:
    qint64 m_reach;
    qint64 m_bad = 0;
    qint64 m_last = -1;
};

class ScanCheck {
public:
    explicit ScanCheck(const jpeg_decompress_struct& info);

    bool isPossible() const { return m_isPossible; }
    double soundShare();

private:
    bool addPart(const jpeg_component_info& component);
    const JpegCodes* codesOf(const JHUFF_TBL* table);
    bool isSoundBlock(Part& part);
    void checkInterval(qint64 firstUnit, qint64 endUnit);

    const jpeg_decompress_struct& m_info;
    JpegBits m_bits;
    std::vector<std::unique_ptr<JpegCodes>> m_codes;
    std::vector<Part> m_parts;
    qint64 m_units = 0;  ///< MCUs
    int m_unitBlocks = 0;
    bool m_isPossible = false;
    Faults m_faults{0};
};

ScanCheck::ScanCheck(const jpeg_decompress_struct& info)
    : m_info(info),
      m_bits(info.src->next_input_byte, info.src->next_input_byte + info.src->bytes_in_buffer) {
    if (info.arith_code || info.Ss != 0 || info.Ah != 0 || info.Al > 13 || info.comps_in_scan < 1)
        return;
    for (int i = 0; i < info.comps_in_scan; ++i) {
        if (!addPart(*info.cur_comp_info[i]))
            return;
        m_unitBlocks += m_parts.back().blocks;
    }
    if (info.comps_in_scan == 1) {
        const jpeg_component_info& only = *info.cur_comp_info[0];
        m_units = qint64{only.width_in_blocks} * only.height_in_blocks;
    } else {
        const auto across = [](qint64 length, int factor) {
            return (length + 8 * factor - 1) / (8 * factor);
        };
        m_units = across(info.image_width, info.max_h_samp_factor) *
                  across(info.image_height, info.max_v_samp_factor);
    }
    m_faults = Faults(m_units * m_unitBlocks);
    m_isPossible = m_units > 0;
}

const JpegCodes* ScanCheck::codesOf(const JHUFF_TBL* table) {
    if (!table)
        return nullptr;
    // libjpeg counts the lengths from 0 on.
    return m_codes.emplace_back(std::make_unique<JpegCodes>(table->bits + 1, table->huffval)).get();
}

bool ScanCheck::addPart(const jpeg_component_info& component) {
    // libjpeg checks these only when it starts to decode.
    const auto isTable = [](int number, int count) { return number >= 0 && number < count; };
    if (!isTable(component.quant_tbl_no, NUM_QUANT_TBLS) ||
        !isTable(component.dc_tbl_no, NUM_HUFF_TBLS) ||
        !isTable(component.ac_tbl_no, NUM_HUFF_TBLS))
        return false;
    const JQUANT_TBL* steps = m_info.quant_tbl_ptrs[component.quant_tbl_no];
    Part part;
    if (m_info.comps_in_scan > 1)
        part.blocks = component.h_samp_factor * component.v_samp_factor;
    part.dc = codesOf(m_info.dc_huff_tbl_ptrs[component.dc_tbl_no]);
    if (!m_info.progressive_mode)
        part.ac = codesOf(m_info.ac_huff_tbl_ptrs[component.ac_tbl_no]);
    if (!steps || !part.dc || (!m_info.progressive_mode && !part.ac))
        return false;
    double squares = 0;
    for (std::size_t i = 0; i < part.steps.size(); ++i) {
        part.steps[i] = steps->quantval[kZigzag[i]];
        squares += part.steps[i] * part.steps[i];
    }
    // 64 pixels of at most 128 from the middle; rounding moves each coefficient by half a step.
    const double rounding =
        m_info.progressive_mode ? (1 << m_info.Al) * part.steps[0] : 0.5 * std::sqrt(squares);
    part.longest = 1024 + rounding;
    m_parts.push_back(part);
    return true;
}

bool ScanCheck::isSoundBlock(Part& part) {
    constexpr int largestDc = 11, largestAc = 10;
    const int category = part.dc->next(m_bits);
    if (category < 0 || category > largestDc)
        return false;
    part.value += signedValue(m_bits, category);
    const int scale = m_info.progressive_mode ? 1 << m_info.Al : 1;
    const double dc = part.value * scale * part.steps[0];
    if (std::abs(dc) > part.longest) {
        // From a wrong value on, right differences soon come back to the right one.
        part.value = int(std::copysign(1024 / (scale * part.steps[0]), dc));
        return false;
    }
    double squares = dc * dc;
    for (std::size_t k = 1; part.ac && k < 64; ++k) {
        const int symbol = part.ac->next(m_bits);
        if (symbol < 0)
            return false;
        const int size = symbol & 15;
        k += std::size_t(symbol >> 4);
        if (size == 0) {
            if (symbol != 0xf0)
                break;  // the block's end
            continue;
        }
        if (k > 63 || size > largestAc)
            return false;
        const double value = signedValue(m_bits, size) * part.steps[k];
        squares += value * value;
    }
    return squares <= part.longest * part.longest;
}

void ScanCheck::checkInterval(qint64 firstUnit, qint64 endUnit) {
    const qint64 end = endUnit * m_unitBlocks;
    qint64 block = firstUnit * m_unitBlocks;
    while (block < end) {
        for (Part& part : m_parts) {
            for (int i = 0; i < part.blocks; ++i, ++block) {
                if (!isSoundBlock(part))
                    m_faults.add(block);
                if (m_bits.isExhausted())
                    return m_faults.addAll(block, end);
            }
        }
    }
    if (!m_bits.isAtMarker())
        m_faults.add(end - 1);
}

double ScanCheck::soundShare() {
    const qint64 step = m_info.restart_interval > 0 ? qint64{m_info.restart_interval} : m_units;
    int expected = 0;
    for (qint64 unit = 0; unit < m_units;) {
        const qint64 end = std::min(unit + step, m_units);
        for (Part& part : m_parts)
            part.value = 0;
        const qint64 badBefore = m_faults.bad();
        checkInterval(unit, end);
        // In an interval that has a fault nothing behind it is at its place.
        if (m_info.restart_interval > 0 && m_faults.bad() > badBefore)
            m_faults.addAll(m_faults.last() + 1, end * m_unitBlocks);
        unit = end;
        if (unit == m_units)
            break;
        const int restart = m_bits.nextRestart();
        if (restart < 0) {
            m_faults.addAll(unit * m_unitBlocks, m_units * m_unitBlocks);
            break;
        }
        // Up to three that are missing are known by their numbers.
        const int skipped = (restart - expected) & 7;
        if (skipped > 0 && skipped < 4) {
            const qint64 next = std::min(unit + skipped * step, m_units);
            m_faults.addAll(unit * m_unitBlocks, next * m_unitBlocks);
            unit = next;
        }
        expected = (restart + 1) & 7;
    }
    return 1 - double(m_faults.bad()) / double(m_units * m_unitBlocks);
}

}  // namespace

JpegExtent jpegExtent(QByteArrayView jpeg) {
    constexpr qsizetype longestRun = 16;
    const qsizetype scan = firstScan(jpeg);
    return {scan, scan + endBeforeJunk(jpeg.sliced(scan), longestRun)};
}

double soundShareOfFirstScan(const jpeg_decompress_struct& info) {
    ScanCheck check(info);
    return check.isPossible() ? check.soundShare() : -1;
}

}  // namespace semblance
