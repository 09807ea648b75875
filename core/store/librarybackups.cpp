#include "core/store/librarybackups.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>
#include <algorithm>
#include <system_error>

#include "core/base/paths.h"
#include "core/store/databasecopy.h"
#include "core/store/schema.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryBackups)
};

const QString kNameFormat = QStringLiteral("'library-'yyyyMMdd'T'HHmmss'Z.db'");
constexpr qint64 kDaySeconds = 24 * 3600;

void newestFirst(std::vector<LibraryBackup>& backups) {
    std::stable_sort(
        backups.begin(), backups.end(),
        [](const LibraryBackup& a, const LibraryBackup& b) { return a.made > b.made; });
}

bool isGood(const QString& path) {
    return guarded(path,
                   [&]() -> Status {
                       SQLite::Database backup(path.toStdString(), SQLite::OPEN_READONLY);
                       const SchemaState state = schemaState(backup, librarySchema);
                       if (state != SchemaState::Current && state != SchemaState::Older)
                           return fail(corruptError(path, QStringLiteral("no library of ours")));
                       return quickCheck(backup, path);
                   })
        .has_value();
}

std::int64_t generationOf(const QString& path) {
    return guarded(path,
                   [&]() -> Result<std::int64_t> {
                       SQLite::Database database = openReadable(path);
                       SQLite::Statement select(database,
                                                "SELECT value FROM meta WHERE name = 'generation'");
                       return select.executeStep() ? columnInt(select, 0) : -1;
                   })
        .value_or(-1);
}

/// Of copies that were not finished: only who holds the lock makes any.
void removeParts(const QDir& dir) {
    for (const QString& part : dir.entryList({QStringLiteral("*.part*")}, QDir::Files))
        QFile::remove(dir.filePath(part));
}

}  // namespace

LibraryBackups::LibraryBackups(const LibraryPaths& paths) : m_paths(paths) {}

std::vector<LibraryBackup> LibraryBackups::rolling() const {
    const QDir dir(m_paths.backups);
    std::vector<LibraryBackup> found;
    for (const QString& name : dir.entryList({QStringLiteral("library-*.db")}, QDir::Files)) {
        QDateTime made = QDateTime::fromString(name, kNameFormat);
        made.setTimeZone(QTimeZone::utc());
        if (made.isValid())
            found.push_back({dir.filePath(name), made.toLocalTime()});
    }
    newestFirst(found);
    return found;
}

std::vector<LibraryBackup> LibraryBackups::list() const {
    std::vector<LibraryBackup> all = rolling();
    const QFileInfo database(m_paths.database);
    const QString pattern = database.fileName() + QStringLiteral(".v*.bak");
    for (const QFileInfo& file : database.dir().entryInfoList({pattern}, QDir::Files))
        all.push_back({file.filePath(), file.lastModified()});
    newestFirst(all);
    return all;
}

std::optional<LibraryBackup> LibraryBackups::newestGood() const {
    for (LibraryBackup& backup : list()) {
        if (isGood(backup.path))
            return std::move(backup);
    }
    return std::nullopt;
}

Result<LibraryBackup> LibraryBackups::make(const CancelToken& cancel) const {
    return makeAt(QDateTime::currentDateTime(), cancel);
}

Result<LibraryBackup> LibraryBackups::makeAt(const QDateTime& now,
                                             const CancelToken& cancel) const {
    if (!QFile::exists(m_paths.database))
        return fail(ErrorKind::NotFound, Text::tr("There is no library in %1.").arg(m_paths.dir));
    std::error_code error;
    std::filesystem::create_directories(toFsPath(m_paths.backups), error);
    if (error)
        return fail(systemError(error.default_error_condition().value(),
                                Text::tr("The folder %1 for backups cannot be made. Check its "
                                         "permissions and the free space.")
                                    .arg(m_paths.backups)));
    const QDir dir(m_paths.backups);
    removeParts(dir);
    const QString path = dir.filePath(now.toUTC().toString(kNameFormat));
    SEMBLANCE_TRY(guarded(m_paths.database, [&]() -> Status {
        SQLite::Database source = openReadable(m_paths.database);
        return copyDatabase(source, path, {cancel, {}});
    }));
    const std::vector<LibraryBackup> all = rolling();
    for (std::size_t i = kept; i < all.size(); ++i)
        QFile::remove(all[i].path);
    return LibraryBackup{path, now};
}

Result<bool> LibraryBackups::makeIfDue(const QDateTime& now, const CancelToken& cancel) const {
    const std::vector<LibraryBackup> all = rolling();
    if (!all.empty()) {
        // A clock that was set back must not put it off for years.
        const bool isFresh = std::abs(all.front().made.secsTo(now)) < kDaySeconds;
        if (isFresh || generationOf(all.front().path) == generationOf(m_paths.database))
            return false;
    }
    SEMBLANCE_TRY(makeAt(now, cancel));
    return true;
}

Status refuseLostLibrary(const LibraryPaths& paths) {
    const QFileInfo database(paths.database);
    if (database.size() > 0)
        return {};
    const bool isKnown = !LibraryBackups(paths).list().empty() ||
                         (database.exists() && !paths.allVectors().isEmpty());
    if (!isKnown)
        return {};
    return fail(ErrorKind::Corrupt,
                Text::tr("The database %1 is gone or empty, though there was a library here. Your "
                         "photos are not affected. semblance-cli doctor --repair brings back the "
                         "last good backup; to begin anew instead, move the folder %2 away.")
                    .arg(paths.database, paths.dir));
}

}  // namespace semblance
