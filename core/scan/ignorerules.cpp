#include "core/scan/ignorerules.h"

#include <QByteArrayView>
#include <algorithm>
#include <array>

namespace semblance {

namespace {

/// Never the user's own pictures, hidden or not.
constexpr std::array<std::string_view, 12> ignoredFolders = {
    ".git",         ".svn",       ".thumbnails", ".Trash",       ".Trashes",
    ".dtrash",      "@eaDir",     "#recycle",    "$RECYCLE.BIN", "System Volume Information",
    "node_modules", "__pycache__"};

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() && qstrnicmp(a.data(), static_cast<qsizetype>(a.size()), b.data(),
                                             static_cast<qsizetype>(b.size())) == 0;
}

bool isHidden(std::string_view name) {
    return name.starts_with('.');
}

}  // namespace

bool isIgnoredFolder(std::string_view folderName, bool hiddenFiles) {
    if (!hiddenFiles && isHidden(folderName))
        return true;
    return std::any_of(ignoredFolders.begin(), ignoredFolders.end(), [&](std::string_view ignored) {
        return equalIgnoringCase(folderName, ignored);
    });
}

bool isIgnoredFile(std::string_view fileName, bool hiddenFiles) {
    return fileName.starts_with("._") || (!hiddenFiles && isHidden(fileName));
}

}  // namespace semblance
