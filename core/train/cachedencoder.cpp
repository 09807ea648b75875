#include "core/train/cachedencoder.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>

#include <QHash>
#include <algorithm>
#include <exception>

#include "core/model/composition/mapping.h"
#include "core/model/composition/modelloader.h"
#include "core/model/composition/prompts.h"
#include "core/train/featurestore.h"

namespace semblance {

namespace {

constexpr std::size_t kPicturesAtOnce = 128;
constexpr std::size_t kSentencesAtOnce = 512;

/// Where a picture's features lie.
struct Place {
    const FeatureStore* store;
    std::int64_t row;
};

std::vector<float> asVector(const at::Tensor& rows) {
    const at::Tensor flat = rows.contiguous();
    const auto* data = flat.const_data_ptr<float>();
    return {data, data + flat.numel()};
}

/// The features of some pictures of different stores, in their order.
at::Tensor gather(Feature feature, std::span<const Place> places) {
    std::vector<at::Tensor> rows;
    rows.reserve(places.size());
    for (const Place& place : places)
        rows.push_back(place.store->rows(feature, std::span(&place.row, 1)));
    return at::cat(rows);
}

}  // namespace

struct CachedEncoder::Private {
    ModelManifest manifest;
    DualNetworks networks;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<MappingNetwork> mapping;     ///< null without learned composition
    std::unique_ptr<TextNetwork> composingText;  ///< of it
    QHash<QString, Place> places;                ///< by path
    mutable QHash<QString, at::Tensor> words;    ///< by path: [1, words, width]

