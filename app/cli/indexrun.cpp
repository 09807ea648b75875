#include "app/cli/indexrun.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <csignal>

#include "app/cli/output.h"
#include "core/library/indexer.h"
#include "core/library/library.h"
#include "core/library/pausegate.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::IndexCommand)
};

const CancelToken& token() {
    static const CancelToken token;
    return token;
}

extern "C" void onInterrupt(int) {
    token().cancel();
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
}  // namespace

const CancelToken& interrupted() {
    static_cast<void>(token());
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return token();
}

int indexAndReport(const std::shared_ptr<Library>& library, const std::vector<RootId>& roots,
                   qint64 refused, bool json) {
    Indexer indexer(library);
    Reporter reporter;
    PauseGate gate;
    Result<IndexingSummary> summary = indexer.run(roots, reporter, gate, interrupted());
    printProgress({});
    if (!summary)
        return reportError(summary.error());
    summary->failed += refused;
    if (!json) {
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
