#include <QTest>
#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "core/library/embedded/phototable.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
using Kind = ListedFile::Kind;

/// A file of the store.
struct Row {
    Kind kind = Kind::Shown;
    std::int64_t content = 0;
    std::int64_t root = 1;
    std::int64_t takenMs = 0;
    int width = 640;
    int orientation = 1;
    std::string format;
    std::string camera;
    std::string path;

    friend bool operator==(const Row&, const Row&) = default;
};
/// A store, by the files' numbers.
using Rows = std::map<std::int64_t, Row>;

ListedFile listed(std::int64_t file, const Row& row) {
    ListedFile listed;
    listed.file = {file};
    listed.root = {row.root};
    listed.content = {row.content};
    listed.kind = row.kind;
    listed.takenMs = row.takenMs;
    listed.width = row.width;
    listed.height = row.width / 2;
    listed.orientation = row.orientation;
    listed.format = row.format;
    listed.camera = row.camera;
    listed.path = row.path;
    return listed;
}

Row photo(std::int64_t content, std::int64_t takenMs, std::string path) {
    Row row;
    row.content = content;
    row.takenMs = takenMs;
    row.path = std::move(path);
    return row;
}

PhotoChanges takeAll(PhotoTable& table, const Rows& rows) {
    PhotoUpdate update(table, PhotoUpdate::Rows::All);
    for (const auto& [file, row] : rows)
        update.take(listed(file, row));
    return update.finish();
}

PhotoTable tableOf(const Rows& rows) {
    PhotoTable table;
    takeAll(table, rows);
    return table;
}

/// Whether a row is one of a pair that another row is the face of.
bool isBehind(const Rows& rows, const Row& raw) {
    const auto stem = [](const Row& row) {
        const QString path = QString::fromStdString(row.path).toLower();
        return path.left(path.lastIndexOf(u'.'));  // all of it without one
    };
    return raw.format == "raw" && std::any_of(rows.begin(), rows.end(), [&](const auto& entry) {
               const Row& face = entry.second;
               return face.kind == Kind::Shown && face.root == raw.root &&
                      (face.format == "jpeg" || face.format == "heif") && stem(face) == stem(raw);
           });
}

bool isShown(const Rows& rows, const Row& row) {
    return row.kind == Kind::Shown && !isBehind(rows, row);
}

/// The shown files in the order they must have.
std::vector<std::int64_t> ordered(const Rows& rows) {
    std::vector<std::int64_t> files;
    for (const auto& [file, row] : rows) {
        if (isShown(rows, row))
            files.push_back(file);
    }
    std::sort(files.begin(), files.end(), [&](std::int64_t a, std::int64_t b) {
        const Row& first = rows.at(a);
        const Row& second = rows.at(b);
        if (first.takenMs != second.takenMs)
            return first.takenMs > second.takenMs;
        return first.path != second.path ? first.path < second.path : a < b;
    });
    return files;
}

bool isAs(const PhotoTable& table, const PhotoRecord& photo, std::int64_t file, const Row& row) {
    return photo.file.value == file && photo.content.value == row.content &&
           photo.root.value == row.root && photo.takenMs == row.takenMs &&
           photo.width == row.width && photo.height == row.width / 2 &&
           photo.orientation == row.orientation && table.path(photo) == row.path &&
           table.name(photo.format).toStdString() == row.format &&
           table.name(photo.camera).toStdString() == row.camera;
}

