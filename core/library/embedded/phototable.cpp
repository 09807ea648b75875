#include "core/library/embedded/phototable.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace semblance {

namespace {
constexpr std::uint32_t kChunkBytes = 256 << 10;
constexpr std::size_t kDeadWorthCompacting = 1 << 20;

/// As in PhotoRecord; of longer films the longest that fits, 24 days.
std::int32_t durationOf(const ListedFile& file) {
    constexpr std::int64_t longest = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(file.durationMs.value_or(-1), -1, longest));
}
}  // namespace

PhotoTable::PhotoTable()
    : m_order(std::make_shared<const std::vector<Slot>>()),
      m_numbers(std::make_shared<std::unordered_map<std::string, std::uint16_t>>()) {}

const PhotoRecord* PhotoTable::find(FileId file) const {
    const Slot slot = m_slotOf[index(file.value)];
    return slot == 0 ? nullptr : &m_slots[slot - 1];
}

std::string_view PhotoTable::path(const PhotoRecord& photo) const {
    return {m_chunks[photo.pathChunk].get() + photo.pathOffset, photo.pathLength};
}

std::vector<const PhotoRecord*> PhotoTable::of(ContentId content) const {
    std::vector<const PhotoRecord*> photos;
    for (Slot slot = m_firstOf[index(content.value)]; slot != 0; slot = m_slots[slot - 1].next)
        photos.push_back(&m_slots[slot - 1]);
    std::sort(photos.begin(), photos.end(),
              [this](const PhotoRecord* a, const PhotoRecord* b) { return isBefore(*a, *b); });
    return photos;
}

PhotoTable::RootCounts PhotoTable::countsOf(RootId root) const {
    const auto it = std::find_if(m_counts.begin(), m_counts.end(),
                                 [&](const RootCounts& counts) { return counts.root == root; });
    return it == m_counts.end() ? RootCounts{root, 0, 0} : *it;
}

bool PhotoTable::isBefore(const PhotoRecord& a, const PhotoRecord& b) const {
    if (a.takenMs != b.takenMs)
        return a.takenMs > b.takenMs;
    const int order = path(a).compare(path(b));
    return order != 0 ? order < 0 : a.file < b.file;
}

bool PhotoTable::isSame(const PhotoRecord& photo, const ListedFile& file) const {
    return photo.content == file.content && photo.root == file.root &&
           photo.takenMs == file.takenMs && photo.width == file.width &&
           photo.height == file.height && photo.orientation == file.orientation &&
           photo.durationMs == durationOf(file) && path(photo) == file.path &&
           name(photo.format) == QString::fromUtf8(file.format) &&
           name(photo.camera) == QString::fromUtf8(file.camera);
}

PhotoUpdate::PhotoUpdate(PhotoTable& table, Rows rows) : m_table(table), m_rows(rows) {
    if (rows == Rows::Changed)
        return;
    m_table.m_failedIn = {};
    for (PhotoTable::RootCounts& counts : m_table.m_counts)
        counts.failed = 0;
    m_changes.counts = true;
}

void PhotoUpdate::take(const ListedFile& file) {
    if (m_rows == Rows::All)
        m_seen.insert(file.file.value);
    setFailed(file.file, file.kind == ListedFile::Kind::Failed ? file.root : RootId());
    const PhotoRecord* const known = m_table.find(file.file);
    if (file.kind != ListedFile::Kind::Shown) {
        if (known) {
            m_changes.removed.push_back(file.file);
            drop(file.file);
        }
        return;
    }
    if (!known) {
        m_changes.inserted.push_back(file.file);
        return insert(file);
    }
    if (m_table.isSame(*known, file))
        return;
    m_changes.changed.push_back(file.file);
    if (known->takenMs != file.takenMs || m_table.path(*known) != file.path ||
        known->root != file.root) {
        drop(file.file);
        return insert(file);
    }
    const Slot slot = m_table.m_slotOf[PhotoTable::index(file.file.value)] - 1;
    unlink(slot);
    fill(m_table.m_slots.edit(slot), file);
    link(slot);
}

