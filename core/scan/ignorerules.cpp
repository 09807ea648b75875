#include "core/scan/ignorerules.h"

#include <QByteArrayView>
#include <algorithm>
#include <array>
#include <span>

namespace semblance {

namespace {

/// Never the user's own pictures, hidden or not. A star stands for what a name begins or ends in.
constexpr std::array<std::string_view, 40> ignoredFolders = {
    // Tools.
    ".git", ".svn", ".hg", "node_modules", "__pycache__",
    // Trash of desktops, digiKam, Windows, macOS, Synology, QNAP, Nextcloud.
    ".Trash", ".Trash-*", ".Trashes", ".dtrash", "$RECYCLE.BIN", "RECYCLER", "Recycled",
    "Network Trash Folder", "#recycle", "@Recycle", "files_trashbin",
    // Snapshots and older versions of the very same files.
    ".snapshot", ".snapshots", "#snapshot", "@Recently-Snapshot", ".zfs", "files_versions",
    ".MobileBackups", "Backups.backupdb",
    // What systems keep for themselves.
    "System Volume Information", "lost+found", "FOUND.0*", ".Spotlight-V100", ".fseventsd",
    ".DocumentRevisions-V100", ".TemporaryItems", "Temporary Items",
    // Thumbnails and previews of desktops, Synology, QNAP, Nextcloud, Lightroom.
    ".thumbnails", "@eaDir", ".@__thumb", "@tmp", "appdata_*", "*.lrdata", "*.lrcat-data",
    ".picasaoriginals"};

constexpr std::array<std::string_view, 4> ignoredFiles = {"._*", "SYNOFILE_THUMB*",
                                                          "SYNOPHOTO_THUMB*", "SYNOINDEX_*"};

constexpr std::array<std::string_view, 5> photoLibraries = {
    "*.photoslibrary", "*.photolibrary", "*.migratedphotolibrary", "*.aplibrary", "*.theater"};

/// By Photos (since 2020), and by Photos before that, iPhoto and Aperture.
constexpr std::array<std::string_view, 2> originals = {"originals", "Masters"};

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() && qstrnicmp(a.data(), static_cast<qsizetype>(a.size()), b.data(),
                                             static_cast<qsizetype>(b.size())) == 0;
}

bool matches(std::string_view name, std::string_view pattern) {
    if (pattern.ends_with('*')) {
        pattern.remove_suffix(1);
        return equalIgnoringCase(name.substr(0, pattern.size()), pattern);
    }
    if (pattern.starts_with('*')) {
        pattern.remove_prefix(1);
        return name.size() >= pattern.size() &&
               equalIgnoringCase(name.substr(name.size() - pattern.size()), pattern);
    }
    return equalIgnoringCase(name, pattern);
}

bool matchesAny(std::string_view name, std::span<const std::string_view> patterns) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](std::string_view pattern) { return matches(name, pattern); });
}

bool isHidden(std::string_view name) {
    return name.starts_with('.');
}

}  // namespace

bool isIgnoredFolder(std::string_view folderName, bool hiddenFiles) {
    return (!hiddenFiles && isHidden(folderName)) || matchesAny(folderName, ignoredFolders);
}

bool isIgnoredFile(std::string_view fileName, bool hiddenFiles) {
    return (!hiddenFiles && isHidden(fileName)) || matchesAny(fileName, ignoredFiles);
}

bool isIgnoredInPackage(std::string_view packageName, std::string_view folderName) {
    if (matchesAny(packageName, photoLibraries))
        return !matchesAny(folderName, originals);
    return matches(packageName, "CaptureOne");
}

}  // namespace semblance
