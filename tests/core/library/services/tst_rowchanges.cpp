#include <QRandomGenerator>
#include <QTest>
#include <algorithm>
#include <numeric>
#include <set>

#include "core/library/embedded/embeddedsnapshot.h"
#include "core/library/services/rowchanges.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

std::optional<float> scoreOf(const PhotoRow& row) {
    return row.score < -1 ? std::nullopt : std::optional(row.score);
}

class Rows final : public PhotoList {
public:
    explicit Rows(std::vector<PhotoRow> rows) : m_rows(std::move(rows)) {}
    qsizetype size() const override { return qsizetype(m_rows.size()); }
    PhotoItem at(qsizetype row) const override {
        const PhotoRow& r = m_rows[std::size_t(row)];
        return {r.file, r.content, QString::number(r.file.value), scoreOf(r), r.available};
    }

private:
    std::vector<PhotoRow> m_rows;
};

std::vector<PhotoRow> rowsOf(const std::vector<int>& files) {
    std::vector<PhotoRow> rows;
    for (const int file : files)
        rows.push_back({FileId{file}, ContentId{file}, PhotoRow::noScore, true});
    return rows;
}

RowChanges between(const std::vector<PhotoRow>& from, const std::vector<PhotoRow>& to) {
    const Rows before(from);
    const Rows after(to);
    return rowChanges(&before, &after);
}

RowChanges between(const std::vector<int>& from, const std::vector<int>& to) {
    return between(rowsOf(from), rowsOf(to));
}

// What a model does with the changes, on plain vectors.
std::vector<PhotoRow> applied(std::vector<PhotoRow> rows, const std::vector<PhotoRow>& to,
                              const RowChanges& changes) {
    if (!changes.order.empty()) {
        std::vector<PhotoRow> ordered;
        for (const int row : changes.order)
            ordered.push_back(rows[std::size_t(row)]);
        rows = ordered;
    }
    for (auto range = changes.removed.rbegin(); range != changes.removed.rend(); ++range)
        rows.erase(rows.begin() + range->first, rows.begin() + range->end());
    for (const RowRange& range : changes.inserted)
        rows.insert(rows.begin() + range.first, to.begin() + range.first, to.begin() + range.end());
    for (const RowRange& range : changes.changed)
        std::copy(to.begin() + range.first, to.begin() + range.end(), rows.begin() + range.first);
    return rows;
}

std::vector<int> shuffled(std::vector<int> files, QRandomGenerator& random) {
    std::shuffle(files.begin(), files.end(), random);
    return files;
}

using Ranges = std::vector<RowRange>;

}  // namespace

class RowChangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameListsDifferInNothing();
    void newRowsComeIn();
    void rowsGo();
    void bothAtOnePlace();
    void keptRowsInAnotherOrder();
    void aFileThatMovesToTheTop();
    void contentScoreAndDiskChange();
    void manyChangedRangesAreOne();
    void strangeIdsAreFine_data();
    void strangeIdsAreFine();
    void whateverHappensTheNewListComesOut();
    void refusesListsTheyDoNotBelongTo();
    void snapshotsAreReadWithoutPaths();
};

void RowChangesTest::sameListsDifferInNothing() {
    QVERIFY(between(std::vector<int>{}, std::vector<int>{}).isEmpty());
    QVERIFY(rowChanges(nullptr, nullptr).isEmpty());
    QVERIFY(between(std::vector<int>{3, 1, 2}, {3, 1, 2}).isEmpty());
    std::vector<int> many(5000);
    std::iota(many.begin(), many.end(), 1);
    QVERIFY(between(many, many).isEmpty());
}

void RowChangesTest::newRowsComeIn() {
    RowChanges changes = between(std::vector<int>{}, {1, 2, 3});
    QCOMPARE(changes.inserted, (Ranges{{0, 3}}));
    changes = between(std::vector<int>{1, 2, 3}, {9, 8, 1, 2, 7, 3, 6});
    QCOMPARE(changes.inserted, (Ranges{{0, 2}, {4, 1}, {6, 1}}));
    QVERIFY(changes.removed.empty() && changes.order.empty() && changes.changed.empty());
    // One among many is one row.
    std::vector<int> many(3000);
    std::iota(many.begin(), many.end(), 1);
    std::vector<int> more = many;
    more.insert(more.begin() + 700, 9999);
    changes = between(many, more);
    QCOMPARE(changes.inserted, (Ranges{{700, 1}}));
    QVERIFY(changes.removed.empty() && changes.order.empty() && changes.changed.empty());
}

