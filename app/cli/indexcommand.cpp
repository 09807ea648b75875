#include <QFileInfo>

#include "app/cli/commands.h"
#include "app/cli/indexrun.h"
#include "app/cli/output.h"
#include "core/library/indexer.h"
#include "core/library/library.h"

namespace semblance {

namespace {
/// Adds the folders; those that cannot be added are said and counted.
std::vector<RootId> addFolders(Indexer& indexer, const QStringList& folders, qint64& refused) {
    std::vector<RootId> roots;
    for (const QString& folder : folders) {
        const Result<RootId> root = indexer.addFolder(QFileInfo(folder).absoluteFilePath());
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
    // Before anything is loaded that Ctrl-C would leave half done.
    static_cast<void>(interrupted());
    const Result<std::shared_ptr<Library>> library =
        Library::open(arguments.libraryDir, Library::Access::Write, arguments.model);
    if (!library)
        return reportError(library.error());
    Indexer indexer(*library);
    qint64 refused = 0;
    const std::vector<RootId> roots = addFolders(indexer, arguments.operands, refused);
    if (roots.empty())
        return kCouldNot;
    return indexAndReport(*library, roots, refused, arguments.json);
}

}  // namespace semblance
