#include "app/cli/arguments.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <cmath>
#include <limits>

#include "core/base/paths.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Arguments)
};

const QString kLibrary = QStringLiteral("library");
const QString kModel = QStringLiteral("model");
const QString kName = QStringLiteral("name");
const QString kJson = QStringLiteral("json");
const QString kImage = QStringLiteral("image");
const QString kText = QStringLiteral("text");
const QString kModify = QStringLiteral("modify");
const QString kNot = QStringLiteral("not");
const QString kMix = QStringLiteral("mix");
const QString kLimit = QStringLiteral("limit");
const QString kBatch = QStringLiteral("batch");
const QString kHelp = QStringLiteral("help");
const QString kVersion = QStringLiteral("version");

void declareOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(Text::tr(
        "Finds pictures by a reference picture plus a sentence, by words or by picture alone.\n\n"
        "  semblance-cli index FOLDER...             add folders and index what is new in them\n"
        "  semblance-cli search --image P --modify M \"this picture, but ...\"\n"
        "  semblance-cli search --text T             by words alone\n"
        "  semblance-cli search --batch FILE.jsonl --json\n"
        "  semblance-cli library [failed | retry | remove FOLDER | forget MODEL]\n"
        "  semblance-cli model [list | check NAME]   the models, and how fast they are here\n"
        "  semblance-cli model import FOLDER         take over a CLIP or SigLIP model you have "
        "got\n"
        "  semblance-cli model use NAME              encode the library with another model\n"
        "  semblance-cli model remove NAME\n"
        "  semblance-cli doctor\n\n"
        "Exit codes: 0 done, 1 done with failures, 2 wrong use, 3 could not."));
    const auto add = [&](const QString& name, const QString& what, const QString& value = {}) {
        parser.addOption(QCommandLineOption(name, what, value));
    };
    add(kLibrary, Text::tr("The library's folder; without it, your own library."),
        QStringLiteral("DIR"));
    add(kModel, Text::tr("index: the model, by name or folder."), QStringLiteral("NAME|PATH"));
    add(kName, Text::tr("model import: what to call it."), QStringLiteral("NAME"));
    add(kJson, Text::tr("Answer in JSON."));
    add(kImage, Text::tr("search: a reference picture; may be given several times."),
        QStringLiteral("PATH"));
    add(kText, Text::tr("search: what the picture shows."), QStringLiteral("T"));
    add(kModify, Text::tr("search: what should differ from the reference."), QStringLiteral("M"));
    add(kNot, Text::tr("search: what not to find; may be given several times."),
        QStringLiteral("T"));
    add(kMix, Text::tr("search: 0 is the picture alone, 1 the sentence alone."),
        QStringLiteral("0..1"));
    add(kLimit, Text::tr("search: at most so many results (50)."), QStringLiteral("N"));
    add(kBatch, Text::tr("search: a file with one JSON query per line; - reads standard input."),
        QStringLiteral("FILE.jsonl"));
    add(kHelp, Text::tr("Show this help."));
    add(kVersion, Text::tr("Show the version."));
    parser.addPositionalArgument(QStringLiteral("command"),
                                 Text::tr("index, search, library, model or doctor"));
}

QStringList optionsOf(Arguments::Command command) {
    switch (command) {
        case Arguments::Command::Index:
            return {kLibrary, kModel, kJson};
        case Arguments::Command::Search:
            return {kLibrary, kModel, kJson, kImage, kText, kModify, kNot, kMix, kLimit, kBatch};
        case Arguments::Command::Library:
            return {kLibrary, kJson};
        case Arguments::Command::Model:
            return {kLibrary, kName, kJson};
        case Arguments::Command::Doctor:
            return {kLibrary, kModel, kJson};
        case Arguments::Command::Help:
        case Arguments::Command::Version:
            break;
    }
    return {};
}

Result<Arguments::Command> commandNamed(const QString& name) {
    if (name == QLatin1StringView("index"))
        return Arguments::Command::Index;
    if (name == QLatin1StringView("search"))
        return Arguments::Command::Search;
    if (name == QLatin1StringView("library"))
        return Arguments::Command::Library;
    if (name == QLatin1StringView("model"))
        return Arguments::Command::Model;
    if (name == QLatin1StringView("doctor"))
        return Arguments::Command::Doctor;
    return fail(ErrorKind::WrongUse,
                Text::tr("There is no command '%1': use index, search, library, model or doctor.")
                    .arg(name));
}

Result<double> numberOf(const QCommandLineParser& parser, const QString& option) {
    bool valid = false;
    const double number = parser.value(option).toDouble(&valid);
    if (valid)
        return number;
    return fail(ErrorKind::WrongUse,
                Text::tr("--%1 needs a number, not '%2'.").arg(option, parser.value(option)));
}

/// What is asked of any query: mix and limit.
Result<Query> settingsOf(const QCommandLineParser& parser) {
    Query query;
    if (parser.isSet(kMix)) {
        SEMBLANCE_TRY_ASSIGN(query.mix, numberOf(parser, kMix));
    }
    if (parser.isSet(kLimit)) {
        SEMBLANCE_TRY_ASSIGN(const double limit, numberOf(parser, kLimit));
        // Compared before it is made an integer: not every number is one.
        if (!(std::abs(limit) <= std::numeric_limits<int>::max()) || limit != std::floor(limit))
            return fail(ErrorKind::WrongUse, Text::tr("--limit needs a whole number."));
        query.limit = static_cast<int>(limit);
    }
    SEMBLANCE_TRY(validateSettings(query));
    return query;
}

