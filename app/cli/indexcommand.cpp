#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonObject>
#include <csignal>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/library/indexer.h"
#include "core/library/library.h"
#include "core/library/pausegate.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::IndexCommand)
};

const CancelToken& interrupt() {
    static const CancelToken token;
    return token;
}

extern "C" void onInterrupt(int) {
    interrupt().cancel();
}

class Reporter : public IndexingObserver {
public:
    void progressed(const IndexingProgress& now) override {
        if (now.toDo > 0) {
            printProgress(Text::tr("%1 of %2 pictures").arg(now.done).arg(now.toDo));
        } else {
            printProgress(Text::tr("%1 pictures found").arg(now.found));
        }
    }
    void failed(const QString& path, const QString& sentence) override {
        printProgress({});
        printError(path + QStringLiteral(": ") + sentence);
    }
};

QJsonObject toJson(const IndexingSummary& summary) {
    return {{QStringLiteral("indexed"), summary.indexed},
            {QStringLiteral("unchanged"), summary.unchanged},
            {QStringLiteral("failed"), summary.failed},
            {QStringLiteral("seconds"), summary.seconds}};
}

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
    static_cast<void>(interrupt());
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    const Result<std::shared_ptr<Library>> library =
        Library::open(arguments.libraryDir, Library::Access::Write, arguments.model);
    if (!library)
        return reportError(library.error());
    Indexer indexer(*library);
    qint64 refused = 0;
    const std::vector<RootId> roots = addFolders(indexer, arguments.operands, refused);
    if (roots.empty())
        return kCouldNot;

    Reporter reporter;
    PauseGate gate;
    Result<IndexingSummary> summary = indexer.run(roots, reporter, gate, interrupt());
    printProgress({});
    if (!summary)
        return reportError(summary.error());
    summary->failed += refused;
    if (!arguments.json) {
        printLine(Text::tr("%1 pictures indexed, %2 unchanged, %3 failed.")
                      .arg(summary->indexed)
                      .arg(summary->unchanged)
                      .arg(summary->failed));
    }
    printJson(toJson(*summary));
    if (summary->cancelled) {
        printError(Text::tr("Stopped. The next run goes on from here."));
        return kCouldNot;
    }
    return summary->failed > 0 ? kDoneWithFailures : kDone;
}

}  // namespace semblance
