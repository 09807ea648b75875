#include <QTest>
#include <algorithm>

#include "core/library/models/modelchoice.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
using Engine = ModelStanding::Engine;
using Answers = ModelChoice::Answers;

constexpr Engine kEngines[] = {Engine::NotAsked, Engine::Starting, Engine::Ready, Engine::Failed};

ModelChoice nobody() {
    return {};
}
ModelChoice nobodyEver() {
    ModelChoice choice;
    choice.isFinal = true;
    return choice;
}
ModelChoice startsChosen() {
    ModelChoice choice;
    choice.startChosen = true;
    return choice;
}
ModelChoice startsFormer(std::size_t which) {
    ModelChoice choice;
    choice.startFormer = which;
    return choice;
}
ModelChoice chosen() {
    ModelChoice choice;
    choice.answers = Answers::Chosen;
    return choice;
}
ModelChoice former(std::size_t which) {
    ModelChoice choice;
    choice.answers = Answers::Former;
    choice.former = which;
    return choice;
}
}  // namespace

Q_DECLARE_METATYPE(ModelSituation)
Q_DECLARE_METATYPE(ModelChoice)

class ModelChoiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theModelWithMostPicturesAnswers_data();
    void theModelWithMostPicturesAnswers();
    void rulesThatHoldAlways();
};

void ModelChoiceTest::theModelWithMostPicturesAnswers_data() {
    QTest::addColumn<ModelSituation>("situation");
    QTest::addColumn<ModelChoice>("choice");
    const auto row = [](const char* name, ModelStanding own, std::vector<ModelStanding> others,
                        const ModelChoice& choice, bool isOnlyChosen = false) {
        QTest::newRow(name) << ModelSituation{own, std::move(others), isOnlyChosen} << choice;
    };
    const ModelStanding none{Engine::NotAsked, 0};
    row("asked for the first time", none, {}, startsChosen());
    row("starting", {Engine::Starting, 0}, {}, nobody());
    row("the only one", {Engine::Ready, 5}, {}, chosen());
    row("the only one, without a picture", {Engine::Ready, 0}, {}, chosen());
    row("the only one cannot be had", {Engine::Failed, 5}, {}, nobodyEver());

    // The chosen one's engine says whether it can be had at all: first of all it is started.
    row("not asked, beside a ready one", none, {{Engine::Ready, 9}}, startsChosen());
    row("starting, beside a ready one", {Engine::Starting, 0}, {{Engine::Ready, 9}}, nobody());

    row("another knows more, and is ready", {Engine::Ready, 5}, {{Engine::Ready, 9}}, former(0));
    row("another knows more", {Engine::Ready, 5}, {{Engine::NotAsked, 9}}, startsFormer(0));
    row("another knows more, and starts", {Engine::Ready, 5}, {{Engine::Starting, 9}}, nobody());
    row("another knew more", {Engine::Ready, 5}, {{Engine::Failed, 9}}, chosen());
    row("another knows as much", {Engine::Ready, 9}, {{Engine::Ready, 9}}, chosen());
    row("another knows less", {Engine::Ready, 9}, {{Engine::Ready, 8}}, chosen());
    row("another knows less, and was not asked", {Engine::Ready, 9}, {{Engine::NotAsked, 8}},
        chosen());

    row("the best of several", {Engine::Ready, 1},
        {{Engine::Ready, 3}, {Engine::Ready, 7}, {Engine::Ready, 5}}, former(1));
    row("of equals the first", {Engine::Ready, 1},
        {{Engine::Ready, 3}, {Engine::Ready, 7}, {Engine::Ready, 7}}, former(1));
    row("the best that can be had", {Engine::Ready, 1},
        {{Engine::Ready, 3}, {Engine::Failed, 7}, {Engine::Ready, 5}}, former(2));
    row("the best is waited for", {Engine::Ready, 1}, {{Engine::Ready, 3}, {Engine::Starting, 7}},
        nobody());
    row("the best is started", {Engine::Ready, 1}, {{Engine::Ready, 3}, {Engine::NotAsked, 7}},
        startsFormer(1));
    row("none of several", {Engine::Ready, 4},
        {{Engine::Failed, 9}, {Engine::Ready, 4}, {Engine::Ready, 2}}, chosen());

    row("a stand-in", {Engine::Failed, 9}, {{Engine::Ready, 2}}, former(0));
    row("a stand-in is started", {Engine::Failed, 9}, {{Engine::NotAsked, 2}}, startsFormer(0));
    row("a stand-in starts", {Engine::Failed, 9}, {{Engine::Starting, 2}}, nobody());
    row("a stand-in cannot be had, either", {Engine::Failed, 9}, {{Engine::Failed, 2}},
        nobodyEver());
    row("the next stand-in", {Engine::Failed, 9}, {{Engine::Failed, 5}, {Engine::NotAsked, 2}},
        startsFormer(1));
    row("who knows nothing stands in for nobody", {Engine::Failed, 9}, {{Engine::Ready, 0}},
        nobodyEver());

    row("no other may answer", {Engine::Ready, 0}, {{Engine::Ready, 9}}, chosen(), true);
    row("no other may be started", {Engine::Starting, 0}, {{Engine::Ready, 9}}, nobody(), true);
    row("no other may stand in", {Engine::Failed, 0}, {{Engine::Ready, 9}}, nobodyEver(), true);
}

void ModelChoiceTest::theModelWithMostPicturesAnswers() {
    QFETCH(ModelSituation, situation);
    QFETCH(ModelChoice, choice);
    QVERIFY(chooseModel(situation) == choice);
}

/// Over all situations with two other models and a few pictures.
void ModelChoiceTest::rulesThatHoldAlways() {
    std::vector<ModelStanding> standings;
    for (const Engine engine : kEngines) {
        for (const std::int64_t pictures : {0, 1, 2})
            standings.push_back({engine, pictures});
    }
    const auto isUnderWay = [](const ModelStanding& model) {
        return model.engine == Engine::Starting;
    };
    for (const ModelStanding& own : standings) {
        for (const ModelStanding& first : standings) {
            for (const ModelStanding& second : standings) {
                for (const bool isOnlyChosen : {false, true}) {
                    const ModelSituation situation{own, {first, second}, isOnlyChosen};
                    const ModelChoice choice = chooseModel(situation);
                    const bool anyUnderWay =
                        isUnderWay(own) || isUnderWay(first) || isUnderWay(second);
                    if (choice.answers == Answers::Chosen)
                        QVERIFY(own.engine == Engine::Ready);
                    if (choice.answers == Answers::Former) {
                        const ModelStanding& other = situation.former[choice.former];
                        QVERIFY(!isOnlyChosen && other.engine == Engine::Ready);
                        QVERIFY(own.engine == Engine::Failed || other.pictures > own.pictures);
                    }
                    if (choice.startChosen)
                        QVERIFY(own.engine == Engine::NotAsked);
                    if (choice.startFormer) {
                        QVERIFY(!isOnlyChosen);
                        QVERIFY(situation.former[*choice.startFormer].engine == Engine::NotAsked);
                    }
                    // Whoever waits is woken by an engine, or told that there is none.
                    if (choice.answers == Answers::Nobody) {
                        QVERIFY(choice.isFinal || choice.startChosen || choice.startFormer ||
                                anyUnderWay);
                    }
                    QVERIFY(!choice.isFinal ||
                            (choice.answers == Answers::Nobody && own.engine == Engine::Failed &&
                             !choice.startChosen && !choice.startFormer));
                }
            }
        }
    }
}

SEMBLANCE_TEST(ModelChoiceTest)
#include "tst_modelchoice.moc"
