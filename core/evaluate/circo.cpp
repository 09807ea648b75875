#include <QDir>
#include <QDirIterator>
#include <algorithm>

#include "core/dataset/annotations.h"
#include "core/dataset/picturecatalog.h"
#include "core/evaluate/benchmarks.h"

namespace semblance {

namespace {

Result<PictureCatalog> readGallery(const BenchmarkSource& source) {
    PictureCatalog catalog;
    for (const QString& name : source.galleryNames)
        catalog.add({name, {}, {}});
    if (catalog.size() > 0)
        return catalog;

    const QString folder = pictureFolder(
        source.images.isEmpty() ? source.dir : source.images,
        {QStringLiteral("unlabeled2017"), QStringLiteral("COCO2017_unlabeled/unlabeled2017"),
         QStringLiteral("circo/COCO2017_unlabeled/unlabeled2017")});
    QStringList files = QDir(folder).entryList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Name);
    for (const QString& file : std::as_const(files))
        catalog.add({canonicalPictureName(file), QDir(folder).filePath(file), {}});
    if (catalog.size() == 0) {
        return fail(
            ErrorKind::NotFound,
            QStringLiteral("There are no pictures in %1. CIRCO's gallery is COCO's unlabelled "
                           "images: give the folder unlabeled2017 with --images, or features "
                           "with --gallery-features.")
                .arg(folder));
    }
    return catalog;
}

Result<EvaluationQuery> readQuery(const AnnotationEntry& entry, const PictureCatalog& gallery,
                                  const BenchmarkSource& source, bool hasTruth) {
    EvaluationQuery query;
    SEMBLANCE_TRY_ASSIGN(query.id, entry.id(u"id"));
    SEMBLANCE_TRY_ASSIGN(const QString reference, entry.id(u"reference_img_id"));
    SEMBLANCE_TRY_ASSIGN(query.reference, gallery.find(reference, entry));
    SEMBLANCE_TRY_ASSIGN(const QString caption, entry.text(u"relative_caption"));
    SEMBLANCE_TRY_ASSIGN(const QString concept_, entry.text(u"shared_concept"));
    query.sentences << (source.sharedConcept ? concept_ + QLatin1Char(' ') + caption : caption);
    if (!hasTruth)
        return query;

    SEMBLANCE_TRY_ASSIGN(const QString target, entry.id(u"target_img_id"));
    SEMBLANCE_TRY_ASSIGN(query.target, gallery.find(target, entry));
    SEMBLANCE_TRY_ASSIGN(const QStringList right, entry.ids(u"gt_img_ids"));
    for (const QString& name : right) {
        SEMBLANCE_TRY_ASSIGN(const PictureIndex index, gallery.find(name, entry));
        query.right.push_back(index);
    }
    const std::size_t named = query.right.size();
    query.right = sortedUnique(std::move(query.right));
    if (query.right.size() != named)
        return entry.refuse(QStringLiteral("gt_img_ids names a picture twice"));
    if (!std::binary_search(query.right.begin(), query.right.end(), query.target))
        return entry.refuse(QStringLiteral("gt_img_ids lacks the target %1").arg(target));
    if (entry.has(u"semantic_aspects")) {
        SEMBLANCE_TRY_ASSIGN(query.aspects, entry.texts(u"semantic_aspects"));
    }
    return query;
}

}  // namespace

Result<EvaluationSet> readCirco(const BenchmarkSource& source) {
    SEMBLANCE_TRY_ASSIGN(const QString file,
                         findAnnotationFile(source.dir,
                                            {QStringLiteral("circo"), QStringLiteral("annotations"),
                                             QStringLiteral("circo/annotations")},
                                            source.split + QStringLiteral(".json")));
    SEMBLANCE_TRY_ASSIGN(const auto entries, readAnnotations(file));
    SEMBLANCE_TRY_ASSIGN(PictureCatalog gallery, readGallery(source));

    EvaluationSet set;
    set.name = QStringLiteral("circo");
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Circo;
    set.hasTruth = source.split != QLatin1StringView("test");
    if (source.sharedConcept)
        set.note = QStringLiteral("Query text: shared_concept + relative_caption.");
    for (const AnnotationEntry& entry : entries) {
        SEMBLANCE_TRY_ASSIGN(EvaluationQuery query,
                             readQuery(entry, gallery, source, set.hasTruth));
        set.queries.push_back(std::move(query));
    }
    set.gallery = gallery.all();
    set.pictures = gallery.take();
    return set;
}

}  // namespace semblance