Result<Query> batchDefaultsOf(const QCommandLineParser& parser) {
    for (const QString& option : {kImage, kText, kModify, kNot}) {
        if (parser.isSet(option)) {
            return fail(ErrorKind::WrongUse,
                        Text::tr("With --batch the queries stand in the file: leave --%1 out.")
                            .arg(option));
        }
    }
    return settingsOf(parser);
}

Result<Query> queryOf(const QCommandLineParser& parser) {
    SEMBLANCE_TRY_ASSIGN(Query query, settingsOf(parser));
    for (const QString& path : parser.values(kImage))
        query.references.push_back(referenceTo(path));
    for (const QString& single : {kText, kModify}) {
        if (parser.values(single).size() > 1) {
            return fail(ErrorKind::WrongUse, Text::tr("--%1 can be given once only.").arg(single));
        }
    }
    query.text = parser.value(kText);
    query.modification = parser.value(kModify);
    for (const QString& text : parser.values(kNot))
        query.negatives.push_back({text, 1});
    query = tidied(query);
    SEMBLANCE_TRY(validate(query));
    return query;
}

/// Action -> how many operands there are with it, itself included.
using Actions = QHash<QString, qsizetype>;

bool fits(const QStringList& operands, const Actions& actions) {
    const auto needed = actions.constFind(operands.value(0));
    return needed != actions.cend() && operands.size() == *needed;
}

Status checkOperands(const Arguments& parsed) {
    static const Actions libraryActions{{QString(), 0},
                                        {QStringLiteral("failed"), 1},
                                        {QStringLiteral("retry"), 1},
                                        {QStringLiteral("remove"), 2},
                                        {QStringLiteral("forget"), 2}};
    static const Actions modelActions{{QString(), 0},
                                      {QStringLiteral("list"), 1},
                                      {QStringLiteral("check"), 2},
                                      {QStringLiteral("import"), 2},
                                      {QStringLiteral("use"), 2},
                                      {QStringLiteral("remove"), 2}};
    const auto wrong = [](const QString& sentence) { return fail(ErrorKind::WrongUse, sentence); };
    switch (parsed.command) {
        case Arguments::Command::Index:
            if (parsed.operands.isEmpty())
                return wrong(Text::tr("index needs at least one folder."));
            return {};
        case Arguments::Command::Library:
            if (fits(parsed.operands, libraryActions))
                return {};
            return wrong(
                Text::tr("library takes nothing, 'failed', 'retry', 'remove FOLDER', or "
                         "'forget MODEL'."));
        case Arguments::Command::Model:
            if (fits(parsed.operands, modelActions))
                return {};
            return wrong(
                Text::tr("model takes nothing, 'list', 'check NAME', 'import FOLDER', "
                         "'use NAME', or 'remove NAME'."));
        default:
            if (parsed.operands.isEmpty())
                return {};
            return wrong(Text::tr("'%1' is not expected here.").arg(parsed.operands.first()));
    }
}
}  // namespace

Reference referenceTo(const QString& path) {
    Reference reference;
    reference.picture.path = QFileInfo(path).absoluteFilePath();
    return reference;
}

Result<Arguments> parseArguments(const QStringList& arguments) {
    QCommandLineParser parser;
    declareOptions(parser);
    Arguments parsed;
    const bool understood = parser.parse(arguments);
    parsed.helpText = parser.helpText();
    if (!understood)
        return fail(ErrorKind::WrongUse, parser.errorText());
    if (parser.isSet(kVersion)) {
        parsed.command = Arguments::Command::Version;
        return parsed;
    }
    parsed.operands = parser.positionalArguments();
    if (parser.isSet(kHelp))
        return parsed;
    if (parsed.operands.isEmpty()) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("Say what to do: index, search, library, model or doctor "
                             "(semblance-cli --help tells more)."));
    }
    SEMBLANCE_TRY_ASSIGN(parsed.command, commandNamed(parsed.operands.takeFirst()));
    SEMBLANCE_TRY(checkOperands(parsed));
    const QStringList allowed = optionsOf(parsed.command);
    for (const QString& option : parser.optionNames()) {
        if (!allowed.contains(option)) {
            return fail(ErrorKind::WrongUse,
                        Text::tr("--%1 has no meaning for this command.").arg(option));
        }
    }
    parsed.libraryDir = parser.isSet(kLibrary) ? parser.value(kLibrary) : defaultLibraryDir();
    if (parsed.libraryDir.isEmpty())
        return fail(ErrorKind::WrongUse, Text::tr("--library needs a folder."));
    parsed.libraryNamed = parser.isSet(kLibrary);
    parsed.model = parser.value(kModel);
    parsed.name = parser.value(kName);
    if (parser.isSet(kName) && parsed.operands.value(0) != QLatin1StringView("import"))
        return fail(ErrorKind::WrongUse, Text::tr("--name belongs to model import."));
    parsed.json = parser.isSet(kJson);
    parsed.batchFile = parser.value(kBatch);
    if (parsed.command == Arguments::Command::Search) {
        SEMBLANCE_TRY_ASSIGN(parsed.query,
                             parser.isSet(kBatch) ? batchDefaultsOf(parser) : queryOf(parser));
    }
    return parsed;
}

}  // namespace semblance
