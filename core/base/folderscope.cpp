#include "core/base/folderscope.h"

#include <algorithm>

namespace semblance {

namespace {
/// A folder's entries stand together: '/' goes before everything else.
bool goesBefore(const FolderScope& a, const FolderScope& b) {
    const auto rank = [](char c) {
        return c == '/' ? 0 : 1 + static_cast<int>(static_cast<unsigned char>(c));
    };
    if (a.path == b.path)
        return a.isDeep && !b.isDeep;
    return std::lexicographical_compare(
        a.path.begin(), a.path.end(), b.path.begin(), b.path.end(),
        [&](char left, char right) { return rank(left) < rank(right); });
}
}  // namespace

std::string_view folderOf(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

bool isBelow(std::string_view path, std::string_view folder) {
    return folder.empty() ||
           (path.size() > folder.size() && path[folder.size()] == '/' && path.starts_with(folder));
}

bool covers(const FolderScope& scope, std::string_view file) {
    return scope.isDeep ? isBelow(file, scope.path) : folderOf(file) == scope.path;
}

FolderScopes tidied(FolderScopes scopes) {
    std::sort(scopes.begin(), scopes.end(), goesBefore);
    FolderScopes kept;
    std::size_t deep = 0;  // the last deep one kept, by its place; one behind the end: none
    bool hasDeep = false;
    for (FolderScope& scope : scopes) {
        const bool isCovered =
            (!kept.empty() && kept.back().path == scope.path) ||
            (hasDeep && (kept[deep].path == scope.path || isBelow(scope.path, kept[deep].path)));
        if (isCovered)
            continue;
        kept.push_back(std::move(scope));
        if (kept.back().isDeep) {
            hasDeep = true;
            deep = kept.size() - 1;
        }
    }
    return kept;
}

}  // namespace semblance
