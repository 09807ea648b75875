#include "core/model/composition/dualencoder.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/InferenceMode.h>

#include <QCoreApplication>
#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <thread>

#include "core/base/modelfolder.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/modelloader.h"
#include "core/model/composition/patchmap.h"
#include "core/model/composition/prompts.h"
#include "core/model/files/manifest.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/pixelfeed.h"
#include "core/model/kernels/threadlimit.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/networks.h"

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

// A device works on more at once: as many pictures as find room, at 64 MB each, more than a layer
// of any family takes.
constexpr int kDeviceBatch = 64;
constexpr std::int64_t kDeviceBytesAPicture = 64 << 20;

/// Runs what may throw: libtorch reports by exceptions.
template <class Function>
auto guarded(const Function& function) -> decltype(function()) {
    try {
        return function();
    } catch (const std::exception& error) {
        if (isOutOfMemory(error)) {
            return fail(ErrorKind::Internal,
                        Text::tr("There is not enough memory for the model. Close other programs."),
                        QString::fromUtf8(error.what()));
        }
        return fail(ErrorKind::Internal, Text::tr("The model failed to compute."),
                    QString::fromUtf8(error.what()));
    }
}

void appendRows(std::vector<float>& all, const at::Tensor& rows) {
    const at::Tensor plain = rows.cpu().contiguous();
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
    at::Device device = at::kCPU;
    mutable std::atomic<int> imageBatch = kImageBatch;
    mutable std::atomic<int> textBatch = kTextBatch;
    DualNetworks networks;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<MappingNetwork> mapping;     ///< null without composition
    std::unique_ptr<TextNetwork> composingText;  ///< shares with networks.text what is not tuned
    ModelManifest::Composition composition;

    Status readParts(const ModelManifest& manifest);
    /// Puts what is read onto the device and into a precision; what it computes in then.
    Precision settle(Precision wanted);

    /// Unit rows of sentences, `some` of them from `first` on at a time.
    Result<std::vector<float>> texts(int count, const CancelToken& cancel,
                                     const std::function<Result<at::Tensor>(int, int)>& rows) const;

    std::size_t bytesAPicture() const;
    Status checkPictures(std::span<const std::uint8_t> rgb, int count, int side) const;
    /// Unit rows, and words where `references` are wanted.
    Result<EncodedReferences> pictures(std::span<const std::uint8_t> rgb, int count, int side,
                                       bool references, const CancelToken& cancel) const;
};

Result<std::unique_ptr<DualEncoder>> DualEncoder::load(const QString& dir) {
    return load(dir, Options());
}

Result<std::unique_ptr<DualEncoder>> DualEncoder::loadNamed(const QString& nameOrDir) {
    return loadNamed(nameOrDir, Options());
}

Result<std::unique_ptr<DualEncoder>> DualEncoder::loadNamed(const QString& nameOrDir,
                                                            const Options& options) {
    SEMBLANCE_TRY_ASSIGN(const ModelFolder model, findModel(nameOrDir));
    return load(model.dir, options);
}

Status DualEncoder::Private::readParts(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(networks, loadDualNetworks(manifest));
    moveTo(*networks.image, device);
    moveTo(*networks.text, device);
    if (!manifest.hasPart(QLatin1String(ModelManifest::kMappingRole)))
        return {};
    SEMBLANCE_TRY_ASSIGN(mapping, loadMapping(manifest, networks));
    moveTo(*mapping, device);
    SEMBLANCE_TRY_ASSIGN(composingText, loadComposingText(manifest, *networks.text));
    composition = manifest.composition;
    return {};
}

Precision DualEncoder::Private::settle(Precision wanted) {
    LinearConversion conversion(wanted);
    const Precision images = networks.image->setPrecision(conversion);
    networks.text->setPrecision(conversion);
    if (composingText)
        composingText->setPrecision(conversion);
    return images;
}

