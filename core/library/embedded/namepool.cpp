#include "core/library/embedded/namepool.h"

#include <algorithm>

namespace semblance {

NamePool::NamePool() : m_numbers(std::make_shared<Numbers>()) {}

std::uint32_t NamePool::number(std::string_view name, std::uint32_t most) {
    if (name.empty())
        return 0;
    Numbers& numbers = *m_numbers;
    auto known = numbers.find(name);
    if (known == numbers.end()) {
        if (numbers.size() >= most)
            return 0;
        const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
        known = numbers.emplace(std::string(name), next).first;
    }
    const std::uint32_t number = known->second;
    // Also of a known number: a copy that was dropped may have given it.
    if (m_names[number].isNull()) {
        m_names.edit(number) = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        m_end = std::max(m_end, number + 1);
    }
    return number;
}

}  // namespace semblance
