#include "core/train/stagesteps.h"

#include "core/train/trainconfig.h"

namespace semblance {

namespace {

template <class Config>
Result<int> stepsOf(const QJsonObject& configuration, const QString& source) {
    SEMBLANCE_TRY_ASSIGN(const Config config, JsonFields::read<Config>(configuration, source));
    return config.loop.steps;
}

}  // namespace

Result<int> stageSteps(const QString& stage, const QJsonObject& configuration,
                       const QString& source) {
    if (stage == QLatin1StringView("align"))
        return stepsOf<AlignConfig>(configuration, source);
    if (stage == QLatin1StringView("map"))
        return stepsOf<MapConfig>(configuration, source);
    return stepsOf<ComposeConfig>(configuration, source);
}

}  // namespace semblance
