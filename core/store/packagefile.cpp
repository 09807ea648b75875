#include "core/store/packagefile.h"

#include <sqlite3.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/store/databasecopy.h"
#include "core/store/schema.h"

namespace semblance::packagefile {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PackageFile)
};

Error notOurs(const QString& path) {
    return {ErrorKind::BadInput,
            Text::tr("%1 is not a library that Semblance exported. Choose a file that "
                     "semblance-cli library export wrote.")
                .arg(path),
            {}};
}

Error damaged(const QString& path, const QString& detail) {
    return {ErrorKind::Corrupt,
            Text::tr("%1 is damaged: nothing was taken from it. Export the library again, or copy "
                     "the file again.")
                .arg(path),
            detail};
}

Status check(SQLite::Database& package, const QString& path) {
    if (package.execAndGet("PRAGMA application_id").getInt() != applicationId)
        return fail(notOurs(path));
    const bool isNewer = package.execAndGet("PRAGMA user_version").getInt() > version ||
                         libraryVersion(package) > static_cast<int>(librarySchema.steps.size());
    if (isNewer)
        return fail(ErrorKind::Newer,
                    Text::tr("%1 was exported by a newer version of Semblance. Update Semblance "
                             "to read it.")
                        .arg(path));
    if (const Status whole = quickCheck(package, path); !whole)
        return fail(damaged(path, whole.error().detail));
    // Only tables are read.
    const bool hasOthers = package
                               .execAndGet(
                                   "SELECT count(*) FROM sqlite_master WHERE type = 'view'"
                                   " OR sql LIKE 'CREATE VIRTUAL%'")
                               .getInt() > 0;
    if (hasOthers || libraryVersion(package) < 1)
        return fail(damaged(path, QStringLiteral("views, or no version")));
    return {};
}

QJsonValue replaced(const QJsonValue& value, const QString& from, const QString& to) {
    if (value.isString()) {
        const QString text = value.toString();
        const bool begins = text == from || text.startsWith(from + QLatin1Char('/'));
        return begins ? QJsonValue(to + text.mid(from.size())) : value;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue& item : value.toArray())
            array.append(replaced(item, from, to));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = replaced(*member, from, to);
    return object;
}

}  // namespace

Result<SQLite::Database> open(const QString& path) {
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound, Text::tr("There is no file %1.").arg(path));
    auto opened = guarded(path, [&]() -> Result<SQLite::Database> {
        SQLite::Database package = openReadable(path);
        sqlite3_db_config(package.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(package.getHandle(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
        package.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        SEMBLANCE_TRY(check(package, path));
        return package;
    });
    if (opened || opened.error().kind != ErrorKind::Corrupt)
        return opened;
    QFile file(path);
    const bool isDatabase =
        file.open(QIODevice::ReadOnly) && file.read(15) == QByteArray("SQLite format 3");
    if (!isDatabase)
        return fail(notOurs(path));
    return fail(damaged(path, opened.error().detail));
}

int libraryVersion(SQLite::Database& package) {
    SQLite::Statement select(package,
                             "SELECT value FROM package_info WHERE name = 'library_version'");
    return select.executeStep() ? static_cast<int>(columnInt(select, 0)) : 0;
}

QString replacePathBeginnings(const QString& json, const QString& from, const QString& to) {
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isObject() || from.isEmpty())
        return json;
    const QJsonObject object = replaced(document.object(), from, to).toObject();
    return object == document.object()
               ? json
               : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString rootMark(std::int64_t root) {
    return QStringLiteral("semblance-root:%1").arg(root);
}

}  // namespace semblance::packagefile
