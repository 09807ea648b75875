#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace semblance {

/// What is known of a model that may answer queries.
struct ModelStanding {
    enum class Engine {
        NotAsked,
        Starting,
        Ready,
        Failed,  ///< cannot be had: its folder is gone, holds another model now, or does not load
    };
    Engine engine = Engine::NotAsked;
    std::int64_t pictures = 0;  ///< of the library that its vectors are there of
};

/// All that decides which model answers.
struct ModelSituation {
    ModelStanding chosen;               ///< that the library is, or should be, indexed with
    std::vector<ModelStanding> former;  ///< others that it has vectors of
    bool isOnlyChosen = false;          ///< that one was asked for by name: no other may answer
};

/// Who answers.
struct ModelChoice {
    enum class Answers {
        Nobody,  ///< an engine is starting, or none can be had
        Chosen,
        Former,
    };
    Answers answers = Answers::Nobody;
    std::size_t former = 0;  ///< which one, with Answers::Former

    bool startChosen = false;                ///< its engine is needed and was not asked
    std::optional<std::size_t> startFormer;  ///< likewise
    bool isFinal = false;                    ///< with Nobody: no engine is starting, so nobody will

    friend bool operator==(const ModelChoice&, const ModelChoice&) = default;
};

/// The model with vectors of most pictures answers; of equals the chosen one, then the first. So a
/// library on its way to another model is searched whole by the former one until the new one has
/// caught up, and when the chosen one cannot be had, another stands in for it. Whoever is better
/// but still starting is waited for. Pure.
ModelChoice chooseModel(const ModelSituation& situation);

}  // namespace semblance
