#include "core/train/align.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/full.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>

#include <QRegularExpression>
#include <cmath>

#include "core/model/networks/headdropout.h"
#include "core/train/draw.h"
#include "core/train/freshheads.h"
#include "core/train/losses.h"
#include "core/train/prototypebatch.h"
#include "core/train/retrieval.h"
#include "core/train/stagetools.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

// Uses of stepSeed.
constexpr int kViewUse = 1;
constexpr int kPrototypeUse = 2;
constexpr int kPrototypeNameUse = 3;
constexpr std::int64_t kPicturesAtOnce = 64;

enum class Place { Head, TextLayer, Table, Block, Frozen };

/// What a parameter of the image (or text) network belongs to, by the names networks.h fixes.
Place placeOf(const QString& name, bool ofImage) {
    static const QRegularExpression block(
        QStringLiteral("^tower\\.(blocks\\.(1[5-9]|[2-9]\\d)\\.|head\\.)"));
    if (name.startsWith(QLatin1String("head.")) || name.startsWith(QLatin1String("colour.")) ||
        name.startsWith(QLatin1String("projection")))
        return Place::Head;
    if (ofImage)
        return block.match(name).hasMatch() ? Place::Block : Place::Frozen;
    if (name.startsWith(QLatin1String("layers.")))
        return Place::TextLayer;
    return name == QLatin1String("table") ? Place::Table : Place::Frozen;
}

/// Both batches in one, padded to the longer.
TokenBatch joined(const TokenBatch& a, const TokenBatch& b) {
    const std::int64_t width = std::max(a.ids.size(1), b.ids.size(1));
    const auto padded = [&](const at::Tensor& ids) {
        return at::constant_pad_nd(ids, {0, width - ids.size(1)}, 0);
    };
    TokenBatch both;
    both.ids = at::cat({padded(a.ids), padded(b.ids)});
    both.lengths = at::cat({a.lengths, b.lengths});
    return both;
}

/// A class's name alone, from classSentence.
QString bareName(const QString& sentence) {
    static const QRegularExpression prompt(QStringLiteral("^a photo of an? "));
    return QString(sentence).remove(prompt);
}

}  // namespace

QList<Feature> AlignTask::features(const AlignConfig& config) {
    QList<Feature> features{Feature::Raw, Feature::Side};
    if (config.data.patches)
        features.append(Feature::Patches);
    if (config.image.blocks)
        features.append(Feature::Trunk);
    return features;
}

AlignTask::AlignTask(const AlignConfig& config, StageInputs& inputs)
    : m_config(config), m_inputs(inputs) {}
AlignTask::~AlignTask() = default;

Result<std::unique_ptr<AlignTask>> AlignTask::make(const AlignConfig& config, StageInputs& inputs) {
    std::unique_ptr<AlignTask> task(new AlignTask(config, inputs));
    SEMBLANCE_TRY(task->prepare());
    return task;
}

QString AlignTask::name() const {
    return QStringLiteral("align");
}

QJsonObject AlignTask::configuration() const {
    return JsonFields::write(m_config);
}

Status AlignTask::prepare() {
    if (m_config.heads.fresh)
        SEMBLANCE_TRY(
            makeFreshHeads(m_config.heads, *m_inputs.train, m_inputs.networks, m_config.loop.seed));
    SEMBLANCE_TRY(chooseParameters());
    SEMBLANCE_TRY_ASSIGN(m_trainPairs, PairSet::make(*m_inputs.train, *m_inputs.tokenizer));
    SEMBLANCE_TRY_ASSIGN(m_valPairs, PairSet::make(*m_inputs.val, *m_inputs.tokenizer));
    SEMBLANCE_TRY(checkShares(*m_trainPairs, m_config.batch));
    m_sampler.emplace(*m_trainPairs, m_config.batch, m_config.wordings, m_config.loop.seed);
    if (!tunesText()) {
        const at::NoGradGuard noGrad;
        m_sentenceFeatures =
            sentenceFeatures(*m_inputs.networks.text, m_trainPairs->sentences(), {}, {});
    }
    return m_config.prototypes.batch > 0 ? makePrototypes() : Status();
}

