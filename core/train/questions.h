#pragma once

#include <QString>
#include <vector>

#include "core/train/corpus.h"
#include "core/train/draw.h"
#include "core/train/triplets.h"

/// What a corpus can ask: (reference, wish) pairs with their right answers. Internal to core/train.
namespace semblance {

/// The right answers to a wish, shared by every reference it is asked of.
struct Answer {
    QString asked;               ///< the attribute's value, or the words that come in
    std::vector<int> positives;  ///< sorted
    std::vector<int> family;     ///< Triplet::family
};

struct Question {
    int reference = 0;
    int answer = 0;
    QString from;  ///< what the reference is instead of what is asked
};

/// The questions of one kind.
class QuestionSet {
public:
    QuestionSet() = default;
    QuestionSet(std::vector<Answer> answers, std::vector<Question> questions);

    std::size_t size() const { return m_questions.size(); }
    const Answer& answerTo(const Question& question) const {
        return m_answers[static_cast<std::size_t>(question.answer)];
    }

    /// One question; the set is not empty. Over many draws, no asked value comes more often than
    /// its even share, and a rare one no more often than its questions allow.
    const Question& draw(Draw& draw) const;

    /// Every question of the same reference, itself too.
    std::vector<const Question*> alike(const Question& question) const;

private:
    std::vector<Answer> m_answers;
    std::vector<Question> m_questions;                ///< by reference
    std::vector<std::vector<std::size_t>> m_byAsked;  ///< questions
    std::vector<double> m_upTo;                       ///< cumulative share of each asked value
};

QuestionSet familyQuestions(const Corpus& corpus);
QuestionSet colourQuestions(const Corpus& corpus);
QuestionSet genderQuestions(const Corpus& corpus);
QuestionSet kindQuestions(const Corpus& corpus);
QuestionSet editQuestions(const Corpus& corpus);
QuestionSet skinToneQuestions(const Corpus& corpus);
QuestionSet iconColourQuestions(const Corpus& corpus);
QuestionSet personQuestions(const Corpus& corpus);
QuestionSet expressionQuestions(const Corpus& corpus);

/// Every picture that has texts, asked of its `count` nearest such pictures. `embeddings`: unit
/// rows [pictures, d]. Blocks of rows at a time, so memory is bounded.
QuestionSet neighbourQuestions(const Corpus& corpus, const at::Tensor& embeddings, int count);

}  // namespace semblance
