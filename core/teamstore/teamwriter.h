#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/workerthread.h"
#include "core/catalogue/rowwriter.h"
#include "core/teamstore/teamaddress.h"

namespace semblance {

class TeamDatabase;
class TeamLink;

/// Writes to a team library, beside any number of others who do: changes wait for each other. Files
/// are stored by a thread, in batches of what came while the one before was being stored. Errors
/// besides those of RowWriter: Busy, NotFound, Newer, WrongUse, Permission, Cancelled.
class TeamWriter final : public RowWriter {
public:
    /// `cancel` ends what is being written. `committed` is called on the writer's thread, or on
    /// the thread of a call, after each commit.
    static Result<std::unique_ptr<TeamWriter>> open(const TeamAddress& address,
                                                    const CancelToken& cancel,
                                                    std::function<void()> committed);
    /// Stores what was submitted.
    ~TeamWriter() override;

    Status useModel(const VectorModel& model, Check check) override;
    Status removeModel(const QString& modelHash) override;
    Result<AddedRoot> addRoot(const RootPlace& place) override;
    Status updateRoot(RootId root, const RootPlace& place) override;
    Result<RootId> relocateRoot(RootId root, const RootPlace& place) override;
    Result<AddedRoot> splitRoot(RootId root, const QString& folder,
                                const RootPlace& place) override;
    Status setMarks(const std::vector<MarkedContent>& marked) override;
    Status setPalettes(const std::vector<ContentPalette>& palettes) override;
    Status setScanSettings(const ScanSettings& settings) override;
    Status removeRoot(RootId root) override;
    Status submit(IndexedFile file) override;
    Status flush() override;
    Status moveFiles(const std::vector<MovedFile>& files) override;
    Status markMissing(const std::vector<FileId>& files, std::int64_t nowMs) override;
    Status noteStats(const std::vector<SeenFile>& files) override;
    Status markReturned(const std::vector<FileId>& files) override;
    Result<std::int64_t> purgeMissing(std::int64_t beforeMs) override;
    Status retryFailed() override;
    Status tidy() override;

    static constexpr std::size_t mostQueued = 256;  ///< files

private:
    TeamWriter(std::unique_ptr<TeamLink> link, std::function<void()> committed);

    /// Runs `work`, of a TeamDatabase&, on the thread, behind all that was submitted.
    template <class Value, class Work>
    Result<Value> call(Work&& work);
    /// On the thread.
    void storeQueued();

    const std::unique_ptr<TeamLink> m_link;  ///< of the thread
    const std::function<void()> m_committed;

    std::mutex m_mutex;  // guards the members below
    std::condition_variable m_room;
    std::vector<IndexedFile> m_queue;
    std::optional<Error> m_dropped;
    struct Model {
        std::int64_t id = 0;
        QString hash;
        int dim = 0;
    };
    Model m_model;

    WorkerThread m_thread;  ///< last: its end comes first
};

}  // namespace semblance
