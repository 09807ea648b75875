#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
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

    /// From words as word() gives them; bits past the end are dropped.
    RowFilter(std::size_t rows, std::span<const std::uint64_t> words)
        : m_rows(rows), m_words(words.begin(), words.end()) {
        m_words.resize((rows + bitsPerWord - 1) / bitsPerWord);
        if (rows % bitsPerWord != 0)
            m_words.back() &= (std::uint64_t{1} << rows % bitsPerWord) - 1;
    }

    std::size_t rows() const { return m_rows; }

    /// Allowed rows.
    std::size_t count() const {
        return std::accumulate(m_words.begin(), m_words.end(), std::size_t{0},
                               [](std::size_t sum, std::uint64_t word) {
                                   return sum + static_cast<std::size_t>(std::popcount(word));
                               });
    }

    bool allows(Row row) const { return (word(row / bitsPerWord) >> row % bitsPerWord) & 1; }

    /// With more rows, which are not allowed.
    void grow(std::size_t rows) {
        m_rows = rows;
        m_words.resize((rows + bitsPerWord - 1) / bitsPerWord);
    }

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
