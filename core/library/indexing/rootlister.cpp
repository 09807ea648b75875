#include "core/library/indexing/rootlister.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

#include "core/base/timelimit.h"
#include "core/catalogue/rowwriter.h"
#include "core/library/indexing/scanrules.h"
#include "core/library/indexing/walkaside.h"
#include "core/scan/folderchanges.h"
#include "core/scan/folderwatch.h"
#include "core/scan/mounts.h"

namespace semblance {

namespace {

using namespace std::chrono_literals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::RootLister)
};

constexpr auto kPatience = 10s;

bool isBelow(const QString& path, const QString& folder) {
    return path.startsWith(folder + QLatin1Char('/'));
}

/// Takes the files below a folder out of a listing, with paths relative to it.
FileListing takeBelow(FileListing& files, const std::string& folder) {
    const std::string prefix = folder + '/';
    FileListing inside;
    FileListing rest;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string_view path = files.path(i);
        if (path.starts_with(prefix))
            inside.addFrom(files, i, path.substr(prefix.size()));
        else
            rest.addFrom(files, i, path);
    }
    files = std::move(rest);
    return inside;
}

std::vector<std::string> takeBelow(std::vector<std::string>& paths, const std::string& folder) {
    const std::string prefix = folder + '/';
    std::vector<std::string> inside;
    std::erase_if(paths, [&](const std::string& path) {
        if (path != folder && !path.starts_with(prefix))
            return false;
        inside.push_back(path == folder ? std::string() : path.substr(prefix.size()));
        return true;
    });
    return inside;
}

}  // namespace

RootLister::RootLister(RowWriter& writer, std::vector<RootLocation> roots, ScanSettings settings,
                       const Wishes& wishes, CancelToken cancel)
    : m_writer(writer),
      m_roots(std::move(roots)),
      m_settings(std::move(settings)),
      m_wishes(wishes),
      m_cancel(std::move(cancel)) {}

Result<RootPlace> RootLister::noteWhereItIs(const RootLocation& root,
                                            const RootPresence& presence) {
    RootPlace place = root.place;
    place.path = presence.path;
    const auto located =
        runWithin(kPatience, m_cancel, [path = presence.path] { return locateRoot(path); });
    if (located && *located)
        place = **located;
    // No two roots have one place, whichever way their volume was named.
    const bool isTaken =
        std::any_of(m_roots.begin(), m_roots.end(), [&](const RootLocation& other) {
            return other.id != root.id && other.place.volumeId == place.volumeId &&
                   other.place.pathOnVolume == place.pathOnVolume;
        });
    if (isTaken) {
        place = root.place;
        place.path = presence.path;
    }
    if (place != root.place)
        SEMBLANCE_TRY(m_writer.updateRoot(root.id, place));
    for (RootLocation& known : m_roots) {
        if (known.id == root.id)
            known.place = place;
    }
    return place;
}

/// An empty file system made anew counts as the root's place (volume.h), but does not say that the
/// pictures were deleted.
bool RootLister::isOther(const RootLocation& root, const RootPresence& presence) const {
    const auto now =
        runWithin(kPatience, m_cancel, [path = presence.path] { return locateRoot(path); });
    return root.place.volumeId.contains(QLatin1Char('#')) && now && *now &&
           (*now)->volumeId != root.place.volumeId && QDir(presence.path).isEmpty();
}

/// Whether the place of a root below `path` is surely another's now: then it is not skipped.
bool RootLister::isGivenToOthers(const RootPlace& place, const QString& path) const {
    if (!isBelow(place.path, path) || findRootAside(place, m_cancel).state == RootState::Present)
        return false;
    const auto now =
        runWithin(kPatience, m_cancel, [path = place.path] { return locateRoot(path); });
    return now && *now && (*now)->path == place.path;
}

WalkOptions RootLister::optionsFor(RootId root, const QString& path) const {
    WalkOptions options;
    options.leftOut = leftOutOf(root, m_settings);
    options.followLinks = m_settings.followLinks;
    options.videos = m_wishes.videos;
    if (m_wishes.watch)
        options.entering = m_wishes.watch->entering(root, path);
    for (const RootLocation& other : m_roots) {
        if (other.id != root && !isGivenToOthers(other.place, path))
            options.skipFolders.append(other.place.path);
    }
    const auto mounts = runWithin(kPatience, m_cancel, [] { return currentMounts(); });
    for (const Mount& mount : mounts.value_or(std::vector<Mount>())) {
        if (isBelow(mount.path, path) && !options.skipFolders.contains(mount.path))
            options.mountPoints.append(mount.path);
    }
    narrow(root, options);
    return options;
}

/// To the parts that are asked for. What hangs below links and mounts cannot be told in parts.
void RootLister::narrow(RootId root, WalkOptions& options) const {
    if (!m_wishes.scope || options.followLinks)
        return;
    const auto parts = m_wishes.scope->parts.find(root);
    if (parts == m_wishes.scope->parts.end())
        return;
    options.only = parts->second;
    options.skipFolders.append(options.mountPoints);
}

