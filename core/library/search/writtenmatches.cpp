#include "core/library/search/writtenmatches.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "core/base/plainwords.h"

namespace semblance {

namespace {

/// Folded, as plainWords() gives them.
bool isInEveryText(const QString& word) {
    static const QStringList all =
        QStringLiteral(
            "a an the this that these those and or but not no of in on at to for from with by as "
            "is are was were be it its i you he she we they my your his her our their "
            "der die das den dem des ein eine einen einem einer und oder aber nicht kein von im "
            "am an auf zu zum zur fur aus mit bei als ist sind war es ich du er sie wir ihr mein "
            "le la les un une des et ou mais ne pas de du au aux en dans sur pour par avec est "
            "sont il elle je tu nous vous ce cette")
            .split(u' ');
    return all.contains(word);
}

}  // namespace

float WrittenMatch::combined(const ScoreCombination& combination) const {
    float sum = 0;
    for (std::size_t i = 0; i < scores.size() && i < combination.weights.size(); ++i)
        sum += combination.weights[i] * scores[i];
    for (const ScorePenalty& penalty : combination.penalties)
        sum -= penalty.factor * std::max(0.0f, scores[penalty.endpoint] - penalty.above);
    return sum;
}

QStringList tellingWords(const QString& sentence) {
    QStringList words;
    for (const QString& word : plainWords(sentence)) {
        const bool isLetter =
            word.size() == 1 && word.front().unicode() < 0x80 && word.front().isLetter();
        if (!isLetter && !isInEveryText(word) && !words.contains(word))
            words.append(word);
    }
    return words;
}

float WrittenRule::raised(float score) const {
    if (!std::isfinite(line))
        return static_cast<float>(best);
    if (double(score) < line)
        return static_cast<float>(line);
    return hasSeveralWords ? std::max(score, static_cast<float>(best))
                           : static_cast<float>((double(score) + best) / 2);
}

std::vector<ScoredContent> withWritten(std::vector<ScoredContent> found,
                                       const std::vector<ScoredContent>& matches,
                                       const WrittenRule& rule, std::size_t most) {
    struct Ranked {
        ScoredContent shown;
        float own;
        bool isWritten;
    };
    std::unordered_set<ContentId> written;
    std::vector<Ranked> all;
    for (const ScoredContent& match : matches) {
        written.insert(match.content);
        all.push_back({{match.content, rule.raised(match.score)}, match.score, true});
    }
    for (const ScoredContent& content : found) {
        if (!written.contains(content.content))
            all.push_back({content, content.score, false});
    }
    // At one score, above the line what is written comes first, on it last.
    std::stable_sort(all.begin(), all.end(), [&](const Ranked& a, const Ranked& b) {
        if (a.shown.score != b.shown.score)
            return a.shown.score > b.shown.score;
        const bool writtenFirst = double(a.shown.score) > double(static_cast<float>(rule.line)) ||
                                  !std::isfinite(rule.line);
        if (a.isWritten != b.isWritten)
            return a.isWritten == writtenFirst;
        return a.own > b.own;
    });
    found.clear();
    for (const Ranked& ranked : all) {
        if (found.size() < most)
            found.push_back(ranked.shown);
    }
    return found;
}

}  // namespace semblance
