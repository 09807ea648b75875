#include "core/library/indexing/addedfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/indexing/scanrules.h"
#include "core/scan/ignorerules.h"
#include "core/scan/mounts.h"
#include "core/scan/volume.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::AddedFolder)
};

constexpr std::chrono::seconds kPatience{10};

/// Where a folder to be added is. NotFound when it is only the place of a disk.
Result<RootPlace> lookAtFolder(const QString& path, const std::vector<RootLocation>& roots) {
    SEMBLANCE_TRY_ASSIGN(RootPlace place, locateRoot(path));
    const bool isRootsPlace =
        std::any_of(roots.begin(), roots.end(), [&](const RootLocation& root) {
            return root.place.path == place.path && root.place.volumeId != place.volumeId;
        });
    const QString shown = QDir::toNativeSeparators(path);
    if (isRootsPlace && QDir(place.path).isEmpty())
        return fail(ErrorKind::NotFound,
                    Text::tr("The disk of the folder %1 is not plugged in. Its pictures stay in "
                             "the library.")
                        .arg(shown));
    if (isEmptyMountPoint(place.path))
        return fail(ErrorKind::NotFound,
                    Text::tr("%1 is the place of a disk that is not plugged in. Add the folder "
                             "when the disk is there.")
                        .arg(shown));
    return place;
}

/// Versions before noted less of a volume where the system tells no UUID (volume.h): the roots that
/// are on this one by that, and there, are noted as it is called now, or the folder would be taken
/// for one on another disk.
Status renameVolume(RowWriter& writer, const std::vector<RootLocation>& roots,
                    const RootPlace& now) {
    for (const RootLocation& root : roots) {
        if (!now.volumeId.startsWith(root.place.volumeId + QLatin1Char('#')))
            continue;
        const auto presence =
            runWithin(kPatience, {}, [place = root.place] { return findRoot(place); });
        if (!presence || presence->state != RootState::Present)
            continue;
        RootPlace place = root.place;
        place.volumeId = now.volumeId;
        place.path = presence->path;
        SEMBLANCE_TRY(writer.updateRoot(root.id, place));
    }
    return {};
}

/// Whether a scan of the root passes the folder over, as far as lists and names tell.
bool isLeftOut(const QString& subfolder, const QStringList& lines) {
    const LeftOutList list(lines);
    std::string outer;
    for (const QString& part : subfolder.split(QLatin1Char('/'))) {
        const std::string name = part.toStdString();
        if (isHiddenName(name) || list.leavesOut(outer, name, true))
            return true;
        outer += outer.empty() ? name : '/' + name;
    }
    return false;
}

QString noteOn(const AddedRoot& added, const RootPlace& place,
               const std::vector<RootLocation>& roots, const ScanSettings& settings) {
    const QString shown = QDir::toNativeSeparators(place.path);
    if (added.outcome == RootOutcome::Absorbed)
        return Text::tr(
                   "%1 holds folders that were in the library by themselves: they are part of "
                   "it now, and what was indexed stays.")
            .arg(shown);
    if (added.outcome == RootOutcome::Added || added.subfolder.isEmpty())
        return {};
    const auto root = std::find_if(roots.begin(), roots.end(), [&](const RootLocation& other) {
        return other.id == added.root;
    });
    const QString outer =
        root == roots.end() ? QString() : QDir::toNativeSeparators(root->place.path);
    if (isLeftOut(added.subfolder, leftOutOf(added.root, settings)))
        return Text::tr("%1 is part of %2, where it is left out: its pictures are not looked at.")
            .arg(shown, outer);
    return Text::tr("%1 is in the library already, as part of %2.").arg(shown, outer);
}

}  // namespace

Result<AddedFolder> addToLibrary(Catalogue& catalogue, const QString& path) {
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> roots, reader->rootLocations());
    SEMBLANCE_TRY_ASSIGN(const ScanSettings settings, reader->scanSettings());
    const auto looked =
        runWithin(kPatience, {}, [path, roots] { return lookAtFolder(path, roots); });
    if (!looked) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The disk of the folder %1 does not answer. Try again when it does.")
                        .arg(QDir::toNativeSeparators(path)));
    }
    if (!*looked)
        return fail(looked->error());
    SEMBLANCE_TRY(renameVolume(*writer, roots, **looked));
    SEMBLANCE_TRY_ASSIGN(const AddedRoot added, writer->addRoot(**looked));
    return AddedFolder{added.root, noteOn(added, **looked, roots, settings)};
}

}  // namespace semblance
