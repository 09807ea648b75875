#pragma once

#include <QString>
#include <QtGlobal>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/ids.h"
#include "core/catalogue/endpointscorer.h"
#include "core/catalogue/facets.h"
#include "core/catalogue/photogroups.h"
#include "core/catalogue/photolist.h"
#include "core/catalogue/writtenwords.h"

namespace semblance {

/// A folder of the library as it is shown.
struct RootInfo {
    enum class State {
        Present,
        FolderMissing,  ///< its disk is there, the folder is not
        VolumeAbsent,   ///< its disk is not plugged in, or does not answer
    };
    RootId id;
    QString path;    ///< where it is now, else where it was last seen
    QString volume;  ///< the disk's name for people
    State state = State::Present;
    qint64 photos = 0;  ///< files that are shown
    qint64 failed = 0;  ///< files that cannot be read

    friend bool operator==(const RootInfo&, const RootInfo&) = default;
};

/// The library at one moment. Immutable, shared between threads; reading it waits for nothing. A
/// raw file with a face (rawpairs.h) is not shown: it is in no list, and not searchable.
class Snapshot {
public:
    virtual ~Snapshot() = default;

    /// Every photo that is shown, newest first (capture time, else file time; then path).
    virtual PhotoListPtr photos() const = 0;

    /// The photos that hold this content, in the order of photos(); empty when none is shown.
    virtual std::vector<PhotoItem> photosOf(ContentId content) const = 0;

    /// Nothing when it is not shown.
    virtual std::optional<PhotoItem> photo(FileId file) const = 0;

    /// The photos that are shown and that the filter means: what matches() says of each. Looks at
    /// all of them, as facets() does: not on the GUI thread.
    virtual FilteredPhotos filtered(const PhotoFilter& filter) const = 0;

    virtual Facets facets(const PhotoFilter& filter) const = 0;

    /// Different pictures that are shown, searchable or not.
    virtual std::size_t contentCount() const = 0;

    /// By path.
    virtual const std::vector<RootInfo>& roots() const = 0;

    /// The roots that hold a shown picture without a vector of this model.
    virtual std::vector<RootId> rootsToEncode(const QString& modelHash) const = 0;

    /// Which contents belong together, shown or not, as far as it was found out by then; never
    /// null. groupOf() tells of photos.
    virtual ContentGroupsPtr groups() const = 0;

    /// What is written in pictures, shown or not, as far as it was read by then; null before.
    virtual WrittenWordsPtr written() const = 0;

    /// The vectors of a model that was opened (Catalogue::openVectors); null for any other.
    virtual std::shared_ptr<const EndpointScorer> scorer(const QString& modelHash) const = 0;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace semblance
