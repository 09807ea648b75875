#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace semblance {

/// A part of a root.
struct FolderScope {
    std::string path;     ///< relative to the root, UTF-8, with '/'; "" for the root itself
    bool isDeep = false;  ///< with all that lies below; else the files directly in it

    friend bool operator==(const FolderScope&, const FolderScope&) = default;
};
using FolderScopes = std::vector<FolderScope>;

/// The folder that a file or folder lies in; "" for the root itself.
std::string_view folderOf(std::string_view path);

/// What lies in `folder`: "a/b" below "a", everything below "".
bool isBelow(std::string_view path, std::string_view folder);

/// Whether a file (relative to the root) belongs to the part.
bool covers(const FolderScope& scope, std::string_view file);

/// Without those that others cover; sorted by path.
FolderScopes tidied(FolderScopes scopes);

}  // namespace semblance
