#include "core/library/services/rowchanges.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>

namespace semblance {

namespace {
// More ranges of changed rows than this are told as one: each is a signal, and to look again at a
// row that did not change costs nothing.
constexpr std::size_t kMostChanged = 64;

// Rows that are read at a time.
constexpr qsizetype kChunk = 256;

// A set of ids with more room than this for each of them is kept sorted instead of as bits.
constexpr std::uint64_t kMostRoom = 256;

struct Entry {
    std::int64_t file = 0;
    qsizetype row = 0;
};
using Entries = std::vector<Entry>;

void add(std::vector<RowRange>& ranges, qsizetype row) {
    if (!ranges.empty() && ranges.back().end() == row)
        ++ranges.back().count;
    else
        ranges.push_back({row, 1});
}

/// For rows that come from the last to the first.
void addBefore(std::vector<RowRange>& ranges, qsizetype row) {
    if (ranges.empty() || ranges.back().first != row + 1)
        ranges.push_back({row, 0});
    ranges.back().first = row;
    ++ranges.back().count;
}

/// Ids are counted from 1 and never used twice, so a library's are about a bit each.
class FileSet {
public:
    /// At least one entry.
    explicit FileSet(const Entries& entries) {
        const auto [low, high] =
            std::minmax_element(entries.begin(), entries.end(),
                                [](const Entry& a, const Entry& b) { return a.file < b.file; });
        m_lowest = low->file;
        const std::uint64_t last = offset(high->file);
        if (last < kMostRoom * entries.size())
            fillBits(entries, last + 1);
        else
            fillSorted(entries);
    }

    bool hasTwins() const { return m_hasTwins; }

    bool contains(std::int64_t file) const {
        if (!m_sorted.empty())
            return std::binary_search(m_sorted.begin(), m_sorted.end(), file);
        return file >= m_lowest && offset(file) < m_bits.size() && m_bits[offset(file)];
    }

private:
    std::uint64_t offset(std::int64_t file) const {
        return static_cast<std::uint64_t>(file) - static_cast<std::uint64_t>(m_lowest);
    }

    void fillBits(const Entries& entries, std::uint64_t room) {
        m_bits.resize(room);
        for (const Entry& entry : entries) {
            m_hasTwins = m_hasTwins || m_bits[offset(entry.file)];
            m_bits[offset(entry.file)] = true;
        }
    }

    void fillSorted(const Entries& entries) {
        for (const Entry& entry : entries)
            m_sorted.push_back(entry.file);
        std::sort(m_sorted.begin(), m_sorted.end());
        m_hasTwins = std::adjacent_find(m_sorted.begin(), m_sorted.end()) != m_sorted.end();
    }

    std::int64_t m_lowest = 0;
    std::vector<bool> m_bits;
    std::vector<std::int64_t> m_sorted;
    bool m_hasTwins = false;
};

class Comparison {
public:
    Comparison(const PhotoList* from, const PhotoList* to)
        : m_from(from),
          m_to(to),
          m_fromEnd(from ? from->size() : 0),
          m_toEnd(to ? to->size() : 0) {}

    RowChanges run() {
        passStart();
        std::vector<RowRange> behind = passEnd();
        compareMiddle();
        std::reverse(behind.begin(), behind.end());
        std::vector<RowRange>& changed = m_changes.changed;
        changed.insert(changed.end(), behind.begin(), behind.end());
        if (changed.size() > kMostChanged)
            changed = {{changed.front().first, changed.back().end() - changed.front().first}};
        return std::move(m_changes);
    }

private:
    using Chunk = std::array<PhotoRow, kChunk>;

    static void read(const PhotoList& list, qsizetype first, qsizetype count, Chunk& chunk) {
        list.read(first, std::span(chunk.data(), static_cast<std::size_t>(count)));
    }

    void passStart() {
        Chunk from, to;
        const qsizetype shorter = std::min(m_fromEnd, m_toEnd);
        while (m_begin < shorter) {
            const qsizetype count = std::min(kChunk, shorter - m_begin);
            read(*m_from, m_begin, count, from);
            read(*m_to, m_begin, count, to);
            for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i, ++m_begin) {
                if (from[i].file != to[i].file)
                    return;
                if (noteDifference(from[i], to[i]))
                    add(m_changes.changed, m_begin);
            }
        }
    }

    /// Backwards; the changed rows, too.
    std::vector<RowRange> passEnd() {
        Chunk from, to;
        std::vector<RowRange> changed;
        while (const qsizetype count = std::min(kChunk, std::min(m_fromEnd, m_toEnd) - m_begin)) {
            read(*m_from, m_fromEnd - count, count, from);
            read(*m_to, m_toEnd - count, count, to);
            for (auto i = static_cast<std::size_t>(count); i-- > 0; --m_fromEnd, --m_toEnd) {
                if (from[i].file != to[i].file)
                    return changed;
                if (noteDifference(from[i], to[i]))
                    addBefore(changed, m_toEnd - 1);
            }
        }
        return changed;
    }

