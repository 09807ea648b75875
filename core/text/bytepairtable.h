#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// A byte-pair vocabulary (Sennrich et al. 2016, arXiv:1508.07909): pieces with their ids, and the
/// merges that build them from single symbols, by rank. Pieces are UTF-8 as the files spell them.
class BytePairTable {
public:
    /// vocab.json, {"piece": id, ...}, and merges.txt, "left right" a line, the first merged first.
    static Result<BytePairTable> fromFiles(const QString& vocabularyPath,
                                           const QString& mergesPath);

    /// tokenizer.json of Hugging Face's tokenizers library, with a model of type BPE; its added
    /// tokens count as pieces.
    static Result<BytePairTable> fromTokenizerJson(const QString& path);

    std::optional<std::int32_t> id(std::string_view piece) const;

    /// The highest id + 1.
    int size() const { return m_size; }

    /// Joins neighbouring symbols in place, always the pair of the lowest rank and among these the
    /// leftmost, until none is left that a merge names. n log n.
    void merge(std::vector<std::int32_t>& symbols) const;

private:
    /// Lets string views be looked up without a copy.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    struct Merge {
        std::int32_t rank = 0;
        std::int32_t joined = 0;
    };
    class Builder;

    const Merge* find(std::int32_t left, std::int32_t right) const;

    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_ids;
    std::unordered_map<std::uint64_t, Merge> m_merges;  ///< by left << 32 | right
    int m_size = 0;
};

}  // namespace semblance
