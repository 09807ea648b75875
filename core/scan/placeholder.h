#pragma once

#include <QString>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// Files that a cloud's program shows and that lie elsewhere: reading one would fetch it.
namespace semblance {

/// Whether the system says that a file's content is not on this computer, by its attributes alone.
/// Always false where systems have no such attribute.
bool isPlaceholder(const QString& path);

/// Stands for isPlaceholder() in tests; empty: isPlaceholder() itself.
using PlaceholderCheck = std::function<bool(const QString& path)>;

/// Whether this system can have placeholders at all, so that asking makes sense.
bool hasPlaceholders();

/// The name of the file that iCloud's ".IMG_1.jpg.icloud" stands for, "IMG_1.jpg"; nothing for
/// other names.
std::optional<std::string_view> nameOfStub(std::string_view fileName);

}  // namespace semblance
