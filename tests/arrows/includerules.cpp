#include "tests/arrows/includerules.h"

#include <QMap>
#include <QRegularExpression>
#include <algorithm>

namespace semblance {
namespace {
constexpr int longestFile = 500;

/// Room -> the rooms it may include besides itself. ARCHITECTURE.md draws the same arrows.
const QMap<QString, QStringList>& arrows() {
    static const QMap<QString, QStringList> map = [] {
        const auto core = [](const QStringList& rooms) {
            QStringList paths;
            for (const QString& room : rooms)
                paths.append(QStringLiteral("core/") + room);
            return paths;
        };
        const QStringList base = {QStringLiteral("core/base")};
        const QString text = QStringLiteral("text"), query = QStringLiteral("query");
        const QString model = QStringLiteral("model"), remote = QStringLiteral("remote");
        const QString dataset = QStringLiteral("dataset");
        QMap<QString, QStringList> rooms;
        rooms[QStringLiteral("core/base")] = {};
        for (const char* leaf : {"store", "scan", "index", "query", "remote", "media", "text"})
            rooms[QStringLiteral("core/") + QLatin1StringView(leaf)] = base;
        const QStringList belowLibrary =
            base + core({QStringLiteral("store"), QStringLiteral("scan"), QStringLiteral("index"),
                         query, remote});
        rooms[QStringLiteral("core/library")] = belowLibrary;
        rooms[QStringLiteral("core/model")] = base + core({text});
        rooms[QStringLiteral("core/dataset")] = base + core({remote});
        const QStringList belowStudies = base + core({dataset, model, text, query, remote});
        rooms[QStringLiteral("core/train")] = belowStudies;
        rooms[QStringLiteral("core/evaluate")] = belowStudies;
        rooms[QStringLiteral("ui")] = base + core({QStringLiteral("library"), query});
        rooms[QStringLiteral("app/desktop")] =
            base + core({QStringLiteral("library"), query}) +
            QStringList{QStringLiteral("ui"), QStringLiteral("translations")};
        // `doctor` and `library` look at the parts one by one.
        rooms[QStringLiteral("app/cli")] = belowLibrary + core({QStringLiteral("library")});
        rooms[QStringLiteral("app/decoder")] = base + core({QStringLiteral("media"), remote}) +
                                               QStringList{QStringLiteral("translations")};
        rooms[QStringLiteral("translations")] = {};
        rooms[QStringLiteral("app/engine")] =
            belowStudies + core({QStringLiteral("evaluate"), QStringLiteral("train")}) +
            QStringList{QStringLiteral("translations")};
        return rooms;
    }();
    return map;
}

struct ThirdParty {
    const char* headers;  ///< a regular expression over the whole name
    QStringList rooms;
};

/// The only rooms that may see each third-party library.
const QList<ThirdParty>& thirdParty() {
    static const QList<ThirdParty> list = {
        {"tl/expected\\.hpp|xxhash\\.h|openssl/evp\\.h", {QStringLiteral("core/base")}},
        {"sqlite3\\.h|SQLiteCpp/.*", {QStringLiteral("core/store")}},
        {"hnswlib/.*", {QStringLiteral("core/index")}},
        {"hwy/.*", {QStringLiteral("core/index"), QStringLiteral("core/model")}},
        {"opencv2/.*|libheif/.*|libraw/.*|exiv2/.*|jpeglib\\.h|jerror\\.h|turbojpeg\\.h",
         {QStringLiteral("core/media")}},
        {"sentencepiece.*", {QStringLiteral("core/text")}},
        {"torch/.*|ATen/.*|c10/.*", {QStringLiteral("core/model"), QStringLiteral("core/train")}},
    };
    return list;
}

/// The systems' own headers, and C's. C++'s have no suffix and no folder.
bool isSystemHeader(const QString& header) {
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        QStringLiteral("[a-z_]+|(sys|linux|netinet|arpa|mach)/[a-z_]+\\.h|"
                       "(unistd|fcntl|malloc|dirent|poll|pthread|sched|seccomp|signal|errno|"
                       "windows|io|shlobj|psapi|winioctl|sandbox)\\.h")));
    return pattern.match(header).hasMatch();
}

bool isQtHeader(const QString& header) {
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        QStringLiteral("(Qt[A-Z]\\w*/)?Q[A-Za-z0-9]+|qt\\w*\\.h")));
    return pattern.match(header).hasMatch();
}

/// Empty when `room` may include `header`.
QString includeProblem(const QString& room, const QString& header) {
    if (isQtHeader(header) || isSystemHeader(header))
        return {};
    for (const ThirdParty& library : thirdParty()) {
        const QRegularExpression pattern(
            QRegularExpression::anchoredPattern(QString::fromLatin1(library.headers)));
        if (!pattern.match(header).hasMatch())
            continue;
        if (library.rooms.contains(room))
            return {};
        return QStringLiteral("includes <%1>, which only %2 may")
            .arg(header, library.rooms.join(QStringLiteral(" and ")));
    }
    const QString target = roomOf(header);
    if (target.isEmpty())
        return QStringLiteral("includes \"%1\", which no rule in tests/arrows names").arg(header);
    if (target == room || arrows().value(room).contains(target))
        return {};
    return QStringLiteral("includes \"%1\": no arrow leads from %2 to %3")
        .arg(header, room, target);
}
}  // namespace

QString roomOf(const QString& path) {
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts.size() < 2)
        return {};
    if (parts[0] == QLatin1StringView("ui") || parts[0] == QLatin1StringView("translations"))
        return parts[0];
    const bool inHouse =
        parts[0] == QLatin1StringView("core") || parts[0] == QLatin1StringView("app");
    return inHouse && parts.size() > 2 ? parts[0] + QLatin1Char('/') + parts[1] : QString();
}

QStringList violations(const QString& path, const QString& content) {
    const QString room = roomOf(path);
    if (room.isEmpty() || !arrows().contains(room))
        return {QStringLiteral("%1: its folder is no room that tests/arrows knows").arg(path)};

    QStringList problems;
    static const QRegularExpression include(
        QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"]+)[>\"]"),
        QRegularExpression::MultilineOption);
    for (auto it = include.globalMatch(content); it.hasNext();) {
        const QString problem = includeProblem(room, it.next().captured(1));
        if (!problem.isEmpty())
            problems.append(QStringLiteral("%1 %2.").arg(path, problem));
    }

    const auto lines = content.count(QLatin1Char('\n'));
    if (lines > longestFile && !content.contains(QLatin1StringView("Size:")))
        problems.append(
            QStringLiteral("%1 has %2 lines, more than %3; split it, or give the reason "
                           "in a comment that starts with \"Size:\".")
                .arg(path)
                .arg(lines)
                .arg(longestFile));
    if (path.endsWith(QLatin1StringView(".h")) &&
        !content.contains(QLatin1StringView("#pragma once")))
        problems.append(QStringLiteral("%1 has no #pragma once.").arg(path));
    return problems;
}

}  // namespace semblance
