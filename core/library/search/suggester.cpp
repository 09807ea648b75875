#include "core/library/search/suggester.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "core/catalogue/endpointscorer.h"
#include "core/library/search/sentencevectors.h"
#include "core/query/dotproduct.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Suggester)
};

/// Phrases scored in one scan: each costs 4 bytes a picture while it runs.
constexpr std::size_t kPhrasesAtOnce = 16;
/// Pictures noted of each phrase.
constexpr std::size_t kBest = 48;

// In standard deviations of the sample. What is not that far away is chance in a library of a few
// thousand pictures.
constexpr float kLeastPhrase = 2.25f;
constexpr float kLeastLikeness = 1.75f;
/// Of the reference with the phrase: above, it shows it already.
constexpr float kMostOfReference = 1.0f;
constexpr int kMostOfAKind = 2;
}  // namespace

Result<std::vector<SuggestedPhrase>> readSuggestedPhrases(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound,
                    Text::tr("The list of suggestions %1 is missing.").arg(path));
    std::vector<SuggestedPhrase> phrases;
    for (const QByteArray& bytes : file.readAll().split('\n')) {
        const QString line = QString::fromUtf8(bytes).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const qsizetype tab = line.indexOf(u'\t');
        if (tab <= 0)
            return fail(ErrorKind::BadInput,
                        Text::tr("The list of suggestions %1 is damaged.").arg(path), line);
        phrases.push_back({line.left(tab), line.mid(tab + 1)});
    }
    return phrases;
}

float Suggester::Spread::deviations(double score) const {
    return deviation > 0 ? static_cast<float>((score - mean) / deviation) : 0;
}

Suggester::Spread Suggester::spreadOf(std::span<const float> direction) const {
    double sum = 0;
    double squares = 0;
    for (const std::vector<float>& vector : m_sample) {
        const double score = dotProduct(vector, direction);
        sum += score;
        squares += score * score;
    }
    const double count = double(std::max<std::size_t>(1, m_sample.size()));
    const double mean = sum / count;
    return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

Suggester::Suggester(std::vector<SuggestedPhrase> phrases) : m_phrases(std::move(phrases)) {}

Status Suggester::learn(const EndpointScorer& scorer, Encoder& encoder,
                        std::span<const ContentId> sample, const CancelToken& cancel) {
    m_known.clear();
    m_sample.clear();
    m_learnedOf = scorer.searchable();
    for (const ContentId content : sample) {
        if (auto vector = scorer.vectorOf(content))
            m_sample.push_back(std::move(*vector));
    }
    std::vector<Known> known;
    for (std::size_t first = 0; first < m_phrases.size(); first += kPhrasesAtOnce) {
        const std::size_t end = std::min(m_phrases.size(), first + kPhrasesAtOnce);
        QStringList texts;
        for (std::size_t i = first; i < end; ++i)
            texts.append(m_phrases[i].text);
        SEMBLANCE_TRY_ASSIGN(auto vectors, encodeAside(encoder, texts, cancel));
        if (vectors.front().size() != static_cast<std::size_t>(scorer.dimension()))
            return fail(ErrorKind::Internal, Text::tr("The model was changed meanwhile."));
        for (std::size_t i = first; i < end; ++i) {
            Known phrase;
            phrase.phrase = i;
            phrase.vector = std::move(vectors[i - first]);
            phrase.spread = spreadOf(phrase.vector);
            known.push_back(std::move(phrase));
        }
        SEMBLANCE_TRY(noteBest(scorer, std::span(known).subspan(first, end - first), cancel));
    }
    m_known = std::move(known);
    return {};
}

Status Suggester::noteBest(const EndpointScorer& scorer, std::span<Known> phrases,
                           const CancelToken& cancel) const {
    ScoreRequest request;
    for (const Known& phrase : phrases)
        request.endpoints.push_back(phrase.vector);
    request.most = kBest;
    request.isExact = true;
    SEMBLANCE_TRY_ASSIGN(const auto ranking, scorer.score(request, cancel));
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        std::vector<float> weights(phrases.size());
        weights[i] = 1;
        for (const ScoredContent& found : ranking->best(weights, kBest)) {
            const float far = phrases[i].spread.deviations(double(found.score));
            if (far >= kLeastPhrase)
                phrases[i].best.push_back({found.content, far});
        }
    }
    return {};
}

QStringList Suggester::suggest(const EndpointScorer& scorer, std::span<const float> reference,
                               std::size_t most) const {
    struct Candidate {
        std::size_t phrase = 0;
        ContentId content;
        float worth = 0;
    };
    const Spread likeness = spreadOf(reference);
    std::unordered_map<ContentId, float> likenessOf;
    const auto likenessTo = [&](ContentId content) {
        const auto [place, isNew] = likenessOf.try_emplace(content, 0.0f);
        if (isNew) {
            const auto vector = scorer.vectorOf(content);
            const double score = vector ? dotProduct(*vector, reference) : samePictureCosine;
            place->second = score < samePictureCosine ? likeness.deviations(score) : 0;
        }
        return place->second;
    };
    std::vector<Candidate> candidates;
    for (const Known& phrase : m_known) {
        if (phrase.spread.deviations(dotProduct(phrase.vector, reference)) > kMostOfReference)
            continue;
        Candidate best{phrase.phrase, {}, 0};
        for (const Shown& shown : phrase.best) {
            const float like = likenessTo(shown.content);
            if (like < kLeastLikeness)
                continue;
            // What is only one of both is no answer.
            const float worth = std::min(like, shown.deviations);
            if (worth > best.worth)
                best = {phrase.phrase, shown.content, worth};
        }
        if (best.worth > 0)
            candidates.push_back(best);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    QStringList phrases;
    QHash<QString, int> ofKind;
    std::unordered_set<ContentId> shown;
    for (const Candidate& candidate : candidates) {
        if (std::size_t(phrases.size()) == most)
            break;
        const SuggestedPhrase& phrase = m_phrases[candidate.phrase];
        if (ofKind.value(phrase.kind) == kMostOfAKind || !shown.insert(candidate.content).second)
            continue;
        ++ofKind[phrase.kind];
        phrases.append(phrase.text);
    }
    return phrases;
}

}  // namespace semblance
