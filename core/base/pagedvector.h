#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace semblance {

/// A vector in pages that copies share: copying it is cheap, and a change copies the page it lies
/// in. What was never set is T{}; pages without anything set take no memory, so an index may be a
/// row's number with gaps. Thread-safety: a copy that is not changed any more may be read by any
/// thread while its origin goes on.
template <class T>
class PagedVector {
public:
    static constexpr std::size_t pageSize = 1024;

    PagedVector() = default;
    PagedVector(const PagedVector& other) : m_pages(other.m_pages) { other.m_edit = newEdit(); }
    PagedVector& operator=(const PagedVector& other) {
        m_pages = other.m_pages;
        m_edit = newEdit();
        other.m_edit = newEdit();
        return *this;
    }
    PagedVector(PagedVector&&) noexcept = default;
    PagedVector& operator=(PagedVector&&) noexcept = default;

    /// The value at `index`; T{} when it was never set.
    const T& operator[](std::size_t index) const {
        static const T unset{};
        const std::size_t page = index / pageSize;
        if (page >= m_pages.size() || !m_pages[page])
            return unset;
        return m_pages[page]->values[index % pageSize];
    }

    /// The value at `index` to be changed.
    T& edit(std::size_t index) {
        const std::size_t page = index / pageSize;
        if (page >= m_pages.size())
            m_pages.resize(page + 1);
        std::shared_ptr<Page>& at = m_pages[page];
        // A page of another edit may be a copy's, too.
        if (!at || at->edit != m_edit) {
            auto own = at ? std::make_shared<Page>(*at) : std::make_shared<Page>();
            own->edit = m_edit;
            at = std::move(own);
        }
        return at->values[index % pageSize];
    }

private:
    struct Page {
        std::uint64_t edit = 0;
        std::array<T, pageSize> values{};
    };

    static std::uint64_t newEdit();

    std::vector<std::shared_ptr<Page>> m_pages;
    mutable std::uint64_t m_edit = newEdit();  ///< pages with this number are nobody else's
};

/// A number that was never given before.
std::uint64_t nextEdit();

template <class T>
std::uint64_t PagedVector<T>::newEdit() {
    return nextEdit();
}

}  // namespace semblance
