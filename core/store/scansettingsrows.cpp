#include "core/store/scansettingsrows.h"

#include <vector>

#include "core/catalogue/rootpaths.h"

namespace semblance {

namespace {

constexpr const char* kFollowLinks = "follow_links";

}  // namespace

ScanSettings readScanSettings(SQLite::Database& database) {
    ScanSettings settings;
    SQLite::Statement follow(database, "SELECT value FROM meta WHERE name = ?");
    follow.bind(1, kFollowLinks);
    settings.followLinks = follow.executeStep() && columnInt(follow, 0) != 0;
    SQLite::Statement lines(database,
                            "SELECT coalesce(root, 0), glob, taken_in FROM left_out ORDER BY id");
    while (lines.executeStep()) {
        const RootId root{columnInt(lines, 0)};
        const QString glob = columnText(lines, 1);
        if (root.isValid())
            settings.ofRoots[root].append(glob);
        else
            (columnInt(lines, 2) != 0 ? settings.takenIn : settings.leftOut).append(glob);
    }
    return settings;
}

void writeScanSettings(SQLite::Database& database, const ScanSettings& settings) {
    SQLite::Statement follow(database, "INSERT OR REPLACE INTO meta VALUES (?, ?)");
    follow.bind(1, kFollowLinks);
    follow.bind(2, settings.followLinks ? 1 : 0);
    follow.exec();
    database.exec("DELETE FROM left_out");
    SQLite::Statement add(database,
                          "INSERT INTO left_out (root, glob, taken_in)"
                          " SELECT ?1, ?2, ?3"
                          " WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM root WHERE id = ?1)");
    const auto put = [&](RootId root, const QStringList& globs, bool takenIn) {
        for (const QString& glob : globs) {
            if (root.isValid())
                add.bind(1, root.value);
            else
                add.bind(1);
            bindText(add, 2, glob);
            add.bind(3, takenIn ? 1 : 0);
            runOnce(add);
        }
    };
    put({}, settings.leftOut, false);
    put({}, settings.takenIn, true);
    for (const auto& [root, globs] : settings.ofRoots)
        put(root, globs, false);
}

void giveGlobs(SQLite::Database& database, RootId from, RootId to, const QString& folder) {
    struct Line {
        std::int64_t id = 0;
        QString glob;
    };
    std::vector<Line> lines;
    {
        SQLite::Statement select(database,
                                 "SELECT id, glob FROM left_out WHERE root = ? ORDER BY id");
        select.bind(1, from.value);
        while (select.executeStep())
            lines.push_back({columnInt(select, 0), columnText(select, 1)});
    }
    SQLite::Statement give(database, "UPDATE left_out SET root = ?, glob = ? WHERE id = ?");
    for (const Line& line : lines) {
        give.bind(1, to.value);
        bindText(give, 2, globFromAbove(line.glob, folder));
        give.bind(3, line.id);
        runOnce(give);
    }
}

}  // namespace semblance
