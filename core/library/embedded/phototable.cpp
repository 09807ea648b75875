#include "core/library/embedded/phototable.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "core/base/photofilter.h"
#include "core/gazetteer/gazetteer.h"

// Size: one update in its steps, over the members of one table.
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

std::int8_t ratingOf(const ListedFile& file) {
    return static_cast<std::int8_t>(std::clamp(file.rating, -1, 5));
}

/// One number a line.
std::vector<std::uint32_t> wordNumbers(NamePool& words, std::string_view lines) {
    std::vector<std::uint32_t> numbers;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        numbers.push_back(words.number(lines.substr(0, end)));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return numbers;
}

std::string placeOf(const ListedFile& file) {
    return file.place ? Gazetteer::shared().nearest(*file.place) : std::string();
}

std::string tagKey(const ListedFile& file) {
    if (file.keywords.empty() && file.people.empty())
        return {};
    // No line has this character, which ends one.
    return std::string(file.keywords) + '\r' + std::string(file.people);
}
}  // namespace

PhotoTable::PhotoTable() : m_order(std::make_shared<const std::vector<Slot>>()) {}

const PhotoRecord* PhotoTable::find(FileId file) const {
    const PhotoRecord* const photo = findAny(file);
    return photo && !photo->isBehind ? photo : nullptr;
}

const PhotoRecord* PhotoTable::findAny(FileId file) const {
    const Slot slot = m_slotOf[index(file.value)];
    return slot == 0 ? nullptr : &m_slots[slot - 1];
}

bool PhotoTable::isAlive(Slot slot) const {
    const FileId file = m_slots[slot].file;
    return file.isValid() && m_slotOf[index(file.value)] == slot + 1;
}

bool PhotoTable::areOnePair(const PhotoRecord& a, const PhotoRecord& b) const {
    return a.root == b.root && haveOneStem(path(a), path(b));
}

