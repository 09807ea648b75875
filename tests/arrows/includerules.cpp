#include "tests/arrows/includerules.h"

#include <QMap>
#include <QRegularExpression>
#include <algorithm>

namespace semblance {
namespace {
constexpr int longestFile = 500;

/// `rooms` as paths below core/.
QStringList core(std::initializer_list<const char*> rooms) {
    QStringList paths;
    for (const char* room : rooms)
        paths.append(QStringLiteral("core/") + QLatin1StringView(room));
    return paths;
}

void addLibrary(QMap<QString, QStringList>& rooms) {
    const auto wing = [&rooms](const char* name) -> QStringList& {
        return rooms[QStringLiteral("core/library/") + QLatin1StringView(name)];
    };
    wing("embedded") = core({"base", "catalogue", "gazetteer", "store", "scan", "index"});
    // Mirrors rows and vectors as the embedded one does.
    wing("team") = core({"base", "catalogue", "teamstore", "library/embedded"});
    wing("models") = core({"base", "catalogue", "remote"});
    wing("identity") = core({"base", "catalogue", "scan", "remote"});
    wing("search") = core(
        {"base", "catalogue", "scan", "remote", "query", "library/identity", "library/models"});
    wing("indexing") =
        core({"base", "catalogue", "scan", "remote", "library/identity", "library/models"});
    wing("groups") = core({"base", "catalogue", "remote"});
    wing("texts") = core({"base", "catalogue", "remote"});
    // What ties the wings together.
    rooms[QStringLiteral("core/library")] =
        core({"base", "catalogue", "store", "remote", "library/embedded", "library/models",
              "library/groups", "library/texts", "library/search"});
    wing("services") =
        core({"base", "catalogue", "scan", "remote", "query", "library/", "library/models",
              "library/search", "library/indexing", "library/groups", "library/texts"});
}

void addModel(QMap<QString, QStringList>& rooms) {
    const auto wing = [&rooms](const char* name) -> QStringList& {
        return rooms[QStringLiteral("core/model/") + QLatin1StringView(name)];
    };
    wing("files") = core({"base", "text"});
    wing("kernels") = core({"base", "model/files"});
    wing("networks") = core({"base", "model/files", "model/kernels"});
    wing("composition") = core({"base", "text", "model/files", "model/kernels", "model/networks"});
}

void addMedia(QMap<QString, QStringList>& rooms) {
    const auto wing = [&rooms](const char* name) -> QStringList& {
        return rooms[QStringLiteral("core/media/") + QLatin1StringView(name)];
    };
    wing("pixels") = core({"base"});
    wing("metadata") = core({"base"});
    wing("codecs") = core({"base", "media/pixels"});
    rooms[QStringLiteral("core/media")] =
        core({"base", "media/pixels", "media/metadata", "media/codecs"});
}

/// Room or wing -> what it may include besides itself; a path that ends with a slash is what lies
/// in the room beside its wings. ARCHITECTURE.md draws the same arrows.
const QMap<QString, QStringList>& arrows() {
    static const QMap<QString, QStringList> map = [] {
        QMap<QString, QStringList> rooms;
        rooms[QStringLiteral("core/base")] = {};
        for (const char* leaf : {"catalogue", "commandline", "gazetteer", "scan", "index", "query",
                                 "remote", "text", "ocr"})
            rooms[QStringLiteral("core/") + QLatin1StringView(leaf)] = core({"base"});
        for (const char* store : {"store", "teamstore"})
            rooms[QStringLiteral("core/") + QLatin1StringView(store)] = core({"base", "catalogue"});
        addLibrary(rooms);
        addModel(rooms);
        addMedia(rooms);
        rooms[QStringLiteral("core/dataset")] = core({"base", "remote"});
        const QStringList belowStudies =
            core({"base", "dataset", "model", "text", "query", "remote"});
        rooms[QStringLiteral("core/train")] = belowStudies;
        rooms[QStringLiteral("core/evaluate")] = belowStudies;
        const QStringList studied = belowStudies + core({"evaluate", "train"});
        rooms[QStringLiteral("core/study")] = studied;

        const QStringList translations = {QStringLiteral("translations")};
        rooms[translations.first()] = {};
        const QStringList shown = core({"base", "catalogue", "gazetteer", "query", "library/",
                                        "library/services", "library/indexing"});
        rooms[QStringLiteral("ui")] = shown;
        rooms[QStringLiteral("app/desktop")] =
            shown + core({"commandline"}) + translations + QStringList{QStringLiteral("ui")};
        // `doctor` and `library` look at the parts one by one.
        rooms[QStringLiteral("app/cli")] =
            core({"base", "catalogue", "commandline", "gazetteer", "library", "store", "teamstore",
                  "scan", "query", "remote"});
        rooms[QStringLiteral("app/decoder")] =
            core({"base", "commandline", "media", "remote"}) + translations;
        // Confined as the decoder is.
        rooms[QStringLiteral("app/ocr")] = core({"base", "commandline", "ocr", "remote"}) +
                                           translations +
                                           QStringList{QStringLiteral("app/decoder")};
        rooms[QStringLiteral("app/engine")] =
            studied + core({"commandline", "study"}) + translations;
        return rooms;
    }();
    return map;
}

/// The only rooms that may see each third-party library.
const QList<LibraryRule>& libraries() {
    static const QList<LibraryRule> list = {
        {"tl/expected\\.hpp|xxhash\\.h|openssl/evp\\.h", {QStringLiteral("core/base")}},
        {"CLI/.*", {QStringLiteral("core/commandline")}},
        {"sqlite3\\.h|SQLiteCpp/.*", {QStringLiteral("core/store")}},
        {"libpq-fe\\.h", {QStringLiteral("core/teamstore")}},
        {"hnswlib/.*", {QStringLiteral("core/index")}},
        {"nanoflann\\.hpp", {QStringLiteral("core/gazetteer")}},
        {"hwy/.*", {QStringLiteral("core/index"), QStringLiteral("core/model/kernels")}},
        {"lcms2\\.h|opencv2/.*|libheif/.*|libraw/.*|jxl/.*|openjpeg\\.h|exiv2/.*|jpeglib\\.h|"
         "jerror\\.h|turbojpeg\\.h|png\\.h|tiffio\\.h|gif_lib\\.h|webp/.*|"
         "librsvg/.*|Imf\\w+\\.h|Imath\\w+\\.h|zlib\\.h|isa-l/.*|zip\\.h|poppler-.*\\.h|"
         "libav(format|codec|util)/.*|libswscale/.*",
         {QStringLiteral("core/media")}},
        {"tesseract/.*", {QStringLiteral("core/ocr")}},
        {"seccomp\\.h", {QStringLiteral("app/decoder")}},
        {"sentencepiece.*", {QStringLiteral("core/text")}},
        {"torch/.*|ATen/.*|c10/.*",
         {QStringLiteral("core/model/kernels"), QStringLiteral("core/model/networks"),
          QStringLiteral("core/model/composition"), QStringLiteral("core/train")}},
    };
    return list;
}

/// Whether `rooms` name this room or wing, or the room it is a wing of.
bool names(const QStringList& rooms, const QString& room) {
    return std::any_of(rooms.begin(), rooms.end(), [&](const QString& named) {
        if (named.endsWith(QLatin1Char('/')))
            return room == QStringView(named).chopped(1);
        return room == named || room.startsWith(named + QLatin1Char('/'));
    });
}

/// The systems' own headers, and C's. C++'s have no suffix and no folder.
bool isSystemHeader(const QString& header) {
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(QStringLiteral(
        "[a-z_]+|(sys|linux|netinet|arpa|mach)/[a-z_]+\\.h|CoreFoundation/CoreFoundation\\.h|"
        "(unistd|fcntl|dlfcn|execinfo|malloc|dirent|poll|pthread|sched|signal|spawn|errno|"
        "mntent|windows|winsock2|io|shlobj|psapi|winioctl|sandbox)\\.h")));
    return pattern.match(header).hasMatch();
}

bool isQtHeader(const QString& header) {
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        QStringLiteral("(Qt[A-Z]\\w*/)?Q[A-Za-z0-9]+|qt\\w*\\.h")));
    return pattern.match(header).hasMatch();
}

