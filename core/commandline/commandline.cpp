#include "core/commandline/commandline.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/commandline/commandhelp.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CommandLine)
};

const QString kHelp = QStringLiteral("help");
const QString kVersion = QStringLiteral("version");

tl::unexpected<Error> wrong(const QString& sentence) {
    return fail(ErrorKind::WrongUse, sentence);
}

/// CLI11 reads more into an argument than it says: `--name=` takes the next one as its value, `[a]`
/// is a list, `++` ends a command. A mark at the end keeps such arguments as they are.
constexpr char kMark = '\x01';

std::string marked(const QString& argument) {
    std::string text = argument.toStdString();
    if (text == "++" || text.ends_with('=') || text.ends_with(']') || text.ends_with(kMark))
        text.push_back(kMark);
    return text;
}

QString unmarked(std::string text) {
    if (text.ends_with(kMark))
        text.pop_back();
    return QString::fromStdString(text);
}

bool looksLikeOption(const QString& argument) {
    return argument.size() > 1 && argument.startsWith(u'-');
}

CommandSpec withHelp(CommandSpec program) {
    program.options.append({kHelp, {}, Text::tr("Show this help."), {}, u'h'});
    program.options.append({kVersion, {}, Text::tr("Show the version."), {}, u'v'});
    return program;
}

/// One reading of a command line by CLI11.
class Reader {
public:
    explicit Reader(const CommandSpec& program) : m_program(withHelp(program)) {
        describe(m_app, m_program);
        addForeignOptions(m_program);
    }

    Result<CommandLine> read(const QStringList& arguments) {
        SEMBLANCE_TRY(parse(arguments));
        CommandLine line;
        QStringList notExpected;
        take(m_app, m_program, line, notExpected);
        for (const QString& extra : notExpected) {
            if (looksLikeOption(extra))
                return unknownOption(extra, line);
        }
        // Without "--" nothing that looks like an option is an operand, whatever it is.
        for (const QString& operand : line.operands) {
            if (looksLikeOption(operand) && !arguments.contains(QStringLiteral("--")))
                return unknownOption(operand, line);
        }
        line.version = line.has(kVersion);
        if (line.has(kHelp) && !line.version)
            line.help = helpText(m_program, line.commands);
        if (!line.version && line.help.isEmpty())
            SEMBLANCE_TRY(check(line, notExpected));
        return line;
    }

private:
    void describe(CLI::App& app, const CommandSpec& command) {
        app.set_help_flag();
        app.allow_windows_style_options(false);
        app.allow_extras();
        app.require_subcommand(0, 1);
        for (const OptionSpec& option : command.options)
            addOption(app, option);
        // As many as there are, also where none belongs: they are counted when all is read. The
        // program's own would keep what follows "--" from being a command.
        if (&app != &m_app || command.commands.isEmpty()) {
            CLI::Option* operands = app.add_option("operands");
            operands->expected(OperandSpec::any)->allow_extra_args(false);
            operands->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        }
        for (const CommandSpec& one : command.commands) {
            CLI::App* sub = app.add_subcommand(one.name.toStdString());
            sub->fallthrough();
            describe(*sub, one);
        }
    }

    void addOption(CLI::App& app, const OptionSpec& option) {
        std::string names = "--" + option.name.toStdString();
        if (!option.letter.isNull())
            names = std::string{'-', option.letter.toLatin1(), ','} + names;
        CLI::Option* added = nullptr;
        if (option.value.isEmpty()) {
            added = app.add_flag(names);
            added->disable_flag_override();
        } else {
            added = app.add_option(names);
            added->expected(1)->allow_extra_args(false);
        }
        added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        m_options.insert(added, option);
    }

    /// Every command's options are the program's, too: they may stand before the command, and with
    /// another command they are known and out of place.
    void addForeignOptions(const CommandSpec& command) {
        for (const CommandSpec& one : command.commands) {
            for (const OptionSpec& option : one.options) {
                if (!m_app.get_option_no_throw("--" + option.name.toStdString()))
                    addOption(m_app, option);
            }
            addForeignOptions(one);
        }
    }

    Status parse(const QStringList& arguments) {
        std::vector<std::string> reversed;
        for (qsizetype i = arguments.size() - 1; i > 0; --i)
            reversed.push_back(marked(arguments[i]));
        try {
            m_app.parse(reversed);
        } catch (const CLI::ArgumentMismatch&) {
            return explain(arguments);
        } catch (const CLI::Error& error) {
            return fail(ErrorKind::Internal, Text::tr("The command line could not be read."),
                        QString::fromUtf8(error.what()));
        }
        return {};
    }

    /// Values are taken whatever they look like, so only the last argument can lack one.
    Status explain(const QStringList& arguments) const {
        for (const OptionSpec& option : m_options) {
            const QString shown = QStringLiteral("--") + option.name;
            if (!option.value.isEmpty() && arguments.last() == shown)
                return wrong(Text::tr("%1 needs a value: %1 %2.").arg(shown, option.value));
        }
        for (const OptionSpec& option : m_options) {
            const QString shown = QStringLiteral("--") + option.name;
            const bool hasValue = std::any_of(
                arguments.begin(), arguments.end(),
                [&](const QString& argument) { return argument.startsWith(shown + u'='); });
            if (option.value.isEmpty() && hasValue)
                return wrong(Text::tr("%1 takes no value.").arg(shown));
        }
        return wrong(Text::tr("The options are incomplete."));
    }

