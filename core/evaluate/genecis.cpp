#include <QDir>
#include <algorithm>

#include "core/dataset/annotations.h"
#include "core/dataset/picturecatalog.h"
#include "core/evaluate/benchmarks.h"

namespace semblance {

namespace {

/// The object tasks show whole pictures of COCO's val2017, the attribute tasks neighbourhoods of
/// boxes in Visual Genome's.
Result<DatasetPicture> readPicture(const AnnotationEntry& entry, const QString& folder) {
    DatasetPicture picture;
    if (!entry.has(u"image_id")) {
        SEMBLANCE_TRY_ASSIGN(picture.name, entry.id(u"val_image_id"));
        picture.path =
            QDir(folder).filePath(picture.name.rightJustified(12, u'0') + QStringLiteral(".jpg"));
        return picture;
    }
    SEMBLANCE_TRY_ASSIGN(const QString image, entry.id(u"image_id"));
    SEMBLANCE_TRY_ASSIGN(const auto box, entry.box(u"instance_bbox"));
    picture.name =
        QStringLiteral("%1@%2,%3,%4,%5").arg(image).arg(box[0]).arg(box[1]).arg(box[2]).arg(box[3]);
    picture.path = QDir(folder).filePath(image + QStringLiteral(".jpg"));
    picture.box = box;
    return picture;
}

Result<EvaluationQuery> readQuery(const AnnotationEntry& entry, PictureCatalog& catalog,
                                  const QString& folder) {
    const auto take = [&](const AnnotationEntry& place) -> Result<PictureIndex> {
        SEMBLANCE_TRY_ASSIGN(DatasetPicture picture, readPicture(place, folder));
        return catalog.add(std::move(picture));
    };
    EvaluationQuery query;
    SEMBLANCE_TRY_ASSIGN(const QString condition, entry.text(u"condition"));
    query.sentences << condition;
    SEMBLANCE_TRY_ASSIGN(const AnnotationEntry reference, entry.entry(u"reference"));
    SEMBLANCE_TRY_ASSIGN(query.reference, take(reference));
    SEMBLANCE_TRY_ASSIGN(const AnnotationEntry target, entry.entry(u"target"));
    SEMBLANCE_TRY_ASSIGN(query.target, take(target));
    query.right = {query.target};

    SEMBLANCE_TRY_ASSIGN(const auto distractors, entry.entries(u"gallery"));
    if (distractors.empty())
        return entry.refuse(QStringLiteral("its gallery is empty"));
    query.own = {query.target};
    for (const AnnotationEntry& distractor : distractors) {
        SEMBLANCE_TRY_ASSIGN(const PictureIndex index, take(distractor));
        if (index != query.target)
            query.own.push_back(index);
    }
    std::ranges::sort(query.own);
    return query;
}

}  // namespace

Result<EvaluationSet> readGenecis(const BenchmarkSource& source, const QString& task) {
    SEMBLANCE_TRY_ASSIGN(
        const QString file,
        findAnnotationFile(source.dir, {QStringLiteral("genecis"), QStringLiteral("annotations")},
                           task + QStringLiteral(".json")));
    SEMBLANCE_TRY_ASSIGN(const auto entries, readAnnotations(file));
    const QString folder =
        pictureFolder(source.images.isEmpty() ? source.dir : source.images,
                      task.endsWith(QLatin1StringView("_attribute"))
                          ? QStringList{QStringLiteral("VG_All"), QStringLiteral("VG_100K_all")}
                          : QStringList{QStringLiteral("val2017")});

    EvaluationSet set;
    set.name = QStringLiteral("genecis");
    set.part = task;
    set.split = QStringLiteral("val");
    set.protocol = EvaluationSet::Protocol::Genecis;
    PictureCatalog catalog;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        SEMBLANCE_TRY_ASSIGN(EvaluationQuery query, readQuery(entries[i], catalog, folder));
        query.id = QString::number(i);
        set.queries.push_back(std::move(query));
    }
    set.gallery = catalog.all();
    set.pictures = catalog.take();
    return set;
}

}  // namespace semblance
