#include "packaging/linux/commandtexts/manpage.h"

#include <QStringList>

namespace semblance {

namespace {

/// Text as roff shows it unchanged: a hyphen that can be copied, no line taken for a request.
QString roff(QString text) {
    text.replace(u'\\', QStringLiteral("\\e")).replace(u'-', QStringLiteral("\\-"));
    QStringList lines = text.split(u'\n');
    for (QString& line : lines) {
        if (line.startsWith(u'.') || line.startsWith(u'\''))
            line.prepend(QStringLiteral("\\&"));
    }
    return lines.join(u'\n');
}

QString optionEntry(const OptionSpec& option) {
    QString entry = QStringLiteral(".TP\n\\fB") + roff(QStringLiteral("--") + option.name);
    if (!option.letter.isNull())
        entry += QStringLiteral("\\fR, \\fB") + roff(QStringLiteral("-") + option.letter);
    entry += QStringLiteral("\\fR");
    if (!option.value.isEmpty())
        entry += QStringLiteral(" \\fI") + roff(option.value) + QStringLiteral("\\fR");
    return entry + u'\n' + roff(option.help) + u'\n';
}

QString optionEntries(const CommandSpec& command) {
    QString entries;
    for (const OptionSpec& option : command.options)
        entries += optionEntry(option);
    return entries;
}

/// Lines as they are: they hold examples.
QString asWritten(const QString& text) {
    return text.isEmpty() ? QString()
                          : QStringLiteral(".PP\n.nf\n") + roff(text) + QStringLiteral("\n.fi\n");
}

QString commandSection(const CommandSpec& command, const QString& path) {
    QString section = QStringLiteral(".SS \"") + roff(path);
    if (!command.operands.shown.isEmpty())
        section += u' ' + roff(command.operands.shown);
    section += QStringLiteral("\"\n") + roff(command.about) + u'\n' + optionEntries(command) +
               asWritten(command.more);
    for (const CommandSpec& action : command.commands)
        section += commandSection(action, path + u' ' + action.name);
    return section;
}

}  // namespace

QString manPage(const CommandSpec& program, const QString& version) {
    QString page = QStringLiteral(".TH %1 1 \"\" \"Semblance %2\" \"User Commands\"\n")
                       .arg(roff(program.name.toUpper()), roff(version));
    page += QStringLiteral(".SH NAME\n%1 \\- finds pictures by a picture plus a sentence\n")
                .arg(roff(program.name));
    page += QStringLiteral(".SH SYNOPSIS\n\\fB%1\\fR [\\fIOPTION\\fR]...").arg(roff(program.name));
    if (!program.commands.isEmpty())
        page += QStringLiteral(" \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...");
    else if (!program.operands.shown.isEmpty())
        page += QStringLiteral(" \\fI") + roff(program.operands.shown) + QStringLiteral("\\fR");
    page += QStringLiteral("\n.SH DESCRIPTION\n") + roff(program.about) +
            QStringLiteral(
                "\nNothing leaves the computer: no part of Semblance opens an internet "
                "connection,\nand no photo is ever written.\n");
    page += QStringLiteral(".SH OPTIONS\n") + optionEntries(program) +
            QStringLiteral(
                ".TP\n\\fB\\-\\-help\\fR, \\fB\\-h\\fR\nShows the help.\n"
                ".TP\n\\fB\\-\\-version\\fR, \\fB\\-v\\fR\nShows the version.\n");
    if (!program.commands.isEmpty()) {
        page += QStringLiteral(".SH COMMANDS\n");
        for (const CommandSpec& command : program.commands)
            page += commandSection(command, command.name);
    }
    page += QStringLiteral(".SH NOTES\n") + asWritten(program.more);
    page +=
        QStringLiteral(
            ".SH FILES\n.TP\n\\fI~/.local/share/semblance/library\\fR\n"
            "The library where none is named. It holds no photos.\n"
            ".SH SEE ALSO\n\\fB%1\\fR(1)\n")
            .arg(roff(program.name == QStringLiteral("semblance") ? QStringLiteral("semblance-cli")
                                                                  : QStringLiteral("semblance")));
    return page;
}

}  // namespace semblance