    /// What was given to this command, then to the one below it that was chosen.
    void take(const CLI::App& app, const CommandSpec& command, CommandLine& line,
              QStringList& notExpected) {
        QHash<const CLI::Option*, std::size_t> taken;
        for (const CLI::Option* option : app.parse_order()) {
            const QString value = unmarked(option->results()[taken[option]++]);
            const auto known = m_options.constFind(option);
            if (known == m_options.cend())
                line.operands.append(value);
            else
                line.given.append({known->name, known->value.isEmpty() ? QString() : value});
        }
        for (const std::string& extra : app.remaining()) {
            if (extra != "--")
                notExpected.append(unmarked(extra));
        }
        for (const CommandSpec& one : command.commands) {
            const CLI::App* sub = app.get_subcommand(one.name.toStdString());
            if (!sub->parsed())
                continue;
            line.commands.append(one.name);
            take(*sub, one, line, notExpected);
        }
    }

    /// The program, the command and its action.
    QList<const CommandSpec*> chain(const CommandLine& line) const {
        QList<const CommandSpec*> found{&m_program};
        for (const QString& name : line.commands) {
            const QList<CommandSpec>& below = found.last()->commands;
            const auto next =
                std::find_if(below.begin(), below.end(),
                             [&](const CommandSpec& command) { return command.name == name; });
            found.append(&*next);
        }
        return found;
    }

    Status check(const CommandLine& line, const QStringList& notExpected) const {
        const CommandSpec& last = *chain(line).last();
        const QStringList words = notExpected + line.operands;
        if (!last.commands.isEmpty() && !words.isEmpty())
            return unknownCommand(words.first(), last, line);
        if (last.commandNeeded) {
            return wrong(Text::tr("Say what to do: %1. %2 --help tells more.")
                             .arg(listedWithOr(namesOf(last)), m_program.name));
        }
        const OperandSpec& operands = last.operands;
        if (!notExpected.isEmpty() || line.operands.size() > operands.most)
            return wrong(Text::tr("'%1' is not expected here.")
                             .arg(words.value(notExpected.isEmpty() ? operands.most : 0)));
        if (line.operands.size() < operands.least)
            return wrong(Text::tr("%1 needs %2.").arg(line.commands.join(u' '), operands.needs));
        return checkOptions(line);
    }

    Status checkOptions(const CommandLine& line) const {
        QSet<QString> known;
        QSet<QString> once;
        for (const CommandSpec* command : chain(line)) {
            for (const OptionSpec& option : command->options) {
                known.insert(option.name);
                if (option.repeat == OptionSpec::Repeat::Once)
                    once.insert(option.name);
            }
        }
        QSet<QString> seen;
        for (const CommandLine::Given& given : line.given) {
            if (!known.contains(given.option))
                return wrong(Text::tr("--%1 has no meaning for %2.")
                                 .arg(given.option, line.commands.join(u' ')));
            if (once.contains(given.option) && seen.contains(given.option))
                return wrong(Text::tr("--%1 can be given once only.").arg(given.option));
            seen.insert(given.option);
        }
        return {};
    }

    tl::unexpected<Error> unknownOption(const QString& argument, const CommandLine& line) const {
        const QString asked = (QStringList{m_program.name} + line.commands).join(u' ');
        return wrong(Text::tr("There is no option '%1'. %2 --help shows what there is.")
                         .arg(argument.section(u'=', 0, 0), asked));
    }

    tl::unexpected<Error> unknownCommand(const QString& word, const CommandSpec& command,
                                         const CommandLine& line) const {
        return wrong(Text::tr("There is no command '%1': use %2.")
                         .arg((line.commands + QStringList{word}).join(u' '),
                              listedWithOr(namesOf(command))));
    }

    static QStringList namesOf(const CommandSpec& command) {
        QStringList names;
        for (const CommandSpec& one : command.commands)
            names.append(one.name);
        return names;
    }

    const CommandSpec m_program;
    CLI::App m_app;
    QHash<const CLI::Option*, OptionSpec> m_options;
};

tl::unexpected<Error> noNumber(QStringView option, const QString& wanted, const QString& value) {
    return wrong(Text::tr("--%1 needs %2, not '%3'.").arg(option, wanted, value));
}

}  // namespace

bool CommandLine::has(QStringView option) const {
    return std::any_of(given.begin(), given.end(),
                       [&](const Given& one) { return one.option == option; });
}

QString CommandLine::value(QStringView option) const {
    const QStringList all = values(option);
    return all.isEmpty() ? QString() : all.last();
}

QStringList CommandLine::values(QStringView option) const {
    QStringList all;
    for (const Given& one : given) {
        if (one.option == option)
            all.append(one.value);
    }
    return all;
}

Result<std::optional<double>> CommandLine::number(QStringView option, double least,
                                                  double most) const {
    if (!has(option))
        return std::nullopt;
    bool isNumber = false;
    const double number = value(option).toDouble(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    const bool hasLeast = least != std::numeric_limits<double>::lowest();
    const bool hasMost = most != std::numeric_limits<double>::max();
    QString wanted = Text::tr("a number");
    if (hasMost)
        wanted = Text::tr("a number from %1 to %2").arg(least).arg(most);
    else if (hasLeast)
        wanted = Text::tr("a number from %1").arg(least);
    return noNumber(option, wanted, value(option));
}

Result<std::optional<int>> CommandLine::wholeNumber(QStringView option) const {
    SEMBLANCE_TRY_ASSIGN(const std::optional<double> wanted, number(option));
    if (!wanted)
        return std::nullopt;
    // Compared before it is made an integer: not every number is one.
    if (std::abs(*wanted) <= std::numeric_limits<int>::max() && *wanted == std::floor(*wanted))
        return static_cast<int>(*wanted);
    return noNumber(option, Text::tr("a whole number"), value(option));
}

Result<CommandLine> readCommandLine(const CommandSpec& program, const QStringList& arguments) {
    return Reader(program).read(arguments);
}

}  // namespace semblance
