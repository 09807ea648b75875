#include "app/engine/options.h"

#include "app/engine/subcommand.h"
#include "core/base/currentfolder.h"
#include "core/commandline/commandline.h"

namespace semblance {

namespace {

QString valueOf(const CommandLine& line, QStringView option, const char* variable) {
    if (line.has(option))
        return line.value(option);
    const QString value = qEnvironmentVariable(variable);
    return value.isEmpty() ? QStringLiteral("auto") : value;
}

}  // namespace

Result<DualEncoder::Options> readComputeOptions(const CommandLine& line) {
    DualEncoder::Options options;
    SEMBLANCE_TRY_ASSIGN(options.precision,
                         readPrecision(valueOf(line, u"precision", "SEMBLANCE_PRECISION")));
    SEMBLANCE_TRY_ASSIGN(options.device, readDevice(valueOf(line, u"device", "SEMBLANCE_DEVICE")));
    return options;
}

Result<ModelOptions> readModelOptions(const CommandLine& line) {
    ModelOptions options;
    options.model = line.value(u"model");
    if (options.model.isEmpty())
        return wrongUse(line, QStringLiteral("A model is needed: --model DIR."));
    SEMBLANCE_TRY_ASSIGN(options.compute, readComputeOptions(line));
    return options;
}

Result<EncodeOptions> readEncodeOptions(const CommandLine& line) {
    EncodeOptions options;
    SEMBLANCE_TRY_ASSIGN(options.encoder, readModelOptions(line));
    for (const CommandLine::Given& given : line.given) {
        const bool isImage = given.option == QLatin1StringView("image");
        if (isImage)
            SEMBLANCE_TRY(absolutePath(given.value));
        if (isImage || given.option == QLatin1StringView("text"))
            options.items.push_back({isImage, given.value});
    }
    if (options.items.empty())
        return wrongUse(line, QStringLiteral("There is nothing to encode: give --image FILE or "
                                             "--text SENTENCE."));
    options.json = line.has(u"json");
    return options;
}

}  // namespace semblance
