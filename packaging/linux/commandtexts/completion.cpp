#include "packaging/linux/commandtexts/completion.h"

#include <QStringList>

namespace semblance {

namespace {

/// A place in a command line: after these words, these options and commands can follow.
struct Place {
    QString path;  ///< "library export"; empty for the program alone
    QList<OptionSpec> options;
    QList<CommandSpec> commands;
};

void collect(const CommandSpec& command, const QString& path, QList<OptionSpec> options,
             QList<Place>& places) {
    options += command.options;
    places.append({path, options, command.commands});
    for (const CommandSpec& next : command.commands)
        collect(next, path.isEmpty() ? next.name : path + u' ' + next.name, options, places);
}

QList<Place> placesOf(const CommandSpec& program) {
    QList<Place> places;
    collect(program, {},
            {{QStringLiteral("help"), {}, QStringLiteral("Shows the help.")},
             {QStringLiteral("version"), {}, QStringLiteral("Shows the version.")}},
            places);
    return places;
}

/// In single quotes, for any shell.
QString quoted(QString text) {
    return u'\'' + text.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

/// The cases that lead from one place to the next, word by word.
QString pathCases(const QList<Place>& places, const QString& word) {
    QStringList steps;
    for (const Place& place : places) {
        if (!place.path.isEmpty())
            steps += u'"' + (place.path.contains(u' ') ? place.path : u' ' + place.path) + u'"';
    }
    return QStringLiteral("        case \"$place ") + word + QStringLiteral("\" in\n            ") +
           steps.join(QStringLiteral(" | ")) + QStringLiteral(") place=${place:+$place }") + word +
           QStringLiteral(" ;;\n        esac\n");
}

QString functionName(const CommandSpec& program) {
    return u'_' + QString(program.name).replace(u'-', u'_');
}

QString zshOption(const OptionSpec& option) {
    QString help = option.help;
    for (const QChar sign : {u'\\', u'[', u']', u':'})
        help.replace(sign, QStringLiteral("\\") + sign);
    return quoted((option.repeat == OptionSpec::Repeat::All ? QStringLiteral("*") : QString()) +
                  QStringLiteral("--") + option.name + u'[' + help + u']' +
                  (option.value.isEmpty() ? QString()
                                          : u':' + QString(option.value).replace(u':', u' ') +
                                                QStringLiteral(":_files")));
}

}  // namespace

QString bashCompletion(const CommandSpec& program) {
    const QList<Place> places = placesOf(program);
    QString text = QStringLiteral(
                       "# bash completion of %1\n%2() {\n"
                       "    local current=${COMP_WORDS[COMP_CWORD]} place= options= commands= i\n"
                       "    for ((i = 1; i < COMP_CWORD; i++)); do\n")
                       .arg(program.name, functionName(program));
    if (places.size() > 1)
        text += pathCases(places, QStringLiteral("${COMP_WORDS[i]}"));
    else
        text += QStringLiteral("        :\n");
    text += QStringLiteral("    done\n    case $place in\n");
    for (const Place& place : places) {
        QStringList options;
        QStringList commands;
        for (const OptionSpec& option : place.options)
            options += QStringLiteral("--") + option.name;
        for (const CommandSpec& command : place.commands)
            commands += command.name;
        text += QStringLiteral("        \"%1\") options=\"%2\" commands=\"%3\" ;;\n")
                    .arg(place.path, options.join(u' '), commands.join(u' '));
    }
    text += QStringLiteral(
                "    esac\n"
                "    if [[ $current == -* ]]; then\n"
                "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
                "    elif [[ -n $commands && ${COMP_WORDS[COMP_CWORD-1]} != --* ]]; then\n"
                "        mapfile -t COMPREPLY < <(compgen -W \"$commands\" -- \"$current\")\n"
                "    else\n"
                "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
                "    fi\n}\n"
                "complete -o filenames -F %2 %1\n")
                .arg(program.name, functionName(program));
    return text;
}

QString zshCompletion(const CommandSpec& program) {
    const QList<Place> places = placesOf(program);
    QString text = QStringLiteral("#compdef %1\nlocal place= word\nlocal -a options commands\n")
                       .arg(program.name);
    if (places.size() > 1)
        text += QStringLiteral("for word in ${words[2,CURRENT-1]}; do\n") +
                pathCases(places, QStringLiteral("$word")) + QStringLiteral("done\n");
    text += QStringLiteral("case $place in\n");
    for (const Place& place : places) {
        text += QStringLiteral("    \"%1\")\n        options=(\n").arg(place.path);
        for (const OptionSpec& option : place.options)
            text += QStringLiteral("            ") + zshOption(option) + u'\n';
        text += QStringLiteral("        )\n        commands=(\n");
        for (const CommandSpec& command : place.commands)
            text += QStringLiteral("            ") +
                    quoted(command.name + u':' + QString(command.about).replace(u':', u';')) +
                    u'\n';
        text += QStringLiteral("        ) ;;\n");
    }
    return text + QStringLiteral(
                      "esac\n"
                      "if (( $#commands )) && [[ $words[CURRENT] != -* ]]; then\n"
                      "    _describe command commands\n"
                      "else\n"
                      "    _arguments -S $options '*:file:_files'\n"
                      "fi\n");
}

QString fishCompletion(const CommandSpec& program) {
    const QString start = QStringLiteral("complete -c ") + program.name;
    QString text = QStringLiteral("# fish completion of %1\n").arg(program.name);
    // What belongs to a place is offered after its words; actions after their command alone.
    const auto after = [](const QString& path) {
        QString condition;
        for (const QString& word : path.split(u' ', Qt::SkipEmptyParts))
            condition += (condition.isEmpty() ? QString() : QStringLiteral("; and ")) +
                         QStringLiteral("__fish_seen_subcommand_from ") + word;
        return condition;
    };
    const auto offer = [&](const auto& self, const CommandSpec& command,
                           const QString& path) -> void {
        const QString condition = after(path);
        const QString when =
            condition.isEmpty() ? QString() : QStringLiteral(" -n ") + quoted(condition);
        for (const OptionSpec& option : command.options)
            text += start + when + QStringLiteral(" -l ") + option.name +
                    (option.value.isEmpty() ? QString() : QStringLiteral(" -r")) +
                    QStringLiteral(" -d ") + quoted(option.help) + u'\n';
        QStringList names;
        for (const CommandSpec& next : command.commands)
            names += next.name;
        for (const CommandSpec& next : command.commands) {
            const QString only = path.isEmpty()
                                     ? QStringLiteral("__fish_use_subcommand")
                                     : condition + QStringLiteral("; and not ") +
                                           QStringLiteral("__fish_seen_subcommand_from ") +
                                           names.join(u' ');
            text += start + QStringLiteral(" -n ") + quoted(only) + QStringLiteral(" -a ") +
                    next.name + QStringLiteral(" -d ") + quoted(next.about) + u'\n';
            self(self, next, path.isEmpty() ? next.name : path + u' ' + next.name);
        }
    };
    offer(offer, program, {});
    return text + start + QStringLiteral(" -l help -d 'Shows the help.'\n") + start +
           QStringLiteral(" -l version -d 'Shows the version.'\n");
}

}  // namespace semblance
