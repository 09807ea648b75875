#include "core/model/encoder.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/InferenceMode.h>

#include <QCoreApplication>
#include <algorithm>
#include <exception>
#include <new>
#include <thread>

#include "core/base/modelfolder.h"
#include "core/model/manifest.h"
#include "core/model/mapping.h"
#include "core/model/modelloader.h"
#include "core/model/networks.h"
#include "core/model/prompts.h"

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

/// [N, words, width] from one picture's numbers after the other.
at::Tensor wordsTensor(std::span<const std::span<const float>> pictures, std::int64_t width) {
    const auto numbers = static_cast<std::int64_t>(pictures.front().size());
    at::Tensor words =
        at::empty({static_cast<std::int64_t>(pictures.size()), numbers / width, width}, at::kFloat);
    auto* out = words.mutable_data_ptr<float>();
    for (const auto& picture : pictures)
        out = std::copy(picture.begin(), picture.end(), out);
    return words;
}

Error wordsOfAnotherModel() {
    return {ErrorKind::WrongUse, Text::tr("The picture's word does not belong to this model."), {}};
}

}  // namespace

struct DualEncoder::Private {
    DualEncoderInfo info;
    DualNetworks networks;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<MappingNetwork> mapping;     ///< null without composition
    std::unique_ptr<TextNetwork> composingText;  ///< shares with networks.text what is not tuned
    ModelManifest::Composition composition;

    /// Unit rows, and words where `references` are wanted.
    Result<EncodedReferences> pictures(std::span<const std::uint8_t> rgb, int count, int side,
                                       bool references, const CancelToken& cancel) const;
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
        SEMBLANCE_TRY_ASSIGN(priv->networks, loadDualNetworks(manifest, precision));
        SEMBLANCE_TRY_ASSIGN(priv->tokenizer, loadTokenizer(manifest));
        if (manifest.hasPart(QLatin1String(ModelManifest::kMappingRole))) {
            SEMBLANCE_TRY_ASSIGN(priv->mapping, loadMapping(manifest, priv->networks));
            SEMBLANCE_TRY_ASSIGN(priv->composingText,
                                 loadComposingText(manifest, *priv->networks.text));
            priv->composition = manifest.composition;
        }
        priv->info = {manifest.name,       manifest.hash(),       manifest.compositionHash(),
                      manifest.dim,        manifest.input,        manifest.defaultMix,
                      manifest.logitScale, QStringLiteral("cpu"), precision};
        return std::unique_ptr<DualEncoder>(new DualEncoder(std::move(priv)));
    });
}

DualEncoder::DualEncoder(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
DualEncoder::~DualEncoder() = default;

const DualEncoderInfo& DualEncoder::info() const {
    return d->info;
}

Result<EncodedReferences> DualEncoder::Private::pictures(std::span<const std::uint8_t> rgb,
                                                         int count, int side, bool references,
                                                         const CancelToken& cancel) const {
    const int wanted = info.input.side;
    const auto pictureBytes =
        static_cast<std::size_t>(wanted) * static_cast<std::size_t>(wanted) * 3;
    if (side != wanted || count < 0 ||
        rgb.size() != pictureBytes * static_cast<std::size_t>(count)) {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("The pictures are not of the size this model takes (%1 pixels a side).")
                .arg(wanted));
    }
    return guarded([&]() -> Result<EncodedReferences> {
        const c10::InferenceMode inference;
        EncodedReferences result;
        result.rows.reserve(static_cast<std::size_t>(count) * static_cast<std::size_t>(info.dim));
        for (int first = 0; first < count; first += kImageBatch) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const int batch = std::min(kImageBatch, count - first);
            const auto* data = rgb.data() + pictureBytes * static_cast<std::size_t>(first);
            // Only read; libtorch has no const tensors.
            const at::Tensor pixels =
                at::from_blob(const_cast<std::uint8_t*>(data), {batch, side, side, 3}, at::kByte);
            const ImageNetwork& network = *networks.image;
            const at::Tensor patches = network.patches(pixels);
            const at::Tensor raw = network.raw(patches);
            const at::Tensor beside = network.sideFeatures(pixels);
            appendRows(result.rows, network.embed(raw, beside));
            if (references)
                appendRows(result.words, mapping->forward(raw, beside, patches));
        }
        return result;
    });
}

Result<std::vector<float>> DualEncoder::encodeImages(std::span<const std::uint8_t> rgb, int count,
                                                     int side, const CancelToken& cancel) const {
    SEMBLANCE_TRY_ASSIGN(auto pictures, d->pictures(rgb, count, side, false, cancel));
    return std::move(pictures.rows);
}

bool DualEncoder::composes() const {
    return d->mapping != nullptr;
}

int DualEncoder::wordWidth() const {
    return composes() ? d->mapping->words() * tokenWidth() : 0;
}

Result<EncodedReferences> DualEncoder::encodeReferences(std::span<const std::uint8_t> rgb,
                                                        int count, int side,
                                                        const CancelToken& cancel) const {
    if (!composes())
        return fail(ErrorKind::WrongUse, Text::tr("This model has not learnt to compose."));
    return d->pictures(rgb, count, side, true, cancel);
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
            appendRows(result.rows, embedBatch(network, batchOf(some)));
        }
        return std::move(result);
    });
}

Result<std::vector<float>> DualEncoder::encodeComposed(std::span<const Composition> compositions,
                                                       const CancelToken& cancel) const {
    QStringList afters;
    for (const Composition& composition : compositions) {
        if (!composes() || static_cast<int>(composition.words.size()) != wordWidth())
            return fail(wordsOfAnotherModel());
        afters << d->composition.after(composition.modification);
    }
    return guarded([&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        std::vector<float> rows;
        for (std::size_t first = 0; first < compositions.size(); first += kTextBatch) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const auto some = compositions.subspan(
                first, std::min<std::size_t>(kTextBatch, compositions.size() - first));
            SEMBLANCE_TRY_ASSIGN(const TokenBatch batch,
                                 tokenisePrompts(*d->tokenizer, d->composition.before,
                                                 afters.mid(static_cast<qsizetype>(first),
                                                            static_cast<qsizetype>(some.size())),
                                                 d->mapping->words()));
            std::vector<std::span<const float>> words;
            for (const Composition& composition : some)
                words.push_back(composition.words);
            appendRows(rows, embedBatch(*d->composingText, batch,
                                        wordsTensor(words, d->networks.text->tokenWidth())));
        }
        return rows;
    });
}

Result<std::vector<float>> DualEncoder::encodePrompt(const QString& before,
                                                     std::span<const float> word,
                                                     const QString& after) const {
    const auto width = static_cast<std::size_t>(tokenWidth());
    if (word.empty() || word.size() % width != 0)
        return fail(wordsOfAnotherModel());
    return guarded([&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        SEMBLANCE_TRY_ASSIGN(
            const TokenBatch batch,
            tokenisePrompts(*d->tokenizer, before, {after}, static_cast<int>(word.size() / width)));
        std::vector<float> row;
        appendRows(row, embedBatch(*d->networks.text, batch,
                                   wordsTensor(std::span(&word, 1), tokenWidth())));
        return row;
    });
}

int DualEncoder::tokenWidth() const {
    return static_cast<int>(d->networks.text->tokenWidth());
}

}  // namespace semblance
