#include "app/cli/healthreport.h"

#include <QJsonArray>
#include <QLocale>

namespace semblance {

namespace {

struct FaultWords {
    const char* name;   ///< in JSON
    const char* found;  ///< %1 the count, %2 the file
    const char* mended;
    const char* remedy;  ///< what --repair would do
};

FaultWords wordsOf(LibraryFault fault) {
    switch (fault) {
        case LibraryFault::DamagedDatabase:
            return {"damaged_database", "%2 is damaged", "replaced",
                    "restores it, and keeps the damaged file"};
        case LibraryFault::LostDatabase:
            return {"lost_database", "%2 is gone or empty", "replaced", "restores it"};
        case LibraryFault::DanglingRows:
            return {"dangling_rows", "%2: %1 rows name others that are not there", "removed",
                    "removes them"};
        case LibraryFault::ExpiredFiles:
            return {"expired_files", "%2: %1 files have been gone for more than 30 days",
                    "forgotten", "forgets them"};
        case LibraryFault::LooseContents:
            return {"contents_without_files", "%2: %1 pictures that no file holds", "removed",
                    "removes them"};
        case LibraryFault::OldRemovals:
            return {"old_removals", "%2: %1 notes of rows that went long ago", "removed",
                    "removes them"};
        case LibraryFault::UnknownVectors:
            return {"unknown_vectors", "%2 has vectors of a model the library does not know of",
                    "noted", "notes the model"};
        case LibraryFault::DamagedVectors:
            return {"damaged_vectors", "%2 is damaged", "replaced",
                    "keeps the vectors that can be read"};
        case LibraryFault::UnusableVectors:
            return {"unusable_vectors", "%2: %1 vectors that are none", "removed", "removes them"};
        case LibraryFault::LooseVectors:
            return {"vectors_without_content", "%2: %1 vectors of no picture", "removed",
                    "removes them"};
        case LibraryFault::DamagedThumbnails:
            return {"damaged_thumbnails", "%2 is damaged", "removed; made again when needed",
                    "removes it; previews are made again"};
        case LibraryFault::LooseThumbnails:
            return {"thumbnails_without_content", "%2: %1 previews of no picture", "removed",
                    "removes them"};
        case LibraryFault::DamagedCache:
            return {"damaged_cache", "%2: its checksums fail", "removed; made again when needed",
                    "removes it; it is made again"};
        case LibraryFault::Leftover:
            return {"leftover_file", "%2 is left of a program that was ended", "removed",
                    "removes it"};
    }
    return {"", "", "", ""};
}

QString text(const char* words) {
    return QString::fromUtf8(words);
}

QString dateOf(const QDateTime& moment) {
    return QLocale::c().toString(moment, QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString fromName(RestoredDatabase::From from) {
    switch (from) {
        case RestoredDatabase::From::Itself:
            return QStringLiteral("itself");
        case RestoredDatabase::From::Backup:
            return QStringLiteral("backup");
        case RestoredDatabase::From::WhatIsLeft:
            return QStringLiteral("what_is_left");
        case RestoredDatabase::From::Nothing:
            break;
    }
    return QStringLiteral("nothing");
}

QString restoredLine(const RestoredDatabase& restored) {
    QString line;
    switch (restored.from) {
        case RestoredDatabase::From::Itself:
            line = QStringLiteral("%1: made anew from its own rows, %2 in all; nothing was lost.")
                       .arg(restored.path, QString::number(restored.rows));
            break;
        case RestoredDatabase::From::Backup:
            line = QStringLiteral(
                       "%1: restored from the backup of %2. Index your folders again: "
                       "what came later is read anew, and not encoded again.")
                       .arg(restored.path, dateOf(restored.backup));
            break;
        case RestoredDatabase::From::WhatIsLeft:
            line = QStringLiteral(
                       "%1: %2 rows could be read; rows of %3 may be lost. Index your "
                       "folders again: what is missing is read anew.")
                       .arg(restored.path, QString::number(restored.rows),
                            restored.incomplete.join(QStringLiteral(", ")));
            break;
        case RestoredDatabase::From::Nothing:
            line = QStringLiteral(
                       "%1: nothing of it could be read and there is no backup. It "
                       "begins anew: index your folders again.")
                       .arg(restored.path);
            break;
    }
    if (!restored.aside.isEmpty())
        line += QStringLiteral(" The damaged file is kept as %1.").arg(restored.aside);
    return line;
}

QJsonObject restoredJson(const RestoredDatabase& restored) {
    QJsonObject json{
        {QStringLiteral("file"), restored.path},
        {QStringLiteral("from"), fromName(restored.from)},
        {QStringLiteral("aside"), restored.aside},
        {QStringLiteral("rows"), qint64(restored.rows)},
        {QStringLiteral("incomplete"), QJsonArray::fromStringList(restored.incomplete)}};
    if (restored.backup.isValid())
        json[QStringLiteral("backup")] = restored.backup.toString(Qt::ISODate);
    return json;
}

}  // namespace

HealthReport reportOf(const LibraryHealth& health, bool isMended) {
    HealthReport report;
    QJsonArray found;
    for (const LibraryFinding& finding : health.findings) {
        const FaultWords words = wordsOf(finding.fault);
        found.append(QJsonObject{{QStringLiteral("fault"), text(words.name)},
                                 {QStringLiteral("file"), finding.file},
                                 {QStringLiteral("count"), qint64(finding.count)},
                                 {QStringLiteral("mended"), isMended}});
        QString line = text(words.found);
        line.replace(QStringLiteral("%1"), QString::number(finding.count));
        line.replace(QStringLiteral("%2"), finding.file);
        report.lines.append(isMended ? line + QStringLiteral(": ") + text(words.mended)
                                     : line + QStringLiteral("; --repair ") + text(words.remedy));
        report.isInOrder = report.isInOrder && isMended;
    }
    QJsonArray restored;
    for (const RestoredDatabase& database : health.restored) {
        restored.append(restoredJson(database));
        report.lines.append(restoredLine(database));
        report.isInOrder = report.isInOrder && (database.from == RestoredDatabase::From::Itself ||
                                                database.from == RestoredDatabase::From::Backup);
    }
    report.json = {{QStringLiteral("repaired"), isMended},
                   {QStringLiteral("found"), found},
                   {QStringLiteral("restored"), restored},
                   {QStringLiteral("busy"), health.isBusy}};
    if (health.backup.isValid()) {
        report.json[QStringLiteral("last_good_backup")] = health.backup.toString(Qt::ISODate);
        report.lines.append(QStringLiteral("last good backup: %1").arg(dateOf(health.backup)));
    }
    if (health.isBusy)
        report.lines.append(
            QStringLiteral("Another program writes to the library: what only shows while nobody "
                           "does was not looked for."));
    return report;
}

}  // namespace semblance
