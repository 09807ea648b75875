#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/interruption.h"
#include "core/library/keeping.h"

namespace semblance {

namespace {
KeepingProgress progressLine() {
    return [](std::int64_t done, std::int64_t all) {
        if (all > 0)
            printProgress(QStringLiteral("%1 %").arg(done * 100 / all));
    };
}

QString megabytes(std::int64_t bytes) {
    return QString::number(double(bytes) / 1e6, 'f', 1);
}

Status runExport(const Arguments& arguments) {
    ExportRequest request;
    request.libraryDir = arguments.libraryDir;
    request.file = arguments.operands.first();
    request.withThumbnails = arguments.thumbnails;
    request.progress = progressLine();
    request.cancel = interrupted();
    const auto exported = exportLibraryFile(request);
    printProgress({});
    if (!exported)
        return fail(exported.error());
    if (arguments.json) {
        printJson({{QStringLiteral("file"), request.file},
                   {QStringLiteral("files"), qint64(exported->files)},
                   {QStringLiteral("pictures"), qint64(exported->pictures)},
                   {QStringLiteral("vectors"), qint64(exported->vectors)},
                   {QStringLiteral("thumbnails"), qint64(exported->thumbnails)},
                   {QStringLiteral("bytes"), qint64(exported->bytes)}});
    } else {
        printLine(QStringLiteral("%1: %2 files, %3 pictures, %4 vectors, %5 MB.")
                      .arg(request.file, QString::number(exported->files),
                           QString::number(exported->pictures), QString::number(exported->vectors),
                           megabytes(exported->bytes)));
    }
    return {};
}

Status runMerge(const Arguments& arguments) {
    MergeRequest request;
    request.libraryDir = arguments.libraryDir;
    request.file = arguments.operands.first();
    request.folders = arguments.folders;
    request.intoEmpty = arguments.action == QLatin1StringView("import");
    request.progress = progressLine();
    request.cancel = interrupted();
    const auto merged = mergeLibraryFile(request);
    printProgress({});
    if (!merged)
        return fail(merged.error());
    if (arguments.json) {
        printJson({{QStringLiteral("files"), qint64(merged->files)},
                   {QStringLiteral("pictures"), qint64(merged->pictures)},
                   {QStringLiteral("completed"), qint64(merged->completed)},
                   {QStringLiteral("vectors"), qint64(merged->vectors)},
                   {QStringLiteral("thumbnails"), qint64(merged->thumbnails)},
                   {QStringLiteral("searches"), qint64(merged->searches)},
                   {QStringLiteral("renamed"), qint64(merged->renamed)},
                   {QStringLiteral("collections"), qint64(merged->collections)}});
    } else {
        printLine(QStringLiteral("Added: %1 files, %2 pictures, %3 vectors, %4 saved searches (%5 "
                                 "renamed), %6 collections. More is known of %7 pictures.")
                      .arg(merged->files)
                      .arg(merged->pictures)
                      .arg(merged->vectors)
                      .arg(merged->searches)
                      .arg(merged->renamed)
                      .arg(merged->collections)
                      .arg(merged->completed));
    }
    return {};
}
}  // namespace

int runLibraryFile(const Arguments& arguments) {
    const Status done = arguments.action == QLatin1StringView("export") ? runExport(arguments)
                                                                        : runMerge(arguments);
    return done ? kDone : reportError(done.error());
}

}  // namespace semblance