Result<std::unique_ptr<DualEncoder>> DualEncoder::load(const QString& dir, const Options& options) {
    return guarded([&]() -> Result<std::unique_ptr<DualEncoder>> {
        SEMBLANCE_TRY_ASSIGN(const auto manifest, ModelManifest::read(dir));
        SEMBLANCE_TRY(manifest.verifyParts());
        const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        at::set_num_threads(cores);

        const c10::InferenceMode inference;
        DeviceChoice device = chooseDevice(options.device);
        auto priv = std::make_unique<Private>();
        try {
            priv->device = torchDevice(device.kind);
            SEMBLANCE_TRY(priv->readParts(manifest));
        } catch (const std::exception& error) {
            if (device.kind == DeviceKind::Cpu || !isOutOfMemory(error))
                throw;
            device = {DeviceKind::Cpu,
                      Text::tr("The model does not fit into the graphics card's free memory: "
                               "computing on the processor.")};
            priv = std::make_unique<Private>();
            SEMBLANCE_TRY(priv->readParts(manifest));
        }
        SEMBLANCE_TRY_ASSIGN(priv->tokenizer, loadTokenizer(manifest));
        const Precision wanted = usablePrecision(options.precision, device.kind, manifest.hash());
        const Precision precision = priv->settle(wanted);
        if (device.kind != DeviceKind::Cpu) {
            priv->imageBatch = batchFitting(freeMemory(device.kind).value_or(0),
                                            kDeviceBytesAPicture, kDeviceBatch);
        }
        QString notice = device.notice;
        if (notice.isEmpty() && options.precision && precision != *options.precision)
            notice = Text::tr(
                         "This model computes in %1 here: %2 is not to be had, or brings it "
                         "nothing.")
                         .arg(toString(precision), toString(*options.precision));
        priv->info = {manifest.name,
                      manifest.hash(),
                      manifest.compositionHash(),
                      manifest.dim,
                      manifest.input,
                      manifest.defaultMix,
                      manifest.logitScale,
                      toString(device.kind),
                      precision,
                      notice};
        return std::unique_ptr<DualEncoder>(new DualEncoder(std::move(priv)));
    });
}

DualEncoder::DualEncoder(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
DualEncoder::~DualEncoder() = default;

const DualEncoderInfo& DualEncoder::info() const {
    return d->info;
}

std::size_t DualEncoder::Private::bytesAPicture() const {
    const auto side = static_cast<std::size_t>(info.input.side);
    return side * side * 3;
}

Status DualEncoder::Private::checkPictures(std::span<const std::uint8_t> rgb, int count,
                                           int side) const {
    if (side == info.input.side && count >= 0 &&
        rgb.size() == bytesAPicture() * static_cast<std::size_t>(count))
        return {};
    return fail(ErrorKind::WrongUse,
                Text::tr("The pictures are not of the size this model takes (%1 pixels a side).")
                    .arg(info.input.side));
}

Result<EncodedReferences> DualEncoder::Private::pictures(std::span<const std::uint8_t> rgb,
                                                         int count, int side, bool references,
                                                         const CancelToken& cancel) const {
    SEMBLANCE_TRY(checkPictures(rgb, count, side));
    const std::size_t pictureBytes = bytesAPicture();
    return guarded([&]() -> Result<EncodedReferences> {
        ThreadLimit::prepareThread();
        const c10::InferenceMode inference;
        EncodedReferences result;
        result.rows.reserve(static_cast<std::size_t>(count) * static_cast<std::size_t>(info.dim));
        const ImageNetwork& network = *networks.image;
        const auto pixelsOf = [&](int first, int some) {
            const auto* data = rgb.data() + pictureBytes * static_cast<std::size_t>(first);
            // Only read; libtorch has no const tensors.
            return at::from_blob(const_cast<std::uint8_t*>(data), {some, side, side, 3}, at::kByte);
        };
        PixelFeed feed(device, pixelsOf);
        const auto step = [&](int first, int some) -> Status {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const at::Tensor pixels = feed.take(first, some);
            feed.announce(first + some, std::min(some, count - first - some));
            const at::Tensor patches = network.patches(pixels);
            const at::Tensor raw = network.raw(patches);
            const at::Tensor beside = network.sideFeatures(pixelsOf(first, some)).to(device);
            const at::Tensor rows = network.embed(raw, beside).cpu();
            if (references)
                appendRows(result.words, mapping->forward(raw, beside, patches));
            appendRows(result.rows, rows);
            return {};
        };
        SEMBLANCE_TRY(inBatches(count, imageBatch, step));
        return result;
    });
}

Result<std::vector<float>> DualEncoder::Private::texts(
    int count, const CancelToken& cancel,
    const std::function<Result<at::Tensor>(int, int)>& rows) const {
    return guarded([&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        std::vector<float> all;
        SEMBLANCE_TRY(inBatches(count, textBatch, [&](int first, int some) -> Status {
            if (cancel.isCancelled())
                return fail(cancelledError());
            SEMBLANCE_TRY_ASSIGN(const at::Tensor encoded, rows(first, some));
            appendRows(all, encoded);
            return {};
        }));
        return all;
    });
}

Result<std::vector<float>> DualEncoder::encodeImages(std::span<const std::uint8_t> rgb, int count,
                                                     int side, const CancelToken& cancel) const {
    SEMBLANCE_TRY_ASSIGN(auto pictures, d->pictures(rgb, count, side, false, cancel));
    return std::move(pictures.rows);
}

Result<DualEncoder::Shares> DualEncoder::explainImage(std::span<const std::uint8_t> rgb, int side,
                                                      std::span<const float> direction) const {
    SEMBLANCE_TRY(d->checkPictures(rgb, 1, side));
    if (static_cast<int>(direction.size()) != d->info.dim)
        return fail(ErrorKind::WrongUse, Text::tr("The direction does not belong to this model."));
    return guarded([&]() -> Result<Shares> {
        ThreadLimit::prepareThread();
        const c10::InferenceMode inference;
        const ImageNetwork& network = *d->networks.image;
        // Only read; libtorch has no const tensors.
        const at::Tensor pixels =
            at::from_blob(const_cast<std::uint8_t*>(rgb.data()), {1, side, side, 3}, at::kByte);
        const at::Tensor towards =
            at::from_blob(const_cast<float*>(direction.data()), {d->info.dim}, at::kFloat);
        Shares shares;
        shares.columns = static_cast<int>(cellsASide(network));
        appendRows(shares.cells, patchMap(network, pixels.to(d->device), towards.to(d->device)));
        return shares;
    });
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
    const auto rows = [&](int first, int some) -> Result<at::Tensor> {
        const std::span all(tokenized);
        const TokenBatch batch =
            batchOf(all.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(some)));
        return embedBatch(*d->networks.text, batch.to(d->device));
    };
    SEMBLANCE_TRY_ASSIGN(result.rows, d->texts(static_cast<int>(tokenized.size()), cancel, rows));
    return result;
}

