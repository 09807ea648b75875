#include "core/library/search/resultsbackground.h"

#include <QDir>
#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "core/catalogue/catalogue.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/plainsentences.h"
#include "core/library/search/sentencefile.h"
#include "core/library/search/sentencevectors.h"

namespace semblance {

namespace {
/// As many as one pass over the vectors takes.
constexpr std::size_t kNamesAtOnce = 8;

/// A library that grows is not measured anew for every picture.
bool isMeasured(const KnownSentences& sentences, std::size_t pictures) {
    constexpr std::size_t part = 20;
    const std::size_t before = sentences.pictures;
    const std::size_t change = pictures > before ? pictures - before : before - pictures;
    return before > 0 && change <= before / part;
}

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}
}  // namespace

Status measureNames(const EndpointScorer& scorer, KnownSentences& sentences,
                    const CancelToken& cancel) {
    const std::span<const std::vector<float>> names = sentences.names;
    std::vector<double> best;
    std::vector<double> widths;
    for (std::size_t first = 0; first < names.size(); first += kNamesAtOnce) {
        const auto some = names.subspan(first, std::min(kNamesAtOnce, names.size() - first));
        ScoreRequest request;
        request.endpoints.assign(some.begin(), some.end());
        request.most = 1;
        request.isExact = true;
        SEMBLANCE_TRY_ASSIGN(const auto ranking, scorer.score(request, cancel));
        for (std::size_t i = 0; i < some.size(); ++i) {
            ScoreCombination alone{std::vector<float>(some.size())};
            alone.weights[i] = 1;
            for (const ScoredContent& found : ranking->best(alone, 1))
                best.push_back(double(found.score));
            widths.push_back(spreadOf(ranking->background(alone)).width);
        }
    }
    if (best.empty())
        return {};
    sentences.background.best =
        std::accumulate(best.begin(), best.end(), 0.0) / static_cast<double>(best.size());
    sentences.background.width = medianOf(std::move(widths));
    sentences.pictures = scorer.searchable();
    return {};
}

ResultsBackground::ResultsBackground(Catalogue& catalogue, ModelSession& models)
    : m_catalogue(catalogue), m_models(models) {}

std::shared_ptr<const KnownSentences> ResultsBackground::now(const QString& modelHash) const {
    auto known = m_known.get();
    return known && known->model == modelHash ? known : nullptr;
}

QString ResultsBackground::fileOf(const QString& modelHash) const {
    const QString dir = m_catalogue.cacheDir();
    return dir.isEmpty()
               ? QString()
               : QDir(dir).filePath(QStringLiteral("sentences-%1.f16").arg(modelHash.left(16)));
}

Result<KnownSentences> ResultsBackground::sentencesOf(const ReadyModel& model,
                                                      const CancelToken& cancel) const {
    if (const auto known = now(model.info.hash))
        return *known;
    const QStringList captions = plainCaptions();
    const QStringList names = plainNames();
    if (const QString file = fileOf(model.info.hash); !file.isEmpty()) {
        auto stored = readSentences(file, model.info.hash);
        const bool fits = stored && stored->captions.size() == std::size_t(captions.size()) &&
                          stored->names.size() == std::size_t(names.size()) &&
                          stored->captions.front().size() == std::size_t(model.info.dim);
        if (fits)
            return stored;
    }
    KnownSentences sentences;
    sentences.model = model.info.hash;
    SEMBLANCE_TRY_ASSIGN(sentences.captions, encodeAside(*model.encoder, captions, cancel));
    SEMBLANCE_TRY_ASSIGN(sentences.names, encodeAside(*model.encoder, names, cancel));
    sentences.background = backgroundOf(sentences.captions);
    return sentences;
}

Result<bool> ResultsBackground::learn(const CancelToken& cancel) {
    std::lock_guard lock(m_learning);
    SEMBLANCE_TRY_ASSIGN(const AnsweringModelPtr answering, m_models.answering(cancel));
    const ReadyModel& model = answering->model;
    const auto scorer = m_catalogue.snapshot()->scorer(model.info.hash);
    if (!scorer || scorer->searchable() < EndRules().leastPictures)
        return false;
    const auto known = now(model.info.hash);
    if (known && isMeasured(*known, scorer->searchable()))
        return false;
    SEMBLANCE_TRY_ASSIGN(KnownSentences sentences, sentencesOf(model, cancel));
    if (!isMeasured(sentences, scorer->searchable())) {
        SEMBLANCE_TRY(measureNames(*scorer, sentences, cancel));
        // One that cannot be written is learned again by the next program.
        if (const QString file = fileOf(model.info.hash); !file.isEmpty())
            static_cast<void>(writeSentences(file, sentences));
    }
    m_known.set(std::make_shared<const KnownSentences>(std::move(sentences)));
    return true;
}

}  // namespace semblance
