#include <QLocale>
#include <QRandomGenerator>
#include <QTest>
#include <algorithm>
#include <map>
#include <set>

#include "tests/testmain.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/results/photoarrangement.h"
#include "ui/results/photomonths.h"
#include "ui/results/scorescale.h"

using namespace semblance;

class TestPhotoArrangement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void sortsByWhatIsAskedFor();
    void sortsByRating();
    void sortsGoodOnesApart();
    void foldsBehindTheFirst();
    void opensInPlace();
    void losesNothing();
    void findsMonths();
    void namesMonthsAsTheLanguageDoes();
    void monthsOfALongListAreFoundByAFewLooks();
    void gradesHaveOneZero();
};

namespace {

using Opened = std::unordered_set<ContentId>;

PhotoListPtr named(const std::vector<std::tuple<const char*, qint64, qint64>>& photos) {
    std::vector<PhotoItem> items;
    for (const auto& [name, taken, pixels] : photos) {
        PhotoItem item;
        item.file = FileId{qint64(items.size()) + 1};
        item.content = ContentId{qint64(items.size()) + 1};
        item.path = QStringLiteral("/p/") + QString::fromUtf8(name);
        item.takenMs = taken;
        item.pixels = pixels;
        items.push_back(item);
    }
    return photoListOf(std::move(items));
}

PhotoListPtr answer(const std::vector<int>& contents) {
    std::vector<PhotoRow> rows;
    for (const int content : contents) {
        const auto number = qint64(rows.size());
        rows.push_back({FileId{number + 1}, ContentId{content}, .9f - .01f * float(number), true});
    }
    return std::make_shared<GivenPhotos>(rows);
}

ContentGroups groups(std::initializer_list<std::pair<int, int>> pairs) {
    std::vector<LikePair> like;
    for (const auto& [a, b] : pairs)
        like.push_back({ContentId{a}, ContentId{b}, GroupKind::Resaved});
    return ContentGroups(like);
}

std::vector<int> files(const PhotoList& list) {
    std::vector<int> numbers;
    for (qsizetype row = 0; row < list.size(); ++row)
        numbers.push_back(int(list.at(row).file.value));
    return numbers;
}

using Files = std::vector<int>;

/// Counts how often it is read.
class Counted final : public PhotoList {
public:
    explicit Counted(PhotoListPtr photos) : m_photos(std::move(photos)) {}
    qsizetype size() const override { return m_photos->size(); }
    PhotoItem at(qsizetype row) const override { return m_photos->at(row); }
    void read(qsizetype first, std::span<PhotoRow> rows) const override {
        reads += rows.size();
        m_photos->read(first, rows);
    }
    mutable std::size_t reads = 0;

private:
    PhotoListPtr m_photos;
};

}  // namespace

void TestPhotoArrangement::sortsByWhatIsAskedFor() {
    const PhotoListPtr list =
        named({{"b10.jpg", 300, 20}, {"B2.jpg", 100, 40}, {"a.jpg", 200, 40}, {"c.jpg", 300, 10}});
    const auto sorted = [&](PhotoSort sort, bool reversed = false) {
        return files(ArrangedPhotos(list, {sort, reversed, false}, {}, {}, {}));
    };
    QCOMPARE(sorted(PhotoSort::Natural), (Files{1, 2, 3, 4}));
    QCOMPARE(sorted(PhotoSort::Natural, true), (Files{4, 3, 2, 1}));
    QCOMPARE(sorted(PhotoSort::Date), (Files{1, 4, 3, 2}));
    QCOMPARE(sorted(PhotoSort::Date, true), (Files{2, 3, 1, 4}));
    QCOMPARE(sorted(PhotoSort::Name), (Files{3, 2, 1, 4}));
    QCOMPARE(sorted(PhotoSort::Name, true), (Files{4, 1, 2, 3}));
    QCOMPARE(sorted(PhotoSort::Dimensions), (Files{2, 3, 1, 4}));
    QVERIFY(ArrangedPhotos(list, {PhotoSort::Date, true, false}, {}, {}, {}).isByTime());
    QVERIFY(!ArrangedPhotos(list, {PhotoSort::Name, false, false}, {}, {}, {}).isByTime());
    QVERIFY(!ArrangedPhotos(list, {}, {}, {}, {}).isByTime());
    QVERIFY(ArrangedPhotos(std::make_shared<DatedPhotos>(9, 2), {PhotoSort::Natural, true, false},
                           {}, {}, {})
                .isByTime());
}

void TestPhotoArrangement::sortsByRating() {
    std::vector<PhotoItem> items;
    for (const int rating : {0, 3, -1, 5, 3}) {
        PhotoItem item;
        item.file = FileId{qint64(items.size()) + 1};
        item.rating = rating;
        items.push_back(item);
    }
    const PhotoListPtr list = photoListOf(std::move(items));
    const auto sorted = [&](bool reversed) {
        return files(ArrangedPhotos(list, {PhotoSort::Rating, reversed, false}, {}, {}, {}));
    };
    // Of as many stars, as they came.
    QCOMPARE(sorted(false), (Files{4, 2, 5, 1, 3}));
    QCOMPARE(sorted(true), (Files{3, 1, 2, 5, 4}));
}

