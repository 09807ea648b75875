#include "app/cli/commands.h"
#include "app/cli/indexrun.h"
#include "app/cli/indexwatch.h"
#include "app/cli/output.h"
#include "core/library/indexing/indexer.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
/// Adds the folders; those that cannot be added are said and counted.
std::vector<RootId> addFolders(Indexer& indexer, const QStringList& folders, qint64& refused) {
    std::vector<RootId> roots;
    for (const QString& folder : folders) {
        const Result<RootId> root = indexer.addFolder(folder);
        if (root) {
            roots.push_back(*root);
        } else {
            ++refused;
            printError(root.error().sentence);
        }
    }
    return roots;
}
}  // namespace

int runIndex(const Arguments& arguments) {
    IndexRun indexing(arguments.json);
    const Result<std::shared_ptr<Library>> library =
        Library::open(arguments.libraryDir, Library::Access::Write, arguments.model);
    if (!library)
        return reportError(library.error());
    indexing.setLibrary(*library);
    Indexer indexer((*library)->catalogue(), (*library)->models(), (*library)->decoders());
    qint64 refused = 0;
    const std::vector<RootId> roots = addFolders(indexer, arguments.operands, refused);
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
