#include "app/cli/arguments.h"

#include <QDir>
#include <QHash>

#include "app/cli/commandspecs.h"
#include "core/base/currentfolder.h"
#include "core/base/paths.h"
#include "core/commandline/commandline.h"
#include "core/query/filtergrammar.h"

namespace semblance {

namespace {

tl::unexpected<Error> wrong(const QString& sentence) {
    return fail(ErrorKind::WrongUse, sentence);
}

Arguments::Command commandOf(const CommandLine& line) {
    using Command = Arguments::Command;
    static const QHash<QString, Command> commands{
        {QStringLiteral("index"), Command::Index},     {QStringLiteral("search"), Command::Search},
        {QStringLiteral("show"), Command::Show},       {QStringLiteral("mark"), Command::Mark},
        {QStringLiteral("library"), Command::Library}, {QStringLiteral("model"), Command::Model},
        {QStringLiteral("team"), Command::Team},       {QStringLiteral("doctor"), Command::Doctor}};
    return commands.value(line.commands.value(0));
}

/// Whether the operands are paths and no names.
bool takesPaths(const Arguments& arguments) {
    switch (arguments.command) {
        case Arguments::Command::Index:
        case Arguments::Command::Show:
        case Arguments::Command::Mark:
            return true;
        case Arguments::Command::Library:
            return !arguments.action.isEmpty() && arguments.action != QLatin1StringView("forget") &&
                   arguments.action != QLatin1StringView("ignore");
        case Arguments::Command::Model:
            return arguments.action == QLatin1StringView("import");
        default:
            return false;
    }
}

Result<QStringList> absolutePaths(const QStringList& paths) {
    QStringList absolute;
    for (const QString& path : paths) {
        SEMBLANCE_TRY_ASSIGN(const QString whole, absolutePath(path));
        absolute.append(whole);
    }
    return absolute;
}

/// What is asked of any query: filter, mix and limit.
Result<Query> settingsOf(const CommandLine& line) {
    Query query;
    SEMBLANCE_TRY_ASSIGN(query.mix, line.number(u"mix"));
    SEMBLANCE_TRY_ASSIGN(const std::optional<int> limit, line.wholeNumber(u"limit"));
    query.limit = limit.value_or(Query::defaultLimit);
    SEMBLANCE_TRY_ASSIGN(query.filter, filterFromText(line.value(u"filter")));
    SEMBLANCE_TRY(validateSettings(query));
    return query;
}

Result<Query> batchDefaultsOf(const CommandLine& line) {
    for (const char16_t* option : {u"image", u"text", u"modify", u"not"}) {
        if (line.has(option))
            return wrong(
                QStringLiteral("With --batch the queries stand in the file: leave --%1 out.")
                    .arg(QStringView(option)));
    }
    return settingsOf(line);
}

Result<Query> queryOf(const CommandLine& line) {
    SEMBLANCE_TRY_ASSIGN(Query query, settingsOf(line));
    SEMBLANCE_TRY_ASSIGN(const QStringList images, absolutePaths(line.values(u"image")));
    for (const QString& path : images)
        query.references.push_back({{path, {}, {}}, 1});
    query.text = line.value(u"text");
    query.modification = line.value(u"modify");
    for (const QString& text : line.values(u"not"))
        query.negatives.push_back({text, 1});
    query = tidied(query);
    SEMBLANCE_TRY(validate(query));
    return query;
}

Result<SearchOutput> outputOf(const CommandLine& line) {
    const bool json = line.has(u"json") || line.has(u"batch");
    for (const char16_t* option : {u"paths", u"null"}) {
        if (json && line.has(option))
            return wrong(
                QStringLiteral("--%1 prints paths alone, --%2 JSON: leave one of them out.")
                    .arg(QStringView(option),
                         line.has(u"json") ? QStringLiteral("json") : QStringLiteral("batch")));
    }
    if (line.has(u"null"))
        return SearchOutput::NullSeparated;
    if (line.has(u"paths"))
        return SearchOutput::Paths;
    return json ? SearchOutput::Json : SearchOutput::Scored;
}

Status readSearch(const CommandLine& line, Arguments& arguments) {
    SEMBLANCE_TRY_ASSIGN(arguments.output, outputOf(line));
    arguments.batchFile = line.value(u"batch");
    if (line.has(u"batch") && arguments.batchFile.isEmpty())
        return wrong(QStringLiteral("--batch needs a file."));
    if (arguments.batchFile != QLatin1StringView("-")) {
        SEMBLANCE_TRY_ASSIGN(arguments.batchFile, absolutePath(arguments.batchFile));
    }
    SEMBLANCE_TRY_ASSIGN(arguments.query,
                         line.has(u"batch") ? batchDefaultsOf(line) : queryOf(line));
    return {};
}

/// "OLD=NEW": either may hold the sign, so the first one that leaves a whole path behind it counts.
Result<std::pair<QString, QString>> folderOf(const QString& text) {
    qsizetype at = text.indexOf(QLatin1Char('='));
    for (qsizetype next = at; next >= 0; next = text.indexOf(QLatin1Char('='), next + 1)) {
        if (QDir::isAbsolutePath(text.mid(next + 1))) {
            at = next;
            break;
        }
    }
    if (at < 1 || at + 1 == text.size())
        return wrong(QStringLiteral("--root '%1' is not of the form OLD=NEW: the folder as the "
                                    "file calls it, and the folder that it is here.")
                         .arg(text));
    SEMBLANCE_TRY_ASSIGN(const QString here, absolutePath(text.mid(at + 1)));
    return std::pair(QDir::cleanPath(text.left(at)), here);
}

Status readKeeping(const CommandLine& line, Arguments& arguments) {
    arguments.repair = line.has(u"repair");
    arguments.thumbnails = line.has(u"thumbnails");
    arguments.yes = line.has(u"yes");
    for (const QString& text : line.values(u"root")) {
        SEMBLANCE_TRY_ASSIGN(auto folder, folderOf(text));
        arguments.folders.push_back(std::move(folder));
    }
    return {};
}

Status readLinks(const CommandLine& line, Arguments& arguments) {
    const bool follow = line.has(u"follow-links");
    const bool doNot = line.has(u"no-follow-links");
    if (follow && doNot)
        return wrong(
            QStringLiteral("--follow-links and --no-follow-links: leave one of them out."));
    if (follow || doNot)
        arguments.followLinks = follow;
    return {};
}

Result<QStringList> tagsOf(const CommandLine& line, const char16_t* option) {
    QStringList tags;
    for (const QString& text : line.values(option)) {
        const QString tag = tidiedTag(text);
        if (tag.isEmpty())
            return wrong(QStringLiteral("--%1 needs a tag.").arg(QStringView(option)));
        tags.append(tag);
    }
    return tags;
}

Status readMarks(const CommandLine& line, Arguments& arguments) {
    MarkEdit& marks = arguments.marks;
    SEMBLANCE_TRY_ASSIGN(marks.rating, line.wholeNumber(u"rating"));
    if (marks.rating && (*marks.rating < 0 || *marks.rating > 5))
        return wrong(QStringLiteral("--rating is a number from 0 to 5."));
    if (line.has(u"label")) {
        const QString wanted = line.value(u"label");
        for (const QString& name : labelNames()) {
            if (name.compare(wanted, Qt::CaseInsensitive) == 0)
                marks.label = name;
        }
        if (wanted.isEmpty() || wanted.compare(QLatin1StringView("none"), Qt::CaseInsensitive) == 0)
            marks.label = QString();
        if (!marks.label)
            return wrong(QStringLiteral("--label is one of %1, or none.")
                             .arg(labelNames().join(QStringLiteral(", "))));
    }
    SEMBLANCE_TRY_ASSIGN(marks.tags, tagsOf(line, u"tag"));
    SEMBLANCE_TRY_ASSIGN(marks.untags, tagsOf(line, u"untag"));
    if (line.has(u"note"))
        marks.note = line.value(u"note").left(FactLimits::description);
    arguments.writeSidecars = line.has(u"write-sidecars");
    return {};
}

Status readRoot(const CommandLine& line, Arguments& arguments) {
    if (!line.has(u"root"))
        return {};
    if (line.value(u"root").isEmpty())
        return wrong(QStringLiteral("--root needs a folder of the library."));
    SEMBLANCE_TRY_ASSIGN(arguments.root, absolutePath(line.value(u"root")));
    return {};
}

Result<QString> libraryDirOf(const CommandLine& line) {
    if (!line.has(u"library"))
        return defaultLibraryDir();
    if (line.value(u"library").isEmpty())
        return wrong(QStringLiteral("--library needs a folder."));
    return absolutePath(line.value(u"library"));
}

}  // namespace

Result<Arguments> parseArguments(const QStringList& arguments) {
    SEMBLANCE_TRY_ASSIGN(const CommandLine line, readCommandLine(cliSpec(), arguments));
    Arguments parsed;
    parsed.helpText = line.help;
    if (line.version)
        parsed.command = Arguments::Command::Version;
    if (line.version || !line.help.isEmpty())
        return parsed;
    parsed.command = commandOf(line);
    parsed.action = line.commands.value(1);
    parsed.operands = line.operands;
    if (takesPaths(parsed)) {
        SEMBLANCE_TRY_ASSIGN(parsed.operands, absolutePaths(line.operands));
    }
    SEMBLANCE_TRY_ASSIGN(parsed.libraryDir, libraryDirOf(line));
    parsed.libraryNamed = line.has(u"library");
    parsed.model = line.value(u"model");
    parsed.name = line.value(u"name");
    parsed.json = line.has(u"json");
    parsed.watch = line.has(u"watch");
    if (parsed.action == QLatin1StringView("ignore"))
        SEMBLANCE_TRY(readRoot(line, parsed));
    else
        SEMBLANCE_TRY(readKeeping(line, parsed));
    parsed.videos = !line.has(u"no-videos");
    SEMBLANCE_TRY(readLinks(line, parsed));
    if (parsed.command == Arguments::Command::Search)
        SEMBLANCE_TRY(readSearch(line, parsed));
    if (parsed.command == Arguments::Command::Mark)
        SEMBLANCE_TRY(readMarks(line, parsed));
    return parsed;
}

}  // namespace semblance