/// Empty when `room` may include `header`.
QString includeProblem(const QString& room, const QString& header, const IncludeRules& rules) {
    if (isQtHeader(header) || isSystemHeader(header))
        return {};
    for (const LibraryRule& library : rules.libraries) {
        const QRegularExpression pattern(
            QRegularExpression::anchoredPattern(QString::fromLatin1(library.headers)));
        if (!pattern.match(header).hasMatch())
            continue;
        if (names(library.rooms, room))
            return {};
        return QStringLiteral("includes <%1>, which only %2 may")
            .arg(header, library.rooms.join(QStringLiteral(" and ")));
    }
    const QString target = roomOf(header, rules);
    if (target.isEmpty())
        return QStringLiteral("includes \"%1\", which no rule in tests/arrows names").arg(header);
    if (target == room || names(rules.arrows.value(room), target))
        return {};
    return QStringLiteral("includes \"%1\": no arrow leads from %2 to %3")
        .arg(header, room, target);
}
}  // namespace

const IncludeRules& includeRules() {
    static const IncludeRules rules{arrows(), libraries()};
    return rules;
}

QString roomOf(const QString& path, const IncludeRules& rules) {
    QString found;
    for (const QString& room : rules.arrows.keys()) {
        if (path.startsWith(room + QLatin1Char('/')) && room.size() > found.size())
            found = room;
    }
    if (!found.isEmpty())
        return found;
    const QStringList parts = path.split(QLatin1Char('/'));
    const bool inHouse =
        parts[0] == QLatin1StringView("core") || parts[0] == QLatin1StringView("app");
    return inHouse && parts.size() > 2 ? parts[0] + QLatin1Char('/') + parts[1] : QString();
}

QStringList violations(const QString& path, const QString& content, const IncludeRules& rules) {
    const QString room = roomOf(path, rules);
    if (room.isEmpty() || !rules.arrows.contains(room))
        return {
            QStringLiteral("%1: its folder is no room or wing that tests/arrows knows").arg(path)};

    QStringList problems;
    static const QRegularExpression include(
        QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"]+)[>\"]"),
        QRegularExpression::MultilineOption);
    for (auto it = include.globalMatch(content); it.hasNext();) {
        const QString problem = includeProblem(room, it.next().captured(1), rules);
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

QStringList roomsInCircles(const IncludeRules& rules) {
    // What leads nowhere but to rooms already taken away is taken away; a circle stays.
    QStringList left = rules.arrows.keys();
    const auto leadsOn = [&](const QString& room) {
        return std::any_of(left.begin(), left.end(), [&](const QString& other) {
            return names(rules.arrows.value(room), other);
        });
    };
    while (true) {
        QStringList kept;
        for (const QString& room : left) {
            if (leadsOn(room))
                kept.append(room);
        }
        if (kept.size() == left.size())
            return left;
        left = kept;
    }
}

}  // namespace semblance
