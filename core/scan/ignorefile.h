#pragma once

#include <QByteArrayView>
#include <QString>
#include <memory>
#include <string>
#include <string_view>

namespace semblance {

/// In any folder a file of this name says what of it is left out.
inline constexpr const char* kIgnoreFileName = ".semblanceignore";

/// Longer ones are not read to their end.
inline constexpr int kMaxIgnoreFileBytes = 64 << 10;

/// Whether this says what is left out, or taken back in: no empty line, no comment, and a pattern
/// that can be read.
bool isIgnoreLine(const QString& line);

/// What the ignore files on the way to a folder leave out. Their lines mean what they mean in a
/// .gitignore (git-scm.com/docs/gitignore): `*`, `?`, `[...]` and `**`; a slash at the beginning or
/// in the middle ties a line to its folder, one at the end makes it one for folders; `!` takes back
/// in; `#` begins a comment; the last line that fits counts, those of inner folders before those of
/// outer ones. Other than there the case of letters does not matter. Immutable, cheap to copy,
/// thread-safe.
class IgnoreFiles {
public:
    /// The same and, for what lies in `folder`, an ignore file with this text (UTF-8). `folder` is
    /// relative to the root, "" for the root.
    IgnoreFiles within(std::string_view folder, QByteArrayView text) const;

    bool isEmpty() const { return !m_innermost; }

    /// Whether what lies at `path`, relative to the root, is left out.
    bool leavesOut(std::string_view path, bool isFolder) const;

private:
    struct File;

    std::shared_ptr<const File> m_innermost;  ///< null: none
};

}  // namespace semblance
