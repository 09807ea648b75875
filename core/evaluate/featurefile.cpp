#include "core/evaluate/featurefile.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/dataset/picturecatalog.h"
#include "core/model/files/safetensors.h"
#include "core/model/files/safetensorswriter.h"

namespace semblance {

namespace {

constexpr auto kFeatures = "features";
constexpr auto kNames = "names";

Result<Rows> readRows(const SafetensorsFile& file, const QString& name) {
    const auto bad = [&](const QString& reason) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The feature file %1 cannot be used: %2.").arg(file.path(), reason));
    };
    const TensorView* view = file.find(name);
    if (!view)
        return bad(QStringLiteral("it has no tensor \"%1\"").arg(name));
    if (view->type != TensorType::F32 || view->shape.size() != 2 || view->shape[1] < 1 ||
        view->shape[1] > 65536)
        return bad(QStringLiteral("\"%1\" is not F32 of the shape [rows, width]").arg(name));
    Rows rows;
    rows.dim = static_cast<int>(view->shape[1]);
    rows.values.resize(view->bytes.size() / sizeof(float));
    if (!rows.values.empty())
        std::memcpy(rows.values.data(), view->bytes.data(), view->bytes.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = rows.row(i);
        const bool finite =
            std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); });
        const bool zero =
            std::all_of(row.begin(), row.end(), [](float value) { return value == 0; });
        if (!finite || zero) {
            return bad((finite
                            ? QStringLiteral("row %1 of \"%2\" is all zeros")
                            : QStringLiteral("row %1 of \"%2\" holds something that is no number"))
                           .arg(i + 1)
                           .arg(name));
        }
    }
    return rows;
}

Result<QStringList> readNames(const SafetensorsFile& file) {
    const auto bad = [&](const QString& reason) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The feature file %1 cannot be used: %2.").arg(file.path(), reason));
    };
    const QJsonDocument json =
        QJsonDocument::fromJson(file.metadata().value(QLatin1String(kNames)).toUtf8());
    if (!json.isArray())
        return bad(QStringLiteral("its metadata \"names\" is missing or is not a JSON list"));
    QStringList names;
    for (const QJsonValue& value : json.array()) {
        if (value.isString())
            names << value.toString();
        else if (value.isDouble() && value.toDouble() == std::floor(value.toDouble()))
            names << QString::number(value.toInteger());
        else
            return bad(QStringLiteral("name %1 is not a text").arg(names.size() + 1));
    }
    return names;
}

/// The pictures whose rows decide something.
std::vector<bool> competing(const EvaluationSet& set) {
    std::vector<bool> needed(set.pictures.size(), false);
    const auto mark = [&](const std::vector<PictureIndex>& pictures) {
        for (const PictureIndex picture : pictures)
            needed[static_cast<std::size_t>(picture)] = true;
    };
    bool usesGallery = set.queries.empty();
    for (const EvaluationQuery& query : set.queries) {
        mark(query.own);
        usesGallery = usesGallery || query.own.empty();
    }
    if (usesGallery)
        mark(set.gallery);
    return needed;
}

}  // namespace

Result<NamedRows> readGalleryFeatures(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(NamedRows features, readNamedRows(path));
    normalise(features.rows);
    return features;
}

Result<NamedRows> readNamedRows(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    NamedRows features;
    SEMBLANCE_TRY_ASSIGN(features.rows, readRows(*file, QLatin1String(kFeatures)));
    SEMBLANCE_TRY_ASSIGN(features.names, readNames(*file));
    if (static_cast<std::size_t>(features.names.size()) != features.rows.size()) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The feature file %1 cannot be used: it has %2 names for %3 rows.")
                .arg(path)
                .arg(features.names.size())
                .arg(features.rows.size()));
    }
    return features;
}

Result<Rows> readQueryFeatures(const QString& path, const EvaluationSet& set, int dim) {
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    const auto checked = [&](const QString& name) -> Result<Rows> {
        SEMBLANCE_TRY_ASSIGN(Rows rows, readRows(*file, name));
        if (rows.dim != dim || rows.size() != set.queries.size()) {
            return fail(
                ErrorKind::BadInput,
                QStringLiteral("In the feature file %1 \"%2\" has %3 rows of %4 numbers; the "
                               "annotations have %5 queries and the gallery rows of %6 numbers.")
                    .arg(path, name)
                    .arg(rows.size())
                    .arg(rows.dim)
                    .arg(set.queries.size())
                    .arg(dim));
        }
        normalise(rows);
        return rows;
    };
    if (set.protocol != EvaluationSet::Protocol::FashionIq)
        return checked(QLatin1String(kFeatures));
    SEMBLANCE_TRY_ASSIGN(Rows rows, checked(QStringLiteral("forward")));
    SEMBLANCE_TRY_ASSIGN(const Rows reverse, checked(QStringLiteral("reverse")));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto mean = normalisedSum(rows.row(i), reverse.row(i));
        std::copy(mean.begin(), mean.end(), rows.row(i).begin());
    }
    return rows;
}

Status writeGalleryFeatures(const QString& path, const NamedRows& features) {
    const Rows& rows = features.rows;
    const QJsonArray names = QJsonArray::fromStringList(features.names);
    const StoredTensor tensor{
        QLatin1String(kFeatures),
        TensorType::F32,
        {static_cast<std::int64_t>(rows.size()), rows.dim},
        QByteArray(reinterpret_cast<const char*>(rows.values.data()),
                   static_cast<qsizetype>(rows.values.size() * sizeof(float)))};
    return writeSafetensors(
        path, {{tensor},
               {{QLatin1String(kNames),
                 QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact))}}});
}

Result<Rows> rowsForPictures(const EvaluationSet& set, const NamedRows& features) {
    QHash<QString, std::size_t> byName;
    for (qsizetype i = 0; i < features.names.size(); ++i) {
        const QString name = canonicalPictureName(features.names[i]);
        if (byName.contains(name)) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("The gallery features name the picture %1 twice.")
                            .arg(features.names[i]));
        }
        byName.insert(name, static_cast<std::size_t>(i));
    }
    const std::vector<bool> needed = competing(set);
    Rows rows;
    rows.dim = features.rows.dim;
    rows.values.resize(set.pictures.size() * static_cast<std::size_t>(rows.dim));
    QStringList missing;
    for (std::size_t i = 0; i < set.pictures.size(); ++i) {
        const auto row = byName.constFind(canonicalPictureName(set.pictures[i].name));
        if (row != byName.constEnd())
            std::ranges::copy(features.rows.row(*row), rows.row(i).begin());
        else if (needed[i])
            missing << set.pictures[i].name;
    }
    if (!missing.isEmpty()) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The gallery features lack %1 of the set's %2 pictures, the first is "
                           "%3. Without all of them the figures could not be compared.")
                .arg(missing.size())
                .arg(set.pictures.size())
                .arg(missing.first()));
    }
    return rows;
}

}  // namespace semblance
