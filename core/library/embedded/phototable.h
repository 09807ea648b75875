#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/ids.h"
#include "core/base/pagedvector.h"
#include "core/catalogue/listedfile.h"
#include "core/catalogue/rawpairs.h"
#include "core/library/embedded/namepool.h"

namespace semblance {

/// A photo that is shown.
struct PhotoRecord {
    FileId file;
    ContentId content;
    RootId root;
    std::int64_t takenMs = 0;  ///< wall-clock ms since 1970; the file's time if not recorded
    std::int32_t width = 0;    ///< pixels, upright
    std::int32_t height = 0;
    std::uint32_t pathChunk = 0;  ///< use PhotoTable::path
    std::uint32_t pathOffset = 0;
    std::uint32_t pathLength = 0;  ///< bytes
    std::uint32_t next = 0;        ///< slot + 1 of another file with this content; 0: none
    std::uint16_t format = 0;      ///< use PhotoTable::name
    std::uint16_t camera = 0;
    std::uint16_t lens = 0;
    std::uint16_t label = 0;
    std::uint32_t folder = 0;  ///< use PhotoTable::folder
    std::uint32_t tags = 0;    ///< use PhotoTable::tagSet
    std::int64_t bytes = 0;    ///< of the file
    std::int8_t rating = 0;    ///< -1 .. 5, 0 for none
    bool isScreenshot = false;
    std::uint8_t orientation = 1;  ///< EXIF value 1..8 as stored in the file
    PairPart part = PairPart::None;
    bool isBehind = false;         ///< a face is shown in its stead
    std::uint16_t colours = 0;     ///< mainColours() of its palette
    std::uint32_t nextOfStem = 0;  ///< slot + 1 of another file whose stem hashes alike; 0: none
    std::int32_t durationMs = -1;  ///< of a film, 0 when it is not known; < 0: a picture
    std::uint32_t place = 0;       ///< use PhotoTable::place
};

/// A folder that holds photos.
struct PhotoFolder {
    RootId root;
    std::uint32_t path = 0;  ///< relative to the root; use PhotoTable::folderPath
};

/// The keywords and people of a photo, as numbers of PhotoTable::word.
struct TagSet {
    std::vector<std::uint32_t> keywords;
    std::vector<std::uint32_t> people;
};

/// What an update did to a table.
struct PhotoChanges {
    std::vector<FileId> inserted;
    std::vector<FileId> removed;
    std::vector<FileId> changed;
    std::vector<ContentId> contents;  ///< of which the first file came or the last one went
    bool counts = false;              ///< of a root

    bool isEmpty() const {
        return inserted.empty() && removed.empty() && changed.empty() && !counts;
    }
};

/// Every photo the grid can show, newest first (capture time, else file time; then path), and which
/// of them hold a content. Raw files behind a face (rawpairs.h) are kept beside them, in neither.
/// About 144 bytes a photo plus its path. Copies share what did not change:
/// an update of a few photos among a million costs a copy of their order (4 bytes each). Of all
/// copies one goes on being updated; one that was updated and dropped leaves no trace.
/// Thread-safety: a copy that is not changed any more may be read by any thread.
class PhotoTable {
public:
    PhotoTable();

    std::size_t size() const { return m_order->size(); }
    /// By its place in the order.
    const PhotoRecord& operator[](std::size_t row) const { return m_slots[(*m_order)[row]]; }
    /// Null when the file is not shown.
    const PhotoRecord* find(FileId file) const;

    /// Relative to the photo's root, UTF-8, with '/'.
    std::string_view path(const PhotoRecord& photo) const;
    /// Of a format, camera, lens or label; their numbers are less than names().
    const QString& name(std::uint32_t number) const { return m_names[number]; }
    std::uint32_t names() const { return m_names.end(); }

    /// Country, region and place with '/', empty for none; the numbers are less than places().
    const QString& place(std::uint32_t number) const { return m_places[number]; }
    std::uint32_t places() const { return m_places.end(); }
    /// Empty also where it is not known.
    const Palette& palette(const PhotoRecord& photo) const {
        return m_palettes[index(photo.content.value)];
    }

    /// A number less than folders(); 0 is none.
    const PhotoFolder& folder(std::uint32_t number) const { return m_folders[number]; }
    std::uint32_t folders() const { return m_folderNumbers.end(); }
    /// Relative to its root, without a '/' at the end.
    const QString& folderPath(const PhotoFolder& folder) const {
        return m_folderPaths[folder.path];
    }

    /// A number less than tagSets(); 0 has nothing.
    const TagSet& tagSet(std::uint32_t number) const { return m_tagSets[number]; }
    std::uint32_t tagSets() const { return m_tagSetNumbers.end(); }
    /// A keyword or a name of a person; the numbers are less than words().
    const QString& word(std::uint32_t number) const { return m_words[number]; }
    std::uint32_t words() const { return m_words.end(); }

    /// Calls `visit` with every photo that is shown, in no order that means anything: the quickest
    /// way to see all of them.
    template <class Visit>
    void forEachShown(Visit visit) const {
        for (Slot slot = 0; slot < m_slotCount; ++slot) {
            const PhotoRecord& photo = m_slots[slot];
            // What was dropped is behind, too.
            if (!photo.isBehind && photo.file.isValid())
                visit(photo);
        }
    }