Status AlignTask::chooseParameters() {
    const double start = m_config.startLogitScale > 0 ? m_config.startLogitScale
                                                      : double(m_inputs.manifest.logitScale);
    m_logScale = makeLeaf(at::full({}, std::log(std::max(1.0, start)),
                                   at::dtype(at::kFloat).device(m_inputs.device)));
    m_parameters = {trained(QStringLiteral("logit-scale"), m_logScale)};
    int heads = 0;
    int blocks = 0;
    const auto choose = [&](const QString& side, bool ofImage) {
        return [&, side, ofImage](const QString& name, at::Tensor& tensor) {
            const Place place = placeOf(name, ofImage);
            const bool wanted = place == Place::Head ||
                                (place == Place::TextLayer && m_config.text.layers) ||
                                (place == Place::Table && m_config.text.table) ||
                                (place == Place::Block && m_config.image.blocks);
            if (!wanted)
                return;
            heads += place == Place::Head;
            blocks += place == Place::Block;
            const double factor = place == Place::Head    ? m_config.heads.rateFactor
                                  : place == Place::Block ? m_config.image.rateFactor
                                                          : m_config.text.rateFactor;
            tensor = makeLeaf(tensor);
            m_parameters.push_back(trained(side + name, tensor, factor));
        };
    };
    m_inputs.networks.image->visitParameters(choose(QStringLiteral("image."), true));
    m_inputs.networks.text->visitParameters(choose(QStringLiteral("text."), false));
    if (heads == 0)
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("The model %1 has no heads to align.").arg(m_inputs.manifest.name));
    if (m_config.image.blocks && blocks == 0)
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("The image tower of the model %1 has no blocks that can be tuned: "
                           "set image.blocks to false.")
                .arg(m_inputs.manifest.name));
    return {};
}

Status AlignTask::makePrototypes() {
    const at::Tensor rows = m_inputs.networks.image->classRows();
    if (!rows.defined())
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("The model %1 has no classifier to take class prototypes from: set "
                           "prototypes.batch to 0.")
                .arg(m_inputs.manifest.name));
    SEMBLANCE_TRY_ASSIGN(auto names, readClassNames(imageNetClassNames()));
    const auto photos = m_inputs.train->corpus().ofKind(PictureKind::Photo);
    const auto all = numbersFrom(0, static_cast<std::int64_t>(m_inputs.train->size()));
    const auto& pictures = photos.size() > 1 ? photos : all;
    SEMBLANCE_TRY_ASSIGN(
        m_prototypes,
        ClassPrototypes::make(rows, std::move(names), m_inputs.train->rows(Feature::Raw, pictures),
                              m_inputs.train->rows(Feature::Side, pictures),
                              m_config.prototypes.drawing));
    if (m_prototypes->leftOut().empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(
        m_classRecall, ClassRecall::make(*m_prototypes, rows, *m_inputs.val, *m_inputs.tokenizer));
    return {};
}

void AlignTask::useDropout(bool on) {
    const HeadDropout::Rates rates =
        on ? HeadDropout::Rates{m_config.heads.inputDropout, m_config.heads.hiddenDropout,
                                m_config.heads.sideDropout}
           : HeadDropout::Rates();
    if (auto* image = dynamic_cast<HeadDropout*>(m_inputs.networks.image.get()))
        image->setHeadDropout(rates);
    if (auto* text = dynamic_cast<HeadDropout*>(m_inputs.networks.text.get()))
        text->setHeadDropout(rates);
}

at::Tensor AlignTask::scale() const {
    return at::clamp(at::exp(m_logScale), std::nullopt, m_config.mostLogitScale);
}

bool AlignTask::changed(const QString& role) const {
    if (role == QLatin1String("image"))
        return m_config.image.blocks;
    if (role == QLatin1String("text"))
        return tunesText();
    return true;
}

double AlignTask::logitScale() const {
    const at::NoGradGuard noGrad;
    return scale().item<double>();
}

at::Tensor AlignTask::tunedRaw(const TrainingSet& set, std::span<const std::int64_t> pictures,
                               PictureView view) const {
    const ImageNetwork& network = *m_inputs.networks.image;
    return network.raw(network.patchesFrom(set.rows(Feature::Trunk, pictures, view)));
}