/// How a table differs from what it must be; empty when it does not.
QString difference(const PhotoTable& table, const Rows& rows) {
    const std::vector<std::int64_t> files = ordered(rows);
    if (table.size() != files.size())
        return QStringLiteral("%1 photos, not %2").arg(table.size()).arg(files.size());
    std::map<std::int64_t, std::vector<std::int64_t>> byContent;
    for (std::size_t place = 0; place < files.size(); ++place) {
        const Row& row = rows.at(files[place]);
        byContent[row.content].push_back(files[place]);
        if (!isAs(table, table[place], files[place], row))
            return QStringLiteral("place %1").arg(place);
        const PhotoRecord* const found = table.find({files[place]});
        if (!found || !isAs(table, *found, files[place], row))
            return QStringLiteral("file %1 is not found").arg(files[place]);
    }
    std::map<std::int64_t, PhotoTable::RootCounts> counts;
    for (const auto& [file, row] : rows) {
        counts[row.root].photos += isShown(rows, row) ? 1 : 0;
        counts[row.root].failed += row.kind == Kind::Failed ? 1 : 0;
        if (!isShown(rows, row) && table.find({file}))
            return QStringLiteral("file %1 is found").arg(file);
    }
    for (std::int64_t root = 0; root < 10; ++root) {
        const PhotoTable::RootCounts told = table.countsOf({root});
        if (told.photos != counts[root].photos || told.failed != counts[root].failed)
            return QStringLiteral("root %1: %2 and %3").arg(root).arg(told.photos).arg(told.failed);
    }
    if (table.contents() != byContent.size())
        return QStringLiteral("%1 contents").arg(table.contents());
    for (std::int64_t content = 0; content < 200; ++content) {
        std::vector<std::int64_t> told;
        for (const PhotoRecord* const one : table.of({content}))
            told.push_back(one->file.value);
        if (told != byContent[content] || table.holds({content}) == told.empty())
            return QStringLiteral("content %1").arg(content);
    }
    return {};
}

std::set<std::int64_t> numbers(const auto& ids) {
    std::set<std::int64_t> numbers;
    for (const auto& id : ids)
        numbers.insert(id.value);
    return numbers;
}

std::set<std::int64_t> shownContents(const Rows& rows) {
    std::set<std::int64_t> contents;
    for (const auto& [file, row] : rows) {
        if (isShown(rows, row))
            contents.insert(row.content);
    }
    return contents;
}

/// The raw files that a row is the face of.
std::map<std::int64_t, std::string> rawsOf(const Rows& rows, std::int64_t face) {
    std::map<std::int64_t, std::string> raws;
    for (const auto& [file, row] : rows) {
        if (row.kind == Kind::Shown && isBehind({{face, rows.at(face)}}, row))
            raws[file] = row.path;
    }
    return raws;
}

/// How what an update told differs from what it did.
QString misreport(const PhotoChanges& changes, const Rows& before, const Rows& after) {
    const auto shown = [](const Rows& rows, std::int64_t file) {
        const auto it = rows.find(file);
        return it != rows.end() && isShown(rows, it->second) ? &it->second : nullptr;
    };
    std::set<std::int64_t> inserted, removed, changed, contents;
    for (const auto& [file, row] : after) {
        const Row* const now = shown(after, file);
        const Row* const then = shown(before, file);
        if (now && !then)
            inserted.insert(file);
        else if (now && (!(*now == *then) || rawsOf(before, file) != rawsOf(after, file)))
            changed.insert(file);
    }
    for (const auto& [file, row] : before) {
        if (shown(before, file) && !shown(after, file))
            removed.insert(file);
    }
    const auto then = shownContents(before);
    const auto now = shownContents(after);
    std::set_symmetric_difference(then.begin(), then.end(), now.begin(), now.end(),
                                  std::inserter(contents, contents.end()));
    if (numbers(changes.inserted) != inserted || changes.inserted.size() != inserted.size())
        return QStringLiteral("inserted");
    if (numbers(changes.removed) != removed || changes.removed.size() != removed.size())
        return QStringLiteral("removed");
    if (numbers(changes.changed) != changed || changes.changed.size() != changed.size())
        return QStringLiteral("changed");
    if (numbers(changes.contents) != contents || changes.contents.size() != contents.size())
        return QStringLiteral("contents");
    return {};
}

