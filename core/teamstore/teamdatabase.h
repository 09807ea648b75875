#pragma once

#include <vector>

#include "core/catalogue/rows.h"
#include "core/teamstore/teamconnection.h"

/// The writer's side of a team library; TeamReader reads it. Internal to the room.
namespace semblance {

/// Every call is one transaction with a generation of its own; on an error nothing is changed. A
/// connection serves one call after another.
class TeamDatabase {
public:
    explicit TeamDatabase(TeamConnection& connection) : m_connection(connection) {}

    /// A model's vectors in this library.
    struct Model {
        std::int64_t id = 0;  ///< 0: none
        QString hash;
        int dim = 0;
    };
    /// Makes a place for its vectors where there is none, and notes it as the library's model.
    /// WrongUse when there are vectors of another length.
    Result<Model> useModel(const VectorModel& model);
    Status removeModel(const QString& hash);

    /// Files with their vectors, of `model`, and thumbnails.
    Status store(const std::vector<IndexedFile>& files, const Model& model);

    /// These are RowWriter's of the same names.
    Result<AddedRoot> addRoot(const RootPlace& place);
    Status updateRoot(RootId root, const RootPlace& place);
    Result<RootId> relocateRoot(RootId root, const RootPlace& place);
    Result<AddedRoot> splitRoot(RootId root, const QString& folder, const RootPlace& place);
    Status removeRoot(RootId root);
    Status setMarks(const std::vector<MarkedContent>& marked);
    Status setPalettes(const std::vector<ContentPalette>& palettes);
    Status setScanSettings(const ScanSettings& settings);
    Status moveFiles(const std::vector<MovedFile>& files);
    Status markMissing(const std::vector<FileId>& files, std::int64_t nowMs);
    Status noteStats(const std::vector<SeenFile>& files);
    Status markReturned(const std::vector<FileId>& files);
    Result<std::int64_t> purgeMissing(std::int64_t beforeMs);
    Status retryFailed();

    /// Forgets which rows went long ago, when they are many.
    Status forgetRemoved();
    static constexpr std::int64_t mostRemovals = 100'000;

private:
    using Keys = std::vector<QByteArray>;

    /// Runs `work` in a transaction that has raised the generation first.
    template <class Work>
    Status change(Work&& work);

    Status storeFile(const IndexedFile& file, Keys& replaced);
    Status storeContent(const IndexedFile& file, bool& isThere);
    Status storeSidecars(const IndexedFile& file);
    Status putVectors(const std::vector<IndexedFile>& files, const Model& model);
    Status putThumbnails(const std::vector<IndexedFile>& files);
    /// Of these contents those that no file holds, with all that belongs to them.
    Status dropUnheld(const Keys& candidates);
    Result<Keys> keys(const std::string& sql, const TeamParameters& parameters);

    TeamConnection& m_connection;
};

}  // namespace semblance
