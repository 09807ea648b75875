#include "app/cli/commands.h"
#include "app/cli/indexrun.h"
#include "app/cli/indexwatch.h"
#include "app/cli/output.h"
#include "core/base/interruption.h"
#include "core/catalogue/catalogue.h"
#include "core/library/indexing/addedfolder.h"
#include "core/library/indexing/recognition.h"
#include "core/library/library.h"

namespace semblance {

namespace {
/// As a shell takes it for one word.
QString inQuotes(QString path) {
    return QLatin1Char('\'') + path.replace(QLatin1Char('\''), QStringLiteral("'\\''")) +
           QLatin1Char('\'');
}

/// Says when a folder looks like one of the library that is away.
void hintAtPlace(const Catalogue& catalogue, const QString& folder) {
    const auto found = recogniseFolder(catalogue, folder, interrupted());
    if (!found || !*found)
        return;
    const Recognition& known = **found;
    printError(QStringLiteral("%1 looks like the folder %2 of this library at a new place: %3 of "
                              "%4 files. To have it taken for that: semblance-cli library relocate "
                              "%5 %6")
                   .arg(known.newPath, known.oldPath, QString::number(known.matched),
                        QString::number(known.known), inQuotes(known.oldPath),
                        inQuotes(known.newPath)));
}

/// Adds the folders; those that cannot be added are said and counted.
std::vector<RootId> addFolders(Library& library, const QStringList& folders, qint64& refused) {
    std::vector<RootId> roots;
    for (const QString& folder : folders) {
        hintAtPlace(library.catalogue(), folder);
        const Result<AddedFolder> added = addToLibrary(library.catalogue(), folder);
        if (added) {
            roots.push_back(added->root);
            if (!added->note.isEmpty())
                printError(added->note);
        } else {
            ++refused;
            printError(added.error().sentence);
        }
    }
    return roots;
}

Status noteLinks(Catalogue& catalogue, bool followLinks) {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(ScanSettings settings, reader->scanSettings());
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    settings.followLinks = followLinks;
    return writer->setScanSettings(settings);
}
}  // namespace

int runIndex(const Arguments& arguments) {
    IndexRun indexing(arguments.json);
    const Result<std::shared_ptr<Library>> library =
        Library::open(arguments.libraryDir, Library::Access::Write, arguments.model);
    if (!library)
        return reportError(library.error());
    indexing.setLibrary(*library);
    if (arguments.followLinks) {
        if (const Status noted = noteLinks((*library)->catalogue(), *arguments.followLinks); !noted)
            return reportError(noted.error());
    }
    qint64 refused = 0;
    const std::vector<RootId> roots = addFolders(**library, arguments.operands, refused);
    if (roots.empty())
        return kCouldNot;
    indexing.setVideos(arguments.videos);
    if (!arguments.watch)
        return indexing.run(roots, refused);
    IndexWatch changes;
    const int code = indexing.run(roots, refused, &changes.watch());
    return code == kCouldNot ? code : indexing.follow(changes);
}

}  // namespace semblance
