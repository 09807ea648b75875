#include "core/evaluate/mixsweep.h"

#include <QHash>
#include <cmath>

#include "core/evaluate/ingredients.h"
#include "core/query/composition.h"

namespace semblance {

namespace {

using Role = Endpoint::Role;
using Scores = std::vector<float>;  ///< one per picture

/// One sentence of a query: its endpoints without their vectors, their products, their scores.
struct Scored {
    std::vector<Endpoint> endpoints;
    Gram gram;
    std::vector<const Scores*> scores;
};

/// A set's queries, ready for any mix.
class ScoredSet {
public:
    ScoredSet(const EvaluationSet& set, const Rows& pictures, const Ingredients& parts,
              bool composed)
        : m_set(set), m_pictures(pictures) {
        for (std::size_t i = 0; i < set.queries.size(); ++i) {
            m_offset.push_back(m_sentences.size());
            for (qsizetype s = 0; s < set.queries[i].sentences.size(); ++s)
                addSentence(set.queries[i], parts, parts.offset[i] + static_cast<std::size_t>(s),
                            composed);
        }
        m_offset.push_back(m_sentences.size());
    }

    std::vector<QueryRanking> rankings(double mix) const {
        const std::vector<std::vector<float>> weights = weightsAt(mix);
        return rankAll(m_set, [&](std::size_t query, PictureIndex picture) {
            float score = 0;
            for (std::size_t s = m_offset[query]; s < m_offset[query + 1]; ++s) {
                const Scored& sentence = m_sentences[s];
                for (std::size_t e = 0; e < sentence.scores.size(); ++e)
                    score +=
                        weights[s][e] * (*sentence.scores[e])[static_cast<std::size_t>(picture)];
            }
            return score;
        });
    }

    const EvaluationSet& set() const { return m_set; }

private:
    void addSentence(const EvaluationQuery& query, const Ingredients& parts, std::size_t sentence,
                     bool composed) {
        std::vector<Endpoint> endpoints;
        std::vector<const Scores*> scores;
        const auto add = [&](Role role, std::span<const float> row, const Scores& known) {
            endpoints.push_back({role, 1, {row.begin(), row.end()}});
            scores.push_back(&known);
        };
        const auto reference = static_cast<std::size_t>(query.reference);
        const std::size_t text = parts.textRow[sentence];
        add(Role::Reference, m_pictures.row(reference),
            known(m_references, reference, m_pictures.row(reference)));
        if (composed)
            add(Role::Composed, parts.composed.row(sentence),
                known(m_composed, sentence, parts.composed.row(sentence)));
        add(Role::Modification, parts.texts.row(text), known(m_texts, text, parts.texts.row(text)));
        Gram gram(endpoints);
        for (Endpoint& endpoint : endpoints)
            endpoint.vector.clear();
        m_sentences.push_back({std::move(endpoints), std::move(gram), std::move(scores)});
    }

    using Cache = QHash<std::size_t, std::shared_ptr<const Scores>>;

    const Scores& known(Cache& cache, std::size_t key, std::span<const float> row) {
        std::shared_ptr<const Scores>& scores = cache[key];
        if (!scores) {
            Scores all(m_pictures.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i] = dot(row, m_pictures.row(i));
            scores = std::make_shared<const Scores>(std::move(all));
        }
        return *scores;
    }

    /// By sentence: composition's weights, scaled such that the query vector has length 1.
    std::vector<std::vector<float>> weightsAt(double mix) const {
        std::vector<std::vector<float>> all;
        for (const Scored& sentence : m_sentences) {
            std::vector<float> weights = compose(sentence.endpoints, sentence.gram, mix);
            double square = 0;
            for (std::size_t i = 0; i < weights.size(); ++i)
                for (std::size_t j = 0; j < weights.size(); ++j)
                    square += double(weights[i]) * weights[j] * sentence.gram.dot(i, j);
            for (float& weight : weights)
                weight = square > 0 ? static_cast<float>(weight / std::sqrt(square)) : 0.0F;
            all.push_back(std::move(weights));
        }
        return all;
    }

    const EvaluationSet& m_set;
    const Rows& m_pictures;
    std::vector<std::size_t> m_offset;
    std::vector<Scored> m_sentences;
    Cache m_references;
    Cache m_texts;
    Cache m_composed;
};

}  // namespace

struct MixSweep::Private {
    Method method = Method::Slerp;
    EvaluationSet ownSet;
    EvaluationSet swappedSet;
    std::unique_ptr<ScoredSet> all;
    std::unique_ptr<ScoredSet> own;  ///< null when no query can be swapped
    std::unique_ptr<ScoredSet> swapped;
};

Result<MixSweep> MixSweep::prepare(const EvaluationSet& set, const Rows& pictures,
                                   EvaluationEncoder& encoder, Method method,
                                   const CancelToken& cancel) {
    const bool composed = method == Method::Composed;
    auto priv = std::make_unique<Private>();
    priv->method = method;
    priv->ownSet = swappableSet(set);
    priv->swappedSet = swappedSet(set);
    const auto scored = [&](const EvaluationSet& some) -> Result<std::unique_ptr<ScoredSet>> {
        SEMBLANCE_TRY_ASSIGN(const Ingredients parts,
                             encodeIngredients(some, encoder, composed, cancel));
        return std::make_unique<ScoredSet>(some, pictures, parts, composed);
    };
    SEMBLANCE_TRY_ASSIGN(priv->all, scored(set));
    if (!priv->ownSet.queries.empty()) {
        if (priv->ownSet.queries.size() < set.queries.size()) {
            SEMBLANCE_TRY_ASSIGN(priv->own, scored(priv->ownSet));
        }
        SEMBLANCE_TRY_ASSIGN(priv->swapped, scored(priv->swappedSet));
    }
    return MixSweep(std::move(priv));
}

MixSweep::MixSweep(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
MixSweep::MixSweep(MixSweep&&) noexcept = default;
MixSweep::~MixSweep() = default;

Figures MixSweep::at(double mix) const {
    return measure(d->all->set(), d->all->rankings(mix));
}

MethodResult MixSweep::resultAt(double mix) const {
    MethodResult result{
        d->method == Method::Composed ? QStringLiteral("composed") : QStringLiteral("slerp"),
        mix,
        at(mix),
        {},
        {}};
    if (d->swapped) {
        result.own = d->own ? measure(d->ownSet, d->own->rankings(mix)) : result.figures;
        result.swapped = measure(d->swappedSet, d->swapped->rankings(mix));
    }
    return result;
}

double bestMix(std::span<const std::vector<const MixSweep*>> groups, std::span<const double> mixes,
               const QString& figure) {
    double best = mixes.front();
    double bestScore = -1;
    for (const double mix : mixes) {
        double score = 0;
        for (const auto& parts : groups) {
            double sum = 0;
            for (const MixSweep* part : parts)
                sum += part->at(mix).value(figure);
            score += sum / static_cast<double>(parts.size());
        }
        if (score > bestScore) {
            bestScore = score;
            best = mix;
        }
    }
    return best;
}

}  // namespace semblance