    /// Different contents.
    std::size_t contents() const { return m_contents; }
    bool holds(ContentId content) const { return m_firstOf[index(content.value)] != 0; }
    /// How many photos a content has.
    std::size_t photosOf(ContentId content) const;
    /// The photos of a content, in the order of the table.
    std::vector<const PhotoRecord*> of(ContentId content) const;
    /// The raw files that a photo is the face of, by path.
    std::vector<const PhotoRecord*> behind(const PhotoRecord& photo) const;

    struct RootCounts {
        RootId root;
        std::int64_t photos = 0;
        std::int64_t failed = 0;
    };
    RootCounts countsOf(RootId root) const;

private:
    friend class PhotoUpdate;
    using Slot = std::uint32_t;

    static std::size_t index(std::int64_t id) { return static_cast<std::size_t>(id); }
    /// A fixed number, so that copies share the pages: a few files each in the largest libraries.
    static constexpr std::uint64_t stemBuckets = std::uint64_t(1) << 18;
    static std::size_t bucketOf(std::string_view path) {
        return static_cast<std::size_t>(stemHash(path) % stemBuckets);
    }

    /// Also one that is behind another.
    const PhotoRecord* findAny(FileId file) const;
    /// The slot holds a file that was not dropped.
    bool isAlive(Slot slot) const;
    bool areOnePair(const PhotoRecord& a, const PhotoRecord& b) const;
    bool isBefore(const PhotoRecord& a, const PhotoRecord& b) const;
    bool isNamed(std::uint32_t number, std::string_view name) const;
    bool isTagged(const PhotoRecord& photo, const ListedFile& file) const;
    bool isSame(const PhotoRecord& photo, const ListedFile& file) const;

    PagedVector<PhotoRecord> m_slots;
    std::shared_ptr<const std::vector<Slot>> m_order;
    PagedVector<Slot> m_slotOf;       ///< by file: slot + 1, 0 when it is not shown
    PagedVector<Slot> m_firstOf;      ///< by content: slot + 1, 0 when none is shown
    PagedVector<Slot> m_firstOfStem;  ///< by bucket: slot + 1 of a part of a pair, 0: none
    std::size_t m_contents = 0;
    std::vector<Slot> m_free;
    Slot m_slotCount = 0;

    PagedVector<std::int64_t> m_failedIn;  ///< by file: the root of one that cannot be read
    std::vector<RootCounts> m_counts;      ///< by root

    std::vector<std::shared_ptr<char[]>> m_chunks;  ///< of paths; bytes in use never change
    std::uint32_t m_chunkUsed = 0;                  ///< of the last one
    std::uint32_t m_chunkSize = 0;
    std::size_t m_pathBytes = 0;  ///< of photos that are there
    std::size_t m_deadBytes = 0;  ///< of photos that went

    PagedVector<Palette> m_palettes;  ///< by content
    NamePool m_names;
    NamePool m_places;
    NamePool m_words;
    NamePool m_folderPaths;
    NamePool m_folderNumbers;  ///< by root and path
    PagedVector<PhotoFolder> m_folders;
    NamePool m_tagSetNumbers;  ///< by keywords and people
    PagedVector<TagSet> m_tagSets;
};

/// One update of a table: rows are taken, then finish() puts them in their places.
class PhotoUpdate {
public:
    enum class Rows {
        Changed,  ///< what is not taken stays
        All,      ///< what is not taken is gone
    };

    /// The table is in no use meanwhile.
    PhotoUpdate(PhotoTable& table, Rows rows);

    void take(const ListedFile& file);
    void remove(FileId file);
    PhotoChanges finish();

private:
    using Slot = PhotoTable::Slot;
    struct TouchedRaw {
        RootId root;
        std::size_t bucket = 0;
        std::string path;
    };

    void note(FileId file);
    void insert(const ListedFile& file);
    void fill(PhotoRecord& record, const ListedFile& file);
    void drop(FileId file);
    void show(Slot slot);
    void hide(Slot slot);
    void setFailed(FileId file, RootId root);
    PhotoTable::RootCounts& counts(RootId root);
    void link(Slot slot);
    void unlink(Slot slot);
    void touchStem(const PhotoRecord& record, std::size_t bucket);
    void linkStem(Slot slot);
    void unlinkStem(Slot slot);
    void touch(ContentId content);
    std::uint16_t number(std::string_view name);
    std::uint32_t folderNumber(RootId root, std::string_view path);
    std::uint32_t tagSetNumber(const ListedFile& file);
    void storePath(PhotoRecord& record, std::string_view path);
    void removeUnseen();
    void pairUp();
    void changeFaces();
    void order();
    void compactPaths();
    void tellChanges();

    PhotoTable& m_table;
    const Rows m_rows;
    PhotoChanges m_changes;
    std::unordered_set<std::int64_t> m_seen;            ///< files, for Rows::All
    std::vector<FileId> m_noted;                        ///< that may have come, gone or changed
    std::unordered_map<std::int64_t, bool> m_wasThere;  ///< of these: shown before
    std::unordered_set<std::int64_t> m_changed;         ///< of these: another row now
    std::unordered_map<std::int64_t, bool> m_wasShown;  ///< contents touched
    std::vector<std::size_t> m_buckets;                 ///< of stems touched
    std::vector<TouchedRaw> m_raws;                     ///< that came or went
    RootId m_lastRoot;  ///< the folder that a file was put into last
    std::string m_lastPath;
    std::uint32_t m_lastFolder = 0;
    std::vector<Slot> m_inserted;
    std::unordered_set<Slot> m_removed;  ///< from the order
    std::vector<Slot> m_dropped;         ///< of these: free from now on
};

}  // namespace semblance
