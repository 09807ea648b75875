#include <QSignalSpy>
#include <QTest>

#include "tests/testmain.h"
#include "ui/query/querymodel.h"

using namespace semblance;

class TestQueryModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatChanged();
    void takesWholeQueries();
    void theSentenceFollowsThePictures();
    void twoSentencesStayTwo();
    void blanksAskForNothing();
    void clears();
};

namespace {

Reference reference(const char* path) {
    Reference made;
    made.picture.path = QLatin1StringView(path);
    return made;
}

/// Counts each signal.
struct Listener {
    explicit Listener(const QueryModel& model)
        : references(&model, &QueryModel::referencesChanged),
          sentence(&model, &QueryModel::sentenceChanged),
          text(&model, &QueryModel::textChanged),
          negatives(&model, &QueryModel::negativesChanged),
          feedback(&model, &QueryModel::feedbackChanged),
          mix(&model, &QueryModel::mixChanged),
          limit(&model, &QueryModel::limitChanged),
          query(&model, &QueryModel::queryChanged),
          remixed(&model, &QueryModel::remixed) {}

    // Since the last call, in the order above.
    QList<int> heard() {
        QList<int> counts;
        for (QSignalSpy* spy : {&references, &sentence, &text, &negatives, &feedback, &mix, &limit,
                                &query, &remixed}) {
            counts.append(int(spy->count()));
            spy->clear();
        }
        return counts;
    }

    QSignalSpy references, sentence, text, negatives, feedback, mix, limit, query, remixed;
};

using Heard = QList<int>;

}  // namespace

void TestQueryModel::tellsWhatChanged() {
    QueryModel model;
    QCOMPARE(model.limit(), int(QueryModel::usualLimit));
    QVERIFY(model.isEmpty());
    Listener listener(model);
    model.setSentence(QStringLiteral("a dog"));
    QCOMPARE(listener.heard(), (Heard{0, 1, 1, 0, 0, 0, 0, 1, 0}));
    model.setSentence(QStringLiteral("a dog"));
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 0, 0, 0, 0, 0}));
    model.setNegatives({{QStringLiteral("people"), .5}});
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 1, 0, 0, 0, 1, 0}));
    model.setFeedback({{3, Feedback::Sign::Less}});
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 1, 0, 0, 1, 0}));
    model.setMix(.3);
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 0, 1, 0, 0, 1}));
    model.setMix(std::nullopt);
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 0, 1, 0, 0, 1}));
    model.setLimit(10);
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 0, 0, 1, 1, 0}));
    model.addReference(reference("/a.png"));
    QCOMPARE(listener.heard(), (Heard{1, 0, 1, 0, 0, 0, 0, 1, 0}));
    std::vector<Reference> weighed = model.references();
    weighed[0].weight = 3;
    weighed[0].picture.region = QRectF(0, 0, .5, .5);
    model.setReferences(weighed);
    QCOMPARE(listener.heard(), (Heard{1, 0, 0, 0, 0, 0, 0, 1, 0}));
    model.setText(QStringLiteral("at sea"));
    QCOMPARE(listener.heard(), (Heard{0, 0, 1, 0, 0, 0, 0, 1, 0}));
}

void TestQueryModel::takesWholeQueries() {
    Query query;
    query.references = {reference("/a.png"), reference("/b.png")};
    query.references[1].weight = .25;
    query.modification = QStringLiteral("in green");
    query.text = QStringLiteral("a garden");
    query.negatives = {{QStringLiteral("people"), .7}};
    query.feedback = {{17, Feedback::Sign::More}};
    query.mix = .4;
    query.limit = 12;
    QueryModel model;
    Listener listener(model);
    model.setQuery(query);
    QCOMPARE(model.query(), query);
    QCOMPARE(listener.heard(), (Heard{1, 1, 1, 1, 1, 1, 1, 1, 0}));
    model.setQuery(query);
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 0, 0, 0, 0, 0}));
    query.mix = .9;
    model.setQuery(query);
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 0, 0, 1, 0, 0, 1}));
    // Words alone that say what they are not.
    Query words;
    words.text = QStringLiteral("a street");
    words.negatives = {{QStringLiteral("cars"), 2}};
    model.setQuery(words);
    QCOMPARE(model.query(), words);
    QCOMPARE(model.sentence(), QStringLiteral("a street"));
}

void TestQueryModel::theSentenceFollowsThePictures() {
    QueryModel model;
    model.setSentence(QStringLiteral("in green"));
    model.addReference(reference("/a.png"));
    model.addReference(reference("/b.png"));
    QCOMPARE(model.query().modification, QStringLiteral("in green"));
    QVERIFY(model.query().text.isEmpty());
    model.removeReference(0);
    QCOMPARE(model.references(), std::vector{reference("/b.png")});
    QCOMPARE(model.query().modification, QStringLiteral("in green"));
    model.removeReference(0);
    QCOMPARE(model.query().text, QStringLiteral("in green"));
    QVERIFY(model.query().modification.isEmpty());
    QVERIFY(validate(model.query()));
}

void TestQueryModel::twoSentencesStayTwo() {
    Query query;
    query.references = {reference("/a.png")};
    query.modification = QStringLiteral("in green");
    query.text = QStringLiteral("a garden");
    QueryModel model;
    model.setQuery(query);
    QCOMPARE(model.sentence(), QStringLiteral("in green"));
    // Its picture goes and comes back.
    model.removeReference(0);
    QCOMPARE(model.sentence(), QStringLiteral("a garden"));
    QVERIFY(model.query().modification.isEmpty());
    QVERIFY(validate(model.query()));
    model.addReference(reference("/a.png"));
    QCOMPARE(model.query(), query);
    // What is written meanwhile is what is meant.
    model.removeReference(0);
    model.setSentence(QStringLiteral("by night"));
    model.addReference(reference("/a.png"));
    QCOMPARE(model.sentence(), QStringLiteral("by night"));
    QCOMPARE(model.query().modification, QStringLiteral("by night"));
    QVERIFY(model.query().text.isEmpty());
}

void TestQueryModel::blanksAskForNothing() {
    QueryModel model;
    Listener listener(model);
    model.setSentence(QStringLiteral("  "));
    QVERIFY(model.isEmpty());
    QCOMPARE(model.sentence(), QStringLiteral("  "));
    QCOMPARE(listener.heard(), (Heard{0, 1, 1, 0, 0, 0, 0, 0, 0}));
    model.setNegatives({{QStringLiteral(" "), 1}});
    QCOMPARE(listener.heard(), (Heard{0, 0, 0, 1, 0, 0, 0, 0, 0}));
    // What is not wanted alone finds nothing.
    model.setNegatives({{QStringLiteral("people"), 1}});
    QVERIFY(model.isEmpty());
}

void TestQueryModel::clears() {
    QueryModel model;
    Query query;
    query.references = {reference("/a.png")};
    query.modification = QStringLiteral("in green");
    query.negatives = {{QStringLiteral("people"), 1}};
    query.mix = .8;
    query.limit = 7;
    model.setQuery(query);
    Listener listener(model);
    model.clear();
    QVERIFY(model.isEmpty());
    QVERIFY(model.negatives().empty());
    QCOMPARE(model.mix(), .8);
    QCOMPARE(model.limit(), int(QueryModel::usualLimit));
    QCOMPARE(listener.heard(), (Heard{1, 1, 0, 1, 0, 0, 1, 1, 0}));
}

SEMBLANCE_TEST(TestQueryModel)
#include "tst_querymodel.moc"