void PhotoUpdate::remove(FileId file) {
    setFailed(file, {});
    if (!m_table.find(file))
        return;
    m_changes.removed.push_back(file);
    drop(file);
}

void PhotoUpdate::fill(PhotoRecord& record, const ListedFile& file) {
    record.file = file.file;
    record.content = file.content;
    record.root = file.root;
    record.takenMs = file.takenMs;
    record.width = file.width;
    record.height = file.height;
    record.orientation = static_cast<std::uint8_t>(file.orientation);
    record.durationMs = durationOf(file);
    record.format = number(file.format);
    record.camera = number(file.camera);
}

void PhotoUpdate::insert(const ListedFile& file) {
    Slot slot = m_table.m_slotCount;
    if (m_table.m_free.empty()) {
        ++m_table.m_slotCount;
    } else {
        slot = m_table.m_free.back();
        m_table.m_free.pop_back();
    }
    PhotoRecord& record = m_table.m_slots.edit(slot);
    record = {};
    fill(record, file);
    storePath(record, file.path);
    m_table.m_slotOf.edit(PhotoTable::index(file.file.value)) = slot + 1;
    link(slot);
    m_inserted.push_back(slot);
    ++counts(file.root).photos;
    m_changes.counts = true;
}

/// The slot stays taken until finish(): the order still names it.
void PhotoUpdate::drop(FileId file) {
    Slot& at = m_table.m_slotOf.edit(PhotoTable::index(file.value));
    const Slot slot = at - 1;
    at = 0;
    unlink(slot);
    const PhotoRecord& record = m_table.m_slots[slot];
    m_table.m_pathBytes -= record.pathLength;
    m_table.m_deadBytes += record.pathLength;
    if (std::erase(m_inserted, slot) > 0)
        m_table.m_free.push_back(slot);
    else
        m_removed.insert(slot);
    --counts(record.root).photos;
    m_changes.counts = true;
}

void PhotoUpdate::setFailed(FileId file, RootId root) {
    const std::size_t at = PhotoTable::index(file.value);
    const RootId before{m_table.m_failedIn[at]};
    if (before == root)
        return;
    if (before.isValid())
        --counts(before).failed;
    if (root.isValid())
        ++counts(root).failed;
    m_table.m_failedIn.edit(at) = root.value;
    m_changes.counts = true;
}

PhotoTable::RootCounts& PhotoUpdate::counts(RootId root) {
    std::vector<PhotoTable::RootCounts>& all = m_table.m_counts;
    const auto it = std::find_if(all.begin(), all.end(), [&](const PhotoTable::RootCounts& counts) {
        return counts.root == root;
    });
    return it != all.end() ? *it : all.emplace_back(PhotoTable::RootCounts{root, 0, 0});
}

void PhotoUpdate::touch(ContentId content) {
    m_wasShown.try_emplace(content.value, m_table.holds(content));
}

void PhotoUpdate::link(Slot slot) {
    PhotoRecord& record = m_table.m_slots.edit(slot);
    touch(record.content);
    Slot& first = m_table.m_firstOf.edit(PhotoTable::index(record.content.value));
    if (first == 0)
        ++m_table.m_contents;
    record.next = first;
    first = slot + 1;
}

void PhotoUpdate::unlink(Slot slot) {
    const PhotoRecord record = m_table.m_slots[slot];
    touch(record.content);
    Slot& first = m_table.m_firstOf.edit(PhotoTable::index(record.content.value));
    if (first == slot + 1) {
        first = record.next;
        if (first == 0)
            --m_table.m_contents;
        return;
    }
    Slot before = first - 1;
    while (m_table.m_slots[before].next != slot + 1)
        before = m_table.m_slots[before].next - 1;
    m_table.m_slots.edit(before).next = record.next;
}

