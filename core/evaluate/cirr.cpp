#include <QDir>

#include "core/base/json.h"
#include "core/dataset/annotations.h"
#include "core/dataset/picturecatalog.h"
#include "core/evaluate/benchmarks.h"

namespace semblance {

namespace {

/// The split's pictures: name -> path relative to the pictures' folder ("./dev/dev-0-0-img0.png").
Result<PictureCatalog> readGallery(const QString& path, const BenchmarkSource& source) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject split, readJsonObject(path));
    const QString root = pictureFolder(source.images.isEmpty() ? source.dir : source.images,
                                       {QStringLiteral("images"), QStringLiteral("img_raw")});
    PictureCatalog catalog;
    for (auto it = split.begin(); it != split.end(); ++it) {
        if (!it->isString()) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("%1: the picture %2 has no path.").arg(path, it.key()));
        }
        catalog.add({it.key(), QDir::cleanPath(QDir(root).filePath(it->toString())), {}});
    }
    if (catalog.size() == 0)
        return fail(ErrorKind::BadInput, QStringLiteral("%1 names no picture.").arg(path));
    return catalog;
}

Result<EvaluationQuery> readQuery(const AnnotationEntry& entry, const PictureCatalog& gallery,
                                  bool hasTruth) {
    EvaluationQuery query;
    SEMBLANCE_TRY_ASSIGN(query.id, entry.id(u"pairid"));
    SEMBLANCE_TRY_ASSIGN(const QString reference, entry.text(u"reference"));
    SEMBLANCE_TRY_ASSIGN(query.reference, gallery.find(reference, entry));
    SEMBLANCE_TRY_ASSIGN(const QString caption, entry.text(u"caption"));
    query.sentences << caption;

    SEMBLANCE_TRY_ASSIGN(const AnnotationEntry set, entry.entry(u"img_set"));
    SEMBLANCE_TRY_ASSIGN(const QStringList members, set.texts(u"members"));
    for (const QString& member : members) {
        SEMBLANCE_TRY_ASSIGN(const PictureIndex index, gallery.find(member, entry));
        if (index != query.reference)
            query.subset.push_back(index);
    }
    if (query.subset.size() + 1 != static_cast<std::size_t>(members.size()))
        return entry.refuse(QStringLiteral("its img_set does not hold the reference exactly once"));
    query.subset = sortedUnique(std::move(query.subset));

    if (hasTruth) {
        SEMBLANCE_TRY_ASSIGN(const QString target, entry.text(u"target_hard"));
        SEMBLANCE_TRY_ASSIGN(query.target, gallery.find(target, entry));
        if (query.target == query.reference)
            return entry.refuse(QStringLiteral("the target is the reference itself"));
        if (!std::binary_search(query.subset.begin(), query.subset.end(), query.target))
            return entry.refuse(QStringLiteral("its img_set does not hold the target"));
        query.right = {query.target};
    }
    return query;
}

}  // namespace

Result<EvaluationSet> readCirr(const BenchmarkSource& source) {
    const auto find = [&](const QString& kind, const QString& folder) {
        return findAnnotationFile(
            source.dir, {QStringLiteral("cirr"), folder, QStringLiteral("cirr/") + folder},
            QStringLiteral("%1.rc2.%2.json").arg(kind, source.split));
    };
    SEMBLANCE_TRY_ASSIGN(const QString splitFile,
                         find(QStringLiteral("split"), QStringLiteral("image_splits")));
    SEMBLANCE_TRY_ASSIGN(const QString captionFile,
                         find(QStringLiteral("cap"), QStringLiteral("captions")));
    SEMBLANCE_TRY_ASSIGN(PictureCatalog gallery, readGallery(splitFile, source));
    SEMBLANCE_TRY_ASSIGN(const auto entries, readAnnotations(captionFile));

    EvaluationSet set;
    set.name = QStringLiteral("cirr");
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Cirr;
    set.hasTruth = !source.split.startsWith(QLatin1StringView("test"));
    for (const AnnotationEntry& entry : entries) {
        SEMBLANCE_TRY_ASSIGN(EvaluationQuery query, readQuery(entry, gallery, set.hasTruth));
        set.queries.push_back(std::move(query));
    }
    set.gallery = gallery.all();
    set.pictures = gallery.take();
    return set;
}

}  // namespace semblance
