#pragma once

#include <QString>
#include <QStringList>

namespace semblance {

/// The room a source file belongs to: "core/media", "app/engine", "ui". Empty outside the house.
QString roomOf(const QString& path);

/// What is wrong with one source file, a sentence each; empty when nothing is. `path` is relative
/// to the repository's root. Checked: each #include against the arrows between rooms and against
/// the rooms where a third-party header may appear; the file's length; `#pragma once` in headers.
QStringList violations(const QString& path, const QString& content);

}  // namespace semblance
