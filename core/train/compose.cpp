#include "core/train/compose.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>

#include "core/model/composition/modelloader.h"
#include "core/model/composition/prompts.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/networks/headdropout.h"
#include "core/train/draw.h"
#include "core/train/losses.h"
#include "core/train/retrieval.h"
#include "core/train/sentences.h"
#include "core/train/slerp.h"
#include "core/train/stagetools.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

// Uses of stepSeed.
constexpr int kIdentityUse = 70;
constexpr int kTextUse = 71;
constexpr std::uint64_t kValSeed = 20'260'101;
constexpr int kValTriplets = 400;  ///< of a kind

/// Rows of a full batch, which the losses are divided by.
double rowsOf(const ComposeConfig::Batch& batch) {
    return batch.families + batch.colours + batch.genders + batch.kinds + batch.captionEdits +
           batch.neighbours + batch.icons + batch.identities;
}

struct ValKind {
    TripletKind kind;
    const char* title;
};
constexpr ValKind kValKinds[] = {
    {TripletKind::Family, "family"},          {TripletKind::Colour, "colour"},
    {TripletKind::Gender, "gender"},          {TripletKind::Kind, "kind"},
    {TripletKind::CaptionEdit, "edit"},       {TripletKind::SkinTone, "skin tone"},
    {TripletKind::IconColour, "icon colour"}, {TripletKind::Expression, "expression"}};

}  // namespace

QList<Feature> ComposeTask::features() {
    return {Feature::Raw, Feature::Side, Feature::Patches};
}

ComposeTask::ComposeTask(const ComposeConfig& config, StageInputs& inputs)
    : m_config(config), m_inputs(inputs) {}
ComposeTask::~ComposeTask() = default;

Result<std::unique_ptr<ComposeTask>> ComposeTask::make(const ComposeConfig& config,
                                                       StageInputs& inputs,
                                                       const StageNotes& notes) {
    std::unique_ptr<ComposeTask> task(new ComposeTask(config, inputs));
    SEMBLANCE_TRY(task->prepare(notes));
    return task;
}

QString ComposeTask::name() const {
    return QStringLiteral("compose");
}

QJsonObject ComposeTask::configuration() const {
    return JsonFields::write(m_config);
}

Status ComposeTask::prepare(const StageNotes& notes) {
    DualNetworks& networks = m_inputs.networks;
    SEMBLANCE_TRY_ASSIGN(m_mapping, loadMapping(m_inputs.manifest, networks));
    moveTo(*m_mapping, m_inputs.device);
    SEMBLANCE_TRY_ASSIGN(m_tuning,
                         TextTuning::create(m_config.tuning, *networks.text,
                                            static_cast<std::uint64_t>(m_config.loop.seed)));
    m_tuning->visitParameters([&](const QString& name, at::Tensor& tensor) {
        m_parameters.push_back(trained(name, tensor));
    });
    notes(QStringLiteral("mapping %1 pictures").arg(m_inputs.train->size()));
    m_train = bankOf(*m_inputs.train);
    m_val = bankOf(*m_inputs.val);

    TripletMaker::Options options;
    options.embeddings = &m_train.pictures;
    if (!m_config.tripletFile.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(options.listed,
                             readTriplets(m_config.tripletFile, m_inputs.train->corpus()));
    }
    if (m_config.translatedShare > 0) {
        SEMBLANCE_TRY_ASSIGN(m_translations,
                             AttributeTranslations::read(attributeTranslationsFile()));
        options.translations = &m_translations;
        options.translatedShare = m_config.translatedShare;
    }
    m_maker.emplace(m_inputs.train->corpus(), std::move(options));
    m_source.emplace(*m_maker, m_config);
    if (m_source->at(0).empty())
        return fail(ErrorKind::BadInput,
                    QStringLiteral("No triplets can be made from %1: it needs products, icons or "
                                   "captions that differ in little.")
                        .arg(m_config.data.dir));
    drawValTriplets();
    m_scale = at::full(
        {}, m_config.logitScale > 0 ? m_config.logitScale : double(m_inputs.manifest.logitScale),
        at::dtype(at::kFloat).device(m_inputs.device));
    return {};
}

ComposeTask::Bank ComposeTask::bankOf(const TrainingSet& set) const {
    return {embedPictures(*m_inputs.networks.image, set), mapPictures(*m_mapping, set)};
}

void ComposeTask::drawValTriplets() {
    const auto add = [&](const TripletMaker& maker, TripletKind kind, const char* title) {
        if (maker.available(kind) > 0)
            m_valSets.push_back({QLatin1String(title), maker.draw(kind, kValTriplets, kValSeed)});
    };
    const TripletMaker plain(m_inputs.val->corpus());
    for (const ValKind& kind : kValKinds)
        add(plain, kind.kind, kind.title);
    if (m_config.translatedShare <= 0)
        return;
    TripletMaker::Options options;
    options.translations = &m_translations;
    options.translatedShare = 1;
    add(TripletMaker(m_inputs.val->corpus(), std::move(options)), TripletKind::Colour,
        "translated");
}

/// Unit rows of the queries by the tuned tower.
at::Tensor ComposeTask::compose(const Queries& queries, const Bank& bank) const {
    QStringList afters;
    for (const QString& modification : queries.modifications)
        afters.append(m_inputs.manifest.composition.after(modification));
    auto prompts = tokenisePrompts(*m_inputs.tokenizer, m_inputs.manifest.composition.before,
                                   afters, m_mapping->words());
    TORCH_CHECK(prompts, "a prompt that leaves no room for the pseudo-words");
    return embedSentences(m_tuning->network(), prompts->to(m_inputs.device),
                          bank.words.index_select(0, indexOf(queries.references)), {});
}

