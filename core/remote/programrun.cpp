#include "core/remote/programrun.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

#include "core/remote/childstream.h"
#include "core/remote/sibling.h"

namespace semblance {

namespace {
struct Progress {
    std::mutex mutex;
    std::condition_variable ended;
    ProgramRun run;
    bool hasEnded = false;
};
}  // namespace

Result<ProgramRun> runProgram(const QString& name, const QStringList& arguments,
                              const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const QString path, findSibling(name));
    const auto progress = std::make_shared<Progress>();
    const std::shared_ptr<ChildStream> stream = makeChildStream();
    stream->start({path, arguments, true}, {[progress](QByteArrayView bytes) {
                                                std::lock_guard lock(progress->mutex);
                                                progress->run.output.append(bytes);
                                            },
                                            [progress](const QString& detail) {
                                                std::lock_guard lock(progress->mutex);
                                                progress->run.end = detail;
                                                progress->hasEnded = true;
                                                progress->ended.notify_all();
                                            }});
    std::unique_lock lock(progress->mutex);
    if (waitUnlessCancelled(progress->ended, lock, cancel, [&] { return progress->hasEnded; }))
        return std::move(progress->run);
    stream->kill();
    return fail(cancelledError());
}

}  // namespace semblance
