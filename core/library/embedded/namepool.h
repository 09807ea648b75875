#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/pagedvector.h"

namespace semblance {

/// Texts by number, in pages that copies share; 0 is the empty one. A number once given keeps its
/// text in all copies. Thread-safety: of all copies one goes on giving numbers; the others may be
/// read by any thread.
class NamePool {
public:
    NamePool();

    /// 0 also where there are more than `most` texts. For the copy that goes on.
    std::uint32_t number(std::string_view name, std::uint32_t most = ~std::uint32_t(0));

    const QString& operator[](std::uint32_t number) const { return m_names[number]; }
    /// All numbers that this copy has are less.
    std::uint32_t end() const { return m_end; }

private:
    /// Finds by a view, without a copy.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    using Numbers = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

    PagedVector<QString> m_names;
    std::uint32_t m_end = 1;
    std::shared_ptr<Numbers> m_numbers;
};

}  // namespace semblance