void ComposeTask::useDropout(bool on) {
    if (auto* head = dynamic_cast<HeadDropout*>(&m_tuning->network()))
        head->setHeadDropout(on ? HeadDropout::Rates{0, m_config.headDropout, m_config.sideDropout}
                                : HeadDropout::Rates());
}

StepLoss ComposeTask::loss(int step) {
    m_tuning->apply();
    useDropout(true);
    StepLoss loss;
    addTriplets(loss, step);
    addIdentities(loss, step);
    loss.total = loss.total / rowsOf(m_config.batch);
    if (m_config.batch.textOnly > 0)
        addTextOnly(loss, step);
    return loss;
}

/// Adds the sum over the triplets of a batch.
void ComposeTask::addTriplets(StepLoss& loss, int step) const {
    Queries queries;
    BankTargets targets(m_train.pictures.size(0));
    std::vector<NegativeSource> negatives;
    for (const Triplet& triplet : m_source->at(step)) {
        if (!targets.addQuery(triplet.positives, triplet.family, m_config.familyShare))
            continue;
        queries.references.push_back(triplet.reference);
        queries.modifications.append(triplet.modification);
        negatives.push_back({triplet.reference, triplet.target, triplet.otherTargets});
    }
    mineNegatives(m_train.pictures, negatives,
                  {m_config.mineReference, m_config.mineNearest, m_config.mineOtherTargets},
                  targets);
    const auto lossOf = [&](const char* name, const at::Tensor& rows, double weight) {
        const at::Tensor part =
            bankLoss(rows, m_train.pictures, m_scale, targets, m_config.negativeWeight);
        loss.parts.emplace_back(QString::fromLatin1(name), part.detach());
        return part * (weight * static_cast<double>(targets.queries()));
    };
    const at::Tensor composed = compose(queries, m_train);
    loss.total = lossOf("composed", composed, 1 - m_config.mixedShare);
    if (m_config.mixedShare <= 0)
        return;
    const at::Tensor references = m_train.pictures.index_select(0, indexOf(queries.references));
    loss.total = loss.total + lossOf("mixed", slerpRows(references, composed, 2 * m_config.mix),
                                     m_config.mixedShare);
}

/// Adds the sum over the identity pairs: "a photo of [s]" is the picture itself, so that the tuned
/// tower keeps what it knew.
void ComposeTask::addIdentities(StepLoss& loss, int step) const {
    Draw draw(stepSeed(m_config.loop.seed, step, kIdentityUse));
    Queries queries;
    BankTargets targets(m_train.pictures.size(0));
    for (int i = 0; i < m_config.batch.identities; ++i) {
        const int picture = static_cast<int>(draw.below(m_inputs.train->size()));
        const int own[] = {picture};
        if (!targets.addQuery(own, {}, 0))
            continue;
        queries.references.push_back(picture);
        queries.modifications.append(QString());
    }
    if (queries.references.empty())
        return;
    const at::Tensor part =
        bankLoss(compose(queries, m_train), m_train.pictures, m_scale, targets, 1);
    loss.parts.emplace_back(QStringLiteral("identity"), part.detach());
    loss.total = loss.total + part * static_cast<double>(targets.queries());
}

/// "a photo of {sentence} that {modification}" should mean what the changed sentence means to the
/// frozen tower.
void ComposeTask::addTextOnly(StepLoss& loss, int step) const {
    QStringList queries;
    QStringList answers;
    const ModelManifest::Composition& composition = m_inputs.manifest.composition;
    for (const TextTriplet& triplet : m_maker->drawTexts(
             m_config.batch.textOnly, stepSeed(m_config.loop.seed, step, kTextUse))) {
        queries.append(composition.before + u' ' + triplet.reference + u' ' +
                       composition.after(triplet.modification));
        answers.append(triplet.target);
    }
    if (queries.isEmpty())
        return;
    const auto asked = tokenise(*m_inputs.tokenizer, queries);
    const auto wanted = tokenise(*m_inputs.tokenizer, answers);
    TORCH_CHECK(asked && wanted, "a triplet of blank sentences");
    const at::Tensor frozen = embedTexts(*m_inputs.networks.text, wanted->to(m_inputs.device));
    const at::Tensor part =
        symmetricInfoNce(embedSentences(m_tuning->network(), asked->to(m_inputs.device), {}, {}),
                         frozen, m_scale, {});
    loss.parts.emplace_back(QStringLiteral("text only"), part.detach());
    loss.total = loss.total + part;
}

Result<Measured> ComposeTask::measure() {
    m_tuning->apply();
    useDropout(false);
    Measured measured;
    for (const ValTriplets& set : m_valSets) {
        Queries queries;
        std::vector<std::vector<std::int64_t>> right;
        for (const Triplet& triplet : set.triplets) {
            queries.references.push_back(triplet.reference);
            queries.modifications.append(triplet.modification);
            const auto& answers =
                triplet.kind == TripletKind::Family ? triplet.family : triplet.positives;
            right.emplace_back(answers.begin(), answers.end());
        }
        const at::Tensor composed = compose(queries, m_val);
        const at::Tensor mixed =
            slerpRows(m_val.pictures.index_select(0, indexOf(queries.references)), composed,
                      2 * m_config.mix);
        const Retrieval found = measureRetrieval(mixed, m_val.pictures, right, queries.references);
        addTo(measured.values, set.title, found);
        measured.score += (found.recallAt1 + found.recallAt10) / 2;
    }
    if (!m_valSets.empty())
        measured.score /= static_cast<double>(m_valSets.size());
    return measured;
}

}  // namespace semblance
