#include <QJsonArray>
#include <QLocale>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/teamstore/teamadmin.h"

namespace semblance {

namespace {
QJsonObject toJson(const TeamStatus& status) {
    QJsonArray models;
    for (const StoredModel& model : status.models) {
        models.append(QJsonObject{{QStringLiteral("name"), model.model.name},
                                  {QStringLiteral("hash"), model.model.hash},
                                  {QStringLiteral("dim"), model.model.dim},
                                  {QStringLiteral("vectors"), qint64(model.vectors)},
                                  {QStringLiteral("bytes"), qint64(model.bytes)}});
    }
    return {{QStringLiteral("library"), status.uuid},
            {QStringLiteral("schema"), status.schemaVersion},
            {QStringLiteral("server"), status.server},
            {QStringLiteral("pgvector"), status.pgvector},
            {QStringLiteral("encrypted"), status.isEncrypted},
            {QStringLiteral("bytes"), qint64(status.bytes)},
            {QStringLiteral("connections"), qint64(status.visitors)},
            {QStringLiteral("files"), qint64(status.counts.files)},
            {QStringLiteral("pictures"), qint64(status.counts.readable)},
            {QStringLiteral("failed"),
             qint64(status.counts.failed + status.counts.quarantined + status.counts.unreadable)},
            {QStringLiteral("models"), models}};
}

void print(const TeamStatus& status) {
    printLine(QStringLiteral("Team library %1, schema %2")
                  .arg(status.uuid, QString::number(status.schemaVersion)));
    printLine(QStringLiteral("PostgreSQL %1, pgvector %2, %3")
                  .arg(status.server, status.pgvector,
                       status.isEncrypted ? QStringLiteral("encrypted")
                                          : QStringLiteral("on this computer, not encrypted")));
    printLine(QStringLiteral("%1 files, %2 pictures, %3 MB, %4 connections")
                  .arg(status.counts.files)
                  .arg(status.counts.readable)
                  .arg(QString::number(double(status.bytes) / 1e6, 'f', 1))
                  .arg(status.visitors));
    for (const StoredModel& model : status.models) {
        printLine(QStringLiteral("%1: %2 vectors of %3 numbers, %4 MB")
                      .arg(model.model.name)
                      .arg(model.vectors)
                      .arg(model.model.dim)
                      .arg(QString::number(double(model.bytes) / 1e6, 'f', 1)));
    }
}
}  // namespace

int runTeam(const Arguments& arguments) {
    const auto address = TeamAddress::parse(arguments.operands.value(0));
    if (!address)
        return reportError(address.error());
    if (arguments.action == QLatin1StringView("init")) {
        if (const Status made = initTeamLibrary(*address); !made)
            return reportError(made.error());
    }
    const auto status = teamStatus(*address);
    if (!status)
        return reportError(status.error());
    if (arguments.json)
        printJson(toJson(*status));
    else
        print(*status);
    return kDone;
}

}  // namespace semblance
