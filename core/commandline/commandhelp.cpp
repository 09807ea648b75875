#include "core/commandline/commandhelp.h"

#include <QCoreApplication>
#include <algorithm>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CommandHelp)
};

constexpr qsizetype kWidth = 80;
constexpr qsizetype kIndent = 2;
/// Options up to this long have their sentence beside them.
constexpr qsizetype kWidestOption = 24;

QString spaces(qsizetype count) {
    return QString(count, u' ');
}

/// Words filled into lines that begin at column `indent`; the first begins at once.
QString filled(const QString& text, qsizetype indent) {
    QString lines;
    qsizetype column = indent;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        const bool isFirst = column == indent;
        if (!isFirst && column + 1 + word.size() > kWidth) {
            lines += u'\n' + spaces(indent);
            column = indent;
        } else if (!isFirst) {
            lines += u' ';
            ++column;
        }
        lines += word;
        column += word.size();
    }
    return lines + u'\n';
}

QString shownOption(const OptionSpec& option) {
    QString shown = option.letter.isNull() ? QString() : QStringLiteral("-%1, ").arg(option.letter);
    shown += QStringLiteral("--") + option.name;
    return option.value.isEmpty() ? shown : shown + u' ' + option.value;
}

QString optionLines(const QList<OptionSpec>& options, qsizetype indent) {
    qsizetype width = 0;
    for (const OptionSpec& option : options) {
        const qsizetype size = shownOption(option).size();
        if (size <= kWidestOption)
            width = std::max(width, size);
    }
    const qsizetype column = indent + width + 2;
    QString lines;
    for (const OptionSpec& option : options) {
        const QString shown = shownOption(option);
        lines += spaces(indent) + shown;
        lines +=
            shown.size() <= width ? spaces(column - indent - shown.size()) : u'\n' + spaces(column);
        lines += filled(option.help, column);
    }
    return lines;
}

QString section(const QString& title, const QList<OptionSpec>& options) {
    return u'\n' + title + u'\n' + optionLines(options, kIndent);
}

QString usage(const QStringList& names, const CommandSpec& command) {
    QStringList parts = names;
    if (!command.operands.shown.isEmpty())
        parts.append(command.operands.shown);
    return parts.join(u' ');
}

/// A command within the program's help: what it takes, what it does, its options and actions.
QString commandEntry(const QStringList& above, const CommandSpec& command) {
    const QStringList names = above + QStringList{command.name};
    QString text = usage(names, command) + u'\n' + spaces(kIndent) +
                   filled(command.about, kIndent) + optionLines(command.options, 2 * kIndent);
    for (const CommandSpec& action : command.commands)
        text += commandEntry(names, action);
    return text;
}

const CommandSpec* find(const CommandSpec& command, const QString& name) {
    for (const CommandSpec& one : command.commands) {
        if (one.name == name)
            return &one;
    }
    return nullptr;
}

}  // namespace

QString listedWithOr(const QStringList& names) {
    if (names.size() < 2)
        return names.join(u' ');
    return Text::tr("%1 or %2", "a list of names and the last one")
        .arg(names.first(names.size() - 1).join(QStringLiteral(", ")), names.last());
}

QString helpText(const CommandSpec& program, const QStringList& path) {
    const CommandSpec* command = &program;
    for (const QString& name : path) {
        if (const CommandSpec* next = find(*command, name))
            command = next;
    }
    const bool isProgram = command == &program;
    QStringList names{program.name};
    names += path;
    if (!command->commands.isEmpty())
        names.append(command->commandNeeded ? Text::tr("COMMAND") : Text::tr("[ACTION]"));
    QString text = filled(command->about, 0);
    text += u'\n' + Text::tr("Usage: %1 [OPTION]...").arg(usage(names, *command)) + u'\n';
    for (const CommandSpec& one : command->commands)
        text += u'\n' + commandEntry(path, one);
    if (!isProgram && !command->options.isEmpty())
        text += section(Text::tr("Options:"), command->options);
    text +=
        section(program.commands.isEmpty() ? Text::tr("Options:") : Text::tr("For every command:"),
                program.options);
    if (!command->more.isEmpty())
        text += u'\n' + command->more + u'\n';
    return text;
}

}  // namespace semblance
