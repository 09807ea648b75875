#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/library/library.h"
#include "core/scan/volume.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryCommand)
};

QString stateName(RootState state) {
    switch (state) {
        case RootState::Present:
            return QStringLiteral("present");
        case RootState::FolderMissing:
            return QStringLiteral("folder missing");
        case RootState::VolumeAbsent:
            return QStringLiteral("disk not plugged in");
    }
    return {};
}

Status printOverview(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootRow> roots, reader.roots());
    SEMBLANCE_TRY_ASSIGN(const StoreCounts counts, reader.counts());
    QJsonArray list;
    for (const RootRow& root : roots) {
        const RootPresence presence = findRoot(root.place);
        list.append(QJsonObject{{QStringLiteral("path"), presence.path},
                                {QStringLiteral("state"), stateName(presence.state)},
                                {QStringLiteral("files"), qint64(root.files)},
                                {QStringLiteral("failed"), qint64(root.failed)}});
        if (!arguments.json) {
            printLine(Text::tr("%1: %2 files, %3 failed, %4")
                          .arg(presence.path)
                          .arg(root.files)
                          .arg(root.failed)
                          .arg(stateName(presence.state)));
        }
    }
    if (arguments.json) {
        printJson({{QStringLiteral("roots"), list},
                   {QStringLiteral("files"), qint64(counts.files)},
                   {QStringLiteral("pictures"), qint64(counts.contents)},
                   {QStringLiteral("searchable"), qint64(counts.done)},
                   {QStringLiteral("failed"),
                    qint64(counts.failed + counts.quarantined + counts.unreadable)}});
    } else if (roots.empty()) {
        printLine(
            Text::tr("This library has no folders yet: semblance-cli index FOLDER adds one."));
    }
    return {};
}

Status printFailed(LibraryReader& reader, const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootRow> roots, reader.roots());
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, reader.failedFiles());
    QJsonArray list;
    for (const FileRow& file : files) {
        QString path = file.path;
        for (const RootRow& root : roots) {
            if (root.id == file.root)
                path = root.place.path + QLatin1Char('/') + file.path;
        }
        list.append(
            QJsonObject{{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.error}});
        if (!arguments.json)
            printLine(path + QStringLiteral(": ") + file.error);
    }
    if (arguments.json)
        printJson({{QStringLiteral("failed"), list}});
    return {};
}

Status removeFolder(const Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(const auto library,
                         Library::open(arguments.libraryDir, Library::Access::Write));
    SEMBLANCE_TRY_ASSIGN(const auto reader, library->openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootRow> roots, reader->roots());
    const QString asked = QFileInfo(arguments.operands.at(1)).absoluteFilePath();
    const QString canonical = QFileInfo(asked).canonicalFilePath();
    for (const RootRow& root : roots) {
        if (root.place.path == asked || root.place.path == canonical)
            return library->writer()->removeRoot(root.id);
    }
    return fail(ErrorKind::NotFound, Text::tr("The folder %1 is not in this library.").arg(asked));
}

Status run(const Arguments& arguments) {
    const QString action = arguments.operands.value(0);
    if (action == QLatin1StringView("remove"))
        return removeFolder(arguments);
    SEMBLANCE_TRY_ASSIGN(const auto reader,
                         LibraryReader::open(LibraryPaths(arguments.libraryDir)));
    return action == QLatin1StringView("failed") ? printFailed(*reader, arguments)
                                                 : printOverview(*reader, arguments);
}
}  // namespace

int runLibrary(const Arguments& arguments) {
    const Status done = run(arguments);
    return done ? kDone : reportError(done.error());
}

}  // namespace semblance
