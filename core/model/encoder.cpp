#include "core/model/encoder.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <QCoreApplication>
#include <algorithm>
#include <exception>
#include <new>
#include <thread>

#include "core/base/modelfolder.h"
#include "core/model/manifest.h"
#include "core/model/minifamily.h"
#include "core/model/networks.h"
#include "core/text/sentencepiecetokenizer.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::DualEncoder)
};

// Measured on 2 cores: 4 pictures at once cost 26 ms of processor time each, 1 or 8 cost 33 and 29
// (beyond 32 MB a layer's output is fetched anew from the system every time). Cancel is asked
// between batches.
constexpr int kImageBatch = 4;
constexpr int kTextBatch = 32;

/// Runs what may throw: libtorch reports by exceptions.
template <class Function>
auto guarded(const Function& function) -> decltype(function()) {
    try {
        return function();
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::Internal,
                    Text::tr("There is not enough memory for the model. Close other programs."));
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, Text::tr("The model failed to compute."),
                    QString::fromUtf8(error.what()));
    }
}

void appendRows(std::vector<float>& all, const at::Tensor& rows) {
    const at::Tensor plain = rows.contiguous();
    const float* first = plain.const_data_ptr<float>();
    all.insert(all.end(), first, first + plain.numel());
}

/// Sentences of one batch, padded to the longest with id 0 (masked by their lengths).
struct IdBatch {
    at::Tensor ids;      ///< int64 [B, T]
    at::Tensor lengths;  ///< int64 [B]
};
IdBatch makeBatch(std::span<const TokenizedText> texts) {
    std::size_t longest = 1;
    for (const TokenizedText& text : texts)
        longest = std::max(longest, text.ids.size());
    const auto count = static_cast<std::int64_t>(texts.size());
    IdBatch batch{at::zeros({count, static_cast<std::int64_t>(longest)}, at::kLong),
                  at::zeros({count}, at::kLong)};
    auto* ids = batch.ids.mutable_data_ptr<std::int64_t>();
    auto* lengths = batch.lengths.mutable_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::copy(texts[i].ids.begin(), texts[i].ids.end(), ids + i * longest);
        lengths[i] = static_cast<std::int64_t>(texts[i].ids.size());
    }
    return batch;
}

Result<DualNetworks> loadNetworks(const ModelManifest& manifest, Precision precision) {
    if (manifest.family == QLatin1String("mini"))
        return loadMiniFamily(manifest, precision);
    return fail(ErrorKind::Newer,
                Text::tr("The model %1 is of the kind \"%2\", which this version of Semblance "
                         "does not know.")
                    .arg(manifest.name, manifest.family));
}

}  // namespace

struct DualEncoder::Private {
    DualEncoderInfo info;
    DualNetworks networks;
    std::unique_ptr<SentencePieceTokenizer> tokenizer;
};

Result<std::unique_ptr<DualEncoder>> DualEncoder::load(const QString& dir) {
    return load(dir, Options());
}

Result<std::unique_ptr<DualEncoder>> DualEncoder::loadNamed(const QString& nameOrDir) {
    SEMBLANCE_TRY_ASSIGN(const ModelFolder model, findModel(nameOrDir));
    return load(model.dir);
}

Result<std::unique_ptr<DualEncoder>> DualEncoder::load(const QString& dir, const Options& options) {
    return guarded([&]() -> Result<std::unique_ptr<DualEncoder>> {
        SEMBLANCE_TRY_ASSIGN(const auto manifest, ModelManifest::read(dir));
        SEMBLANCE_TRY(manifest.verifyParts());
        const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        at::set_num_threads(cores);

        auto priv = std::make_unique<Private>();
        const Precision precision = options.precision.value_or(bestPrecision());
        const c10::InferenceMode inference;
        SEMBLANCE_TRY_ASSIGN(priv->networks, loadNetworks(manifest, precision));
        SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
        SentencePieceOptions rules;
        rules.maxPieces = manifest.text.maxPieces;
        rules.lowerCase = manifest.text.lowerCase;
        rules.dropFinalPeriod = manifest.text.dropFinalPeriod;
        SEMBLANCE_TRY_ASSIGN(priv->tokenizer,
                             SentencePieceTokenizer::load(manifest.pathOf(vocabulary), rules));
        priv->info = {
            manifest.name,       manifest.hash(),     manifest.dim,          manifest.input,
            manifest.defaultMix, manifest.logitScale, QStringLiteral("cpu"), precision};
        return std::unique_ptr<DualEncoder>(new DualEncoder(std::move(priv)));
    });
}

