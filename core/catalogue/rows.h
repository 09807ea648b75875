#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/filelisting.h"
#include "core/base/ids.h"
#include "core/base/photofacts.h"
#include "core/base/photomarks.h"
#include "core/base/rootplace.h"

/// The values that go into and come out of the library.
namespace semblance {

/// The model whose vectors are meant. Vectors of different models never meet: each model has its
/// own database.
struct VectorModel {
    QString name;       ///< "mini"
    QString hash;       ///< of the manifest; letters and digits
    int dim = 0;        ///< numbers in a vector
    QString precision;  ///< what computed them: "fp32", "bf16", "int8"; noted, not a key
    QString device;     ///< "cpu", "cuda", "mps"; noted, not a key
    QString source;     ///< what finds it again: an embedded model's name, or a folder
};

/// A model that the library has, or had, vectors of.
struct StoredModel {
    VectorModel model;         ///< without a source where a version before 0.2 noted none
    std::int64_t usedMs = 0;   ///< when it was last the writer's
    std::int64_t vectors = 0;  ///< 0 when its database is gone
    std::int64_t bytes = 0;    ///< of its database
};

/// What is known of a content's bytes. Whether it has a vector is another question, which the
/// vectors of a model answer.
enum class ContentState : std::uint8_t {
    Untried = 0,      ///< to be decoded at the next scan
    Readable = 1,     ///< facts and thumbnails were stored
    Failed = 2,       ///< cannot be decoded; the sentence says why
    Quarantined = 3,  ///< killed a decoder twice
};

/// What one pass over one file brought.
struct IndexedFile {
    enum class Outcome {
        Encoded,      ///< key, facts, thumbnails and vector are new (or replace those of the key)
        Linked,       ///< the key's content is in the library already: only the file is new
        Described,    ///< as Linked, and the content's facts are new, but for its size and format
        Annotated,    ///< only `facts` are new, those of its sidecars; nothing for a file unknown
        Failed,       ///< the content (with key) or, with an empty key, the file cannot be read
        Quarantined,  ///< as Failed, after killing a decoder twice
    };

    RootId root;
    QString path;  ///< relative to the root, '/'
    FileStat stat;
    Outcome outcome = Outcome::Encoded;
    QByteArray contentKey;  ///< contentkey.h; unique per content in the library
    QByteArray fullHash;    ///< 16 bytes where it was computed, else empty; noted when Linked, too
    PhotoFacts facts;
    SidecarStamp sidecars = 0;         ///< of Annotated: those that were read
    QMap<int, QByteArray> thumbnails;  ///< side -> image file
    QByteArray vector;                 ///< fp16, model.dim * 2 bytes
    QString modelHash;                 ///< that the vector is of
    int decoderVersion = 0;            ///< of the decoders that read or refused it
    int factsVersion = 0;              ///< of the facts
    QString error;                     ///< sentence for Failed and Quarantined
};

struct MovedFile {
    FileId file;
    RootId root;   ///< the new one; may be the old one
    QString path;  ///< the new one
    FileStat stat;
};

/// A file as the file system shows it now.
struct SeenFile {
    FileId file;
    FileStat stat;
};

/// What became of a folder that was to be added.
enum class RootOutcome {
    Added,            ///< a new root
    Absorbed,         ///< a new root that took over roots that lay inside it, files and all
    AlreadyIncluded,  ///< it is a root or lies inside one; nothing was changed
};
struct AddedRoot {
    RootId root;
    RootOutcome outcome = RootOutcome::Added;
    QString subfolder;             ///< AlreadyIncluded: the folder inside that root, or empty
    std::vector<RootId> absorbed;  ///< their ids are gone
};

struct RootLocation {
    RootId id;
    RootPlace place;
};

/// How long the library keeps what it knows of a file that is gone: it may only have moved.
inline constexpr std::int64_t keepMissingMs = std::int64_t(30) * 24 * 3600 * 1000;

/// What the user says of what scans look at. The globs are lines of a .semblanceignore, but none is
/// a comment; the usual ones are core/scan's.
struct ScanSettings {
    bool followLinks = false;               ///< to folders
    QStringList leftOut;                    ///< in every root, besides the usual ones
    QStringList takenIn;                    ///< of the usual ones those that do not count
    std::map<RootId, QStringList> ofRoots;  ///< in one root besides; none is empty

    friend bool operator==(const ScanSettings&, const ScanSettings&) = default;
};

struct FileRow {
    FileId id;
    RootId root;
    QString path;  ///< relative to the root
    FileStat stat;
    ContentId content;  ///< invalid when the file itself could not be read
    FileState state = FileState::Unknown;
    QString error;  ///< empty unless Unreadable, Failed or Quarantined
    std::optional<std::int64_t> missingSinceMs;
};

struct ContentRow {
    ContentId id;
    QByteArray key;
    QByteArray fullHash;
    std::int64_t size = 0;  ///< bytes
    PhotoFacts facts;
    ContentState state = ContentState::Untried;
    QString error;
    int decoderVersion = 0;
    int factsVersion = 0;
};

/// All that the user said of a picture.
struct MarkedContent {
    ContentId content;
    PhotoMarks marks;

    friend bool operator==(const MarkedContent&, const MarkedContent&) = default;
};

/// The colours that a picture's thumbnail shows.
struct ContentPalette {
    ContentId content;
    Palette palette;

    friend bool operator==(const ContentPalette&, const ContentPalette&) = default;
};

struct StoreCounts {
    std::int64_t files = 0;  ///< not counting missing ones
    std::int64_t missing = 0;
    std::int64_t unreadable = 0;   ///< files
    std::int64_t contents = 0;     ///< different pictures
    std::int64_t readable = 0;     ///< contents
    std::int64_t untried = 0;      ///< contents
    std::int64_t failed = 0;       ///< contents
    std::int64_t quarantined = 0;  ///< contents
};

}  // namespace semblance
