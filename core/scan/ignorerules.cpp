#include "core/scan/ignorerules.h"

#include <QByteArrayView>
#include <algorithm>
#include <array>
#include <span>

namespace semblance {

namespace {

/// Never the user's own pictures, hidden or not.
constexpr std::array usualLines = {
    // Tools.
    ".git/", ".svn/", ".hg/", "node_modules/", "__pycache__/",
    // Trash of desktops, digiKam, Windows, macOS, Synology, QNAP, Nextcloud.
    ".Trash/", ".Trash-*/", ".Trashes/", ".dtrash/", "$RECYCLE.BIN/", "RECYCLER/", "Recycled/",
    "Network Trash Folder/", "#recycle/", "@Recycle/", "files_trashbin/",
    // Snapshots and older versions of the very same files.
    ".snapshot/", ".snapshots/", "#snapshot/", "@Recently-Snapshot/", ".zfs/", "files_versions/",
    ".MobileBackups/", "Backups.backupdb/",
    // What systems keep for themselves.
    "System Volume Information/", "lost+found/", "FOUND.0*/", ".Spotlight-V100/", ".fseventsd/",
    ".DocumentRevisions-V100/", ".TemporaryItems/", "Temporary Items/",
    // Thumbnails and previews of desktops, Synology, QNAP, Nextcloud, Lightroom.
    ".thumbnails/", "@eaDir/", ".@__thumb/", "@tmp/", "appdata_*/", "*.lrdata/", "*.lrcat-data/",
    ".picasaoriginals/", "._*", "SYNOFILE_THUMB*", "SYNOPHOTO_THUMB*", "SYNOINDEX_*"};

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

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

/// One that means only itself, but for a star at one of its ends.
bool isPlainName(std::string_view pattern) {
    const bool hasEnd = pattern.starts_with('*') != pattern.ends_with('*');
    return !pattern.empty() &&
           std::count(pattern.begin(), pattern.end(), '*') <= (hasEnd ? 1 : 0) &&
           pattern.find_first_of("/?[]\\!") == std::string_view::npos &&
           std::all_of(pattern.begin(), pattern.end(),
                       [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

}  // namespace

const QStringList& usualLeftOut() {
    static const QStringList lines = [] {
        QStringList list;
        for (const char* line : usualLines)
            list.append(QLatin1StringView(line));
        return list;
    }();
    return lines;
}

bool LeftOutList::Names::fit(std::string_view name) const {
    const auto hasAt = [&](std::size_t at, const std::string& part) {
        return equalIgnoringCase(name.substr(at, part.size()), part);
    };
    return (!whole.empty() && whole.contains(lowerCase(name))) ||
           std::any_of(beginnings.begin(), beginnings.end(),
                       [&](const std::string& begin) { return hasAt(0, begin); }) ||
           std::any_of(ends.begin(), ends.end(), [&](const std::string& end) {
               return name.size() >= end.size() && hasAt(name.size() - end.size(), end);
           });
}

LeftOutList::LeftOutList(const QStringList& lines) {
    const bool takesIn = std::any_of(lines.begin(), lines.end(), [](const QString& line) {
        return line.startsWith(QLatin1Char('!'));
    });
    QStringList others;
    for (const QString& line : lines) {
        // What takes back in depends on the lines before it.
        if (takesIn || !addName(line))
            others.append(line.startsWith(QLatin1Char('#')) ? QLatin1Char('\\') + line : line);
    }
    m_hasOthers = !others.isEmpty();
    m_others = m_others.within({}, others.join(QLatin1Char('\n')).toUtf8());
}

bool LeftOutList::addName(const QString& line) {
    std::string name = line.trimmed().toStdString();
    const bool isFolder = name.ends_with('/');
    if (isFolder)
        name.pop_back();
    if (!isPlainName(name))
        return false;
    Names& names = isFolder ? m_folders : m_any;
    name = lowerCase(name);
    if (name.ends_with('*'))
        names.beginnings.push_back(name.substr(0, name.size() - 1));
    else if (name.starts_with('*'))
        names.ends.push_back(name.substr(1));
    else
        names.whole.insert(name);
    return true;
}

bool LeftOutList::leavesOut(std::string_view folder, std::string_view name, bool isFolder) const {
    if ((isFolder && m_folders.fit(name)) || m_any.fit(name))
        return true;
    if (!m_hasOthers)
        return false;
    std::string path(folder);
    if (!path.empty())
        path.push_back('/');
    path.append(name);
    return m_others.leavesOut(path, isFolder);
}

bool isHiddenName(std::string_view name) {
    return name.starts_with('.');
}

bool isIgnoredInPackage(std::string_view packageName, std::string_view folderName) {
    if (matchesAny(packageName, photoLibraries))
        return !matchesAny(folderName, originals);
    return matches(packageName, "CaptureOne");
}

}  // namespace semblance
