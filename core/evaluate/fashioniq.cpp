
#include "core/base/json.h"
#include "core/dataset/annotations.h"
#include "core/dataset/picturecatalog.h"
#include "core/evaluate/benchmarks.h"

namespace semblance {

namespace {

Result<PictureCatalog> readGallery(const QString& path, const BenchmarkSource& source) {
    SEMBLANCE_TRY_ASSIGN(const QJsonArray split, readJsonArray(path));
    const QString folder =
        pictureFolder(source.images.isEmpty() ? source.dir : source.images,
                      {QStringLiteral("images"), QStringLiteral("fashioniq/images")});
    PictureCatalog catalog;
    for (qsizetype i = 0; i < split.size(); ++i) {
        const QString name = split.at(i).toString();
        if (name.isEmpty()) {
            return fail(
                ErrorKind::BadInput,
                QStringLiteral("%1, entry %2: it is not a picture's name.").arg(path).arg(i + 1));
        }
        catalog.add({name,
                     picturePath(folder, name, {QStringLiteral(".png"), QStringLiteral(".jpg")}),
                     {}});
    }
    if (catalog.size() == 0)
        return fail(ErrorKind::BadInput, QStringLiteral("%1 names no picture.").arg(path));
    return catalog;
}

Result<EvaluationQuery> readQuery(const AnnotationEntry& entry, const PictureCatalog& gallery,
                                  bool hasTruth) {
    EvaluationQuery query;
    SEMBLANCE_TRY_ASSIGN(const QString candidate, entry.text(u"candidate"));
    SEMBLANCE_TRY_ASSIGN(query.reference, gallery.find(candidate, entry));
    SEMBLANCE_TRY_ASSIGN(const QStringList captions, entry.texts(u"captions"));
    if (captions.size() != 2)
        return entry.refuse(QStringLiteral("it has %1 captions instead of 2").arg(captions.size()));
    const QString first = strippedCaption(captions[0]);
    const QString second = strippedCaption(captions[1]);
    query.sentences << QStringLiteral("%1 and %2").arg(first, second)
                    << QStringLiteral("%1 and %2").arg(second, first);
    if (hasTruth) {
        SEMBLANCE_TRY_ASSIGN(const QString target, entry.text(u"target"));
        SEMBLANCE_TRY_ASSIGN(query.target, gallery.find(target, entry));
        query.right = {query.target};
    }
    return query;
}

}  // namespace

QString strippedCaption(const QString& caption) {
    const auto isDropped = [](QChar c) { return c == u'.' || c == u'?' || c == u',' || c == u' '; };
    qsizetype begin = 0;
    qsizetype end = caption.size();
    while (begin < end && isDropped(caption[begin]))
        ++begin;
    while (end > begin && isDropped(caption[end - 1]))
        --end;
    return caption.mid(begin, end - begin);
}

Result<EvaluationSet> readFashionIq(const BenchmarkSource& source, const QString& category) {
    const auto find = [&](const QString& kind, const QString& folder) {
        return findAnnotationFile(
            source.dir,
            {QStringLiteral("fashioniq"), folder, QStringLiteral("fashioniq/") + folder},
            QStringLiteral("%1.%2.%3.json").arg(kind, category, source.split));
    };
    SEMBLANCE_TRY_ASSIGN(const QString splitFile,
                         find(QStringLiteral("split"), QStringLiteral("image_splits")));
    SEMBLANCE_TRY_ASSIGN(const QString captionFile,
                         find(QStringLiteral("cap"), QStringLiteral("captions")));
    SEMBLANCE_TRY_ASSIGN(PictureCatalog gallery, readGallery(splitFile, source));
    SEMBLANCE_TRY_ASSIGN(const auto entries, readAnnotations(captionFile));

    EvaluationSet set;
    set.name = QStringLiteral("fashioniq");
    set.part = category;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::FashionIq;
    set.hasTruth = source.split != QLatin1StringView("test");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        SEMBLANCE_TRY_ASSIGN(EvaluationQuery query, readQuery(entries[i], gallery, set.hasTruth));
        query.id = QString::number(i);
        set.queries.push_back(std::move(query));
    }
    set.gallery = gallery.all();
    set.pictures = gallery.take();
    return set;
}

Result<EvaluationSet> readFashionIqVal(const BenchmarkSource& source, const QString& category) {
    SEMBLANCE_TRY_ASSIGN(EvaluationSet set, readFashionIq(source, category));
    set.name = QStringLiteral("fashioniq-val");
    std::vector<PictureIndex> named;
    for (const EvaluationQuery& query : set.queries) {
        named.push_back(query.reference);
        named.insert(named.end(), query.right.begin(), query.right.end());
    }
    set.gallery = sortedUnique(std::move(named));
    return set;
}

}  // namespace semblance
