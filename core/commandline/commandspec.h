#pragma once

#include <QChar>
#include <QList>
#include <QString>

/// A program's command line as a description, for reading it (commandline.h) and for its help.
namespace semblance {

/// `--name`, or `--name VALUE`, which may be written `--name=VALUE`, too. Whatever follows is the
/// value, even if it looks like an option.
struct OptionSpec {
    enum class Repeat {
        LastCounts,
        Once,  ///< refused when given again
        All,   ///< a list
    };

    QString name;   ///< without dashes; means the same in every command that has it
    QString value;  ///< what the help calls the value: "FILE"; empty: a flag, which takes none
    QString help;   ///< a sentence
    Repeat repeat = Repeat::LastCounts;
    QChar letter{};  ///< `-x` for a flag, where it has one
};

/// What stands after a command besides options.
struct OperandSpec {
    static constexpr int any = 1'000'000;

    QString shown;  ///< in the help: "FOLDER..."
    QString needs;  ///< in "index needs at least one folder."
    int least = 0;
    int most = 0;
};

/// A command, or the program itself. Options may stand before or after the command they belong to;
/// those of the program belong to every command, those of a command to its actions, too.
struct CommandSpec {
    QString name;
    QString about;  ///< one or more sentences
    OperandSpec operands{};
    QList<OptionSpec> options{};
    QList<CommandSpec> commands{};  ///< of the program; of a command, its actions
    bool commandNeeded = false;     ///< one of `commands` must be given
    QString more{};                 ///< what the help says at its end; lines are kept
};

}  // namespace semblance
