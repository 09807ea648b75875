#include "core/evaluate/scoring.h"

#include <QMap>
#include <algorithm>

#include "core/evaluate/metrics.h"

namespace semblance {

namespace {

/// Means by name, in the order in which names first come.
class Means {
public:
    void add(const QString& name, double share) {
        auto it = std::find_if(m_means.begin(), m_means.end(),
                               [&](const auto& mean) { return mean.first == name; });
        if (it == m_means.end())
            it = m_means.insert(m_means.end(), {name, Mean()});
        it->second.add(share);
    }
    QList<Figure> figures() const {
        QList<Figure> list;
        for (const auto& [name, mean] : m_means)
            list.append({name, 100 * mean.value()});
        return list;
    }

private:
    std::vector<std::pair<QString, Mean>> m_means;
};

void addRecalls(Means& means, const QString& prefix, const Ranking& ranking,
                const std::vector<PictureIndex>& right, std::initializer_list<std::size_t> ks) {
    for (const std::size_t k : ks)
        means.add(prefix + QString::number(k), recallAt(ranking, right, k));
}

void addCirco(Means& means, const EvaluationQuery& query, const Ranking& ranking) {
    for (const std::size_t k : {5, 10, 25, 50}) {
        means.add(QStringLiteral("mAP@%1").arg(k), averagePrecisionAt(ranking, query.right, k));
    }
    addRecalls(means, QStringLiteral("R@"), ranking, {query.target}, {5, 10, 25, 50});
}

/// After the main figures, in the aspects' alphabetical order.
void addAspects(Means& means, const EvaluationSet& set, const std::vector<QueryRanking>& rankings) {
    QMap<QString, Mean> aspects;
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        for (const QString& aspect : set.queries[i].aspects)
            aspects[aspect].add(averagePrecisionAt(rankings[i].best, set.queries[i].right, 10));
    }
    for (auto it = aspects.begin(); it != aspects.end(); ++it)
        means.add(QStringLiteral("mAP@10 ") + it.key(), it->value());
}

}  // namespace

double Figures::value(const QString& name) const {
    const auto it = std::find_if(figures.begin(), figures.end(),
                                 [&](const Figure& figure) { return figure.name == name; });
    return it == figures.end() ? 0 : it->percent;
}

std::vector<QueryRanking> rankAll(const EvaluationSet& set, const ScoreOf& score) {
    std::vector<QueryRanking> rankings;
    rankings.reserve(set.queries.size());
    std::vector<float> scores(set.pictures.size());
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        const EvaluationQuery& query = set.queries[i];
        const std::vector<PictureIndex> candidates = candidatesOf(set, query);
        const auto scoreAll = [&](const std::vector<PictureIndex>& some) {
            for (const PictureIndex picture : some)
                scores[static_cast<std::size_t>(picture)] = score(i, picture);
        };
        scoreAll(candidates);
        QueryRanking ranking;
        ranking.best = Ranking::byScore(scores, candidates, query.right, kDeepest);
        if (!query.subset.empty()) {
            scoreAll(query.subset);
            ranking.subset = Ranking::byScore(scores, query.subset, query.right);
        }
        rankings.push_back(std::move(ranking));
    }
    return rankings;
}

std::vector<QueryRanking> rankAll(const EvaluationSet& set, const Rows& pictures,
                                  const Rows& queries) {
    return rankAll(set, [&](std::size_t query, PictureIndex picture) {
        return dot(pictures.row(static_cast<std::size_t>(picture)), queries.row(query));
    });
}

Figures measure(const EvaluationSet& set, const std::vector<QueryRanking>& rankings) {
    using Protocol = EvaluationSet::Protocol;
    const QString recall = QStringLiteral("R@");
    Figures result;
    result.queries = set.queries.size();
    if (!set.hasTruth)
        return result;
    Means means;
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        const EvaluationQuery& query = set.queries[i];
        const Ranking& best = rankings[i].best;
        switch (set.protocol) {
            case Protocol::Cirr:
                addRecalls(means, recall, best, query.right, {1, 5, 10, 50});
                addRecalls(means, QStringLiteral("R_s@"), rankings[i].subset, query.right,
                           {1, 2, 3});
                break;
            case Protocol::Circo:
                addCirco(means, query, best);
                break;
            case Protocol::FashionIq:
                addRecalls(means, recall, best, query.right, {10, 50});
                break;
            case Protocol::Genecis:
                addRecalls(means, recall, best, query.right, {1, 2, 3});
                break;
            case Protocol::Edits:
                addRecalls(means, recall, best, query.right, {1, 10});
                means.add(QStringLiteral("mAP@10"), averagePrecisionAt(best, query.right, 10));
                break;
            case Protocol::Words:
                addRecalls(means, recall, best, query.right, {1, 5, 10});
                break;
        }
    }
    if (set.protocol == Protocol::Circo)
        addAspects(means, set, rankings);
    result.figures = means.figures();
    return result;
}

Figures meanOf(const std::vector<Figures>& parts) {
    Means means;
    Figures mean;
    for (const Figures& part : parts) {
        mean.queries += part.queries;
        for (const Figure& figure : part.figures)
            means.add(figure.name, figure.percent / 100);
    }
    mean.figures = means.figures();
    return mean;
}

}  // namespace semblance
