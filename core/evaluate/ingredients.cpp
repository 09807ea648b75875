#include "core/evaluate/ingredients.h"

#include <QHash>

namespace semblance {

Result<Ingredients> encodeIngredients(const EvaluationSet& set, EvaluationEncoder& encoder,
                                      bool withComposed, const CancelToken& cancel) {
    Ingredients parts;
    QStringList sentences;
    QHash<QString, std::size_t> rowBySentence;
    std::vector<ComposedQuery> composed;
    for (const EvaluationQuery& query : set.queries) {
        parts.offset.push_back(parts.textRow.size());
        for (const QString& sentence : query.sentences) {
            const auto next = static_cast<std::size_t>(sentences.size());
            if (!rowBySentence.contains(sentence)) {
                rowBySentence.insert(sentence, next);
                sentences << sentence;
            }
            parts.textRow.push_back(rowBySentence.value(sentence));
            if (withComposed) {
                composed.push_back(
                    {set.pictures[static_cast<std::size_t>(query.reference)], sentence});
            }
        }
    }
    SEMBLANCE_TRY_ASSIGN(parts.texts, encoder.encodeTexts(sentences, cancel));
    if (withComposed) {
        SEMBLANCE_TRY_ASSIGN(parts.composed, encoder.encodeComposed(composed, {}, cancel));
    }
    return parts;
}

}  // namespace semblance
