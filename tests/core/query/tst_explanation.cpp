#include <QTest>
#include <cmath>

#include "core/query/explanation.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
using Role = Endpoint::Role;

std::vector<float> axis(int which) {
    std::vector<float> vector(4);
    vector[static_cast<std::size_t>(which)] = 1;
    return vector;
}

QStringList wordsOf(const std::vector<LeftOutWord>& leftOut) {
    QStringList words;
    for (const LeftOutWord& word : leftOut)
        words.append(word.word);
    return words;
}
}  // namespace

class ExplanationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachWordIsLeftOutOnce() {
        Query query;
        query.text = QStringLiteral(" a red\tcar a ");
        const auto leftOut = withoutEachWord(query);
        QCOMPARE(wordsOf(leftOut), (QStringList{QStringLiteral("a"), QStringLiteral("red"),
                                                QStringLiteral("car"), QStringLiteral("a")}));
        QCOMPARE(leftOut[1].query.text, QStringLiteral("a car a"));
        QCOMPARE(leftOut[3].query.text, QStringLiteral("a red car"));
    }

    void modificationAndTextAreBothTakenApart() {
        Query query;
        query.references.push_back({{QStringLiteral("/a.jpg"), {}, {}}, 1});
        query.modification = QStringLiteral("at night");
        query.text = QStringLiteral("dog");
        const auto leftOut = withoutEachWord(query);
        QCOMPARE(wordsOf(leftOut), (QStringList{QStringLiteral("at"), QStringLiteral("night"),
                                                QStringLiteral("dog")}));
        QCOMPARE(leftOut[0].query.text, QStringLiteral("dog"));
        QCOMPARE(leftOut[2].query.modification, QStringLiteral("at night"));
        QVERIFY(leftOut[2].query.text.isEmpty());
        QCOMPARE(leftOut[0].query.references, query.references);
    }

    void longTextsAreLeftWhole() {
        Query query;
        query.text = QStringList(mostExplainedWords + 1, QStringLiteral("word")).join(u' ');
        QVERIFY(withoutEachWord(query).empty());
    }

    void sharesAddUpToOne() {
        const std::vector<Endpoint> endpoints{{Role::Reference, 3, axis(0)},
                                              {Role::Reference, 1, axis(1)},
                                              {Role::Modification, 1, axis(2)}};
        const std::vector<float> photo{0.6f, 0.0f, 0.8f, 0.0f};
        Explanation explanation;
        shareScore(endpoints, photo, 0.5, 2, explanation);
        QCOMPARE(explanation.references.size(), std::size_t(2));
        QVERIFY(explanation.references[0] > 0);
        QCOMPARE(explanation.references[1], 0.0);
        QVERIFY(std::abs(explanation.references[0] + explanation.sentences - 1) < 1e-9);
        // What the picture alone asks for is the picture's alone.
        shareScore(endpoints, photo, 0, 2, explanation);
        QVERIFY(std::abs(explanation.references[0] - 1) < 1e-9);
    }

    void nothingSpeaksForWhatIsUnlike() {
        const std::vector<Endpoint> endpoints{{Role::Text, 1, axis(0)}};
        Explanation explanation;
        shareScore(endpoints, std::vector<float>{-1, 0, 0, 0}, 0.5, 0, explanation);
        QCOMPARE(explanation.sentences, 0.0);
        QCOMPARE(scoreOf(endpoints, std::vector<float>{-1, 0, 0, 0}, 0.5), -1.0);
    }

    void cellsAreSmoothedAndScaled() {
        std::vector<float> shares(25, -1.0f);
        shares[12] = 30;
        const std::vector<float> shown = shownCells(shares, 5);
        QCOMPARE(shown[12], 1.0f);
        QCOMPARE(shown[6], 1.0f);
        QCOMPARE(shown[0], 0.0f);
        for (const float cell : shown)
            QVERIFY(cell >= 0 && cell <= 1);
        // Where everything counts against, nothing is bright.
        const std::vector<float> against = shownCells(std::vector<float>(4, -1.0f), 2);
        QCOMPARE(against, std::vector<float>(4, 0.0f));
        QVERIFY(shownCells({}, 0).empty());
    }
};

SEMBLANCE_TEST(ExplanationTest)
#include "tst_explanation.moc"