/// In a listing of parts: what was passed over is not gone.
std::vector<std::string> RootLister::passedOver(const WalkOptions& options, const QString& path) {
    std::vector<std::string> folders;
    if (options.only.empty())
        return folders;
    for (const QString& mount : options.mountPoints)
        folders.push_back(mount.mid(path.size() + 1).toStdString());
    return folders;
}

Result<RootLister::Listing> RootLister::list(
    const RootLocation& root,
    const std::function<void(const QString& path, std::int64_t files)>& progress) {
    Listing result;
    if (std::find(m_listed.begin(), m_listed.end(), root.id) != m_listed.end())
        return result;
    m_listed.push_back(root.id);
    const RootPresence presence = findRootAside(root.place, m_cancel);
    if (presence.state == RootState::VolumeAbsent)
        return result;
    if (presence.state == RootState::FolderMissing) {
        result.problems.push_back(
            {root.place.path,
             Text::tr(
                 "The folder %1 is no longer there. Its pictures stay in the library until you "
                 "remove the folder.")
                 .arg(root.place.path)});
        return result;
    }
    if (isOther(root, presence))
        return result;
    SEMBLANCE_TRY_ASSIGN(const RootPlace place, noteWhereItIs(root, presence));
    progress(place.path, 0);
    const WalkOptions options = optionsFor(root.id, place.path);
    auto walked = walkAside(place.path, options, m_cancel,
                            [&](std::int64_t files) { progress(place.path, files); });
    if (!walked)
        return fail(cancelledError());
    if (!*walked) {
        if (walked->error().kind == ErrorKind::Cancelled)
            return fail(walked->error());
        result.problems.push_back({place.path, walked->error().sentence});
        return result;
    }
    // What was taken away meanwhile looks like an empty folder.
    const bool isThere = findRootAside(place, m_cancel).state == RootState::Present;
    if (m_cancel.isCancelled())
        return fail(cancelledError());
    if (!isThere) {
        result.problems.push_back(
            {place.path, Text::tr("The disk of the folder %1 went while the folder was read. Its "
                                  "pictures stay in the library.")
                             .arg(place.path)});
        return result;
    }
    result.problems = std::move((*walked)->problems);
    result.skipped = std::move((*walked)->skipped);
    result.links = (*walked)->links;
    result.placeholders = (*walked)->placeholders;
    ListedRoot listed{root.id, place, std::move((*walked)->files), std::move((*walked)->unread),
                      options.only};
    const std::vector<std::string> passed = passedOver(options, place.path);
    listed.unread.insert(listed.unread.end(), passed.begin(), passed.end());
    SEMBLANCE_TRY(takePlaces(std::move(listed), (*walked)->places, result));
    std::int64_t files = 0;
    for (const ListedRoot& one : result.roots)
        files += static_cast<std::int64_t>(one.files.size());
    progress(place.path, files);
    return result;
}

bool RootLister::isPlaceOfItsOwn(const RootPlace& place, const RootPlace& outer,
                                 const QString& folder) const {
    // A mount that shows what holds a root cannot be told from it.
    const bool holdsRoot =
        std::any_of(m_roots.begin(), m_roots.end(), [&](const RootLocation& root) {
            return root.place.volumeId == place.volumeId &&
                   root.place.pathOnVolume != place.pathOnVolume &&
                   (place.pathOnVolume.isEmpty() ||
                    isBelow(root.place.pathOnVolume, place.pathOnVolume));
        });
    return !holdsRoot && (place.volumeId != outer.volumeId || place.path == folder);
}

Status RootLister::takePlaces(ListedRoot listed, const std::vector<std::string>& places,
                              Listing& result) {
    for (const std::string& inside : places) {
        const QString folder = listed.place.path + QLatin1Char('/') +
                               QString::fromUtf8(inside.data(), qsizetype(inside.size()));
        const auto located =
            runWithin(kPatience, m_cancel, [folder] { return locateRoot(folder); });
        if (!located || !*located || !isPlaceOfItsOwn(**located, listed.place, folder))
            continue;
        FileListing files = takeBelow(listed.files, inside);
        std::vector<std::string> unread = takeBelow(listed.unread, inside);
        if (files.isEmpty())
            continue;
        SEMBLANCE_TRY_ASSIGN(
            const AddedRoot split,
            m_writer.splitRoot(
                listed.id, QString::fromUtf8(inside.data(), qsizetype(inside.size())), **located));
        // What another root includes it lists by itself.
        if (split.outcome == RootOutcome::AlreadyIncluded)
            continue;
        m_roots.push_back({split.root, **located});
        m_listed.push_back(split.root);
        files.sort();
        result.roots.push_back({split.root, **located, std::move(files), std::move(unread)});
    }
    listed.files.sort();
    result.roots.push_back(std::move(listed));
    return {};
}

}  // namespace semblance