Result<std::vector<float>> DualEncoder::encodeComposed(std::span<const Composition> compositions,
                                                       const CancelToken& cancel) const {
    QStringList afters;
    for (const Composition& composition : compositions) {
        if (!composes() || static_cast<int>(composition.words.size()) != wordWidth())
            return fail(wordsOfAnotherModel());
        afters << d->composition.after(composition.modification);
    }
    const auto rows = [&](int first, int some) -> Result<at::Tensor> {
        SEMBLANCE_TRY_ASSIGN(const TokenBatch batch,
                             tokenisePrompts(*d->tokenizer, d->composition.before,
                                             afters.mid(first, some), d->mapping->words()));
        std::vector<std::span<const float>> words;
        for (int i = first; i < first + some; ++i)
            words.push_back(compositions[static_cast<std::size_t>(i)].words);
        return embedBatch(*d->composingText, batch.to(d->device),
                          wordsTensor(words, tokenWidth()).to(d->device));
    };
    return d->texts(static_cast<int>(compositions.size()), cancel, rows);
}

Result<std::vector<float>> DualEncoder::encodePrompt(const QString& before,
                                                     std::span<const float> word,
                                                     const QString& after) const {
    const auto width = static_cast<std::size_t>(tokenWidth());
    if (word.empty() || word.size() % width != 0)
        return fail(wordsOfAnotherModel());
    return d->texts(1, {}, [&](int, int) -> Result<at::Tensor> {
        SEMBLANCE_TRY_ASSIGN(
            const TokenBatch batch,
            tokenisePrompts(*d->tokenizer, before, {after}, static_cast<int>(word.size() / width)));
        return embedBatch(*d->networks.text, batch.to(d->device),
                          wordsTensor(std::span(&word, 1), tokenWidth()).to(d->device));
    });
}

int DualEncoder::tokenWidth() const {
    return static_cast<int>(d->networks.text->tokenWidth());
}

}  // namespace semblance