void RowChangesTest::rowsGo() {
    RowChanges changes = between(std::vector<int>{1, 2, 3}, {});
    QCOMPARE(changes.removed, (Ranges{{0, 3}}));
    const Rows list(rowsOf({1, 2, 3}));
    QCOMPARE(rowChanges(&list, nullptr).removed, (Ranges{{0, 3}}));
    changes = between(std::vector<int>{9, 8, 1, 2, 7, 3, 6}, {1, 2, 3});
    QCOMPARE(changes.removed, (Ranges{{0, 2}, {4, 1}, {6, 1}}));
    QVERIFY(changes.inserted.empty() && changes.order.empty());
}

void RowChangesTest::bothAtOnePlace() {
    const RowChanges changes = between(std::vector<int>{1, 2, 3, 4}, {1, 7, 8, 4});
    QCOMPARE(changes.removed, (Ranges{{1, 2}}));
    QCOMPARE(changes.inserted, (Ranges{{1, 2}}));
    QVERIFY(changes.order.empty());
}

void RowChangesTest::keptRowsInAnotherOrder() {
    const RowChanges changes = between(std::vector<int>{1, 2, 3, 4, 5}, {1, 4, 6, 2, 5});
    QCOMPARE(changes.order, (std::vector<int>{0, 3, 1, 2, 4}));
    QCOMPARE(changes.removed, (Ranges{{3, 1}}));
    QCOMPARE(changes.inserted, (Ranges{{2, 1}}));
}

void RowChangesTest::aFileThatMovesToTheTop() {
    const RowChanges changes = between(std::vector<int>{1, 2, 3, 4, 5}, {4, 1, 2, 3, 5});
    QCOMPARE(changes.order, (std::vector<int>{3, 0, 1, 2, 4}));
    QVERIFY(changes.removed.empty() && changes.inserted.empty());
}

void RowChangesTest::contentScoreAndDiskChange() {
    const std::vector<PhotoRow> before = rowsOf({1, 2, 3, 4, 5, 6});
    std::vector<PhotoRow> now = before;
    now[1].content = ContentId{77};
    now[2].score = 0.5f;
    RowChanges changes = between(before, now);
    QCOMPARE(changes.changed, (Ranges{{1, 2}}));
    QVERIFY(!changes.availabilityChanged);
    now[5].available = false;
    now.insert(now.begin(), rowsOf({9}).front());
    changes = between(before, now);
    QCOMPARE(changes.inserted, (Ranges{{0, 1}}));
    QCOMPARE(changes.changed, (Ranges{{2, 2}, {6, 1}}));
    QVERIFY(changes.availabilityChanged);
}

void RowChangesTest::manyChangedRangesAreOne() {
    std::vector<int> files(1000);
    std::iota(files.begin(), files.end(), 1);
    const std::vector<PhotoRow> before = rowsOf(files);
    std::vector<PhotoRow> now = before;
    for (std::size_t row = 10; row < 900; row += 2)
        now[row].available = false;
    const RowChanges changes = between(before, now);
    QCOMPARE(changes.changed, (Ranges{{10, 889}}));
    QVERIFY(changes.availabilityChanged);
}

void RowChangesTest::strangeIdsAreFine_data() {
    QTest::addColumn<std::vector<qint64>>("from");
    QTest::addColumn<std::vector<qint64>>("to");
    constexpr qint64 high = std::numeric_limits<qint64>::max();
    constexpr qint64 low = std::numeric_limits<qint64>::min();
    using List = std::vector<qint64>;
    QTest::newRow("far apart") << List{1, high, 5} << List{high, 6, 5, 1};
    QTest::newRow("extremes") << List{low, 0, high} << List{high, low, 7};
    QTest::newRow("zero") << List{0, 0, 0} << List{0, 1, 0};
    QTest::newRow("twins") << List{1, 2, 2, 3} << List{2, 1, 2, 3};
    QTest::newRow("twins that go") << List{4, 4, 1} << List{1, 4, 9};
}

