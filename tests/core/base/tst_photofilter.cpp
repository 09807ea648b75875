#include <QDateTime>
#include <QTest>
#include <QTimeZone>
#include <limits>

#include "core/base/photofilter.h"
#include "tests/testmain.h"

using namespace semblance;

using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;
using Term = PhotoFilter::Term;

class PhotoFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingWithoutTerms();
    void oneTerm_data();
    void oneTerm();
    void numbersAreCompared();
    void valuesOfOneFieldAreAlternatives();
    void differentFieldsHoldTogether();
    void tagsHoldTogether();
    void whatIsExcludedIsNotMeant();
    void coloursNeedTheirShare();
    void daysAreThoseOfTheCalendar();

private:
    bool isMeant(const std::vector<Term>& terms) const { return matches({terms}, m_photo); }

    PhotoFacts m_facts;
    FilteredPhoto m_photo;
};

void PhotoFilterTest::init() {
    m_facts = {};
    m_facts.width = 4000;
    m_facts.height = 3000;
    m_facts.format = QStringLiteral("raw");
    m_facts.camera = QStringLiteral("NIKON D850");
    m_facts.lens = QStringLiteral("AF-S 50mm f/1.4");
    m_facts.keywords = {QStringLiteral("places/Italy/Rome"), QStringLiteral("family")};
    m_facts.people = {QStringLiteral("Zoë Miller")};
    m_photo = {};
    m_photo.path = QStringLiteral("/photos/2019/Rome trip/DSC_0001.NEF");
    m_photo.place = QStringLiteral("Switzerland/Zurich/Z\u00fcrich");
    m_photo.timeMs = 961'027'200'000;  // 2000-06-15
    m_photo.bytes = 5'000'000;
    m_photo.facts = &m_facts;
}

void PhotoFilterTest::everythingWithoutTerms() {
    QVERIFY(isMeant({}));
}

void PhotoFilterTest::oneTerm_data() {
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMeant");
    const auto row = [](Field field, const char* text, bool isMeant) {
        QTest::addRow("%d %s", int(field), text)
            << int(field) << QString::fromUtf8(text) << isMeant;
    };
    row(Field::Folder, "2019", true);
    row(Field::Folder, "rome trip", true);
    row(Field::Folder, "2019/Rome trip", true);
    row(Field::Folder, "2019/Rome trip/", true);
    row(Field::Folder, "/photos/2019", true);
    row(Field::Folder, "/2019", false);
    row(Field::Folder, "Rome", false);
    row(Field::Folder, "DSC_0001.NEF", false);
    row(Field::Name, "dsc_", true);
    row(Field::Name, "2019", false);
    row(Field::Type, "raw", true);
    row(Field::Type, "nef", true);
    row(Field::Type, "photo", true);
    row(Field::Type, "jpeg", false);
    row(Field::Type, "vector", false);
    row(Field::Camera, "nikon", true);
    row(Field::Camera, "canon", false);
    row(Field::Lens, "50MM", true);
    row(Field::Tag, "family", true);
    row(Field::Tag, "famil", false);
    row(Field::Tag, "rome", true);
    row(Field::Tag, "places", true);
    row(Field::Tag, "italy/rome", true);
    row(Field::Tag, "Zoë miller", true);
    row(Field::Is, "landscape", true);
    row(Field::Is, "portrait", false);
    row(Field::Is, "square", false);
    row(Field::Is, "screenshot", false);
    row(Field::Is, "video", false);
    row(Field::Type, "video", false);
    row(Field::Place, "zurich", true);
    row(Field::Place, "Z\u00fcrich", true);
    row(Field::Place, "switzerland", true);
    row(Field::Place, "Switzerland/Zurich/Zurich", true);
    row(Field::Place, "/switzerland", true);
    row(Field::Place, "/switzerland/zurich", true);
    row(Field::Place, "/zurich", false);
    row(Field::Place, "zur", false);
    row(Field::Place, "/switz", false);
    row(Field::Day, "06-15", true);
    row(Field::Day, "06-10..06-15", true);
    row(Field::Day, "12-20..06-15", true);
    row(Field::Day, "06-16..06-14", false);
    row(Field::Day, "06-16..12-31", false);
    row(Field::Day, "june", false);
}

void PhotoFilterTest::oneTerm() {
    QFETCH(int, field);
    QFETCH(QString, text);
    QFETCH(bool, isMeant);
    Term term{Field(field), Relation::Equal, text};
    QCOMPARE(this->isMeant({term}), isMeant);
    term.isExcluded = true;
    QCOMPARE(this->isMeant({term}), !isMeant);
}

