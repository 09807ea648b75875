#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/base/float16.h"
#include "core/library/search/suggester.h"
#include "tests/core/library/cataloguefixture.h"
#include "tests/core/library/fakes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
// What the axes of the space say.
enum Axis { Dress, Night, Red, Boat };

std::vector<float> unit(std::vector<std::pair<int, float>> parts) {
    std::vector<float> vector(dim);
    double length = 0;
    for (const auto& [axis, value] : parts) {
        vector[std::size_t(axis)] = value;
        length += double(value) * double(value);
    }
    for (float& number : vector)
        number /= float(std::sqrt(length));
    return vector;
}

/// Knows four phrases.
class PhraseEngine final : public FakeEncoder {
public:
    Result<QueryReply> encodeQuery(const QueryRequest& request,
                                   const CancelToken& cancel) override {
        if (cancel.isCancelled())
            return fail(cancelledError());
        QueryReply reply;
        reply.dim = dim;
        for (const QString& text : request.texts) {
            const Axis axis = text == QLatin1StringView("at night")     ? Night
                              : text.contains(QLatin1StringView("red")) ? Red
                                                                        : Boat;
            const std::vector<float> vector = unit({{axis, 1.0f}});
            reply.textVectors += QByteArray(reinterpret_cast<const char*>(vector.data()),
                                            qsizetype(vector.size() * sizeof(float)));
            reply.unknownFractions.append(0);
        }
        return reply;
    }
};

std::vector<SuggestedPhrase> phrases() {
    return {{QStringLiteral("time"), QStringLiteral("at night")},
            {QStringLiteral("colour"), QStringLiteral("in red")},
            {QStringLiteral("colour"), QStringLiteral("in dark red")},
            {QStringLiteral("thing"), QStringLiteral("with a boat")}};
}

/// 60 pictures of other things, a dress, the dress at night, the dress in red, and a boat that is
/// no dress.
struct Library {
    CatalogueFixture fixture;
    std::vector<ContentId> sample;

    Library() {
        if (const QString problem = fixture.open(); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        const RootId root = fixture.addRoot();
        int number = 0;
        const auto add = [&](const std::vector<float>& vector) {
            IndexedFile file = encodedFile(
                root, QStringLiteral("%1.jpg").arg(number, 3, 10, QLatin1Char('0')), number);
            ++number;
            file.vector = toHalf(vector);
            if (!fixture.writer().submit(std::move(file)))
                qFatal("not submitted");
        };
        for (int i = 0; i < 60; ++i)
            add(unit({{4 + i % (dim - 4), 1.0f}, {i % 4, 0.05f * float(i % 3)}}));
        add(unit({{Dress, 1.0f}}));
        add(unit({{Dress, 1.0f}, {Night, 0.9f}}));
        add(unit({{Dress, 1.0f}, {Red, 0.7f}}));
        add(unit({{Boat, 1.0f}}));
        if (!fixture.writer().flush() || !fixture.catalogue->refresh({}))
            qFatal("not stored");
        const PhotoListPtr photos = fixture.catalogue->snapshot()->photos();
        for (qsizetype row = 0; row < photos->size(); ++row)
            sample.push_back(photos->at(row).content);
    }
    std::shared_ptr<const EndpointScorer> scorer() const {
        return fixture.catalogue->snapshot()->scorer(model().hash);
    }
};
}  // namespace

class SuggesterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theShippedListIsRead() {
        const auto read = readSuggestedPhrases(
            QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/suggestions/modifications.tsv"));
        VERIFY_OK(read);
        QVERIFY(read->size() >= 450);
        QSet<QString> texts;
        for (const SuggestedPhrase& phrase : *read) {
            QVERIFY(!phrase.kind.isEmpty() && !phrase.text.isEmpty());
            texts.insert(phrase.text);
        }
        QCOMPARE(texts.size(), qsizetype(read->size()));
        QVERIFY(!readSuggestedPhrases(QStringLiteral("/nowhere.tsv")));
    }

    void whatHasAnAnswerIsSuggested() {
        const Library library;
        Suggester suggester(phrases());
        PhraseEngine engine;
        VERIFY_OK(suggester.learn(*library.scorer(), engine, library.sample, {}));
        QVERIFY(suggester.isReady());
        QCOMPARE(suggester.learnedOf(), std::size_t(64));
        // No boat is like a dress, and one red dress is one answer, however it is called.
        const QStringList found = suggester.suggest(*library.scorer(), unit({{Dress, 1.0f}}), 5);
        QCOMPARE(found.size(), 2);
        QVERIFY(found.contains(QStringLiteral("at night")));
        QVERIFY(found.contains(QStringLiteral("in red")) !=
                found.contains(QStringLiteral("in dark red")));
        QCOMPARE(suggester.suggest(*library.scorer(), unit({{Dress, 1.0f}}), 1).size(), 1);
    }

    void whatIsShownAlreadyIsNotSuggested() {
        const Library library;
        Suggester suggester(phrases());
        PhraseEngine engine;
        VERIFY_OK(suggester.learn(*library.scorer(), engine, library.sample, {}));
        const QStringList found =
            suggester.suggest(*library.scorer(), unit({{Dress, 1.0f}, {Night, 0.9f}}), 5);
        QVERIFY(!found.contains(QStringLiteral("at night")));
    }

    void aCancelledLessonIsForgotten() {
        const Library library;
        Suggester suggester(phrases());
        PhraseEngine engine;
        const CancelToken cancel;
        cancel.cancel();
        QVERIFY(!suggester.learn(*library.scorer(), engine, library.sample, cancel));
        QVERIFY(!suggester.isReady());
        QVERIFY(suggester.suggest(*library.scorer(), unit({{Dress, 1.0f}}), 5).isEmpty());
    }
};

SEMBLANCE_TEST(SuggesterTest)
#include "tst_suggester.moc"
