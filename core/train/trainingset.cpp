#include "core/train/trainingset.h"

#include <ATen/Context.h>
#include <ATen/ops/empty.h>

#include <QElapsedTimer>
#include <algorithm>
#include <numeric>

#include "core/base/modelfolder.h"
#include "core/model/composition/modelloader.h"
#include "core/model/kernels/device.h"
#include "core/model/kernels/namedtensors.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

namespace {

constexpr int kMostShown = 50;
constexpr int kPicturesOnDevice = 64;  ///< through the tower at once, while memory lasts
constexpr qint64 kNoteEvery = 5000;    ///< ms

/// Said when it is not the processor, or not what was asked for.
Result<DeviceKind> deviceFor(const QString& name, const StageNotes& notes) {
    SEMBLANCE_TRY_ASSIGN(const auto asked, readDevice(name));
    const DeviceChoice choice = chooseDevice(asked);
    if (!choice.notice.isEmpty())
        notes(choice.notice);
    if (choice.kind == DeviceKind::Cpu)
        return choice.kind;
    notes(QStringLiteral("training on %1").arg(toString(choice.kind)));
    // The cached features are shared with the processor's: fp32 is to mean fp32 in convolutions.
    at::globalContext().setAllowTF32CuDNN(false);
    return choice.kind;
}

/// What was left out, counted and the first few named.
void noteProblems(const FeatureStore& store, const Corpus& corpus, const StageNotes& notes) {
    for (const QString& problem : corpus.problems)
        notes(problem);
    const auto& failures = store.failures();
    if (failures.empty())
        return;
    notes(QStringLiteral("%1 picture(s) cannot be used and are left out:").arg(failures.size()));
    for (std::size_t i = 0; i < failures.size() && i < kMostShown; ++i)
        notes(QStringLiteral("  %1: %2")
                  .arg(store.pictures()[failures[i].picture].path, failures[i].sentence));
    if (failures.size() > kMostShown)
        notes(QStringLiteral("  and %1 more").arg(failures.size() - kMostShown));
}

Result<std::unique_ptr<TrainingSet>> loadSet(const Corpus& corpus,
                                             std::span<const std::int64_t> wanted,
                                             at::Device device, const FeatureSource& source,
                                             const QList<Feature>& features,
                                             const QList<PictureView>& views,
                                             const StageNotes& notes, const CancelToken& cancel) {
    QElapsedTimer since;
    const auto progress = [&](const FeatureProgress& now) {
        if (since.isValid() && since.elapsed() < kNoteEvery && now.done < now.of)
            return;
        since.start();
        notes(QStringLiteral("features of %1 of %2 pictures, %3 a second, %4 s left")
                  .arg(now.done)
                  .arg(now.of)
                  .arg(now.picturesPerSecond, 0, 'f', 1)
                  .arg(now.secondsLeft, 0, 'f', 0));
    };
    SEMBLANCE_TRY_ASSIGN(
        auto store, FeatureStore::build(source, corpus.files(), features, views, progress, cancel));
    noteProblems(store, corpus, notes);
    return std::make_unique<TrainingSet>(corpus, std::move(store), wanted, device);
}

}  // namespace

TrainingSet::TrainingSet(const Corpus& corpus, FeatureStore store,
                         std::span<const std::int64_t> wanted, at::Device device)
    : m_store(std::move(store)), m_device(device) {
    for (const std::int64_t picture : wanted) {
        if (m_store.isUsable(static_cast<std::size_t>(picture)))
            m_places.push_back(picture);
    }
    m_corpus = subset(corpus, m_places);
}

at::Tensor TrainingSet::rows(Feature feature, std::span<const std::int64_t> pictures,
                             PictureView view) const {
    std::vector<std::int64_t> places;
    places.reserve(pictures.size());
    for (const std::int64_t picture : pictures)
        places.push_back(m_places[static_cast<std::size_t>(picture)]);
    return m_store.halfRows(feature, places, view).to(m_device).to(at::kFloat);
}

Result<StageInputs> openStage(const QString& model, const QString& device, const TrainingData& data,
                              const QList<Feature>& features, PictureDecoder& decoder,
                              const StageNotes& notes, const CancelToken& cancel) {
    if (model.isEmpty())
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("No model to start from: give --model DIR or the field \"model\"."));
    SEMBLANCE_TRY_ASSIGN(const ModelFolder folder, findModel(model));
    StageInputs inputs;
    SEMBLANCE_TRY_ASSIGN(inputs.manifest, ModelManifest::read(folder.dir));
    SEMBLANCE_TRY(inputs.manifest.verifyParts());
    SEMBLANCE_TRY_ASSIGN(inputs.networks, loadTrainableNetworks(inputs.manifest));
    SEMBLANCE_TRY_ASSIGN(inputs.tokenizer, loadTokenizer(inputs.manifest));
    SEMBLANCE_TRY_ASSIGN(const DeviceKind chosen, deviceFor(device, notes));
    inputs.device = torchDevice(chosen);
    moveTo(*inputs.networks.image, inputs.device);
    moveTo(*inputs.networks.text, inputs.device);

    SEMBLANCE_TRY_ASSIGN(const TrainingCorpora corpora,
                         readTrainingCorpora(data.dir, data.plain, data.languages));
    std::vector<std::int64_t> all(corpora.train.pictures.size());
    std::iota(all.begin(), all.end(), 0);

    FeatureSource source{*inputs.networks.image,
                         imageTowerKey(inputs.manifest, Precision::Fp32),
                         inputs.manifest.input,
                         decoder,
                         data.cache,
                         toString(chosen)};
    if (chosen != DeviceKind::Cpu)
        source.batch = kPicturesOnDevice;
    QList<PictureView> views{PictureView::Plain};
    if (data.flips)
        views.append(PictureView::Flipped);
    SEMBLANCE_TRY_ASSIGN(inputs.train, loadSet(corpora.train, all, inputs.device, source, features,
                                               views, notes, cancel));
    SEMBLANCE_TRY_ASSIGN(inputs.val, loadSet(corpora.val, corpora.choose, inputs.device, source,
                                             features, {PictureView::Plain}, notes, cancel));
    return inputs;
}

at::Tensor asIndex(std::span<const std::int64_t> numbers, at::Device device) {
    at::Tensor index = at::empty({static_cast<std::int64_t>(numbers.size())}, at::kLong);
    std::copy(numbers.begin(), numbers.end(), index.mutable_data_ptr<std::int64_t>());
    return index.to(device);
}

}  // namespace semblance
