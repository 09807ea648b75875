#include "core/library/search/failedphotos.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/base/pictureformats.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/rowreader.h"
#include "core/catalogue/snapshot.h"

namespace semblance {

namespace {
PhotoFacts factsOf(const FailedPhoto& photo) {
    const QString ending = photo.path.sliced(photo.path.lastIndexOf(u'.') + 1).toLower();
    const auto row = std::find_if(
        pictureFormats.begin(), pictureFormats.end(), [&](const PictureFormatRow& format) {
            return std::any_of(format.extensions.begin(), format.extensions.end(),
                               [&](QLatin1StringView extension) {
                                   return !ending.isEmpty() && ending == extension;
                               });
        });
    PhotoFacts facts;
    if (row != pictureFormats.end())
        facts.format = row->name;
    return facts;
}

bool isMeant(const FailedPhoto& photo, const PhotoFacts& facts, const PhotoFilter& filter) {
    FilteredPhoto filtered{photo.path, photo.timeMs, photo.bytes, &facts};
    filtered.isFailed = true;
    return matches(filter, filtered);
}

std::vector<Facets::Value> valuesOf(const std::map<QString, std::int64_t>& counts) {
    std::vector<Facets::Value> values;
    for (const auto& [name, photos] : counts)
        values.push_back({name, photos});
    return values;
}
}  // namespace

Result<QList<FailedPhoto>> readFailedPhotos(RowReader& reader, const Snapshot& snapshot) {
    std::unordered_map<RootId, const RootInfo*> roots;
    for (const RootInfo& root : snapshot.roots())
        roots.emplace(root.id, &root);
    SEMBLANCE_TRY_ASSIGN(const std::vector<FileRow> files, reader.failedFiles());
    QList<FailedPhoto> photos;
    for (const FileRow& file : files) {
        // The roots are of another moment: what was added since comes the next time.
        const auto root = roots.find(file.root);
        if (root == roots.end())
            continue;
        photos.append({root->second->path + u'/' + file.path, file.error,
                       file.state == FileState::Quarantined, file.id, file.content,
                       root->second->state == RootInfo::State::Present,
                       file.stat.mtimeNs / 1'000'000, file.stat.size});
    }
    return photos;
}

Result<QList<FailedPhoto>> readFailedPhotos(const Catalogue& catalogue) {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    return readFailedPhotos(*reader, *catalogue.snapshot());
}

std::vector<PhotoItem> failedItems(const QList<FailedPhoto>& photos, const PhotoFilter& filter) {
    std::vector<PhotoItem> items;
    for (const FailedPhoto& photo : photos) {
        if (!isMeant(photo, factsOf(photo), filter))
            continue;
        PhotoItem item;
        item.file = photo.file;
        item.content = photo.content;
        item.path = photo.path;
        item.available = photo.available;
        item.takenMs = photo.timeMs;
        item.failure = photo.reason;
        items.push_back(std::move(item));
    }
    std::sort(items.begin(), items.end(), [](const PhotoItem& a, const PhotoItem& b) {
        return a.takenMs != b.takenMs ? a.takenMs > b.takenMs : a.path < b.path;
    });
    return items;
}

Facets failedFacets(const QList<FailedPhoto>& photos, const PhotoFilter& filter) {
    Facets facets;
    std::map<int, std::int64_t> months;
    std::map<QString, std::int64_t> folders;
    std::map<QString, std::int64_t> formats;
    for (const FailedPhoto& photo : photos) {
        const PhotoFacts facts = factsOf(photo);
        const auto isUnderOthers = [&](Facet facet) {
            return isMeant(photo, facts, without(filter, facet));
        };
        facets.photos += isMeant(photo, facts, filter) ? 1 : 0;
        const std::optional<int> month = monthOf(photo.timeMs);
        if (month && isUnderOthers(Facet::Date))
            ++months[*month];
        if (isUnderOthers(Facet::Folder))
            ++folders[photo.path.first(photo.path.lastIndexOf(u'/'))];
        if (!facts.format.isEmpty() && isUnderOthers(Facet::Kind))
            ++formats[facts.format];
        if (isUnderOthers(Facet::Size))
            ++facets.sizes[Facets::sizeClass(photo.bytes)];
    }
    for (const auto& [number, count] : months)
        facets.months.push_back({number, count});
    facets.folders = valuesOf(folders);
    facets.formats = valuesOf(formats);
    facets.failed = photos.size();
    return facets;
}

}  // namespace semblance
