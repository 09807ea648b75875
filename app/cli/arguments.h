#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "core/base/result.h"
#include "core/query/query.h"

namespace semblance {

/// The command line, checked.
struct Arguments {
    enum class Command { Help, Version, Index, Search, Library, Model, Doctor };

    Command command = Command::Help;
    QString libraryDir;
    bool libraryNamed = false;  ///< --library was given
    QString model;              ///< empty: the library's
    QString name;               ///< model import: as what; empty: by its own name
    bool json = false;
    QStringList operands;  ///< index: folders; library, model: the action and its operand
    Query query;           ///< search; with --batch mix and limit for lines without them
    QString batchFile;     ///< search --batch; "-" is standard input
    QString helpText;
};

/// WrongUse with a sentence when the command line makes no sense: exit code 2.
Result<Arguments> parseArguments(const QStringList& arguments);

/// A reference for a path as typed: made absolute against the current folder.
Reference referenceTo(const QString& path);

}  // namespace semblance
