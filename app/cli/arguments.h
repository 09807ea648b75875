#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/photomarks.h"
#include "core/base/result.h"
#include "core/query/query.h"

namespace semblance {

/// How `search` answers.
enum class SearchOutput {
    Scored,        ///< a line a picture: score and path, for people
    Json,          ///< one object, or with --batch one a line
    Paths,         ///< a line a picture: its path
    NullSeparated  ///< paths, each followed by a NUL
};

/// The command line, checked. Paths are absolute.
struct Arguments {
    enum class Command { Help, Version, Index, Search, Show, Mark, Library, Model, Team, Doctor };

    Command command = Command::Help;
    QString libraryDir;
    bool libraryNamed = false;  ///< --library was given
    QString model;              ///< empty: the library's
    QString name;               ///< model import: as what; empty: by its own name
    bool json = false;
    bool watch = false;       ///< index
    bool repair = false;      ///< doctor
    bool thumbnails = false;  ///< library export
    bool yes = false;         ///< library erase: asked and answered
    /// library import and merge: a folder as the file calls it, and the folder that it is here.
    std::vector<std::pair<QString, QString>> folders;
    bool videos = true;               ///< index: films, too
    std::optional<bool> followLinks;  ///< index: what the library is to do from now on
    QString root;                     ///< library ignore: the folder meant; empty: all
    QString action;                   ///< library, model: "remove"; empty: the overview, the list
    QStringList operands;             ///< folders, files, a model's name, a team's database
    Query query;                      ///< search; with --batch what lines leave out
    MarkEdit marks;                   ///< mark
    bool writeSidecars = false;       ///< mark
    QString batchFile;                ///< search --batch; "-" is standard input
    SearchOutput output = SearchOutput::Scored;
    QString helpText;
};

/// WrongUse with a sentence when the command line makes no sense: exit code 2. NotFound when a
/// relative path is given in a folder that is gone.
Result<Arguments> parseArguments(const QStringList& arguments);

}  // namespace semblance
