#include "core/train/map.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include "core/model/kernels/namedtensors.h"
#include "core/train/losses.h"
#include "core/train/sentences.h"
#include "core/train/softteacher.h"
#include "core/train/stagetools.h"

namespace semblance {

namespace {

void add(StepLoss& loss, const char* name, const at::Tensor& part, double weight) {
    loss.parts.emplace_back(QString::fromLatin1(name), part.detach());
    const at::Tensor weighted = part * weight;
    loss.total = loss.total.defined() ? loss.total + weighted : weighted;
}

}  // namespace

QList<Feature> MapTask::features(const MapConfig& config) {
    QList<Feature> features{Feature::Raw, Feature::Side};
    if (config.mapping.injection.layers > 0)
        features.append(Feature::Patches);
    return features;
}

MapTask::MapTask(const MapConfig& config, StageInputs& inputs)
    : m_config(config), m_inputs(inputs) {}
MapTask::~MapTask() = default;

Result<std::unique_ptr<MapTask>> MapTask::make(const MapConfig& config, StageInputs& inputs,
                                               const StageNotes& notes) {
    std::unique_ptr<MapTask> task(new MapTask(config, inputs));
    SEMBLANCE_TRY(task->prepare(notes));
    return task;
}

QString MapTask::name() const {
    return QStringLiteral("map");
}

QJsonObject MapTask::configuration() const {
    return JsonFields::write(m_config);
}

/// The text-only loss feeds sentences where pictures' features go.
Status MapTask::checkTextOnly() const {
    const ImageNetwork& image = *m_inputs.networks.image;
    if (m_config.textOnlyWeight <= 0 ||
        (image.rawWidth() == m_inputs.manifest.dim && image.sideWidth() == 0 &&
         m_config.mapping.injection.layers == 0))
        return {};
    return fail(
        ErrorKind::WrongUse,
        QStringLiteral("textOnlyWeight needs a model whose picture features lie in the common "
                       "space, without side features, and mapping.injection.layers 0."));
}

Status MapTask::prepare(const StageNotes& notes) {
    const DualNetworks& networks = m_inputs.networks;
    SEMBLANCE_TRY(checkTextOnly());
    SEMBLANCE_TRY_ASSIGN(m_mapping,
                         MappingNetwork::create(m_config.mapping, *networks.image, *networks.text,
                                                static_cast<std::uint64_t>(m_config.loop.seed)));
    moveTo(*m_mapping, m_inputs.device);
    m_mapping->visitParameters([&](const QString& name, at::Tensor& tensor) {
        tensor = makeLeaf(tensor);
        m_parameters.push_back(trained(name, tensor));
    });
    SEMBLANCE_TRY_ASSIGN(m_trainPairs, PairSet::make(*m_inputs.train, *m_inputs.tokenizer));
    SEMBLANCE_TRY_ASSIGN(m_valPairs, PairSet::make(*m_inputs.val, *m_inputs.tokenizer));
    SEMBLANCE_TRY(checkShares(*m_trainPairs, m_config.batch));
    m_sampler.emplace(*m_trainPairs, m_config.batch, Wordings{1, 0}, m_config.loop.seed);
    SEMBLANCE_TRY_ASSIGN(const TokenBatch prompt,
                         plainPrompt(*m_inputs.tokenizer, m_inputs.manifest, m_mapping->words()));
    m_prompt = prompt.to(m_inputs.device);
    // A short run says fewer sentences than there are: then each batch's are encoded with it.
    const std::int64_t all = m_trainPairs->sentences().size();
    if (all <= std::int64_t(m_config.loop.steps) * m_config.batch.sum()) {
        notes(QStringLiteral("encoding %1 sentences").arg(all));
        m_texts = embedTexts(*networks.text, m_trainPairs->sentences());
    }
    m_valTexts = embedTexts(*networks.text, m_valPairs->sentences());
    m_valPictures = embedPictures(*networks.image, *m_inputs.val);
    return {};
}

at::Tensor MapTask::textsOf(const PairBatch& batch) const {
    const at::Tensor rows = indexOf(batch.sentences);
    return m_texts.defined()
               ? m_texts.index_select(0, rows)
               : embedTexts(*m_inputs.networks.text, m_trainPairs->sentences().select(rows));
}

at::Tensor MapTask::embedWords(const at::Tensor& words, const TokenBatch& prompts) const {
    // Autocast leaves them in bf16; the rows they are put among are not.
    return embedSentences(*m_inputs.networks.text, prompts, words.to(at::kFloat), {});
}

StepLoss MapTask::loss(int step) {
    const PairBatch batch = m_sampler->at(step);
    const TrainingSet& set = *m_inputs.train;
    const at::Tensor raw = set.rows(Feature::Raw, batch.pictures);
    const at::Tensor side = set.rows(Feature::Side, batch.pictures);
    const at::Tensor pictures = m_inputs.networks.image->embed(raw, side);
    const at::Tensor words =
        m_mapping->forward(raw, side, patchesFor(*m_mapping, set, batch.pictures), true);
    const at::Tensor prompts = embedWords(words, repeated(m_prompt, words.size(0)));

    StepLoss loss;
    const double scale =
        m_config.logitScale > 0 ? m_config.logitScale : double(m_inputs.manifest.logitScale);
    add(loss, "map",
        symmetricInfoNce(prompts, pictures, at::full({}, scale, raw.options()),
                         indexOf(batch.pictures)),
        1);
    if (m_config.alignmentWeight > 0)
        addAlignment(loss, batch, prompts, pictures);
    if (m_config.phraseWeight > 0)
        addPhrases(loss, batch, prompts);
    if (m_config.textOnlyWeight > 0)
        addTextOnly(loss, batch);
    return loss;
}

void MapTask::addAlignment(StepLoss& loss, const PairBatch& batch, const at::Tensor& prompts,
                           const at::Tensor& pictures) const {
    const at::Tensor texts = textsOf(batch);
    const SoftTeacher teacher =
        softTeacher(texts, pictures, indexOf(batch.groups), m_config.alignment);
    add(loss, "alignment",
        softTextAlignmentLoss(prompts, texts, teacher, m_config.alignment.studentTemperature),
        m_config.alignmentWeight);
    loss.parts.emplace_back(QStringLiteral("teacher temperature"),
                            at::full({}, teacher.temperature));
    loss.parts.emplace_back(QStringLiteral("teacher perplexity"), at::full({}, teacher.perplexity));
}

/// "a photo of [s]" should mean what the picture's own caption or name means.
void MapTask::addPhrases(StepLoss& loss, const PairBatch& batch, const at::Tensor& prompts) const {
    add(loss, "phrase", phraseLoss(prompts, textsOf(batch)), m_config.phraseWeight);
}

/// The sentence's own embedding stands in for a picture's feature, moved by LinCIR's noise.
void MapTask::addTextOnly(StepLoss& loss, const PairBatch& batch) const {
    const at::Tensor sentences = textsOf(batch);
    const std::int64_t count = sentences.size(0);
    const auto numbers = at::dtype(at::kFloat).device(m_inputs.device);
    const at::Tensor features = withModalityNoise(sentences, at::rand({count, 1}, numbers),
                                                  at::randn(sentences.sizes(), numbers));
    const at::Tensor words =
        m_mapping->forward(features, at::zeros({count, 0}, numbers), at::Tensor(), true);
    add(loss, "text only", textOnlyLoss(embedWords(words, repeated(m_prompt, count)), sentences),
        m_config.textOnlyWeight);
}

Result<Measured> MapTask::measure() {
    const at::Tensor words = mapPictures(*m_mapping, *m_inputs.val);
    const at::Tensor prompts = embedWords(words, repeated(m_prompt, words.size(0)));
    Measured measured;
    std::vector<std::vector<std::int64_t>> right;
    for (std::size_t i = 0; i < m_inputs.val->size(); ++i)
        right.push_back({static_cast<std::int64_t>(i)});
    const Retrieval own = measureRetrieval(prompts, m_valPictures, right, {});
    addTo(measured.values, QStringLiteral("own picture"), own);
    measured.score = own.recallAt1;
    const PictureKind told =
        m_valPairs->ofKind(PictureKind::Photo).empty() ? PictureKind::Plain : PictureKind::Photo;
    const auto pictures = m_inputs.val->corpus().ofKind(told);
    const auto& captions = m_valPairs->ofKind(told);
    if (!captions.empty()) {
        // The prompt in the place of the picture.
        const Retrieval found = textToPicture(captions, pictures, m_valTexts, prompts);
        addTo(measured.values, QStringLiteral("caption"), found);
        measured.score = (measured.score + found.recallAt10) / 2;
    }
    return measured;
}

}  // namespace semblance