DualEncoder::DualEncoder(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
DualEncoder::~DualEncoder() = default;

const DualEncoderInfo& DualEncoder::info() const {
    return d->info;
}

Result<std::vector<float>> DualEncoder::encodeImages(std::span<const std::uint8_t> rgb, int count,
                                                     int side, const CancelToken& cancel) const {
    const int wanted = d->info.input.side;
    const auto pictureBytes =
        static_cast<std::size_t>(wanted) * static_cast<std::size_t>(wanted) * 3;
    if (side != wanted || count < 0 ||
        rgb.size() != pictureBytes * static_cast<std::size_t>(count)) {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("The pictures are not of the size this model takes (%1 pixels a side).")
                .arg(wanted));
    }
    return guarded([&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        std::vector<float> rows;
        rows.reserve(static_cast<std::size_t>(count) * static_cast<std::size_t>(d->info.dim));
        for (int first = 0; first < count; first += kImageBatch) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const int batch = std::min(kImageBatch, count - first);
            const auto* data = rgb.data() + pictureBytes * static_cast<std::size_t>(first);
            // Only read; libtorch has no const tensors.
            const at::Tensor pixels =
                at::from_blob(const_cast<std::uint8_t*>(data), {batch, side, side, 3}, at::kByte);
            const ImageNetwork& network = *d->networks.image;
            appendRows(rows, network.embed(network.raw(network.patches(pixels)), pixels));
        }
        return rows;
    });
}

Result<EncodedTexts> DualEncoder::encodeTexts(const QStringList& texts,
                                              const CancelToken& cancel) const {
    std::vector<TokenizedText> tokenized;
    EncodedTexts result;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        SEMBLANCE_TRY_ASSIGN(auto text, d->tokenizer->encode(texts[i]));
        if (text.ids.empty()) {
            return fail(
                ErrorKind::WrongUse,
                texts.size() == 1
                    ? Text::tr("The sentence is blank: there is nothing to search for.")
                    : Text::tr("Sentence %1 is blank: there is nothing to search for.").arg(i + 1));
        }
        result.unknownFractions.push_back(text.unknownFraction);
        tokenized.push_back(std::move(text));
    }
    return guarded([&]() -> Result<EncodedTexts> {
        const c10::InferenceMode inference;
        const TextNetwork& network = *d->networks.text;
        std::span<const TokenizedText> rest(tokenized);
        while (!rest.empty()) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const auto some = rest.first(std::min<std::size_t>(kTextBatch, rest.size()));
            rest = rest.subspan(some.size());
            const IdBatch batch = makeBatch(some);
            appendRows(result.rows,
                       network.embed(network.raw(network.tokenRows(batch.ids), batch.lengths)));
        }
        return std::move(result);
    });
}

Result<std::vector<float>> DualEncoder::encodePrompt(const QString& before,
                                                     std::span<const float> word,
                                                     const QString& after) const {
    if (static_cast<std::int64_t>(word.size()) != d->networks.text->tokenWidth()) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The picture's word does not belong to this model."));
    }
    SEMBLANCE_TRY_ASSIGN(const TokenizedPrompt prompt, d->tokenizer->encodePrompt(before, after));
    return guarded([&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        const TextNetwork& network = *d->networks.text;
        TokenizedText text;
        text.ids = prompt.ids;
        const IdBatch batch = makeBatch(std::span(&text, 1));
        const at::Tensor rows = network.tokenRows(batch.ids).clone();
        std::copy(word.begin(), word.end(),
                  rows.mutable_data_ptr<float>() + prompt.place * network.tokenWidth());
        std::vector<float> row;
        appendRows(row, network.embed(network.raw(rows, batch.lengths)));
        return row;
    });
}

int DualEncoder::tokenWidth() const {
    return static_cast<int>(d->networks.text->tokenWidth());
}

}  // namespace semblance
