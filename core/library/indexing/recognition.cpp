#include "core/library/indexing/recognition.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>
#include <chrono>
#include <vector>

#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/identity/contentlookup.h"
#include "core/library/indexing/scanrules.h"
#include "core/scan/filekey.h"
#include "core/scan/foldermatch.h"
#include "core/scan/volume.h"
#include "core/scan/walk.h"

namespace semblance {

namespace {

using namespace std::chrono_literals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Recognition)
};

constexpr auto kPatience = 10s;
/// Files whose content keys are compared; one in eight may have been edited meanwhile.
constexpr std::size_t kSample = 16;
constexpr std::size_t kMostOthers = kSample / 8;

Result<RootPlace> locate(const QString& folder, const CancelToken& cancel) {
    const auto place = runWithin(kPatience, cancel, [folder] { return locateRoot(folder); });
    if (cancel.isCancelled())
        return fail(cancelledError());
    if (!place)
        return fail(ErrorKind::NotFound,
                    Text::tr("The disk of the folder %1 does not answer. Try again when it does.")
                        .arg(QDir::toNativeSeparators(folder)));
    return *place;
}

class FolderLook {
public:
    FolderLook(RowReader& reader, CancelToken cancel)
        : m_reader(reader), m_cancel(std::move(cancel)) {}

    /// Lists the folder.
    Status open(const QString& folder, const std::function<void(std::int64_t)>& progress) {
        m_folder = folder;
        SEMBLANCE_TRY_ASSIGN(const ScanSettings settings, m_reader.scanSettings());
        WalkOptions options;
        options.leftOut = leftOutEverywhere(settings);
        constexpr std::chrono::hours anyTime{24 * 365};
        auto walked = runWithin(anyTime, m_cancel, [folder, options, cancel = m_cancel] {
            return walk(folder, options, cancel);
        });
        if (!walked)
            return fail(cancelledError());
        if (!*walked)
            return fail(walked->error());
        m_found = std::move((*walked)->files);
        if (progress)
            progress(static_cast<std::int64_t>(m_found.size()));
        return {};
    }

    Result<FolderMatch> match(RootId root) {
        SEMBLANCE_TRY_ASSIGN(m_known, m_reader.listing(root, {}));
        return matchListings(m_known, m_found);
    }

    /// Whether the pictures of the last match() are the same, as far as a few of them tell.
    Result<bool> agrees(const FolderMatch& match) {
        std::size_t others = 0;
        const auto sample = samplePairs(match, kSample);
        for (const FolderMatch::Pair& pair : sample) {
            if (m_cancel.isCancelled())
                return fail(cancelledError());
            SEMBLANCE_TRY_ASSIGN(const bool same, holdsTheSame(pair));
            others += same ? 0 : 1;
        }
        return !sample.empty() && others <= std::min(kMostOthers, (sample.size() - 1) / 2);
    }

    QString pathOf(const FolderMatch& match) const {
        return match.inside.empty()
                   ? m_folder
                   : m_folder + QLatin1Char('/') + QString::fromStdString(match.inside);
    }

private:
    Result<bool> holdsTheSame(const FolderMatch::Pair& pair) {
        SEMBLANCE_TRY_ASSIGN(const auto file, m_reader.file(m_known[pair.known].id));
        // Of what could not be read nothing is known that differs.
        if (!file || !file->content.isValid())
            return true;
        SEMBLANCE_TRY_ASSIGN(const auto content, m_reader.content(file->content));
        const QString path = m_folder + QLatin1Char('/') + m_found.pathString(pair.found);
        const auto key = runWithin(kPatience, m_cancel, [path] { return contentKey(path); });
        return content && key && *key && content->key.startsWith(**key);
    }

    RowReader& m_reader;
    const CancelToken m_cancel;
    QString m_folder;
    FileListing m_known;
    FileListing m_found;
};

Recognition recognition(const RootInfo& root, const FolderLook& look, const FolderMatch& match) {
    return {root.id, root.path, look.pathOf(match), match.matched(), match.known};
}

}  // namespace

Result<std::optional<Recognition>> recogniseFolder(
    const Catalogue& catalogue, const QString& folder, const CancelToken& cancel,
    const std::function<void(std::int64_t files)>& progress) {
    std::vector<RootInfo> away;
    const SnapshotPtr snapshot = catalogue.snapshot();
    for (const RootInfo& root : snapshot->roots()) {
        if (root.state != RootInfo::State::Present)
            away.push_back(root);
    }
    if (away.empty())
        return std::optional<Recognition>();
    SEMBLANCE_TRY_ASSIGN(const RootPlace place, locate(folder, cancel));
    if (const auto inRoot = placeOf(place.path + QStringLiteral("/x"), snapshot->roots());
        inRoot && !inRoot->isAway)
        return std::optional<Recognition>();
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    FolderLook look(*reader, cancel);
    SEMBLANCE_TRY(look.open(place.path, progress));
    std::optional<Recognition> best;
    for (const RootInfo& root : away) {
        SEMBLANCE_TRY_ASSIGN(const FolderMatch match, look.match(root.id));
        if (!isLikely(match) || (best && match.matched() <= best->matched))
            continue;
        SEMBLANCE_TRY_ASSIGN(const bool agrees, look.agrees(match));
        if (agrees)
            best = recognition(root, look, match);
    }
    return best;
}

Result<Recognition> compareWithRoot(const Catalogue& catalogue, RootId root, const QString& folder,
                                    const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const RootPlace place, locate(folder, cancel));
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    const SnapshotPtr snapshot = catalogue.snapshot();
    const auto info = std::find_if(snapshot->roots().begin(), snapshot->roots().end(),
                                   [root](const RootInfo& other) { return other.id == root; });
    if (info == snapshot->roots().end())
        return fail(ErrorKind::NotFound, Text::tr("The folder is not in the library any more."));
    FolderLook look(*reader, cancel);
    SEMBLANCE_TRY(look.open(place.path, {}));
    SEMBLANCE_TRY_ASSIGN(const FolderMatch match, look.match(root));
    return recognition(*info, look, match);
}

Result<RootId> relocate(Catalogue& catalogue, RootId root, const QString& folder) {
    SEMBLANCE_TRY_ASSIGN(const RootPlace place, locate(folder, {}));
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    SEMBLANCE_TRY_ASSIGN(const RootId now, writer->relocateRoot(root, place));
    SEMBLANCE_TRY(catalogue.refresh());
    return now;
}

}  // namespace semblance