void TestPhotoArrangement::sortsGoodOnesApart() {
    const PhotoListPtr list =
        named({{"d.jpg", 1, 1}, {"c.jpg", 2, 2}, {"b.jpg", 3, 3}, {"a.jpg", 4, 4}});
    const ArrangedPhotos arranged(list, {PhotoSort::Name, false, false}, 2, {}, {});
    QCOMPARE(files(arranged), (Files{2, 1, 4, 3}));
    QCOMPARE(arranged.good(), std::optional<qsizetype>(2));
}

void TestPhotoArrangement::foldsBehindTheFirst() {
    // Contents 10, 11, 12 are one picture; 20 is there twice.
    const PhotoListPtr list = answer({10, 20, 11, 30, 20, 12});
    const ContentGroups like = groups({{10, 11}, {11, 12}});
    const ArrangedPhotos arranged(list, {PhotoSort::Natural, false, true}, 4, like, {});
    QCOMPARE(files(arranged), (Files{1, 2, 4}));
    QCOMPARE(arranged.folded(0), 2);
    QCOMPARE(arranged.folded(1), 1);
    QCOMPARE(arranged.folded(2), 0);
    QCOMPARE(arranged.foldedAt(0, 0).file, FileId{3});
    QCOMPARE(arranged.foldedAt(0, 1).file, FileId{6});
    QCOMPARE(arranged.foldedAt(1, 0).file, FileId{5});
    // Of four good ones one is folded behind another.
    QCOMPARE(arranged.good(), std::optional<qsizetype>(3));
    const ArrangedPhotos none(list, {PhotoSort::Natural, false, true}, 0, like, {});
    QCOMPARE(none.good(), std::optional<qsizetype>(0));
    QVERIFY(!ArrangedPhotos(list, {PhotoSort::Natural, false, true}, {}, like, {}).good());
}

void TestPhotoArrangement::opensInPlace() {
    using Place = ArrangedPhotos::Place;
    const PhotoListPtr list = answer({10, 20, 11, 30, 20, 12});
    const ContentGroups like = groups({{10, 11}, {11, 12}});
    const Opened opened{faceKey(ContentId{12}, like)};
    const ArrangedPhotos arranged(list, {PhotoSort::Natural, false, true}, 1, like, opened);
    QCOMPARE(files(arranged), (Files{1, 3, 6, 2, 4}));
    QCOMPARE(arranged.place(0), Place::Face);
    QCOMPARE(arranged.place(1), Place::Copy);
    QCOMPARE(arranged.place(2), Place::LastCopy);
    QCOMPARE(arranged.place(3), Place::Alone);
    QCOMPARE(arranged.folded(0), 0);
    QCOMPARE(arranged.folded(3), 1);
    // They stand beside their face, on its side of the line.
    QCOMPARE(arranged.good(), std::optional<qsizetype>(3));
}

void TestPhotoArrangement::losesNothing() {
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        std::vector<int> contents;
        for (int i = random.bounded(1, 60); i > 0; --i)
            contents.push_back(random.bounded(1, 25));
        std::vector<LikePair> pairs;
        for (int i = random.bounded(10); i > 0; --i)
            pairs.push_back({ContentId{random.bounded(1, 25)}, ContentId{random.bounded(1, 25)},
                             GroupKind::Resaved});
        std::erase_if(pairs, [](const LikePair& pair) { return pair.a == pair.b; });
        const ContentGroups like(pairs);
        Opened opened;
        for (int i = random.bounded(4); i > 0; --i)
            opened.insert(faceKey(ContentId{random.bounded(1, 25)}, like));
        const PhotoListPtr list = answer(contents);
        const Arrangement how{random.bounded(2) ? PhotoSort::Natural : PhotoSort::Name,
                              random.bounded(2) == 1, true};
        const auto good = random.bounded(2)
                              ? std::optional<qsizetype>(random.bounded(int(contents.size()) + 1))
                              : std::nullopt;
        const ArrangedPhotos arranged(list, how, good, like, opened);
        std::multiset<int> all;
        std::map<qint64, int> rowsOfKey;
        for (qsizetype row = 0; row < arranged.size(); ++row) {
            const PhotoItem face = arranged.at(row);
            const ContentId key = faceKey(face.content, like);
            ++rowsOfKey[key.value];
            all.insert(int(face.file.value));
            QVERIFY(!opened.contains(key) || arranged.folded(row) == 0);
            for (int copy = 0; copy < arranged.folded(row); ++copy) {
                const PhotoItem item = arranged.foldedAt(row, copy);
                QCOMPARE(faceKey(item.content, like), key);
                all.insert(int(item.file.value));
            }
        }
        QCOMPARE(all.size(), contents.size());
        QCOMPARE(std::set<int>(all.begin(), all.end()).size(), contents.size());
        for (const auto& [key, rows] : rowsOfKey)
            QVERIFY(rows == 1 || opened.contains(ContentId{key}));
        // As many pictures are good as different ones among the first.
        std::set<qint64> goodKeys;
        for (int row = 0; row < int(good.value_or(0)); ++row)
            goodKeys.insert(faceKey(list->at(row).content, like).value);
        std::set<qint64> shownGood;
        for (qsizetype row = 0; row < arranged.good().value_or(0); ++row)
            shownGood.insert(faceKey(arranged.at(row).content, like).value);
        QCOMPARE(shownGood, goodKeys);
    }
}

