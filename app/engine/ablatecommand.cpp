#include "app/engine/ablatecommand.h"

#include "app/engine/subcommand.h"
#include "core/base/json.h"
#include "core/commandline/commandline.h"
#include "core/remote/decoderpool.h"
#include "core/study/ablationrun.h"

namespace semblance {

namespace {

Result<AblationRequest> readRequest(const CommandLine& line) {
    AblationRequest request;
    request.model = line.value(u"model");
    request.data = line.value(u"data");
    request.cache = line.value(u"cache");
    request.out = line.value(u"out");
    request.report = line.has(u"report") ? line.value(u"report") : request.out;
    if (request.model.isEmpty() || request.data.isEmpty() || request.out.isEmpty())
        return wrongUse(line, QStringLiteral("Needed are --model DIR, --data DIR and --out DIR."));
    SEMBLANCE_TRY_ASSIGN(request.minutes, line.number(u"minutes", 0));
    if (line.has(u"config")) {
        const QString path = line.value(u"config");
        SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path));
        SEMBLANCE_TRY_ASSIGN(request.plan, AblationPlan::fromJson(json, path));
    }
    return request;
}

Status run(const AblationRequest& request) {
    DecoderPool decoders;
    return AblationRun(request, decoders, say).run();
}

}  // namespace

int ablateCommand(const CommandLine& line) {
    return runSubcommand(readRequest(line), run, sayFailure);
}

}  // namespace semblance