/// Features of the batch's pictures; some go through the blocks that learn.
at::Tensor AlignTask::rawOf(const PairBatch& batch, PictureView view, StepLoss& parts) const {
    const at::Tensor cached = m_inputs.train->rows(Feature::Raw, batch.pictures, view);
    if (!m_config.image.blocks)
        return cached;
    // Every so many-th, so that each kind of picture has its share.
    const auto count = static_cast<std::int64_t>(batch.pictures.size());
    const std::int64_t stride = std::max<std::int64_t>(1, count / m_config.image.pictures);
    std::vector<std::int64_t> places;
    std::vector<std::int64_t> pictures;
    for (std::int64_t i = 0; i < count; i += stride) {
        places.push_back(i);
        pictures.push_back(batch.pictures[static_cast<std::size_t>(i)]);
    }
    const at::Tensor index = indexOf(places);
    const at::Tensor tuned = tunedRaw(*m_inputs.train, pictures, view);
    const at::Tensor anchor = anchorLoss(tuned, cached.index_select(0, index));
    parts.parts.emplace_back(QStringLiteral("anchor"), anchor.detach());
    parts.total = anchor * m_config.image.anchor;
    return cached.index_copy(0, index, tuned);
}

/// Embeddings' features of class names by the frozen tower, each computed once.
at::Tensor AlignTask::nameFeatures(const QStringList& names) {
    QStringList fresh;
    for (const QString& name : names) {
        if (!m_namePlaces.contains(name)) {
            m_namePlaces.insert(name, m_namePlaces.size());
            fresh.append(name);
        }
    }
    if (!fresh.isEmpty()) {
        const at::NoGradGuard noGrad;
        auto tokens = tokenise(*m_inputs.tokenizer, fresh);
        TORCH_CHECK(tokens, "a class name that is blank");
        const at::Tensor rows =
            sentenceFeatures(*m_inputs.networks.text, tokens->to(m_inputs.device), {}, {});
        m_nameFeatures = m_nameFeatures.defined() ? at::cat({m_nameFeatures, rows}) : rows;
    }
    std::vector<std::int64_t> places;
    for (const QString& name : names)
        places.push_back(m_namePlaces.value(name));
    return m_nameFeatures.index_select(0, indexOf(places));
}

/// Features of the batch's sentences, then of `names`.
at::Tensor AlignTask::sentenceRows(std::span<const std::int64_t> sentences,
                                   const QStringList& names) {
    const TextNetwork& network = *m_inputs.networks.text;
    const at::Tensor index = indexOf(sentences);
    if (!tunesText()) {
        const at::Tensor known = m_sentenceFeatures.index_select(0, index);
        return names.isEmpty() ? known : at::cat({known, nameFeatures(names)});
    }
    TokenBatch batch = m_trainPairs->sentences().select(index);
    if (!names.isEmpty()) {
        auto tokens = tokenise(*m_inputs.tokenizer, names);
        TORCH_CHECK(tokens, "a class name that is blank");
        batch = joined(batch, tokens->to(m_inputs.device));
    }
    return sentenceFeatures(network, batch, {}, {m_config.text.tokenDropout});
}

StepLoss AlignTask::loss(int step) {
    useDropout(true);
    StepLoss loss;
    const PairBatch batch = m_sampler->at(step);
    const bool flipped =
        m_config.data.flips && Draw(stepSeed(m_config.loop.seed, step, kViewUse)).unit() < 0.5;
    const PictureView view = flipped ? PictureView::Flipped : PictureView::Plain;
    at::Tensor raw = rawOf(batch, view, loss);
    at::Tensor side = m_inputs.train->rows(Feature::Side, batch.pictures);
    at::Tensor groups = indexOf(batch.groups);
    QStringList names;
    if (m_prototypes) {
        PrototypeBatch drawn = m_prototypes->draw(
            m_config.prototypes.batch, stepSeed(m_config.loop.seed, step, kPrototypeUse));
        Draw draw(stepSeed(m_config.loop.seed, step, kPrototypeNameUse));
        for (QString& text : drawn.texts)
            if (draw.unit() < m_config.wordings.bareNames)
                text = bareName(text);
        names = drawn.texts;
        raw = at::cat({raw, drawn.raw});
        side = at::cat({side, drawn.side});
        groups = at::cat({groups, drawn.classes + m_trainPairs->groups()});
    }
    const at::Tensor images = m_inputs.networks.image->embed(raw, side);
    const at::Tensor texts = m_inputs.networks.text->embed(sentenceRows(batch.sentences, names));
    const at::Tensor contrast = symmetricInfoNce(images, texts, scale(), groups);
    loss.parts.emplace_back(QStringLiteral("contrast"), contrast.detach());
    loss.parts.emplace_back(QStringLiteral("scale"), scale().detach());
    loss.total = loss.total.defined() ? loss.total + contrast : contrast;
    if (m_config.classWeight > 0 && m_prototypes && batch.photos > 0) {
        const std::int64_t pairs = groups.size(0) - m_config.prototypes.batch;
        const at::Tensor classes =
            groups.narrow(0, pairs, m_config.prototypes.batch) - m_trainPairs->groups();
        const at::Tensor part =
            classLoss(raw.narrow(0, 0, batch.photos), images.narrow(0, 0, batch.photos),
                      texts.narrow(0, pairs, classes.size(0)), classes);
        loss.parts.emplace_back(QStringLiteral("classes"), part.detach());
        loss.total = loss.total + part * m_config.classWeight;
    }
    return loss;
}

