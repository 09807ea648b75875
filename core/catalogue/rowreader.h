#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/filelisting.h"
#include "core/base/folderscope.h"
#include "core/base/result.h"
#include "core/catalogue/rows.h"

namespace semblance {

/// Reads a library's rows, beside whoever writes to it. Every call sees one committed state.
/// Not thread-safe: open one per thread; any number may be open. Every call may fail with Corrupt
/// (the sentence says what to do), Busy or Internal.
class RowReader {
public:
    virtual ~RowReader() = default;

    virtual Result<std::vector<RootLocation>> rootLocations() = 0;

    virtual Result<ScanSettings> scanSettings() = 0;

    /// What a scan compares its files with.
    struct ListingOptions {
        int decoderVersion = 0;  ///< what older decoders failed at is tried again
        /// False: the content needs a vector. Empty: none does.
        std::function<bool(ContentId)> isEncoded;
        int factsVersion = 0;  ///< what older versions read fewer facts of is Outdated
        /// Only the files in these parts of the root, and missing ones from anywhere in it: any of
        /// them may be what was found. Empty: the whole root. tidied().
        FolderScopes only{};
    };
    /// All known files of a root, missing ones included, sorted by path: compareListings' `known`.
    virtual Result<FileListing> listing(RootId root, const ListingOptions& options) = 0;

    /// Nothing when there is no such row.
    virtual Result<std::optional<FileRow>> file(FileId id) = 0;
    virtual Result<std::optional<FileRow>> fileAt(RootId root, const QString& path) = 0;
    /// What the sidecars of a file say, as it was last Annotated; no facts when they say nothing.
    /// What is known of the file is withSidecars() of its content's facts and these.
    virtual Result<PhotoFacts> sidecarFacts(FileId id) = 0;
    /// What the user said of a picture; nothing of one that is not there. Over facts and sidecars
    /// lie these: withMarks().
    virtual Result<PhotoMarks> marks(ContentId content) = 0;
    virtual Result<std::optional<ContentRow>> content(ContentId id) = 0;
    virtual Result<std::optional<ContentRow>> contentByKey(const QByteArray& key) = 0;

    /// The fp16 numbers of a content that has no row, where a damaged library lost it and kept its
    /// vector; empty when there are none.
    virtual Result<QByteArray> keptVector(const QString& modelHash, const QByteArray& key) = 0;

    /// The contents whose keys are `key`, or begin with it and go on with a full hash; by key.
    virtual Result<std::vector<ContentRow>> contentsAlike(const QByteArray& key) = 0;

    struct ContentKey {
        ContentId id;
        QByteArray key;
    };
    /// Of every readable content, by id. About 50 ms for 100,000.
    virtual Result<std::vector<ContentKey>> contentKeys() = 0;

    /// The readable contents whose palette is not known yet, by id.
    virtual Result<std::vector<ContentKey>> contentsWithoutPalette() = 0;

    /// Files that hold a content, those that are there first, then by id.
    virtual Result<std::vector<FileRow>> filesOf(ContentId content) = 0;

    /// Files that are there and unreadable, failed or quarantined, each with its sentence, by path.
    virtual Result<std::vector<FileRow>> failedFiles() = 0;

    virtual Result<StoreCounts> counts() = 0;

    /// VectorModel::source of the model that the library was last indexed with; empty before.
    virtual Result<QString> lastModel() = 0;

    /// Every model that the library has vectors of, the last used first. Counts vectors: about 10
    /// ms for 100,000.
    virtual Result<std::vector<StoredModel>> models() = 0;
};

}  // namespace semblance
