#include "core/library/models/modelchoice.h"

namespace semblance {

namespace {
using Engine = ModelStanding::Engine;

/// Of those that can be had and know more than `pictures` pictures, the one that knows most.
std::optional<std::size_t> bestFormer(const ModelSituation& situation, std::int64_t pictures) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < situation.former.size(); ++i) {
        const ModelStanding& former = situation.former[i];
        if (former.engine == Engine::Failed || former.pictures <= pictures)
            continue;
        best = i;
        pictures = former.pictures;
    }
    return best;
}
}  // namespace

ModelChoice chooseModel(const ModelSituation& situation) {
    ModelChoice choice;
    const ModelStanding& chosen = situation.chosen;
    if (chosen.engine == Engine::NotAsked || chosen.engine == Engine::Starting) {
        choice.startChosen = chosen.engine == Engine::NotAsked;
        return choice;
    }
    const bool isReady = chosen.engine == Engine::Ready;
    const std::optional<std::size_t> former =
        situation.isOnlyChosen ? std::nullopt
                               : bestFormer(situation, isReady ? chosen.pictures : 0);
    if (!former) {
        choice.answers = isReady ? ModelChoice::Answers::Chosen : ModelChoice::Answers::Nobody;
        choice.isFinal = !isReady;
        return choice;
    }
    switch (situation.former[*former].engine) {
        case Engine::Ready:
            choice.answers = ModelChoice::Answers::Former;
            choice.former = *former;
            break;
        case Engine::NotAsked:
            choice.startFormer = former;
            break;
        case Engine::Starting:
        case Engine::Failed:
            break;
    }
    return choice;
}

}  // namespace semblance
