#pragma once

#include <QString>
#include <atomic>
#include <chrono>
#include <memory>

#include "core/remote/encoder.h"

namespace semblance {

/// One `semblance-engine serve` child, started with the first request and kept warm. When it dies
/// or stalls it is started anew and the batch repeated, `restarts` times; after that the error says
/// so and the next request tries afresh. Thread-safe; may be destroyed while calls are under way,
/// which end as after close().
class EngineClient : public Encoder {
public:
    struct Options {
        std::chrono::milliseconds startLimit{120'000};  ///< a cold disk and a large model
        std::chrono::milliseconds batchLimit{300'000};
        std::chrono::milliseconds queryLimit{60'000};
        int restarts = 2;
        /// With how many threads pictures are encoded from now on, where they are to yield; none,
        /// or 0: with as many as there are cores. Queries are not meant.
        std::shared_ptr<const std::atomic<int>> pictureThreads{};
    };

    /// `model` is a folder with a model.json.
    explicit EngineClient(QString model);
    EngineClient(QString model, const Options& options);
    ~EngineClient() override;

    /// A cancel ends the waiting; the engine goes on starting.
    Result<ModelInfo> model(const CancelToken& cancel) override;
    Result<EncodeReply> encodeImages(const EncodeImagesRequest& request,
                                     const CancelToken& cancel) override;
    Result<QueryReply> encodeQuery(const QueryRequest& request, const CancelToken& cancel) override;
    Result<ExplainReply> explain(const ExplainRequest& request, const CancelToken& cancel) override;

    /// Ends the child for good, also while it starts or is busy: calls under way and later ones get
    /// Cancelled. Does not wait.
    void close();

    /// The child's process id, 0 when it does not run; for tests and for `doctor`.
    qint64 processId() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

}  // namespace semblance
