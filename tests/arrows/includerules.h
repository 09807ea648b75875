#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace semblance {

/// Headers of a library that only some rooms may see.
struct LibraryRule {
    const char* headers;  ///< a regular expression over the whole name
    QStringList rooms;
};

/// Which room may include what. A room may be divided into wings, folders that are looked at like
/// rooms: "core/model/files". It is by naming its wings, and then no file lies beside them; where a
/// room is allowed, "core/model" stands for all its wings.
struct IncludeRules {
    QMap<QString, QStringList> arrows;  ///< room or wing -> what it may include besides itself
    QList<LibraryRule> libraries;
};

/// The rules of this source tree.
const IncludeRules& includeRules();

/// The room, or the wing of one, that a source file belongs to: "core/media", "core/model/files",
/// "ui". Empty outside the house.
QString roomOf(const QString& path, const IncludeRules& rules = includeRules());

/// What is wrong with one source file, a sentence each; empty when nothing is. `path` is relative
/// to the repository's root. Checked: each #include against the arrows between rooms and against
/// the rooms where a third-party header may appear; the file's length; `#pragma once` in headers.
QStringList violations(const QString& path, const QString& content,
                       const IncludeRules& rules = includeRules());

/// The rooms and wings on circles of arrows, and those that lead to one, sorted; empty in a house
/// where all arrows point down.
QStringList roomsInCircles(const IncludeRules& rules = includeRules());

}  // namespace semblance
