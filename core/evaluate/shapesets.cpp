#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <array>
#include <functional>

#include "core/dataset/picturecatalog.h"
#include "core/evaluate/inreposets.h"
#include "core/evaluate/shapedrawing.h"

namespace semblance {

namespace {

constexpr int kCounts = 3;
constexpr int kDrawings = 2;

/// A scene's attributes, each by its place among the attribute's values.
enum Attribute : std::size_t { Shape, Colour, Count, kAttributes };
using Values = std::array<int, kAttributes>;

const QStringList& valuesOf(std::size_t attribute) {
    static const std::array<QStringList, kAttributes> all{
        shapeNames(),
        shapeColourNames(),
        {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}};
    return all[attribute];
}

int sizeOf(std::size_t attribute) {
    return static_cast<int>(valuesOf(attribute).size());
}

/// All combinations, in a fixed order.
void forEach(const std::function<void(const Values&)>& visit) {
    for (int shape = 0; shape < sizeOf(Shape); ++shape)
        for (int colour = 0; colour < sizeOf(Colour); ++colour)
            for (int count = 0; count < kCounts; ++count)
                visit({shape, colour, count});
}

/// The place of a picture in that order.
PictureIndex indexOf(const Values& values, int drawing) {
    const int scene = (values[Shape] * sizeOf(Colour) + values[Colour]) * kCounts + values[Count];
    return scene * kDrawings + drawing;
}

QString sentenceFor(std::size_t attribute, const QString& value) {
    switch (attribute) {
        case Shape:
            return QStringLiteral("a %1 instead").arg(value);
        case Colour:
            return QStringLiteral("that is %1").arg(value);
        default:
            return QStringLiteral("%1 of them").arg(value);
    }
}

/// Without QSaveFile's wait for the disk: a file cut short is drawn anew.
Status drawFile(const QString& path, const ShapeScene& scene, quint32 seed) {
    QFile file(path);
    const QByteArray bytes = drawShapes(scene, seed);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()) {
        return fail(
            ErrorKind::Permission,
            QStringLiteral("The drawing %1 could not be written (%2). Give a folder that the "
                           "shapes may be drawn into.")
                .arg(path, file.errorString()));
    }
    return {};
}

/// Draws a split's pictures, in the order of indexOf.
Result<std::vector<DatasetPicture>> drawSplit(const QString& dir, const QString& split) {
    if (!QDir().mkpath(dir)) {
        return fail(ErrorKind::Permission,
                    QStringLiteral("The folder %1 for the shapes could not be made.").arg(dir));
    }
    const QByteArray bytes = split.toUtf8();
    const quint32 seed = qChecksum(QByteArrayView(bytes));
    std::vector<DatasetPicture> pictures;
    Status status;
    forEach([&](const Values& values) {
        for (int drawing = 0; drawing < kDrawings && status; ++drawing) {
            const QString name =
                QStringLiteral("%1-%2-%3-%4-%5")
                    .arg(split, valuesOf(Shape)[values[Shape]], valuesOf(Colour)[values[Colour]],
                         valuesOf(Count)[values[Count]])
                    .arg(drawing);
            const QString path = QDir(dir).filePath(name + QStringLiteral(".bmp"));
            const ShapeScene scene{values[Shape], values[Colour], values[Count] + 1, drawing};
            // A folder is drawn once: a file of the right length is taken for the drawing.
            if (QFileInfo(path).size() != ShapeScene::kFileSize)
                status = drawFile(path, scene, seed);
            pictures.push_back({name, path, {}});
        }
    });
    SEMBLANCE_TRY(status);
    return pictures;
}

/// The same value of the attribute that changes, another one of all that stay.
Values swapFor(Values values, std::size_t changed) {
    for (std::size_t kept = 0; kept < kAttributes; ++kept) {
        if (kept != changed)
            values[kept] = (values[kept] + 1) % sizeOf(kept);
    }
    return values;
}

std::vector<EvaluationQuery> queriesFor(std::size_t changed) {
    std::vector<EvaluationQuery> queries;
    forEach([&](const Values& values) {
        for (int asked = 0; asked < sizeOf(changed); ++asked) {
            if (asked == values[changed])
                continue;
            Values right = values;
            right[changed] = asked;
            EvaluationQuery query;
            query.id = QString::number(queries.size());
            query.reference = indexOf(values, 0);
            query.asked = valuesOf(changed)[asked];
            query.sentences << sentenceFor(changed, query.asked);
            for (int drawing = 0; drawing < kDrawings; ++drawing)
                query.right.push_back(indexOf(right, drawing));
            query.swapped = indexOf(swapFor(values, changed), 0);
            queries.push_back(std::move(query));
        }
    });
    return queries;
}

/// What every drawing of one split is.
QStringList labelsOf(std::size_t attribute) {
    QStringList labels;
    forEach([&](const Values& values) {
        for (int drawing = 0; drawing < kDrawings; ++drawing)
            labels << valuesOf(attribute)[values[attribute]];
    });
    return labels;
}

}  // namespace

Result<EvaluationSet> readShapes(const TableSource& source, const QString& change) {
    const std::size_t changed = change == QLatin1StringView("shape")    ? Shape
                                : change == QLatin1StringView("colour") ? Colour
                                                                        : Count;
    EvaluationSet set;
    set.name = QStringLiteral("shapes");
    set.part = change;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Edits;
    SEMBLANCE_TRY_ASSIGN(set.pictures, drawSplit(source.dir, source.split));
    for (std::size_t i = 0; i < set.pictures.size(); ++i)
        set.gallery.push_back(static_cast<PictureIndex>(i));
    set.queries = queriesFor(changed);

    const QString train = QStringLiteral("train");
    if (source.split != train) {
        ProbeTask task;
        SEMBLANCE_TRY_ASSIGN(task.pictures, drawSplit(source.dir, train));
        for (std::size_t kept = 0; kept < kAttributes; ++kept) {
            if (kept != changed)
                task.kept.push_back(labelsOf(kept));
        }
        task.changed = labelsOf(changed);
        set.probe = std::move(task);
    }
    return set;
}

}  // namespace semblance
