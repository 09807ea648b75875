#pragma once

#include <memory>
#include <vector>

#include "core/catalogue/rows.h"
#include "core/catalogue/rowwriter.h"
#include "core/store/sqlite.h"

/// The writer's side of library.db. Internal to the room; LibraryReader reads it.
namespace semblance {

/// Every change is one transaction. Belongs to the writer's thread. The functions throw
/// SQLite::Exception; nothing is changed then.
class LibraryDatabase {
public:
    /// Makes it or brings it up to date. Errors as StoreWriter::open; SQLite's are turned into
    /// errors too.
    static Result<std::unique_ptr<LibraryDatabase>> open(const QString& path);
    ~LibraryDatabase();

    const QString& path() const { return m_path; }
    const QString& uuid() const { return m_uuid; }

    /// Keys of contents that went because no file held them any more.
    using DroppedKeys = std::vector<QByteArray>;

    DroppedKeys store(const std::vector<IndexedFile>& files);

    AddedRoot addRoot(const RootPlace& place);
    void updateRoot(RootId root, const RootPlace& place);
    /// As RowWriter's, with the contents that went.
    Result<RootId> relocateRoot(RootId root, const RootPlace& place, DroppedKeys& dropped);
    AddedRoot splitRoot(RootId root, const QString& folder, const RootPlace& place);
    void setMarks(const std::vector<MarkedContent>& marked);
    void setPalettes(const std::vector<ContentPalette>& palettes);
    void setScanSettings(const ScanSettings& settings);
    DroppedKeys removeRoot(RootId root);

    DroppedKeys moveFiles(const std::vector<MovedFile>& files);
    void markMissing(const std::vector<FileId>& files, std::int64_t nowMs);
    void noteStats(const std::vector<SeenFile>& files);
    void markReturned(const std::vector<FileId>& files);
    DroppedKeys removeFiles(const std::vector<FileId>& files);
    std::vector<FileId> missingSinceBefore(std::int64_t beforeMs);
    void retryFailed();

    void noteModel(const VectorModel& model);
    bool hasModel(const QString& hash);
    void forgetModel(const QString& hash);
    std::vector<QString> modelHashes();

    /// Keys of vectors, in a database of vectors, without a content.
    DroppedKeys orphansOf(const QString& vectorsPath);
    bool hasContent(const QByteArray& key);
    std::int64_t countContents();

    /// Whether contents went since noteTidy(), also before a crash: their vectors of other models
    /// and their thumbnails may be left.
    bool isUntidy();
    void noteTidy();

    /// Forgets which rows went long ago, when they are many.
    void forgetRemoved();
    static constexpr std::int64_t mostRemovals = 100'000;

    /// What nothing holds may be held again: see noteKept().
    bool isKept();

    /// Gives room that nothing uses any more back to the disk, when it is much.
    void shrink();

private:
    class Change;
    struct Statements;

    LibraryDatabase(SQLite::Database database, const QString& path);

    ContentId storeContent(const IndexedFile& file);
    /// Replaces what is at the path. Returns the content that was there before, if another.
    ContentId storeFile(const IndexedFile& file, ContentId content);
    void storeSidecars(const IndexedFile& file);
    ContentId contentOfFile(FileId file);
    void dropUnheld(const std::vector<ContentId>& candidates, DroppedKeys& dropped);

    SQLite::Database m_database;
    QString m_path;
    QString m_uuid;
    std::unique_ptr<Statements> m_statements;
};

}  // namespace semblance
