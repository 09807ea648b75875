#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace semblance {

/// Numbers of rows, as bits: for sets that are a good part of all rows there are. A value.
template <class Id>
class IdSet {
public:
    /// False when it was there already. Ids are not negative.
    bool insert(Id id) {
        const auto index = static_cast<std::size_t>(id.value);
        if (index / bits >= m_words.size())
            m_words.resize(index / bits + 1 + m_words.size() / 2);
        std::uint64_t& word = m_words[index / bits];
        const std::uint64_t bit = std::uint64_t(1) << index % bits;
        const bool isNew = (word & bit) == 0;
        word |= bit;
        m_size += isNew ? 1 : 0;
        return isNew;
    }

    bool contains(Id id) const {
        const auto index = static_cast<std::size_t>(id.value);
        return index / bits < m_words.size() && (m_words[index / bits] >> index % bits & 1) != 0;
    }

    std::size_t size() const { return m_size; }

private:
    static constexpr std::size_t bits = 64;
    std::vector<std::uint64_t> m_words;
    std::size_t m_size = 0;
};

}  // namespace semblance
