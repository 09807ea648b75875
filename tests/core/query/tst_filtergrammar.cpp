#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

#include "core/query/filtergrammar.h"
#include "tests/testmain.h"

using namespace semblance;

using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;
using Term = PhotoFilter::Term;

namespace {
constexpr quint32 kSeed = 12;

std::int64_t startOf(int year, int month, int day) {
    return QDateTime(QDate(year, month, day), QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
}
}  // namespace

class FilterGrammarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKey();
    void keepsWhatIsNoFilter_data();
    void keepsWhatIsNoFilter();
    void readsAmongWords();
    void saysWhatIsNotUnderstood();
    void readsWhatItWrites();
    void readsAnything();
};

void FilterGrammarTest::readsEveryKey() {
    const auto filter = filterFromText(
        QStringLiteral("folder:2019/Rome folder:\"My pictures\" name:sun type:RAW before:2020 "
                       "after:2019-06 after:2019-06-30 rating>=4 rating:5 -tag:private "
                       "camera:nikon lens:50mm size>5MB size<=1.5kB size:12 Is:Landscape "
                       "label:Red person:\"Ada L\" is:duplicate is:failed year:1999 "
                       "place:\"New York\" -place:/Italy/Lazio colour:Gray color:#8040C0>=30% "
                       "colour:violet>=5 day:12-24 day:12-28..01-03 -day:02-29 "
                       "\"invoice 2024\" -text:draft text:\"in  it\""));
    QVERIFY2(filter, qPrintable(filter ? QString() : filter.error().sentence));
    const std::vector<Term> expected{
        {Field::Folder, Relation::Equal, QStringLiteral("2019/Rome")},
        {Field::Folder, Relation::Equal, QStringLiteral("My pictures")},
        {Field::Name, Relation::Equal, QStringLiteral("sun")},
        {Field::Type, Relation::Equal, QStringLiteral("RAW")},
        {Field::Time, Relation::Below, {}, startOf(2020, 1, 1)},
        {Field::Time, Relation::AtLeast, {}, startOf(2019, 6, 1)},
        {Field::Time, Relation::AtLeast, {}, startOf(2019, 6, 30)},
        {Field::Rating, Relation::AtLeast, {}, 4},
        {Field::Rating, Relation::Equal, {}, 5},
        {Field::Tag, Relation::Equal, QStringLiteral("private"), 0, true},
        {Field::Camera, Relation::Equal, QStringLiteral("nikon")},
        {Field::Lens, Relation::Equal, QStringLiteral("50mm")},
        {Field::Size, Relation::Above, {}, 5'000'000},
        {Field::Size, Relation::AtMost, {}, 1'500},
        {Field::Size, Relation::Equal, {}, 12},
        {Field::Is, Relation::Equal, QStringLiteral("Landscape")},
        {Field::Label, Relation::Equal, QStringLiteral("Red")},
        {Field::Person, Relation::Equal, QStringLiteral("Ada L")},
        {Field::Is, Relation::Equal, QStringLiteral("duplicate")},
        {Field::Is, Relation::Equal, QStringLiteral("failed")},
        {Field::Time, Relation::AtLeast, {}, startOf(1999, 1, 1)},
        {Field::Time, Relation::Below, {}, startOf(2000, 1, 1)},
        {Field::Place, Relation::Equal, QStringLiteral("New York")},
        {Field::Place, Relation::Equal, QStringLiteral("/Italy/Lazio"), 0, true},
        {Field::Colour, Relation::Equal, QStringLiteral("grey"), usualShare},
        {Field::Colour, Relation::Equal, QStringLiteral("#8040c0"), 30},
        {Field::Colour, Relation::Equal, QStringLiteral("purple"), 5},
        {Field::Day, Relation::Equal, QStringLiteral("12-24")},
        {Field::Day, Relation::Equal, QStringLiteral("12-28..01-03")},
        {Field::Day, Relation::Equal, QStringLiteral("02-29"), 0, true},
        {Field::Words, Relation::Equal, QStringLiteral("invoice 2024")},
        {Field::Words, Relation::Equal, QStringLiteral("draft"), 0, true},
        {Field::Words, Relation::Equal, QStringLiteral("in  it")},
    };
    QCOMPARE(filter->terms.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(filter->terms[i] == expected[i], qPrintable(QString::number(i)));
    QCOMPARE(filterKeys().size(), 19);
}

void FilterGrammarTest::keepsWhatIsNoFilter_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"a dog",
                             "colour:reddish",
                             "colour:#12345",
                             "colour:red>=0%",
                             "colour:red>=101",
                             "colour:red>=some",
                             "colour>red",
                             "flavour:red",
                             "day:02-30",
                             "day:13-01",
                             "day:12-24..",
                             "day:2019-12-24",
                             "re: the meeting",
                             "type:zebra",
                             "is:nice",
                             "before:soon",
                             "after:2019-13",
                             "after:20190",
                             "rating:six",
                             "rating>=9",
                             "size>big",
                             "size>-1MB",
                             "folder:",
                             "folder:\"\"",
                             "name:\"open",
                             "folder>2019",
                             "-",
                             ":",
                             "\"",
                             "tag",
                             "year:99",
                             "year:soon",
                             "-year:2019",
                             "12:30",
                             "\"...\"",
                             "\"open",
                             "6\" pipe",
                             "text:!",
                             "-\"red strap\""})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void FilterGrammarTest::keepsWhatIsNoFilter() {
    QFETCH(QString, text);
    const FilterText read = readFilters(text);
    QVERIFY(read.filter.isEmpty());
    QCOMPARE(read.rest, text);
}