/// The classifier's opinion of real photos over the class names of the batch, weighted by how much
/// of it they hold: names learn from real features, not from prototypes alone. A class that is left
/// out keeps its mass, so that its photos are not taught as their nearest neighbours'.
at::Tensor AlignTask::classLoss(const at::Tensor& raw, const at::Tensor& images,
                                const at::Tensor& names, const at::Tensor& classes) const {
    at::Tensor opinion;
    at::Tensor weight;
    {
        const at::NoGradGuard noGrad;
        const at::Tensor all =
            at::softmax(at::matmul(raw.detach(), m_inputs.networks.image->classRows().t()), 1);
        opinion = all.index_select(1, classes);
        weight = opinion.sum(1, /*keepdim=*/true);
        opinion = opinion / weight.sum().clamp_min(1);
    }
    const at::Tensor said = at::log_softmax(scale() * at::matmul(images, names.t()), 1);
    return -(opinion * said).sum();
}

/// Unit rows of val's pictures.
at::Tensor AlignTask::embedVal() const {
    const TrainingSet& set = *m_inputs.val;
    if (!m_config.image.blocks)
        return embedPictures(*m_inputs.networks.image, set);
    std::vector<at::Tensor> pieces;
    const auto count = static_cast<std::int64_t>(set.size());
    for (std::int64_t first = 0; first < count; first += kPicturesAtOnce) {
        const auto pictures = numbersFrom(first, std::min(kPicturesAtOnce, count - first));
        pieces.push_back(m_inputs.networks.image->embed(tunedRaw(set, pictures, PictureView::Plain),
                                                        set.rows(Feature::Side, pictures)));
    }
    return at::cat(pieces);
}

Result<Measured> AlignTask::measure() {
    useDropout(false);
    const at::Tensor pictures = embedVal();
    const at::Tensor texts = embedTexts(*m_inputs.networks.text, m_valPairs->sentences());
    Measured measured;
    int kinds = 0;
    const auto add = [&](PictureKind kind, const QString& title) {
        const auto& pairs = m_valPairs->ofKind(kind);
        if (pairs.empty())
            return;
        const auto gallery = m_inputs.val->corpus().ofKind(kind);
        const Retrieval found = textToPicture(pairs, gallery, texts, pictures);
        addTo(measured.values, title, found);
        measured.score += found.recallAt10;
        ++kinds;
    };
    add(PictureKind::Photo, QStringLiteral("photos"));
    add(PictureKind::Product, QStringLiteral("fashion"));
    add(PictureKind::Icon, QStringLiteral("icons"));
    add(PictureKind::Plain, QStringLiteral("pictures"));
    if (const auto& pairs = m_valPairs->translated(); !pairs.empty()) {
        const auto gallery = m_inputs.val->corpus().ofKind(PictureKind::Photo);
        const Retrieval found = textToPicture(pairs, gallery, texts, pictures);
        addTo(measured.values, QStringLiteral("translations"), found);
        measured.score += found.recallAt10;
        ++kinds;
    }
    if (kinds > 0)
        measured.score /= kinds;
    if (m_classRecall)
        m_classRecall->addTo(measured.values, m_inputs.networks, pictures);
    return measured;
}

}  // namespace semblance
