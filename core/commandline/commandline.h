#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <limits>
#include <optional>

#include "core/base/result.h"
#include "core/commandline/commandspec.h"

namespace semblance {

/// A command line as it was read. A plain value.
struct CommandLine {
    struct Given {
        QString option;
        QString value;  ///< empty for a flag
    };

    QStringList commands;  ///< the command and, where there is one, its action: "model", "import"
    QStringList operands;
    QList<Given> given;    ///< in the order of the arguments
    QString help;          ///< when not empty, only this text is wanted
    bool version = false;  ///< only the version is wanted

    bool has(QStringView option) const;
    /// The last one given; empty without one.
    QString value(QStringView option) const;
    QStringList values(QStringView option) const;

    /// Nothing when the option was not given; WrongUse, naming it, unless it is a number in the
    /// range.
    Result<std::optional<double>> number(QStringView option,
                                         double least = std::numeric_limits<double>::lowest(),
                                         double most = std::numeric_limits<double>::max()) const;
    Result<std::optional<int>> wholeNumber(QStringView option) const;
};

/// Reads what follows the program's name in `arguments`. Every program has --help (-h) and
/// --version (-v); what else is wrong does not matter then, as long as every option is known. `--`
/// ends the options. WrongUse with a sentence for everything that `program` does not describe.
/// Its sentences and the help's are in the language that the program has installed by then.
/// Thread-safe.
Result<CommandLine> readCommandLine(const CommandSpec& program, const QStringList& arguments);

}  // namespace semblance