/// Stores that change by chance.
class Chance {
public:
    explicit Chance(unsigned seed) : m_random(seed) {}

    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }

    Row row() {
        Row row;
        row.kind = below(5) > 0 ? Kind::Shown : below(2) > 0 ? Kind::Failed : Kind::Hidden;
        // Few values, so that many rows are alike in one thing or the other.
        row.content = 1 + below(60);
        row.root = 1 + below(3);
        row.takenMs = below(12);
        row.width = 600 + below(3);
        row.orientation = 1 + below(8);
        constexpr std::array formats{"jpeg", "jpeg", "heif", "png", "raw", "raw"};
        row.format = formats[static_cast<std::size_t>(below(int(formats.size())))];
        row.camera = below(3) > 0 ? "camera " + std::to_string(below(9)) : std::string();
        row.path = "folder " + std::to_string(below(4)) + "/" + (below(2) > 0 ? "IMG_" : "img_") +
                   std::to_string(below(5));
        if (below(4) > 0)
            row.path += row.format == "raw" ? ".cr2" : ".JPG";
        return row;
    }

    /// Changes `rows`, and says of which files a store would tell, the unchanged ones among them.
    std::set<std::int64_t> change(Rows& rows) {
        std::set<std::int64_t> told;
        for (int step = below(20); step >= 0; --step) {
            const std::int64_t file = 1 + below(150);
            told.insert(file);
            const auto it = rows.find(file);
            if (below(5) == 0)
                rows.erase(file);
            else if (it != rows.end() && below(2) == 0)
                changeOne(it->second);
            else if (below(6) > 0)
                rows[file] = row();
        }
        return told;
    }

private:
    void changeOne(Row& row) {
        const Row other = this->row();
        switch (below(8)) {
            case 0:
                row.content = other.content;
                break;
            case 1:
                row.takenMs = other.takenMs;
                break;
            case 2:
                row.path = other.path;
                break;
            case 3:
                row.root = other.root;
                break;
            case 4:
                row.camera = other.camera;
                break;
            case 5:
                row.kind = other.kind;
                break;
            case 6:
                row.format = other.format;
                break;
            default:
                break;  // told of, but as it was
        }
    }

    std::mt19937 m_random;
};

PhotoChanges update(PhotoTable& table, const Rows& rows, const std::set<std::int64_t>& told) {
    PhotoUpdate update(table, PhotoUpdate::Rows::Changed);
    for (const std::int64_t file : told) {
        if (const auto it = rows.find(file); it != rows.end())
            update.take(listed(file, it->second));
        else
            update.remove({file});
    }
    return update.finish();
}
}  // namespace

class PhotoTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void newestFirstThenByPath();
    void photosOfAContentAreInOrder();
    void countsByRoot();
    void tellsWhatChanged();
    void whatIsAsItWasIsNoNews();
    void updatesEqualATableFromScratch_data();
    void updatesEqualATableFromScratch();
    void allRowsReplaceWhatWasThere();
    void oldCopiesStayAsTheyWere();
    void copiesAreReadWhileTheTableGoesOn();
    void anUpdateThatFailedIsForgotten();
    void aRawFileStandsBehindItsFace();
    void pathsThatWentTakeNoMemory();
    void longPathsAreKept();
    void tooManyNamesAreLeftOut();
    void manyPhotos();
};

void PhotoTableTest::beginsEmpty() {
    PhotoTable table;
    QCOMPARE(difference(table, {}), QString());
    QVERIFY(!table.find({1}) && !table.find({0}) && !table.find({-1}));
    QVERIFY(!table.holds({77}));
    QCOMPARE(table.name(0), QString());
    QVERIFY(update(table, {}, {}).isEmpty());
    QVERIFY(update(table, {}, {5}).isEmpty());
}

void PhotoTableTest::newestFirstThenByPath() {
    const Rows rows{{1, photo(1, 5, "b")},  {2, photo(2, 9, "z")}, {3, photo(3, 5, "a")},
                    {4, photo(4, -3, "a")}, {5, photo(5, 5, "B")}, {6, photo(6, 5, "a")}};
    const PhotoTable table = tableOf(rows);
    std::vector<std::int64_t> files;
    for (std::size_t place = 0; place < table.size(); ++place)
        files.push_back(table[place].file.value);
    QCOMPARE(files, (std::vector<std::int64_t>{2, 5, 3, 6, 1, 4}));
    QCOMPARE(difference(table, rows), QString());
}