void RowChangesTest::strangeIdsAreFine() {
    QFETCH(std::vector<qint64>, from);
    QFETCH(std::vector<qint64>, to);
    const auto rows = [](const std::vector<qint64>& files) {
        std::vector<PhotoRow> made;
        for (const qint64 file : files)
            made.push_back({FileId{file}, ContentId{1}, PhotoRow::noScore, true});
        return made;
    };
    const RowChanges changes = between(rows(from), rows(to));
    QVERIFY(changes.lead(qsizetype(from.size()), qsizetype(to.size())));
    QCOMPARE(applied(rows(from), rows(to), changes), rows(to));
}

void RowChangesTest::whateverHappensTheNewListComesOut() {
    for (quint32 seed = 0; seed < 400; ++seed) {
        QRandomGenerator random(seed);
        const int range = 1 + random.bounded(60);
        std::vector<int> files(std::size_t(range), 0);
        std::iota(files.begin(), files.end(), 1);
        const auto some = [&](bool inOrder) {
            std::vector<int> picked = inOrder ? files : shuffled(files, random);
            std::erase_if(picked, [&](int) { return random.bounded(3) == 0; });
            return picked;
        };
        const bool inOrder = seed % 2 == 0;
        const std::vector<int> before = some(inOrder);
        const std::vector<int> now = some(inOrder);
        std::vector<PhotoRow> rows = rowsOf(now);
        for (PhotoRow& row : rows)
            row.available = random.bounded(5) != 0;
        const RowChanges changes = between(rowsOf(before), rows);
        QVERIFY(changes.lead(qsizetype(before.size()), qsizetype(now.size())));
        QCOMPARE(applied(rowsOf(before), rows, changes), rows);
        QVERIFY(!inOrder || changes.order.empty());
        // Nothing that stays is taken out or put in.
        const std::set<int> had(before.begin(), before.end());
        for (const RowRange& in : changes.inserted) {
            for (qsizetype row = in.first; row < in.end(); ++row)
                QVERIFY(!had.contains(now[std::size_t(row)]));
        }
        std::vector<int> ordered = changes.order;
        std::sort(ordered.begin(), ordered.end());
        for (int row = 0; row < int(ordered.size()); ++row)
            QCOMPARE(ordered[std::size_t(row)], row);
    }
}

void RowChangesTest::refusesListsTheyDoNotBelongTo() {
    const RowChanges changes = between(std::vector<int>{1, 2, 3}, {2, 3, 4, 5});
    QVERIFY(changes.lead(3, 4));
    QVERIFY(!changes.lead(3, 5));
    QVERIFY(!changes.lead(0, 1));
    RowChanges ordered = between(std::vector<int>{1, 2}, {2, 1});
    QVERIFY(ordered.lead(2, 2));
    QVERIFY(!ordered.lead(3, 3));
}

void RowChangesTest::snapshotsAreReadWithoutPaths() {
    PhotoTable table;
    PhotoUpdate update(table, PhotoUpdate::Rows::All);
    for (int file = 1; file <= 2000; ++file) {
        const std::string path = std::to_string(file) + ".jpg";
        ListedFile photo;
        photo.file = {file};
        photo.content = {file + 1};
        photo.root = {1 + file % 3};
        photo.kind = ListedFile::Kind::Shown;
        photo.takenMs = 5000 - file;
        photo.path = path;
        update.take(photo);
    }
    update.finish();
    std::vector<RootInfo> roots(2);
    roots[0].id = {1};
    roots[0].path = QStringLiteral("/a");
    roots[1].id = {2};
    roots[1].path = QStringLiteral("/b");
    roots[1].state = RootInfo::State::VolumeAbsent;
    const auto snapshot =
        std::make_shared<EmbeddedSnapshot>(table, roots, EmbeddedSnapshot::Scorers());
    const PhotoListPtr list = snapshot->photos();
    PhotoRowReader rows(list.get());
    QCOMPARE(rows.size(), list->size());
    int away = 0;
    for (const qsizetype row : {0, 1, 511, 512, 1999, 700, 0}) {
        const PhotoItem item = list->at(row);
        QCOMPARE(rows[row], (PhotoRow{item.file, item.content, PhotoRow::noScore, item.available,
                                      item.takenMs}));
        QCOMPARE(item.file, FileId{row + 1});
        away += item.available ? 0 : 1;
    }
    QVERIFY(away > 0 && away < 7);
    QCOMPARE(rowOfFile(*list, FileId{1500}), 1499);
    QCOMPARE(rowOfFile(*list, FileId{5000}), -1);
}

SEMBLANCE_APPLESS_TEST(RowChangesTest)
#include "tst_rowchanges.moc"
