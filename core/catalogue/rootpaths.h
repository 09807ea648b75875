#pragma once

#include <QString>
#include <optional>

/// Paths and globs of roots that hold each other. Pure.
namespace semblance {

/// `path` below `folder` ("" holds everything); what is left of it, or nothing.
std::optional<QString> pathBelow(const QString& path, const QString& folder);

/// What to put before a path in `folder` ("": nothing).
QString folderPrefix(const QString& folder);

/// A line of ignore globs, for an ignore file further up, of which `folder` is seen.
QString globFromAbove(QString line, const QString& folder);

}  // namespace semblance
