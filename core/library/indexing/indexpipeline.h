#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/remote/messages.h"

namespace semblance {

class Catalogue;
class Encoder;
class PictureDecoder;
class RowReader;

/// Brings single files into the library: read -> known already? link it : decode -> encode in
/// batches -> store; then what its sidecars say. The stages run at the same time behind bounded
/// queues. Nothing here opens a file: the content key belongs to the bytes that the decoder read
/// and decoded. Sidecars are read behind their picture and apart from it: whatever is wrong with
/// them costs only what they say. Those that cannot be read just now are tried again by the next
/// run.
class IndexPipeline {
public:
    /// To be read because they are new, changed or gone.
    struct Sidecars {
        QStringList paths;  ///< relative to the root, the most telling first; none: they are gone
        SidecarStamp stamp = 0;
    };
    struct Work {
        RootId root;
        QString rootPath;  ///< absolute
        QString path;      ///< relative to it
        FileStat stat;     ///< when it was listed
        /// Its content is known, and only its facts are to be read (FileState::Outdated).
        bool factsOnly = false;
        std::optional<Sidecars> sidecars{};
        /// It was not changed, and nothing but its sidecars is to be read.
        bool sidecarsOnly = false;
    };
    enum class Outcome {
        Indexed,     ///< encoded, described, annotated, or linked to a content encoded
                     ///< before
        Failed,      ///< cannot be read; stored with its sentence
        Vanished,    ///< gone since it was listed
        Unfinished,  ///< it cannot be read, but somebody is still writing it
        Away,        ///< not to be read now, for its disk went; nothing was stored
        Dropped,     ///< cancelled, or the run broke off
    };
    /// Called once per file, on threads of the pipeline; `sentence` is for Failed.
    using Done = std::function<void(const Work&, Outcome, const QString& sentence)>;

    /// Asked, on threads of the pipeline, of a file that cannot be read: whether its disk went.
    using IsAway = std::function<bool(const Work&)>;

    /// All arguments outlive the pipeline; `catalogue` has a writer, which uses the model. `reader`
    /// is used on threads of the decoder's, one at a time.
    IndexPipeline(PictureDecoder& decoder, Encoder& encoder, Catalogue& catalogue,
                  RowReader& reader, const ModelInfo& model, CancelToken cancel, Done done,
                  IsAway isAway = {});
    ~IndexPipeline();
    IndexPipeline(const IndexPipeline&) = delete;
    IndexPipeline& operator=(const IndexPipeline&) = delete;

    /// Tells of a file that cannot be read whether it may only be incomplete as yet. Asked on
    /// threads of the pipeline; before the first add().
    void setUnfinished(std::function<bool(const Work&)> unfinished);

    /// Takes one file; blocks while the pipeline is full. Returns what broke the run, if something
    /// did (engine or decoder unusable, disk full): files taken so far are kept or found again.
    Status add(Work work);

    /// Waits until every file is stored. Same errors.
    Status finish();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