void FilterGrammarTest::readsAmongWords() {
    const FilterText read =
        readFilters(QStringLiteral("  a dog   type:raw on the\tbeach after:2019 "));
    QCOMPARE(read.filter.terms.size(), std::size_t(2));
    QCOMPARE(read.rest, QStringLiteral("a dog on the beach"));
}

void FilterGrammarTest::saysWhatIsNotUnderstood() {
    const auto filter = filterFromText(QStringLiteral("type:raw flavour:red"));
    QVERIFY(!filter);
    QCOMPARE(filter.error().kind, ErrorKind::WrongUse);
    QVERIFY(filter.error().sentence.contains(QStringLiteral("flavour:red")));
    QVERIFY(filter.error().sentence.contains(QStringLiteral("rating:")));
    QVERIFY(!filter.error().sentence.contains(QStringLiteral("type:raw flavour")));
    QVERIFY(filterFromText({}) && filterFromText({})->isEmpty());
}

void FilterGrammarTest::readsWhatItWrites() {
    const auto filter = filterFromText(
        QStringLiteral("folder:\"My pictures\" -type:raw before:2020-03 after:2019-06-30 rating<3 "
                       "rating:0 size>=5MB tag:places/Rome is:square label:red person:\"Ada L\" "
                       "is:duplicate year:2019 place:\"New York\" place:/Italy -colour:red "
                       "colour:#8040c0>=30% day:12-28..01-03 \"invoice 2024\" \"one\" "
                       "-text:\"not this\""));
    QVERIFY(filter);
    const auto again = filterFromText(toText(*filter));
    QVERIFY(again && *again == *filter);
}

/// Whatever is typed: nothing is lost but filters and blanks, and what is read is written and read
/// alike.
void FilterGrammarTest::readsAnything() {
    const QStringList parts{
        QStringLiteral("folder"), QStringLiteral("rating"),    QStringLiteral(":"),
        QStringLiteral(">="),     QStringLiteral("<"),         QStringLiteral("\""),
        QStringLiteral(" "),      QStringLiteral("-"),         QStringLiteral("2019"),
        QStringLiteral("tag"),    QStringLiteral("5"),         QStringLiteral("MB"),
        QStringLiteral("size"),   QStringLiteral("\u00e4"),    QStringLiteral("type"),
        QStringLiteral("raw"),    QStringLiteral("after"),     QString(QChar(u'\0')),
        QStringLiteral("name"),   QStringLiteral("\U0001F600")};
    QRandomGenerator random(kSeed);
    int read = 0;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int n = random.bounded(1, 9); n > 0; --n)
            text += parts[random.bounded(parts.size())];
        const FilterText found = readFilters(text);
        QVERIFY(found.rest.size() <= text.size());
        const auto again = filterFromText(toText(found.filter));
        QVERIFY2(again && *again == found.filter, qPrintable(text));
        read += int(found.filter.terms.size());
    }
    QVERIFY(read > 100);
}

SEMBLANCE_TEST(FilterGrammarTest)
#include "tst_filtergrammar.moc"
