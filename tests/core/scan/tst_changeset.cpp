#include <QRandomGenerator>
#include <QTest>
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/scan/changeset.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

struct File {
    std::string path;
    FileStat stat;
    FileState state = FileState::Indexed;
    bool missing = false;
    SidecarStamp sidecars = 0;
};

FileListing listingOf(const std::vector<File>& files) {
    FileListing listing;
    std::int64_t id = 0;
    for (const File& file : files)
        listing.add(file.path, file.stat, {++id}, file.state, file.missing, file.sidecars);
    listing.sort();
    return listing;
}

File at(const char* path, int facts, FileState state = FileState::Indexed, bool missing = false) {
    return {path, {facts, facts * 10, static_cast<std::uint64_t>(facts), 0}, state, missing};
}

using Pairs = std::vector<ChangeSet::Pair>;
using Indices = std::vector<std::uint32_t>;

/// The definition in changeset.h, file by file, without haste.
ChangeSet naive(const FileListing& known, const FileListing& found,
                const std::vector<std::string>& unread) {
    ChangeSet changes;
    const auto knownAt = [&](std::string_view path) {
        for (std::uint32_t k = 0; k < known.size(); ++k) {
            if (known.path(k) == path)
                return static_cast<int>(k);
        }
        return -1;
    };
    const auto isFound = [&](std::string_view path) {
        for (std::uint32_t f = 0; f < found.size(); ++f) {
            if (found.path(f) == path)
                return true;
        }
        return false;
    };
    const auto reads = [](FileState state) {
        return state == FileState::Unknown || state == FileState::Pending ||
               state == FileState::Unreadable;
    };
    const auto breaks = [](FileState state) {
        return state == FileState::Failed || state == FileState::Quarantined;
    };
    std::vector<bool> movedAway(known.size());
    for (std::uint32_t f = 0; f < found.size(); ++f) {
        const auto noteSidecars = [&](SidecarStamp before) {
            if (found[f].sidecars != before && found[f].sidecars != unknownSidecars)
                changes.sidecars.push_back(f);
        };
        const int k = knownAt(found.path(f));
        const FileStat& stat = found[f].stat;
        if (k >= 0) {
            const FileListing::Entry& entry = known[static_cast<std::size_t>(k)];
            const ChangeSet::Pair pair{static_cast<std::uint32_t>(k), f};
            if (!breaks(entry.state) || entry.stat.size != stat.size ||
                entry.stat.mtimeNs != stat.mtimeNs)
                noteSidecars(entry.sidecars);
            if (entry.stat.size != stat.size || entry.stat.mtimeNs != stat.mtimeNs)
                changes.changed.push_back(pair);
            else if (reads(entry.state) || entry.state == FileState::Outdated)
                changes.retry.push_back(pair);
            else if (entry.stat.changedNs != 0 && stat.changedNs != 0 &&
                     entry.stat.changedNs != stat.changedNs)
                changes.doubtful.push_back(pair);
            else if (entry.missing)
                changes.returned.push_back(pair);
            else {
                ++changes.unchanged;
                if (entry.stat != stat)
                    changes.renumbered.push_back(pair);
            }
            continue;
        }
        const auto isSameFile = [&](const FileStat& other) {
            return other.size == stat.size && other.mtimeNs == stat.mtimeNs &&
                   other.fileIndex == stat.fileIndex;
        };
        Indices from;
        for (std::uint32_t c = 0; c < known.size(); ++c) {
            if (!isFound(known.path(c)) && isSameFile(known[c].stat))
                from.push_back(c);
        }
        int rivals = 0;
        for (std::uint32_t g = 0; g < found.size(); ++g)
            rivals += knownAt(found.path(g)) < 0 && isSameFile(found[g].stat) ? 1 : 0;
        if (stat.fileIndex != 0 && from.size() == 1 && rivals == 1 &&
            !reads(known[from[0]].state)) {
            changes.moved.push_back({from[0], f});
            movedAway[from[0]] = true;
            if (!breaks(known[from[0]].state))
                noteSidecars(known[from[0]].sidecars);
        } else {
            changes.added.push_back(f);
            noteSidecars(0);
        }
    }
    for (std::uint32_t k = 0; k < known.size(); ++k) {
        if (isFound(known.path(k)) || movedAway[k])
            continue;
        const std::string path(known.path(k));
        const bool isUnread = std::any_of(unread.begin(), unread.end(), [&](const auto& folder) {
            return folder.empty() || path == folder || path.rfind(folder + "/", 0) == 0;
        });
        if (known[k].missing)
            ++changes.stillMissing;
        else if (isUnread)
            ++changes.unchanged;
        else
            changes.gone.push_back(k);
    }
    return changes;
}

}  // namespace

class TestChangeSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingAtAll() { QVERIFY(compareListings({}, {}) == ChangeSet()); }

    void firstScanAddsAll() {
        const auto changes = compareListings({}, listingOf({at("a", 1), at("b", 2)}));
        QVERIFY(changes.added == Indices({0, 1}));
    }

    void unchangedIsCounted() {
        const auto files = listingOf({at("a", 1), at("b/c", 2), at("b", 3)});
        const auto changes = compareListings(files, files);
        QCOMPARE(changes.unchanged, 3);
        ChangeSet expected;
        expected.unchanged = 3;
        QVERIFY(changes == expected);
    }

    void sizeOrTimeMakesAChangeAndTheIndexDoesNot() {
        File resized = at("a", 1);
        resized.stat.size++;
        File touched = at("b", 2);
        touched.stat.mtimeNs++;
        File renumbered = at("c", 3);
        renumbered.stat.fileIndex = 99;
        const auto changes = compareListings(listingOf({at("a", 1), at("b", 2), at("c", 3)}),
                                             listingOf({resized, touched, renumbered}));
        QVERIFY(changes.changed == Pairs({{0, 0}, {1, 1}}));
        QCOMPARE(changes.unchanged, 1);
    }

    void aRenameIsAMove() {
        const auto changes = compareListings(listingOf({at("a", 1), at("b", 2)}),
                                             listingOf({at("b", 2), at("new/a", 1)}));
        QVERIFY(changes.moved == Pairs({{0, 1}}));
        QVERIFY(changes.gone.empty());
        QVERIFY(changes.added.empty());
    }

    void aMissingFileMayMoveBack() {
        const auto changes = compareListings(listingOf({at("a", 1, FileState::Indexed, true)}),
                                             listingOf({at("elsewhere", 1)}));
        QVERIFY(changes.moved == Pairs({{0, 0}}));
        QCOMPARE(changes.stillMissing, 0);
    }

    void hardLinksDoNotMove() {
        const auto changes =
            compareListings(listingOf({at("a", 1)}), listingOf({at("x", 1), at("y", 1)}));
        QVERIFY(changes.moved.empty());
        QVERIFY(changes.added == Indices({0, 1}));
        QVERIFY(changes.gone == Indices({0}));
        const auto back =
            compareListings(listingOf({at("x", 1), at("y", 1)}), listingOf({at("a", 1)}));
        QVERIFY(back.moved.empty());
        QVERIFY(back.gone == Indices({0, 1}));
    }

    void withoutAFileIndexNothingMoves() {
        File from = at("a", 1);
        File to = at("b", 1);
        from.stat.fileIndex = to.stat.fileIndex = 0;
        const auto changes = compareListings(listingOf({from}), listingOf({to}));
        QVERIFY(changes.moved.empty());
        QVERIFY(changes.added == Indices({0}));
    }

    void swappedNamesAreChanges() {
        const auto changes = compareListings(listingOf({at("a", 1), at("b", 2)}),
                                             listingOf({at("a", 2), at("b", 1)}));
        QVERIFY(changes.changed == Pairs({{0, 0}, {1, 1}}));
    }

    void whatNeedsReadingIsRetried() {
        const auto known =
            listingOf({at("a", 1, FileState::Unreadable), at("b", 2, FileState::Pending),
                       at("c", 3, FileState::Failed), at("d", 4, FileState::Quarantined),
                       at("e", 5, FileState::Outdated)});
        const auto changes = compareListings(
            known, listingOf({at("a", 1), at("b", 2), at("c", 3), at("d", 4), at("e", 5)}));
        QVERIFY(changes.retry == Pairs({{0, 0}, {1, 1}, {4, 4}}));
        QCOMPARE(changes.unchanged, 2);
    }

    void whatIsOutdatedMayMove() {
        const auto known = listingOf({at("a", 1, FileState::Outdated)});
        const auto changes = compareListings(known, listingOf({at("b", 1)}));
        QVERIFY(changes.moved == Pairs({{0, 0}}));
    }

    void sidecarsComeBesideEverythingElse() {
        const auto with = [](File file, SidecarStamp sidecars) {
            file.sidecars = sidecars;
            return file;
        };
        const auto known =
            listingOf({with(at("appears", 1), 0), with(at("changes", 2), 7), with(at("goes", 3), 7),
                       with(at("moves", 4), 7), with(at("same", 5), 7), with(at("unread", 6), 7),
                       with(at("broken", 8, FileState::Failed), 0)});
        const auto found =
            listingOf({with(at("appears", 1), 7), with(at("changes", 2), 8), with(at("goes", 3), 0),
                       with(at("moved", 4), 8), with(at("new", 7), 9), with(at("same", 5), 7),
                       with(at("unread", 6), unknownSidecars), with(at("broken", 8), 7)});
        const auto changes = compareListings(known, found);
        QStringList paths;
        for (const std::uint32_t index : changes.sidecars)
            paths.append(found.pathString(index));
        QCOMPARE(paths.join(u' '), QStringLiteral("appears changes goes moved new"));
        QCOMPARE(changes.unchanged, 6);
        QCOMPARE(changes.moved.size(), std::size_t(1));
        QCOMPARE(changes.added.size(), std::size_t(1));
    }

    void goneReturnedAndStillMissing() {
        const auto known = listingOf({at("a", 1), at("b", 2, FileState::Indexed, true),
                                      at("c", 3, FileState::Indexed, true)});
        const auto changes = compareListings(known, listingOf({at("b", 2)}));
        QVERIFY(changes.gone == Indices({0}));
        QVERIFY(changes.returned == Pairs({{1, 0}}));
        QCOMPARE(changes.stillMissing, 1);
    }

    void placeholdersAreNotGone() {
        const auto known = listingOf({at("a/b.jpg", 1), at("a/b.jpg2", 2), at("c.jpg", 3)});
        const ChangeSet changes = compareListings(known, {}, {"a/b.jpg", "c.jpg"});
        QCOMPARE(changes.unchanged, 2);
        QVERIFY(changes.gone == Indices({1}));
    }

    void belowAnUnreadFolderNothingIsGone() {
        const auto known = listingOf({at("x/a", 1), at("x/y/b", 2), at("xy/c", 3), at("x.jpg", 4)});
        const auto changes = compareListings(known, {}, {"x"});
        QCOMPARE(changes.unchanged, 2);
        QCOMPARE(changes.gone.size(), std::size_t(2));
        QCOMPARE(compareListings(known, {}, {""}).unchanged, 4);
    }

    void agreesWithTheDefinition_data() {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 0; seed < 300; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    void agreesWithTheDefinition() {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        const auto draw = [&](bool known) {
            // Few names and few facts, so that everything collides with everything.
            std::map<std::string, File> files;
            const int count = random.bounded(25);
            for (int i = 0; i < count; ++i) {
                const char* folders[] = {"", "a/", "a/b/", "ab/", "ä/"};
                File file;
                file.path = folders[random.bounded(5)] + std::to_string(random.bounded(8));
                file.stat = {random.bounded(3), random.bounded(2),
                             static_cast<std::uint64_t>(random.bounded(6)), random.bounded(3)};
                if (known) {
                    file.state = static_cast<FileState>(random.bounded(1, 7));
                    file.missing = random.bounded(4) == 0;
                }
                const SidecarStamp stamps[] = {0, 0, 7, 8, known ? 0 : unknownSidecars};
                file.sidecars = stamps[random.bounded(5)];
                files[file.path] = file;
            }
            std::vector<File> list;
            for (const auto& entry : files)
                list.push_back(entry.second);
            std::reverse(list.begin(), list.end());
            return listingOf(list);
        };
        const FileListing known = draw(true);
        const FileListing found = draw(false);
        std::vector<std::string> unread;
        if (random.bounded(3) == 0)
            unread.push_back(random.bounded(2) == 0 ? "a" : "a/b");
        QVERIFY(compareListings(known, found, unread) == naive(known, found, unread));
    }
};

SEMBLANCE_TEST(TestChangeSet)
#include "tst_changeset.moc"
