#include <QTest>
#include <limits>

#include "core/library/search/writtenmatches.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
ContentId id(int number) {
    return ContentId{number};
}

std::vector<ScoredContent> shown() {
    return {{id(1), 0.9f}, {id(2), 0.8f}, {id(3), 0.7f}, {id(4), 0.3f}};
}

std::vector<qint64> numbersOf(const std::vector<ScoredContent>& contents) {
    std::vector<qint64> numbers;
    for (const ScoredContent& content : contents)
        numbers.push_back(content.content.value);
    return numbers;
}
using Numbers = std::vector<qint64>;
}  // namespace

class WrittenMatchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTellingWords();
    void stayBehindWhatIsShown();
    void comeFirstWhereNothingIsShown();
    void riseAmongWhatIsShown();
};

void WrittenMatchesTest::takesTellingWords() {
    const auto words = [](const char* text) {
        return tellingWords(QString::fromUtf8(text)).join(u' ');
    };
    QCOMPARE(words("The invoice of March 2024, the invoice"), QStringLiteral("invoice march 2024"));
    QCOMPARE(words("ein Hund und eine Katze"), QStringLiteral("hund katze"));
    QCOMPARE(words("a 5 b"), QStringLiteral("5"));
    QCOMPARE(words("the of and"), QString());
}

/// No picture that shows what was asked for loses its place to one that says it.
void WrittenMatchesTest::stayBehindWhatIsShown() {
    const WrittenRule rule{0.6, 0.9, true};
    const auto found =
        withWritten(shown(), {{id(9), 0.1f}, {id(4), 0.3f}, {id(8), 0.5f}}, rule, 10);
    QCOMPARE(numbersOf(found), (Numbers{1, 2, 3, 8, 4, 9}));
    for (std::size_t i = 3; i < found.size(); ++i)
        QCOMPARE(found[i].score, 0.6f);
    QCOMPARE(numbersOf(withWritten(shown(), {{id(9), 0.1f}}, rule, 4)), (Numbers{1, 2, 3, 9}));
    QCOMPARE(numbersOf(withWritten(shown(), {}, rule, 10)), (Numbers{1, 2, 3, 4}));
}

void WrittenMatchesTest::comeFirstWhereNothingIsShown() {
    const WrittenRule rule{std::numeric_limits<double>::infinity(), 0.9, false};
    QCOMPARE(numbersOf(withWritten(shown(), {{id(9), 0.1f}}, rule, 3)), (Numbers{9, 1, 2}));
}

void WrittenMatchesTest::riseAmongWhatIsShown() {
    WrittenRule rule{0.6, 0.9, false};
    QCOMPARE(numbersOf(withWritten(shown(), {{id(3), 0.7f}}, rule, 10)), (Numbers{1, 3, 2, 4}));
    rule.hasSeveralWords = true;
    QCOMPARE(numbersOf(withWritten(shown(), {{id(3), 0.7f}}, rule, 10)), (Numbers{3, 1, 2, 4}));
}

SEMBLANCE_APPLESS_TEST(WrittenMatchesTest)
#include "tst_writtenmatches.moc"
