#include "core/query/explanation.h"

#include <QRegularExpression>
#include <algorithm>
#include <numeric>

#include "core/query/dotproduct.h"

namespace semblance {

namespace {
QStringList wordsOf(const QString& sentence) {
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    return sentence.split(blanks, Qt::SkipEmptyParts);
}

void leaveOutEach(const Query& query, QString Query::*sentence, std::vector<LeftOutWord>& all) {
    const QStringList words = wordsOf(query.*sentence);
    for (qsizetype i = 0; i < words.size(); ++i) {
        QStringList rest = words;
        rest.removeAt(i);
        LeftOutWord leftOut{words[i], query};
        leftOut.query.*sentence = rest.join(u' ');
        all.push_back(std::move(leftOut));
    }
}
}  // namespace

QStringList neutralSentences() {
    return {
        QStringLiteral("a picture"),
        QStringLiteral("a photo"),
        QStringLiteral("an image"),
        QStringLiteral("a photograph of something"),
        QStringLiteral("a picture of a thing"),
        QStringLiteral("an object"),
        QStringLiteral("something"),
        QStringLiteral("a scene"),
        QStringLiteral("a view"),
        QStringLiteral("a place"),
        QStringLiteral("a photo taken outside"),
        QStringLiteral("a photo taken inside"),
        QStringLiteral("a close picture of something"),
        QStringLiteral("a picture from far away"),
        QStringLiteral("a good photo"),
        QStringLiteral("a bad photo"),
        QStringLiteral("a colourful picture"),
        QStringLiteral("a bright picture"),
        QStringLiteral("a dark picture"),
        QStringLiteral("a drawing"),
        QStringLiteral("an icon"),
        QStringLiteral("a background"),
        QStringLiteral("a simple picture"),
        QStringLiteral("a detailed picture"),
    };
}

std::vector<LeftOutWord> withoutEachWord(const Query& query) {
    std::vector<LeftOutWord> all;
    if (wordsOf(query.modification).size() + wordsOf(query.text).size() > mostExplainedWords)
        return all;
    leaveOutEach(query, &Query::modification, all);
    leaveOutEach(query, &Query::text, all);
    return all;
}

double scoreOf(std::span<const Endpoint> endpoints, std::span<const float> vector, double mix) {
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), mix);
    double score = 0;
    for (std::size_t i = 0; i < endpoints.size(); ++i)
        score += double(weights[i]) * dotProduct(vector, endpoints[i].vector);
    return score;
}

// Of a composition, which says picture and sentence together, each gets half.
void shareScore(std::span<const Endpoint> endpoints, std::span<const float> vector, double mix,
                std::size_t references, Explanation& explanation) {
    using Role = Endpoint::Role;
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), mix);
    explanation.references.assign(references, 0);
    explanation.sentences = 0;
    std::size_t reference = 0;
    std::size_t composed = 0;
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        const double part =
            std::max(0.0, double(weights[i]) * dotProduct(vector, endpoints[i].vector));
        const Role role = endpoints[i].role;
        if (role == Role::Reference && reference < references) {
            explanation.references[reference++] += part;
        } else if (role == Role::Composed && composed < references) {
            explanation.references[composed++] += part / 2;
            explanation.sentences += part / 2;
        } else if (role == Role::Modification || role == Role::Text) {
            explanation.sentences += part;
        }
    }
    const double all = std::accumulate(explanation.references.begin(), explanation.references.end(),
                                       explanation.sentences);
    if (all <= 0)
        return;
    for (double& share : explanation.references)
        share /= all;
    explanation.sentences /= all;
}

std::vector<float> shownCells(std::span<const float> shares, int columns) {
    std::vector<float> shown(shares.size());
    for (int y = 0; y < columns; ++y) {
        for (int x = 0; x < columns; ++x) {
            float sum = 0;
            int count = 0;
            for (int v = std::max(0, y - 1); v <= std::min(columns - 1, y + 1); ++v) {
                for (int u = std::max(0, x - 1); u <= std::min(columns - 1, x + 1); ++u) {
                    sum += shares[static_cast<std::size_t>(v * columns + u)];
                    ++count;
                }
            }
            shown[static_cast<std::size_t>(y * columns + x)] =
                std::max(0.0f, sum / static_cast<float>(count));
        }
    }
    const auto most = std::max_element(shown.begin(), shown.end());
    if (most == shown.end() || *most <= 0)
        return shown;
    const float scale = 1 / *most;
    for (float& cell : shown)
        cell *= scale;
    return shown;
}

}  // namespace semblance
