#include "core/train/featurestore.h"

#include <ATen/ops/empty.h>

#include <QDir>
#include <algorithm>
#include <cstring>
#include <exception>
#include <iterator>
#include <numeric>

#include "core/dataset/picturekey.h"
#include "core/model/composition/modelfamilies.h"
#include "core/model/files/manifest.h"
#include "core/train/featurebuilder.h"
#include "core/train/featurefiles.h"

namespace semblance {

namespace {

// Small enough that a killed run loses little, and so few files that every one may stay mapped.
constexpr std::size_t kLeastPerFile = 512;
constexpr std::size_t kMostFilesPerColumn = 128;

std::size_t picturesPerFile(const FeatureSource& source, std::size_t pictures) {
    if (source.picturesPerFile > 0)
        return static_cast<std::size_t>(source.picturesPerFile);
    return std::max(kLeastPerFile, (pictures + kMostFilesPerColumn - 1) / kMostFilesPerColumn);
}

std::vector<QByteArray> keysOf(std::span<const DatasetPicture> pictures) {
    std::vector<QByteArray> keys;
    keys.reserve(pictures.size());
    std::ranges::transform(pictures, std::back_inserter(keys), pictureKey);
    return keys;
}

}  // namespace

struct FeatureStore::Private {
    std::vector<DatasetPicture> pictures;
    std::size_t perFile = 0;
    std::vector<FeatureColumn> columns;
    std::vector<std::vector<FeatureFile>> files;  ///< by column, then by picture / perFile
    std::vector<PictureFailure> failures;

    std::size_t filesPerColumn() const { return (pictures.size() + perFile - 1) / perFile; }

    std::span<const DatasetPicture> picturesOf(std::size_t file) const {
        const std::size_t first = file * perFile;
        return std::span(pictures).subspan(first, std::min(perFile, pictures.size() - first));
    }

    /// Opens what is there; returns what is not.
    Result<std::vector<FeaturePart>> open(const FeatureSource& source, const CancelToken& cancel) {
        files.resize(columns.size());
        for (auto& column : files)
            column.resize(filesPerColumn());
        std::vector<FeaturePart> parts;
        for (std::size_t i = 0; i < filesPerColumn(); ++i) {
            FeaturePart part{i * perFile, picturesOf(i).size(), {}};
            const std::vector<QByteArray> keys = keysOf(picturesOf(i));
            for (std::size_t column = 0; column < columns.size(); ++column) {
                const QByteArray identity =
                    featureFileIdentity(source.networkKey, columns[column], keys);
                const QString path = featureFilePath(source.dir, identity);
                auto file = openFeatureFile(path, identity, cancel);
                if (file && file->rows == part.count) {
                    files[column][i] = std::move(*file);
                    continue;
                }
                if (!file && file.error().kind == ErrorKind::Cancelled)
                    return fail(file.error());
                part.missing.push_back({columns[column], identity, path});
            }
            if (!part.missing.empty())
                parts.push_back(std::move(part));
        }
        return parts;
    }

    Status openMade(const std::vector<FeaturePart>& parts, const CancelToken& cancel) {
        for (const FeaturePart& part : parts) {
            for (const FeaturePart::Missing& missing : part.missing) {
                const auto place = std::find(columns.begin(), columns.end(), missing.column);
                const auto column = static_cast<std::size_t>(place - columns.begin());
                SEMBLANCE_TRY_ASSIGN(files[column][part.first / perFile],
                                     openFeatureFile(missing.path, missing.identity, cancel));
            }
        }
        return {};
    }

    /// A picture may fail in one column only: when it was there at one time and not at another.
    void collectFailures() {
        for (const auto& column : files) {
            for (std::size_t i = 0; i < column.size(); ++i) {
                for (const PictureFailure& failure : column[i].failures)
                    failures.push_back({i * perFile + failure.picture, failure.sentence});
            }
        }
        const auto place = [](const PictureFailure& failure) { return failure.picture; };
        std::ranges::stable_sort(failures, {}, place);
        const auto repeats = std::ranges::unique(failures, {}, place);
        failures.erase(repeats.begin(), repeats.end());
    }