void PhotoTableTest::photosOfAContentAreInOrder() {
    Rows rows{
        {1, photo(7, 1, "a")}, {2, photo(7, 3, "b")}, {3, photo(7, 2, "c")}, {4, photo(8, 2, "d")}};
    PhotoTable table = tableOf(rows);
    const auto files = [&] {
        std::vector<std::int64_t> numbers;
        for (const PhotoRecord* const one : table.of({7}))
            numbers.push_back(one->file.value);
        return numbers;
    };
    QCOMPARE(files(), (std::vector<std::int64_t>{2, 3, 1}));
    // The one in the middle gets another content, the first a later date.
    rows[3].content = 8;
    rows[1].takenMs = 9;
    update(table, rows, {1, 3});
    QCOMPARE(files(), (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(table.contents(), std::size_t(2));
    rows.erase(1);
    rows.erase(2);
    QCOMPARE(numbers(update(table, rows, {1, 2}).contents), std::set<std::int64_t>{7});
    QVERIFY(files().empty() && !table.holds({7}));
}

void PhotoTableTest::countsByRoot() {
    Rows rows{{1, photo(1, 1, "a")}, {2, photo(2, 2, "b")}, {3, photo(3, 3, "c")}};
    rows[2].root = 2;
    rows[3].kind = Kind::Failed;
    PhotoTable table = tableOf(rows);
    QCOMPARE(table.countsOf({1}).photos, 1);
    QCOMPARE(table.countsOf({1}).failed, 1);
    QCOMPARE(table.countsOf({2}).photos, 1);
    QCOMPARE(table.countsOf({9}).photos, 0);
    // Mended, moved to another root, and one that fails now.
    rows[3].kind = Kind::Shown;
    rows[1].root = 2;
    rows[2].kind = Kind::Failed;
    const PhotoChanges changes = update(table, rows, {1, 2, 3});
    QVERIFY(changes.counts);
    QCOMPARE(difference(table, rows), QString());
    // A failure that goes, also with its root.
    rows.erase(2);
    QVERIFY(update(table, rows, {2}).counts);
    QCOMPARE(table.countsOf({2}).failed, 0);
}

void PhotoTableTest::tellsWhatChanged() {
    Rows rows{{1, photo(1, 1, "a")}, {2, photo(2, 2, "b")}, {3, photo(2, 3, "c")}};
    PhotoTable table = tableOf(rows);
    const Rows before = rows;
    rows[1].path = "moved/a";
    rows[2].kind = Kind::Hidden;
    rows[3].camera = "other";
    rows[4] = photo(4, 4, "d");
    const PhotoChanges changes = update(table, rows, {1, 2, 3, 4});
    QCOMPARE(changes.inserted, std::vector{FileId{4}});
    QCOMPARE(changes.removed, std::vector{FileId{2}});
    QCOMPARE(numbers(changes.changed), (std::set<std::int64_t>{1, 3}));
    QCOMPARE(changes.contents, std::vector{ContentId{4}});
    QCOMPARE(misreport(changes, before, rows), QString());
}

void PhotoTableTest::whatIsAsItWasIsNoNews() {
    Rows rows{{1, photo(1, 1, "a")}, {2, photo(2, 2, "b")}, {3, photo(3, 3, "c")}};
    rows[1].camera = "camera";
    rows[2].kind = Kind::Failed;
    rows[3].kind = Kind::Hidden;
    PhotoTable table = tableOf(rows);
    QVERIFY(update(table, rows, {1, 2, 3}).isEmpty());
    QVERIFY(update(table, rows, {}).isEmpty());
    const PhotoChanges again = takeAll(table, rows);
    QVERIFY(again.inserted.empty() && again.removed.empty() && again.changed.empty());
    QVERIFY(again.contents.empty());
    QCOMPARE(difference(table, rows), QString());
}

void PhotoTableTest::updatesEqualATableFromScratch_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void PhotoTableTest::updatesEqualATableFromScratch() {
    QFETCH(unsigned, seed);
    Chance chance(seed);
    Rows rows;
    PhotoTable table;
    for (int round = 0; round < 150; ++round) {
        const Rows before = rows;
        const auto told = chance.change(rows);
        const bool readsAll = chance.below(10) == 0;
        const PhotoChanges changes = readsAll ? takeAll(table, rows) : update(table, rows, told);
        QCOMPARE(difference(table, rows), QString());
        QCOMPARE(misreport(changes, before, rows), QString());
        QCOMPARE(difference(tableOf(rows), rows), QString());
    }
}

void PhotoTableTest::allRowsReplaceWhatWasThere() {
    Rows rows{{1, photo(1, 1, "a")}, {2, photo(2, 2, "b")}, {3, photo(2, 3, "c")}};
    rows[3].kind = Kind::Failed;
    PhotoTable table = tableOf(rows);
    const Rows before = rows;
    rows.erase(1);
    rows.erase(3);
    rows[9] = photo(2, 9, "z");
    const PhotoChanges changes = takeAll(table, rows);
    QCOMPARE(difference(table, rows), QString());
    QCOMPARE(misreport(changes, before, rows), QString());
    takeAll(table, {});
    QCOMPARE(difference(table, {}), QString());
}

void PhotoTableTest::oldCopiesStayAsTheyWere() {
    Chance chance(42);
    Rows rows;
    PhotoTable table;
    std::vector<std::pair<PhotoTable, Rows>> copies;
    for (int round = 0; round < 120; ++round) {
        const auto told = chance.change(rows);
        if (chance.below(8) == 0)
            takeAll(table, rows);
        else
            update(table, rows, told);
        copies.emplace_back(table, rows);
        if (round % 10 == 9) {
            for (const auto& [copy, expected] : copies)
                QCOMPARE(difference(copy, expected), QString());
        }
    }
}

void PhotoTableTest::copiesAreReadWhileTheTableGoesOn() {
    Chance chance(43);
    Rows rows;
    PhotoTable table;
    std::vector<std::thread> readers;
    std::vector<QString> found(20);
    for (QString& result : found) {
        for (int i = 0; i < 10; ++i) {
            const auto told = chance.change(rows);
            update(table, rows, told);
        }
        readers.emplace_back(
            [copy = table, expected = rows, &result] { result = difference(copy, expected); });
    }
    for (int i = 0; i < 100; ++i) {
        const auto told = chance.change(rows);
        update(table, rows, told);
    }
    for (std::thread& reader : readers)
        reader.join();
    for (const QString& result : found)
        QCOMPARE(result, QString());
}

/// The reading broke off, and its copy of the table was dropped.
void PhotoTableTest::anUpdateThatFailedIsForgotten() {
    Rows rows{{1, photo(1, 1, "a")}};
    PhotoTable table = tableOf(rows);
    Rows later = rows;
    later[1].path = "another path";
    later[2] = photo(2, 2, "b");
    later[2].camera = "a camera that was not there before";
    {
        PhotoTable copy = table;
        update(copy, later, {1, 2});
        QCOMPARE(difference(copy, later), QString());
    }
    QCOMPARE(difference(table, rows), QString());
    later[3] = photo(3, 3, "a path of more letters");
    update(table, later, {1, 2, 3});
    QCOMPARE(difference(table, later), QString());
}

void PhotoTableTest::aRawFileStandsBehindItsFace() {
    const auto part = [](std::int64_t number, const char* path, const char* format) {
        Row row = photo(number, number, path);
        row.format = format;
        return row;
    };
    Rows rows{{1, part(1, "a/IMG_1.CR2", "raw")},  {2, part(2, "a/IMG_1.JPG", "jpeg")},
              {3, part(3, "a/IMG_2.dng", "raw")},  {4, part(4, "a/img_2.heic", "heif")},
              {5, part(5, "b/IMG_1.CR2", "raw")},  {6, part(6, "a/IMG_1.png", "png")},
              {7, part(7, "a/IMG_10.CR2", "raw")}, {8, part(8, "a/IMG_1.edit.jpg", "jpeg")}};
    PhotoTable table = tableOf(rows);
    QCOMPARE(difference(table, rows), QString());
    QVERIFY(!table.find({1}) && !table.find({3}));
    QVERIFY(table.find({5}) && table.find({6}) && table.find({7}));
    QVERIFY(!table.holds({1}));
    const auto behind = [&](std::int64_t file) {
        QStringList paths;
        for (const PhotoRecord* const raw : table.behind(*table.find({file})))
            paths.append(QString::fromStdString(std::string(table.path(*raw))));
        return paths.join(u' ');
    };
    QCOMPARE(behind(2), QStringLiteral("a/IMG_1.CR2"));
    QCOMPARE(behind(4), QStringLiteral("a/IMG_2.dng"));
    QCOMPARE(behind(8) + behind(6), QString());

    // The face goes, or cannot be read any more: the raw file is shown.
    Rows before = rows;
    rows.erase(2);
    rows[4].kind = Kind::Failed;
    PhotoChanges changes = update(table, rows, {2, 4});
    QCOMPARE(misreport(changes, before, rows), QString());
    QCOMPARE(difference(table, rows), QString());
    QVERIFY(table.find({1}) && table.find({3}));
    // It comes back, and the other raw file goes elsewhere.
    before = rows;
    rows[2] = part(2, "a/IMG_1.JPG", "jpeg");
    rows[4].kind = Kind::Shown;
    rows[3].path = "c/IMG_2.dng";
    changes = update(table, rows, {2, 3, 4});
    QCOMPARE(misreport(changes, before, rows), QString());
    QCOMPARE(difference(table, rows), QString());
    QVERIFY(!table.find({1}) && table.find({3}));
    // The raw file goes.
    rows.erase(1);
    update(table, rows, {1});
    QCOMPARE(behind(2), QString());
    QCOMPARE(difference(table, rows), QString());
}

void PhotoTableTest::pathsThatWentTakeNoMemory() {
    constexpr int photos = 64;
    constexpr std::size_t pathBytes = 8 << 10;
    Rows rows;
    std::set<std::int64_t> all;
    PhotoTable table;
    PhotoTable middle;
    Rows rowsOfMiddle;
    std::uint32_t mostChunks = 0;
    for (int round = 0; round < 60; ++round) {
        for (int i = 1; i <= photos; ++i) {
            rows[i] = photo(i, i, std::to_string(round * photos + i));
            rows[i].path.resize(pathBytes, static_cast<char>('a' + (round + i) % 26));
            all.insert(i);
        }
        update(table, rows, all);
        for (std::size_t place = 0; place < table.size(); ++place)
            mostChunks = std::max(mostChunks, table[place].pathChunk);
        if (round == 30) {
            middle = table;
            rowsOfMiddle = rows;
        }
    }
    QCOMPARE(difference(table, rows), QString());
    QCOMPARE(difference(middle, rowsOfMiddle), QString());
    // 30 MB of paths came, half a megabyte of them is there.
    QVERIFY2(mostChunks < 24, qPrintable(QString::number(mostChunks)));
}

void PhotoTableTest::longPathsAreKept() {
    Rows rows;
    for (int i = 1; i < 6; ++i) {
        rows[i] = photo(i, 0, std::to_string(i));
        rows[i].path.resize(std::size_t(i) * (200 << 10), 'x');
    }
    rows[6] = photo(6, 0, "");
    QCOMPARE(difference(tableOf(rows), rows), QString());
}

void PhotoTableTest::tooManyNamesAreLeftOut() {
    Rows rows;
    constexpr int most = 65'534;
    for (int i = 1; i <= most + 20; ++i) {
        rows[i] = photo(i, most - i, "p");
        rows[i].camera = std::to_string(i);
    }
    const PhotoTable table = tableOf(rows);
    for (const int known : {1, 77, most})
        QCOMPARE(table.name(table.find({known})->camera), QString::number(known));
    QCOMPARE(table.name(table.find({most + 5})->camera), QString());
    QCOMPARE(table.size(), rows.size());
}

void PhotoTableTest::manyPhotos() {
    Rows rows;
    for (int i = 1; i <= 100'000; ++i)
        rows[i] = photo(i, (i * 7919LL) % 100'003, "folder/picture " + std::to_string(i));
    PhotoTable table = tableOf(rows);
    const PhotoTable before = table;
    for (int i = 1; i <= 50; ++i) {
        const std::int64_t file = 1 + (i * 104'729LL) % 100'000;
        rows[file].takenMs += i * 1000;
        update(table, rows, {file});
    }
    const auto expected = ordered(rows);
    for (std::size_t place = 0; place < expected.size(); ++place)
        QCOMPARE(table[place].file.value, expected[place]);
    QCOMPARE(before.size(), rows.size());
}

SEMBLANCE_TEST(PhotoTableTest)
#include "tst_phototable.moc"
