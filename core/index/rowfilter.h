#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/index/neighbour.h"

namespace semblance {

/// Which rows a search may answer with: one bit per row, set = allowed. Rows past the end are not
/// allowed, so that a row appended after the filter was made stays hidden until it is decided on.
/// A value; searches take a pointer to one, null meaning "every row".
class RowFilter {
public:
    static constexpr std::size_t bitsPerWord = 64;

    RowFilter() = default;
    explicit RowFilter(std::size_t rows, bool allowed = false)
        : m_rows(rows),
          m_words((rows + bitsPerWord - 1) / bitsPerWord, allowed ? ~std::uint64_t{0} : 0) {
        if (allowed && rows % bitsPerWord != 0)
            m_words.back() = (std::uint64_t{1} << rows % bitsPerWord) - 1;
    }

    std::size_t rows() const { return m_rows; }

    bool allows(Row row) const { return (word(row / bitsPerWord) >> row % bitsPerWord) & 1; }

    /// `row` must be less than rows().
    void set(Row row, bool allowed) {
        const std::uint64_t bit = std::uint64_t{1} << row % bitsPerWord;
        std::uint64_t& word = m_words[row / bitsPerWord];
        word = allowed ? word | bit : word & ~bit;
    }

    /// Bits of the rows 64 * index .. 64 * index + 63; 0 past the end.
    std::uint64_t word(std::size_t index) const {
        return index < m_words.size() ? m_words[index] : 0;
    }

    friend bool operator==(const RowFilter&, const RowFilter&) = default;

private:
    std::size_t m_rows = 0;
    std::vector<std::uint64_t> m_words;
};

}  // namespace semblance