    const std::vector<FeatureFile>& filesOf(Feature feature, PictureView view) const {
        const auto place = std::find(columns.begin(), columns.end(), FeatureColumn{feature, view});
        return files[static_cast<std::size_t>(place - columns.begin())];
    }
};

FeatureStore::FeatureStore(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
FeatureStore::~FeatureStore() = default;
FeatureStore::FeatureStore(FeatureStore&&) noexcept = default;
FeatureStore& FeatureStore::operator=(FeatureStore&&) noexcept = default;

Result<FeatureStore> FeatureStore::build(const FeatureSource& source,
                                         std::vector<DatasetPicture> pictures,
                                         const QList<Feature>& features,
                                         const QList<PictureView>& views, const Progress& progress,
                                         const CancelToken& cancel) {
    if (pictures.empty())
        return fail(ErrorKind::BadInput, QStringLiteral("There are no pictures to learn from."));
    if (!QDir().mkpath(source.dir)) {
        return fail(ErrorKind::Permission,
                    QStringLiteral("The cache folder %1 cannot be made.").arg(source.dir));
    }
    removeUnfinishedFiles(source.dir);
    auto priv = std::make_unique<Private>();
    priv->perFile = picturesPerFile(source, pictures.size());
    priv->pictures = std::move(pictures);
    for (const Feature feature : features) {
        for (const PictureView view : views)
            priv->columns.push_back({feature, view});
    }
    SEMBLANCE_TRY_ASSIGN(const std::vector<FeaturePart> parts, priv->open(source, cancel));
    removeUnusedFiles(source.dir);  // what is used was just opened
    try {
        FeatureBuilder builder(source, priv->pictures, parts, progress, cancel);
        if (!parts.empty())
            SEMBLANCE_TRY(builder.run());
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal,
                    QStringLiteral("The model failed to compute the pictures' features."),
                    QString::fromUtf8(error.what()));
    }
    SEMBLANCE_TRY(priv->openMade(parts, cancel));
    priv->collectFailures();
    if (priv->failures.size() == priv->pictures.size()) {
        return fail(ErrorKind::BadInput,
                    QStringLiteral("None of the %1 pictures can be used. The first is %2: %3")
                        .arg(priv->pictures.size())
                        .arg(priv->pictures.front().path, priv->failures.front().sentence));
    }
    return FeatureStore(std::move(priv));
}

std::size_t FeatureStore::size() const {
    return d->pictures.size();
}

const std::vector<DatasetPicture>& FeatureStore::pictures() const {
    return d->pictures;
}

const std::vector<PictureFailure>& FeatureStore::failures() const {
    return d->failures;
}

bool FeatureStore::isUsable(std::size_t picture) const {
    return !std::ranges::binary_search(d->failures, picture, {}, &PictureFailure::picture);
}

std::vector<std::int64_t> FeatureStore::usable() const {
    std::vector<std::int64_t> list;
    for (std::size_t i = 0; i < size(); ++i) {
        if (isUsable(i))
            list.push_back(static_cast<std::int64_t>(i));
    }
    return list;
}

bool FeatureStore::holds(Feature feature, PictureView view) const {
    return std::ranges::count(d->columns, FeatureColumn{feature, view}) > 0;
}

at::Tensor FeatureStore::halfRows(Feature feature, std::span<const std::int64_t> pictures,
                                  PictureView view) const {
    const std::vector<FeatureFile>& files = d->filesOf(feature, view);
    const RowShape shape = files.front().shape;
    std::vector<std::int64_t> sizes{static_cast<std::int64_t>(pictures.size())};
    for (std::size_t i = 0; i < shape.size() && (i == 0 || shape[i] > 0); ++i)
        sizes.push_back(shape[i]);
    const at::Tensor rows = at::empty(sizes, at::kHalf);
    auto* out = static_cast<std::byte*>(rows.mutable_data_ptr());
    for (const std::int64_t picture : pictures) {
        const auto index = static_cast<std::size_t>(picture);
        const auto row = files[index / d->perFile].row(index % d->perFile);
        out = std::copy(row.begin(), row.end(), out);
    }
    return rows;
}

at::Tensor FeatureStore::rows(Feature feature, std::span<const std::int64_t> pictures,
                              PictureView view) const {
    return halfRows(feature, pictures, view).to(at::kFloat);
}

at::Tensor FeatureStore::rows(Feature feature, PictureView view) const {
    std::vector<std::int64_t> all(size());
    std::iota(all.begin(), all.end(), 0);
    return rows(feature, all, view);
}

QString imageTowerKey(const ModelManifest& manifest, Precision precision) {
    const QString image = QStringLiteral("image");
    ModelManifest tower = manifest;
    tower.text = {};
    const ModelFamily* family = modelFamily(manifest.family);
    if (family && !family->imageTowerOf.isEmpty())
        tower.family = family->imageTowerOf;
    if (tower.part(image))
        std::erase_if(tower.parts, [&](const auto& part) { return part.role != image; });
    return tower.hash() + u'-' + toString(precision);
}

}  // namespace semblance