std::uint16_t PhotoUpdate::number(std::string_view name) {
    if (name.empty())
        return 0;
    auto& numbers = *m_table.m_numbers;
    const auto [it, isNew] =
        numbers.try_emplace(std::string(name), static_cast<std::uint16_t>(numbers.size() + 1));
    if (isNew && numbers.size() >= std::numeric_limits<std::uint16_t>::max()) {
        numbers.erase(it);
        return 0;
    }
    // Also of a known number: a copy of the table that was dropped may have given it.
    if (m_table.m_names[it->second].isEmpty()) {
        m_table.m_names.edit(it->second) =
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    return it->second;
}

void PhotoUpdate::storePath(PhotoRecord& record, std::string_view path) {
    const auto length = static_cast<std::uint32_t>(path.size());
    if (m_table.m_chunks.empty() || length > m_table.m_chunkSize - m_table.m_chunkUsed) {
        m_table.m_chunkSize = std::max(kChunkBytes, length);
        m_table.m_chunks.emplace_back(new char[m_table.m_chunkSize]);
        m_table.m_chunkUsed = 0;
    }
    record.pathChunk = static_cast<std::uint32_t>(m_table.m_chunks.size() - 1);
    record.pathOffset = m_table.m_chunkUsed;
    record.pathLength = length;
    std::memcpy(m_table.m_chunks.back().get() + m_table.m_chunkUsed, path.data(), length);
    m_table.m_chunkUsed += length;
    m_table.m_pathBytes += length;
}

void PhotoUpdate::removeUnseen() {
    std::vector<FileId> unseen;
    for (const Slot slot : *m_table.m_order) {
        const FileId file = m_table.m_slots[slot].file;
        if (!m_removed.contains(slot) && !m_seen.contains(file.value))
            unseen.push_back(file);
    }
    for (const FileId file : unseen)
        remove(file);
}

/// The places of what comes and goes are looked for, and what lies between them is copied.
void PhotoUpdate::order() {
    if (m_inserted.empty() && m_removed.empty())
        return;
    const std::vector<Slot>& before = *m_table.m_order;
    const auto isBefore = [this](Slot a, Slot b) {
        return m_table.isBefore(m_table.m_slots[a], m_table.m_slots[b]);
    };
    const auto placeOf = [&](Slot slot) {
        return std::lower_bound(before.begin(), before.end(), slot, isBefore);
    };
    std::vector<Slot> removed(m_removed.begin(), m_removed.end());
    std::sort(removed.begin(), removed.end(), isBefore);
    std::sort(m_inserted.begin(), m_inserted.end(), isBefore);
    auto order = std::make_shared<std::vector<Slot>>();
    order->reserve(before.size() - removed.size() + m_inserted.size());
    auto copied = before.begin();
    auto gone = removed.begin();
    const auto copyUpTo = [&](std::vector<Slot>::const_iterator end) {
        while (gone != removed.end()) {
            const auto at = placeOf(*gone);
            if (at >= end)
                break;
            order->insert(order->end(), copied, at);
            copied = at + 1;
            ++gone;
        }
        order->insert(order->end(), copied, end);
        copied = end;
    };
    for (const Slot slot : m_inserted) {
        copyUpTo(placeOf(slot));
        order->push_back(slot);
    }
    copyUpTo(before.end());
    m_table.m_order = std::move(order);
    m_table.m_free.insert(m_table.m_free.end(), removed.begin(), removed.end());
}

void PhotoUpdate::compactPaths() {
    if (m_table.m_deadBytes < kDeadWorthCompacting || m_table.m_deadBytes < m_table.m_pathBytes)
        return;
    const auto chunks = std::exchange(m_table.m_chunks, {});
    m_table.m_pathBytes = 0;
    m_table.m_deadBytes = 0;
    for (const Slot slot : *m_table.m_order) {
        PhotoRecord& record = m_table.m_slots.edit(slot);
        storePath(record, {chunks[record.pathChunk].get() + record.pathOffset, record.pathLength});
    }
}

PhotoChanges PhotoUpdate::finish() {
    if (m_rows == Rows::All)
        removeUnseen();
    order();
    compactPaths();
    for (const auto& [content, wasShown] : m_wasShown) {
        if (m_table.holds({content}) != wasShown)
            m_changes.contents.push_back({content});
    }
    return std::move(m_changes);
}

}  // namespace semblance