void PhotoFilterTest::numbersAreCompared() {
    const auto rated = [&](Relation relation, int number) {
        return isMeant({{Field::Rating, relation, {}, number}});
    };
    QVERIFY(rated(Relation::Equal, 0));  // none given
    m_facts.rating = 4;
    QVERIFY(rated(Relation::Equal, 4) && !rated(Relation::Equal, 3));
    QVERIFY(rated(Relation::AtLeast, 4) && !rated(Relation::AtLeast, 5));
    QVERIFY(rated(Relation::AtMost, 4) && !rated(Relation::AtMost, 3));
    QVERIFY(rated(Relation::Above, 3) && !rated(Relation::Above, 4));
    QVERIFY(rated(Relation::Below, 5) && !rated(Relation::Below, 4));
    QVERIFY(isMeant({{Field::Time, Relation::AtLeast, {}, 1'000}}));
    QVERIFY(!isMeant({{Field::Time, Relation::Below, {}, 1'000}}));
    QVERIFY(isMeant({{Field::Size, Relation::Above, {}, 4'999'999}}));
}

void PhotoFilterTest::valuesOfOneFieldAreAlternatives() {
    QVERIFY(isMeant({{Field::Type, Relation::Equal, QStringLiteral("jpeg")},
                     {Field::Type, Relation::Equal, QStringLiteral("raw")}}));
    QVERIFY(!isMeant({{Field::Type, Relation::Equal, QStringLiteral("jpeg")},
                      {Field::Type, Relation::Equal, QStringLiteral("png")}}));
}

void PhotoFilterTest::differentFieldsHoldTogether() {
    QVERIFY(isMeant({{Field::Type, Relation::Equal, QStringLiteral("raw")},
                     {Field::Folder, Relation::Equal, QStringLiteral("2019")}}));
    QVERIFY(!isMeant({{Field::Type, Relation::Equal, QStringLiteral("raw")},
                      {Field::Folder, Relation::Equal, QStringLiteral("2020")}}));
    // A span of time is both of its ends.
    QVERIFY(!isMeant(
        {{Field::Time, Relation::AtLeast, {}, 2'000}, {Field::Time, Relation::Below, {}, 3'000}}));
}

void PhotoFilterTest::tagsHoldTogether() {
    QVERIFY(isMeant({{Field::Tag, Relation::Equal, QStringLiteral("family")},
                     {Field::Tag, Relation::Equal, QStringLiteral("Rome")}}));
    QVERIFY(!isMeant({{Field::Tag, Relation::Equal, QStringLiteral("family")},
                      {Field::Tag, Relation::Equal, QStringLiteral("work")}}));
}

void PhotoFilterTest::whatIsExcludedIsNotMeant() {
    const Term raw{Field::Type, Relation::Equal, QStringLiteral("raw"), 0, true};
    const Term photo{Field::Type, Relation::Equal, QStringLiteral("photo")};
    QVERIFY(!isMeant({photo, raw}));
    m_facts.format = QStringLiteral("jpeg");
    QVERIFY(isMeant({photo, raw}));
    m_facts.camera.clear();
    m_photo.path = QStringLiteral("/photos/Screenshot 2019.jpg");
    QVERIFY(isMeant({{Field::Is, Relation::Equal, QStringLiteral("screenshot")}}));
    QVERIFY(!isMeant({{Field::Is, Relation::Equal, QStringLiteral("screenshot"), 0, true}}));
}

void PhotoFilterTest::coloursNeedTheirShare() {
    const auto has = [&](const char* colour, int percent) {
        return isMeant({{Field::Colour, Relation::Equal, QString::fromLatin1(colour), percent}});
    };
    QVERIFY(!has("red", 1));  // not known yet
    m_facts.palette = Palette();
    m_facts.palette->swatches = {Swatch{250, 250, 250, 178}, Swatch{200, 30, 30, 77}};
    QVERIFY(has("red", 10) && has("red", 30) && !has("red", 31));
    QVERIFY(has("white", 69) && !has("white", 70));
    QVERIFY(has("#c81e1e", 30) && !has("#1e1ec8", 1));
    QVERIFY(!has("nothing", 1));
    QVERIFY(isMeant({{Field::Colour, Relation::Equal, QStringLiteral("red"), 10},
                     {Field::Colour, Relation::Equal, QStringLiteral("white"), 10}}));
    QVERIFY(!isMeant({{Field::Colour, Relation::Equal, QStringLiteral("red"), 10},
                      {Field::Colour, Relation::Equal, QStringLiteral("green"), 10}}));
}

/// Of every day of a few years, whatever the hour; also before 1970.
void PhotoFilterTest::daysAreThoseOfTheCalendar() {
    for (QDate day(1899, 1, 1); day < QDate(1905, 1, 1); day = day.addDays(1)) {
        const int expected = QDate(2000, day.month(), day.day()).dayOfYear();
        const std::int64_t ms = QDateTime(day, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
        QCOMPARE(dayOfYear(ms), expected);
        QCOMPARE(dayOfYear(ms + 86'399'999), expected);
        const DayRange one{expected, expected};
        QCOMPARE(one.toText(), day.toString(u"MM-dd"));
        QCOMPARE(DayRange::fromText(one.toText())->first, expected);
    }
    QCOMPARE(dayOfYear(std::numeric_limits<std::int64_t>::max()), 0);
    QCOMPARE(dayOfYear(std::numeric_limits<std::int64_t>::min()), 0);
    QVERIFY(!DayRange({300, 20}).contains(0));
}

SEMBLANCE_TEST(PhotoFilterTest)
#include "tst_photofilter.moc"