    Result<std::vector<Place>> placesOf(std::span<const DatasetPicture> pictures) const;
    Status computeWords(std::span<const DatasetPicture> pictures) const;
};

Result<std::vector<Place>> CachedEncoder::Private::placesOf(
    std::span<const DatasetPicture> pictures) const {
    std::vector<Place> found;
    found.reserve(pictures.size());
    for (const DatasetPicture& picture : pictures) {
        const auto it = places.constFind(picture.path);
        if (it == places.constEnd())
            return fail(
                ErrorKind::NotFound,
                QStringLiteral("The picture %1 is not among those whose features are cached; it "
                               "may be missing or broken.")
                    .arg(picture.path));
        found.push_back(*it);
    }
    return found;
}

Status CachedEncoder::Private::computeWords(std::span<const DatasetPicture> pictures) const {
    std::vector<DatasetPicture> missing;
    QHash<QString, bool> queued;
    for (const DatasetPicture& picture : pictures) {
        if (words.contains(picture.path) || queued.contains(picture.path))
            continue;
        queued.insert(picture.path, true);
        missing.push_back(picture);
    }
    SEMBLANCE_TRY_ASSIGN(const std::vector<Place> found, placesOf(missing));
    for (std::size_t first = 0; first < found.size(); first += kPicturesAtOnce) {
        const auto some =
            std::span(found).subspan(first, std::min(kPicturesAtOnce, found.size() - first));
        const at::Tensor made = mapping->forward(
            gather(Feature::Raw, some), gather(Feature::Side, some),
            mapping->usesPatches() ? gather(Feature::Patches, some) : at::Tensor());
        for (std::size_t i = 0; i < some.size(); ++i)
            words.insert(missing[first + i].path,
                         made.narrow(0, static_cast<std::int64_t>(i), 1).clone());
    }
    return {};
}

Result<std::unique_ptr<CachedEncoder>> CachedEncoder::load(
    const QString& modelDir, std::vector<const FeatureStore*> stores) {
    const at::NoGradGuard noGrad;
    try {
        auto priv = std::make_unique<Private>();
        SEMBLANCE_TRY_ASSIGN(priv->manifest, ModelManifest::read(modelDir));
        SEMBLANCE_TRY(priv->manifest.verifyParts());
        SEMBLANCE_TRY_ASSIGN(priv->networks, loadDualNetworks(priv->manifest));
        SEMBLANCE_TRY_ASSIGN(priv->tokenizer, loadTokenizer(priv->manifest));
        if (priv->manifest.hasPart(QLatin1String(ModelManifest::kMappingRole))) {
            SEMBLANCE_TRY_ASSIGN(priv->mapping, loadMapping(priv->manifest, priv->networks));
            SEMBLANCE_TRY_ASSIGN(priv->composingText,
                                 loadComposingText(priv->manifest, *priv->networks.text));
        }
        for (const FeatureStore* store : stores) {
            for (const std::int64_t row : store->usable()) {
                const QString& path = store->pictures()[static_cast<std::size_t>(row)].path;
                if (!priv->places.contains(path))
                    priv->places.insert(path, {store, row});
            }
        }
        return std::unique_ptr<CachedEncoder>(new CachedEncoder(std::move(priv)));
    } catch (const std::exception& error) {
        return fail(ErrorKind::Corrupt,
                    QStringLiteral("The model in %1 could not be loaded.").arg(modelDir),
                    QString::fromUtf8(error.what()));
    }
}

CachedEncoder::CachedEncoder(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
CachedEncoder::~CachedEncoder() = default;

const ModelManifest& CachedEncoder::manifest() const {
    return d->manifest;
}

bool CachedEncoder::composes() const {
    return d->mapping != nullptr;
}

Result<std::vector<float>> CachedEncoder::pictures(std::span<const DatasetPicture> pictures) const {
    const at::NoGradGuard noGrad;
    SEMBLANCE_TRY_ASSIGN(const std::vector<Place> places, d->placesOf(pictures));
    std::vector<float> rows;
    rows.reserve(places.size() * static_cast<std::size_t>(d->manifest.dim));
    try {
        for (std::size_t first = 0; first < places.size(); first += kPicturesAtOnce) {
            const auto some =
                std::span(places).subspan(first, std::min(kPicturesAtOnce, places.size() - first));
            const std::vector<float> made = asVector(
                d->networks.image->embed(gather(Feature::Raw, some), gather(Feature::Side, some)));
            rows.insert(rows.end(), made.begin(), made.end());
        }
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, QStringLiteral("The pictures could not be encoded."),
                    QString::fromUtf8(error.what()));
    }
    return rows;
}

Result<std::vector<float>> CachedEncoder::texts(const QStringList& sentences) const {
    const at::NoGradGuard noGrad;
    std::vector<float> rows;
    try {
        const auto all = static_cast<std::size_t>(sentences.size());
        for (std::size_t first = 0; first < all; first += kSentencesAtOnce) {
            const QStringList some =
                sentences.mid(static_cast<qsizetype>(first), qsizetype(kSentencesAtOnce));
            SEMBLANCE_TRY_ASSIGN(const TokenBatch batch, tokenise(*d->tokenizer, some));
            const std::vector<float> made = asVector(embedBatch(*d->networks.text, batch));
            rows.insert(rows.end(), made.begin(), made.end());
        }
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, QStringLiteral("The sentences could not be encoded."),
                    QString::fromUtf8(error.what()));
    }
    return rows;
}

Result<std::vector<float>> CachedEncoder::composed(std::span<const DatasetPicture> references,
                                                   const QStringList& modifications) const {
    const at::NoGradGuard noGrad;
    std::vector<float> rows;
    try {
        SEMBLANCE_TRY(d->computeWords(references));
        const ModelManifest::Composition& prompt = d->manifest.composition;
        for (std::size_t first = 0; first < references.size(); first += kSentencesAtOnce) {
            const std::size_t count = std::min(kSentencesAtOnce, references.size() - first);
            QStringList afters;
            std::vector<at::Tensor> words;
            for (std::size_t i = first; i < first + count; ++i) {
                afters << prompt.after(modifications[static_cast<qsizetype>(i)]);
                words.push_back(*d->words.constFind(references[i].path));
            }
            SEMBLANCE_TRY_ASSIGN(
                const TokenBatch batch,
                tokenisePrompts(*d->tokenizer, prompt.before, afters, d->mapping->words()));
            const std::vector<float> made =
                asVector(embedBatch(*d->composingText, batch, at::cat(words)));
            rows.insert(rows.end(), made.begin(), made.end());
        }
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, QStringLiteral("The compositions could not be encoded."),
                    QString::fromUtf8(error.what()));
    }
    return rows;
}

}  // namespace semblance