std::vector<const PhotoRecord*> PhotoTable::behind(const PhotoRecord& photo) const {
    std::vector<const PhotoRecord*> raws;
    if (photo.part != PairPart::Face)
        return raws;
    for (Slot slot = m_firstOfStem[bucketOf(path(photo))]; slot != 0;
         slot = m_slots[slot - 1].nextOfStem) {
        const PhotoRecord& other = m_slots[slot - 1];
        if (other.part == PairPart::Raw && areOnePair(photo, other))
            raws.push_back(&other);
    }
    std::sort(raws.begin(), raws.end(),
              [this](const PhotoRecord* a, const PhotoRecord* b) { return path(*a) < path(*b); });
    return raws;
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

bool PhotoTable::isNamed(std::uint32_t number, std::string_view name) const {
    return m_names[number] == QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

bool PhotoTable::isTagged(const PhotoRecord& photo, const ListedFile& file) const {
    return m_tagSetNumbers[photo.tags] == QString::fromStdString(tagKey(file));
}

std::size_t PhotoTable::photosOf(ContentId content) const {
    std::size_t count = 0;
    for (Slot slot = m_firstOf[index(content.value)]; slot != 0; slot = m_slots[slot - 1].next)
        ++count;
    return count;
}

bool PhotoTable::isSame(const PhotoRecord& photo, const ListedFile& file) const {
    return photo.content == file.content && photo.root == file.root &&
           photo.takenMs == file.takenMs && photo.width == file.width &&
           photo.height == file.height && photo.orientation == file.orientation &&
           photo.durationMs == durationOf(file) && path(photo) == file.path &&
           isNamed(photo.format, file.format) && isNamed(photo.camera, file.camera) &&
           isNamed(photo.lens, file.lens) && isNamed(photo.label, file.label) &&
           photo.bytes == file.bytes && photo.rating == ratingOf(file) && isTagged(photo, file) &&
           palette(photo) == file.palette && photo.colours == mainColours(file.palette) &&
           m_places[photo.place] == QString::fromStdString(placeOf(file));
}

PhotoUpdate::PhotoUpdate(PhotoTable& table, Rows rows) : m_table(table), m_rows(rows) {
    if (rows == Rows::Changed)
        return;
    m_table.m_failedIn = {};
    for (PhotoTable::RootCounts& counts : m_table.m_counts)
        counts.failed = 0;
    m_changes.counts = true;
}

void PhotoUpdate::note(FileId file) {
    if (m_wasThere.try_emplace(file.value, m_table.find(file) != nullptr).second)
        m_noted.push_back(file);
}

void PhotoUpdate::take(const ListedFile& file) {
    if (m_rows == Rows::All)
        m_seen.insert(file.file.value);
    setFailed(file.file, file.kind == ListedFile::Kind::Failed ? file.root : RootId());
    const PhotoRecord* const known = m_table.findAny(file.file);
    if (file.kind != ListedFile::Kind::Shown) {
        if (known)
            drop(file.file);
        return;
    }
    if (!known)
        return insert(file);
    if (m_table.isSame(*known, file))
        return;
    note(file.file);
    m_changed.insert(file.file.value);
    const bool isElsewhere = known->takenMs != file.takenMs && !known->isBehind;
    if (isElsewhere || m_table.path(*known) != file.path || known->root != file.root ||
        known->part != pairPartOf(file.format)) {
        drop(file.file);
        return insert(file);
    }
    const Slot slot = m_table.m_slotOf[PhotoTable::index(file.file.value)] - 1;
    const bool isBehind = known->isBehind;
    if (!isBehind)
        unlink(slot);
    fill(m_table.m_slots.edit(slot), file);
    if (!isBehind)
        link(slot);
}

void PhotoUpdate::remove(FileId file) {
    setFailed(file, {});
    if (m_table.findAny(file))
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
    record.part = pairPartOf(file.format);
    record.durationMs = durationOf(file);
    record.format = number(file.format);
    record.camera = number(file.camera);
    record.lens = number(file.lens);
    record.label = number(file.label);
    record.folder = folderNumber(file.root, file.path);
    record.tags = tagSetNumber(file);
    record.bytes = file.bytes;
    record.rating = ratingOf(file);
    record.colours = mainColours(file.palette);
    record.place = m_table.m_places.number(placeOf(file));
    if (m_table.palette(record) != file.palette)
        m_table.m_palettes.edit(PhotoTable::index(file.content.value)) = file.palette;
    record.isScreenshot =
        file.camera.empty() && isScreenshotName(file.path.substr(file.path.rfind('/') + 1));
}

void PhotoUpdate::insert(const ListedFile& file) {
    note(file.file);
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
    if (record.part == PairPart::None)
        return show(slot);
    // Whether it is shown is known when all rows are.
    record.isBehind = true;
    linkStem(slot);
}

/// A slot that was in the order stays taken until finish(): the order still names it.
void PhotoUpdate::drop(FileId file) {
    note(file);
    const Slot slot = m_table.m_slotOf[PhotoTable::index(file.value)] - 1;
    const PhotoRecord& record = m_table.m_slots[slot];
    const bool isBehind = record.isBehind;
    if (!isBehind)
        hide(slot);
    if (record.part != PairPart::None)
        unlinkStem(slot);
    m_table.m_slotOf.edit(PhotoTable::index(file.value)) = 0;
    m_table.m_pathBytes -= record.pathLength;
    m_table.m_deadBytes += record.pathLength;
    if (m_removed.contains(slot))
        m_dropped.push_back(slot);
    else
        m_table.m_free.push_back(slot);
}

void PhotoUpdate::show(Slot slot) {
    PhotoRecord& record = m_table.m_slots.edit(slot);
    note(record.file);
    record.isBehind = false;
    link(slot);
    m_inserted.push_back(slot);
    ++counts(record.root).photos;
    m_changes.counts = true;
}

void PhotoUpdate::hide(Slot slot) {
    note(m_table.m_slots[slot].file);
    unlink(slot);
    if (std::erase(m_inserted, slot) == 0)
        m_removed.insert(slot);
    PhotoRecord& record = m_table.m_slots.edit(slot);
    record.isBehind = true;
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

void PhotoUpdate::touchStem(const PhotoRecord& record, std::size_t bucket) {
    m_buckets.push_back(bucket);
    if (record.part == PairPart::Raw)
        m_raws.push_back({record.root, bucket, std::string(m_table.path(record))});
}

void PhotoUpdate::linkStem(Slot slot) {
    PhotoRecord& record = m_table.m_slots.edit(slot);
    const std::size_t bucket = PhotoTable::bucketOf(m_table.path(record));
    Slot& first = m_table.m_firstOfStem.edit(bucket);
    record.nextOfStem = first;
    first = slot + 1;
    touchStem(record, bucket);
}

void PhotoUpdate::unlinkStem(Slot slot) {
    const PhotoRecord record = m_table.m_slots[slot];
    const std::size_t bucket = PhotoTable::bucketOf(m_table.path(record));
    touchStem(record, bucket);
    Slot& first = m_table.m_firstOfStem.edit(bucket);
    if (first == slot + 1) {
        first = record.nextOfStem;
        return;
    }
    Slot before = first - 1;
    while (m_table.m_slots[before].nextOfStem != slot + 1)
        before = m_table.m_slots[before].nextOfStem - 1;
    m_table.m_slots.edit(before).nextOfStem = record.nextOfStem;
}

std::uint16_t PhotoUpdate::number(std::string_view name) {
    constexpr std::uint32_t most = std::numeric_limits<std::uint16_t>::max();
    return static_cast<std::uint16_t>(m_table.m_names.number(name, most));
}

std::uint32_t PhotoUpdate::folderNumber(RootId root, std::string_view path) {
    const std::size_t end = path.rfind('/');
    const std::string_view folder = end == std::string_view::npos ? "" : path.substr(0, end);
    // Files of a folder mostly come together.
    if (m_lastFolder != 0 && m_lastRoot == root && m_lastPath == folder)
        return m_lastFolder;
    const std::uint32_t number =
        m_table.m_folderNumbers.number(std::to_string(root.value) + '/' + std::string(folder));
    if (!m_table.m_folders[number].root.isValid())
        m_table.m_folders.edit(number) = {root, m_table.m_folderPaths.number(folder)};
    m_lastRoot = root;
    m_lastPath = folder;
    m_lastFolder = number;
    return number;
}

std::uint32_t PhotoUpdate::tagSetNumber(const ListedFile& file) {
    const std::uint32_t number = m_table.m_tagSetNumbers.number(tagKey(file));
    if (const TagSet& known = m_table.m_tagSets[number];
        number != 0 && known.keywords.empty() && known.people.empty()) {
        TagSet& set = m_table.m_tagSets.edit(number);
        set.keywords = wordNumbers(m_table.m_words, file.keywords);
        set.people = wordNumbers(m_table.m_words, file.people);
    }
    return number;
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
    for (Slot slot = 0; slot < m_table.m_slotCount; ++slot) {
        const FileId file = m_table.m_slots[slot].file;
        if (m_table.isAlive(slot) && !m_seen.contains(file.value))
            unseen.push_back(file);
    }
    for (const FileId file : unseen)
        remove(file);
}

/// A raw file goes behind a face of its stem, and comes forward without one.
void PhotoUpdate::pairUp() {
    std::sort(m_buckets.begin(), m_buckets.end());
    m_buckets.erase(std::unique(m_buckets.begin(), m_buckets.end()), m_buckets.end());
    std::vector<Slot> members;
    for (const std::size_t bucket : m_buckets) {
        members.clear();
        for (Slot slot = m_table.m_firstOfStem[bucket]; slot != 0;
             slot = m_table.m_slots[slot - 1].nextOfStem)
            members.push_back(slot - 1);
        for (const Slot slot : members) {
            const PhotoRecord& record = m_table.m_slots[slot];
            const bool isBehind =
                record.part == PairPart::Raw &&
                std::any_of(members.begin(), members.end(), [&](Slot other) {
                    const PhotoRecord& face = m_table.m_slots[other];
                    return face.part == PairPart::Face && m_table.areOnePair(record, face);
                });
            if (isBehind && !record.isBehind)
                hide(slot);
            else if (!isBehind && record.isBehind)
                show(slot);
        }
    }
}

/// A face is another one when its raw files are others.
void PhotoUpdate::changeFaces() {
    for (const TouchedRaw& raw : m_raws) {
        for (Slot slot = m_table.m_firstOfStem[raw.bucket]; slot != 0;
             slot = m_table.m_slots[slot - 1].nextOfStem) {
            const PhotoRecord& face = m_table.m_slots[slot - 1];
            if (face.part != PairPart::Face || face.root != raw.root ||
                !haveOneStem(m_table.path(face), raw.path))
                continue;
            note(face.file);
            m_changed.insert(face.file.value);
        }
    }
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
    m_table.m_free.insert(m_table.m_free.end(), m_dropped.begin(), m_dropped.end());
}

void PhotoUpdate::compactPaths() {
    if (m_table.m_deadBytes < kDeadWorthCompacting || m_table.m_deadBytes < m_table.m_pathBytes)
        return;
    const auto chunks = std::exchange(m_table.m_chunks, {});
    m_table.m_pathBytes = 0;
    m_table.m_deadBytes = 0;
    for (Slot slot = 0; slot < m_table.m_slotCount; ++slot) {
        if (!m_table.isAlive(slot))
            continue;
        PhotoRecord& record = m_table.m_slots.edit(slot);
        storePath(record, {chunks[record.pathChunk].get() + record.pathOffset, record.pathLength});
    }
}

void PhotoUpdate::tellChanges() {
    for (const FileId file : m_noted) {
        const bool was = m_wasThere.at(file.value);
        const bool is = m_table.find(file) != nullptr;
        if (is && !was)
            m_changes.inserted.push_back(file);
        else if (was && !is)
            m_changes.removed.push_back(file);
        else if (is && m_changed.contains(file.value))
            m_changes.changed.push_back(file);
    }
}

PhotoChanges PhotoUpdate::finish() {
    if (m_rows == Rows::All)
        removeUnseen();
    pairUp();
    changeFaces();
    order();
    compactPaths();
    tellChanges();
    for (const auto& [content, wasShown] : m_wasShown) {
        if (m_table.holds({content}) != wasShown)
            m_changes.contents.push_back({content});
    }
    return std::move(m_changes);
}

}  // namespace semblance