void TestPhotoArrangement::findsMonths() {
    QVERIFY(monthsOf(*photoListOf({})).empty());
    const auto months = monthsOf(DatedPhotos(25, 10));
    QCOMPARE(months.size(), 3u);
    QCOMPARE(months[0], (PhotoMonth{QDate(2023, 12, 1), 10}));
    QCOMPARE(months[2], (PhotoMonth{QDate(2023, 10, 1), 5}));
    // Equal to going through the list, whatever the months are like.
    for (quint32 seed = 0; seed < 50; ++seed) {
        QRandomGenerator random(seed);
        std::vector<PhotoRow> rows;
        std::vector<PhotoMonth> expected;
        QDate month(2020, 12, 1);
        for (int i = 0; i < 30; ++i) {
            const int count = random.bounded(1, 40);
            for (int j = 0; j < count; ++j) {
                const qint64 taken =
                    QDateTime(month.addDays(20), QTime(3, 0), Qt::UTC).toMSecsSinceEpoch();
                const auto file = qint64(rows.size()) + 1;
                rows.push_back({FileId{file}, ContentId{file}, PhotoRow::noScore, true, taken});
            }
            expected.push_back({month, count});
            month = month.addMonths(-1 - random.bounded(5));
        }
        QCOMPARE(monthsOf(GivenPhotos(rows)), expected);
    }
}

void TestPhotoArrangement::namesMonthsAsTheLanguageDoes() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(monthText(QDate(2023, 8, 1)), QStringLiteral("August 2023"));
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(monthText(QDate(2023, 3, 1)), QStringLiteral("März 2023"));
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    QCOMPARE(monthText(QDate(2023, 8, 1)), QStringLiteral("août 2023"));
    QLocale::setDefault(QLocale(QLocale::English));
}

void TestPhotoArrangement::monthsOfALongListAreFoundByAFewLooks() {
    const Counted list(std::make_shared<DatedPhotos>(1'000'000, 5000));
    QCOMPARE(monthsOf(list).size(), 200u);
    QVERIFY2(list.reads < 10'000, qPrintable(QString::number(list.reads)));
}

void TestPhotoArrangement::gradesHaveOneZero() {
    const auto scored = [](const std::vector<float>& scores) {
        std::vector<PhotoRow> rows;
        for (const float score : scores)
            rows.push_back({FileId{qint64(rows.size()) + 1}, ContentId{1}, score, true});
        return std::make_shared<GivenPhotos>(rows);
    };
    // Three pictures of which none is told to fit: no more than the lowest grade.
    const ScoreScale few(*scored({.3f, .2f, .1f}), {});
    QCOMPARE(few.grade(.3f), 1);
    QCOMPARE(few.grade(.1f), 0);
    // Nothing fits: the best of it does not, either.
    const ScoreScale none(*scored({.3f, .2f, .1f}), 0);
    QCOMPARE(none.grade(.3f), 0);
    // A few that stand out from many alike.
    std::vector<float> scores{.9f, .85f, .5f};
    for (int i = 0; i < 97; ++i)
        scores.push_back(.3f - .001f * float(i));
    const ScoreScale known(*scored(scores), 3);
    QCOMPARE(known.grade(.9f), 3);
    QCOMPARE(known.grade(.5f), 1);
    QCOMPARE(known.grade(.3f), 0);
    // Where the line is not known the highest grade is not given.
    const ScoreScale unknown(*scored(scores), {});
    QCOMPARE(unknown.grade(.9f), 2);
    QCOMPARE(unknown.grade(.2f), 0);
    // However long the answer grows, what was seen keeps its grade.
    std::vector<float> longer = scores;
    longer.resize(200, .1f);
    const ScoreScale first(*scored(longer), {});
    longer.resize(5000, 0.f);
    QVERIFY(first == ScoreScale(*scored(longer), {}));
}

SEMBLANCE_GUI_TEST(TestPhotoArrangement)
#include "tst_photoarrangement.moc"