    bool noteDifference(const PhotoRow& before, const PhotoRow& now) {
        if (before == now)
            return false;
        m_changes.availabilityChanged |= before.available != now.available;
        return true;
    }

    static Entries entriesOf(const PhotoList& list, const RowRange& range) {
        PhotoRowReader rows(&list);
        Entries entries;
        entries.reserve(static_cast<std::size_t>(range.count));
        for (qsizetype row = range.first; row < range.end(); ++row)
            entries.push_back({rows[row].file.value, row});
        return entries;
    }

    /// Those of `entries` that `others` has, too; the rest goes to `ranges`.
    static Entries take(const Entries& entries, const FileSet& others,
                        std::vector<RowRange>& ranges) {
        Entries both;
        for (const Entry& entry : entries) {
            if (others.contains(entry.file))
                both.push_back(entry);
            else
                add(ranges, entry.row);
        }
        return both;
    }

    /// Between what both lists begin and end with.
    void compareMiddle() {
        const RowRange old{m_begin, m_fromEnd - m_begin};
        const RowRange now{m_begin, m_toEnd - m_begin};
        if (old.count == 0 || now.count == 0)
            return replace(old, now);
        const Entries oldRows = entriesOf(*m_from, old);
        const Entries newRows = entriesOf(*m_to, now);
        const FileSet oldFiles(oldRows);
        const FileSet newFiles(newRows);
        if (oldFiles.hasTwins() || newFiles.hasTwins())
            return replace(old, now);
        const Entries kept = take(oldRows, newFiles, m_changes.removed);
        const Entries keptNow = take(newRows, oldFiles, m_changes.inserted);
        const bool inOrder =
            std::equal(kept.begin(), kept.end(), keptNow.begin(), keptNow.end(),
                       [](const Entry& a, const Entry& b) { return a.file == b.file; });
        compareRows(inOrder ? kept : order(kept, keptNow), keptNow);
    }

    /// Entries of the same files.
    void compareRows(const Entries& kept, const Entries& keptNow) {
        PhotoRowReader from(m_from);
        PhotoRowReader to(m_to);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (noteDifference(from[kept[i].row], to[keptNow[i].row]))
                add(m_changes.changed, keptNow[i].row);
        }
    }

    void replace(const RowRange& old, const RowRange& now) {
        if (old.count > 0)
            m_changes.removed.push_back(old);
        if (now.count > 0)
            m_changes.inserted.push_back(now);
    }

    /// Brings the kept rows into the order they have now, and gives them back so; those taken out
    /// come behind them.
    Entries order(Entries kept, const Entries& keptNow) {
        std::sort(kept.begin(), kept.end(),
                  [](const Entry& a, const Entry& b) { return a.file < b.file; });
        Entries ordered;
        ordered.reserve(kept.size());
        for (const Entry& now : keptNow) {
            ordered.push_back(*std::lower_bound(
                kept.begin(), kept.end(), now.file,
                [](const Entry& entry, std::int64_t file) { return entry.file < file; }));
        }
        std::vector<int>& order = m_changes.order;
        order.resize(static_cast<std::size_t>(m_from->size()));
        std::iota(order.begin(), order.end(), 0);
        auto place = order.begin() + m_begin;
        for (const Entry& entry : ordered)
            *place++ = static_cast<int>(entry.row);
        for (const RowRange& range : std::exchange(m_changes.removed, {})) {
            for (qsizetype row = range.first; row < range.end(); ++row)
                *place++ = static_cast<int>(row);
        }
        const qsizetype keptEnd = m_begin + static_cast<qsizetype>(ordered.size());
        if (m_fromEnd > keptEnd)
            m_changes.removed.push_back({keptEnd, m_fromEnd - keptEnd});
        return ordered;
    }

    const PhotoList* m_from;
    const PhotoList* m_to;
    // Between these the lists differ; before and behind them they hold the same files.
    qsizetype m_begin = 0;
    qsizetype m_fromEnd;
    qsizetype m_toEnd;
    RowChanges m_changes;
};

qsizetype count(const std::vector<RowRange>& ranges) {
    qsizetype rows = 0;
    for (const RowRange& range : ranges)
        rows += range.count;
    return rows;
}
}  // namespace

bool RowChanges::lead(qsizetype from, qsizetype to) const {
    const auto end = [](const std::vector<RowRange>& ranges) {
        return ranges.empty() ? 0 : ranges.back().end();
    };
    return from - count(removed) + count(inserted) == to && end(removed) <= from &&
           end(inserted) <= to && end(changed) <= to &&
           (order.empty() || static_cast<qsizetype>(order.size()) == from);
}

RowChanges rowChanges(const PhotoList* from, const PhotoList* to) {
    return Comparison(from, to).run();
}

}  // namespace semblance
