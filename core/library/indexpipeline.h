#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/remote/messages.h"

namespace semblance {

class Encoder;
class LibraryReader;
class PictureDecoder;
class StoreWriter;

/// Brings single files into the library: content key -> known already? link it : decode -> encode
/// in batches -> store. The stages run at the same time behind bounded queues.
class IndexPipeline {
public:
    struct Work {
        RootId root;
        QString rootPath;  ///< absolute
        QString path;      ///< relative to it
        FileStat stat;
    };
    enum class Outcome {
        Indexed,   ///< encoded, or linked to a content encoded before
        Failed,    ///< cannot be read; stored with its sentence
        Vanished,  ///< gone since it was listed
        Dropped,   ///< cancelled, or the run broke off
    };
    /// Called once per file, on threads of the pipeline; `sentence` is for Failed.
    using Done = std::function<void(const Work&, Outcome, const QString& sentence)>;

    /// All arguments outlive the pipeline. `reader` is used by add() only, on its thread.
    IndexPipeline(PictureDecoder& decoder, Encoder& encoder, StoreWriter& writer,
                  LibraryReader& reader, const ModelInfo& model, CancelToken cancel, Done done);
    ~IndexPipeline();
    IndexPipeline(const IndexPipeline&) = delete;
    IndexPipeline& operator=(const IndexPipeline&) = delete;

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
