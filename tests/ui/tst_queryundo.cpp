#include <QTest>

#include "tests/testmain.h"
#include "ui/query/querymodel.h"
#include "ui/query/queryundo.h"

using namespace semblance;

class TestQueryUndo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoesEveryPart();
    void typingIsOneStep();
    void turningIsOneStep();
    void whatComesToNothingIsNoStep();
    void anEditEndsWhatCouldBeRedone();
    void keepsWhatIsNotAskedYet();
};

namespace {

Reference reference(const char* path) {
    Reference made;
    made.picture.path = QLatin1StringView(path);
    return made;
}

}  // namespace

void TestQueryUndo::undoesEveryPart() {
    QueryModel model;
    QueryUndo undo(model);
    QVERIFY(!undo.stack().canUndo() && !undo.stack().canRedo());
    std::vector<Query> states{model.whole()};
    const auto did = [&] { states.push_back(model.whole()); };
    model.setSentence(QStringLiteral("in green"));
    did();
    model.addReference(reference("/a.png"));
    did();
    model.setNegatives({{QStringLiteral("people"), .5}});
    did();
    model.setFeedback({{3, Feedback::Sign::Less}});
    did();
    model.setFilter({{{PhotoFilter::Field::Name, PhotoFilter::Relation::Equal,
                       QStringLiteral("sea"), 0, false}}});
    did();
    model.setText(QStringLiteral("a garden"));
    did();
    model.setMix(.3);
    did();
    model.clear();
    did();
    for (std::size_t i = states.size(); i-- > 1;) {
        QCOMPARE(model.whole(), states[i]);
        QVERIFY(undo.stack().canUndo());
        undo.undo();
    }
    QCOMPARE(model.whole(), states[0]);
    QVERIFY(!undo.stack().canUndo());
    for (std::size_t i = 1; i < states.size(); ++i) {
        QVERIFY(undo.stack().canRedo());
        undo.redo();
        QCOMPARE(model.whole(), states[i]);
    }
    QVERIFY(!undo.stack().canRedo());
}

void TestQueryUndo::typingIsOneStep() {
    QueryModel model;
    QueryUndo undo(model);
    for (const char* typed : {"a", "a red", "a red car"})
        model.setSentence(QLatin1StringView(typed));
    undo.endStep();
    model.setSentence(QStringLiteral("a red car at sea"));
    undo.undo();
    QCOMPARE(model.sentence(), QStringLiteral("a red car"));
    undo.undo();
    QCOMPARE(model.sentence(), QString());
    QVERIFY(!undo.stack().canUndo());
    // Behind an undo one begins anew.
    model.setSentence(QStringLiteral("x"));
    undo.undo();
    model.setSentence(QStringLiteral("y"));
    undo.undo();
    QCOMPARE(model.sentence(), QString());
    // Another sentence is another step, however soon.
    model.addReference(reference("/a.png"));
    model.setSentence(QStringLiteral("in green"));
    model.setText(QStringLiteral("a garden"));
    undo.undo();
    QCOMPARE(model.text(), QString());
    QCOMPARE(model.sentence(), QStringLiteral("in green"));
}

void TestQueryUndo::turningIsOneStep() {
    QueryModel model;
    model.setReferences({reference("/a.png"), reference("/b.png")});
    model.setNegatives({{QStringLiteral("people"), 1}});
    QueryUndo undo(model);
    for (const double weight : {1.1, 1.2, 1.3}) {
        std::vector<Reference> references = model.references();
        references[1].weight = weight;
        model.setReferences(references);
    }
    for (const double weight : {.9, .8})
        model.setNegatives({{QStringLiteral("people"), weight}});
    for (const double mix : {.2, .3, .4})
        model.setMix(mix);
    undo.undo();
    QVERIFY(!model.mix());
    undo.undo();
    QCOMPARE(model.negatives()[0].weight, 1.0);
    QCOMPARE(model.references()[1].weight, 1.3);
    undo.undo();
    QCOMPARE(model.references()[1].weight, 1.0);
    QVERIFY(!undo.stack().canUndo());
    // Other pictures are steps of their own.
    model.addReference(reference("/c.png"));
    model.addReference(reference("/d.png"));
    undo.undo();
    QCOMPARE(model.references().size(), 3u);
}

void TestQueryUndo::whatComesToNothingIsNoStep() {
    QueryModel model;
    QueryUndo undo(model);
    model.setSentence(QStringLiteral("a"));
    model.setSentence(QString());
    QVERIFY(!undo.stack().canUndo());
}

void TestQueryUndo::anEditEndsWhatCouldBeRedone() {
    QueryModel model;
    QueryUndo undo(model);
    model.setSentence(QStringLiteral("a"));
    undo.undo();
    QVERIFY(undo.stack().canRedo());
    model.setFeedback({{3, Feedback::Sign::More}});
    QVERIFY(!undo.stack().canRedo() && undo.stack().canUndo());
}

/// What is not wanted of nothing is not asked for, but stays.
void TestQueryUndo::keepsWhatIsNotAskedYet() {
    QueryModel model;
    QueryUndo undo(model);
    model.setNegatives({{QStringLiteral("people"), 1}});
    QVERIFY(model.isEmpty() && model.query().negatives.empty());
    model.setSentence(QStringLiteral("a street"));
    QCOMPARE(model.query().negatives.size(), 1u);
    undo.undo();
    QCOMPARE(model.negatives().size(), 1u);
    undo.undo();
    QVERIFY(model.negatives().empty());
}

SEMBLANCE_TEST(TestQueryUndo)
#include "tst_queryundo.moc"
