#pragma once

#include <QString>
#include <QStringList>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/result.h"

namespace semblance {

class Encoder;
class EndpointScorer;

/// Something that a picture may be asked to differ in.
struct SuggestedPhrase {
    QString kind;  ///< "colour", "time", ...
    QString text;  ///< "in red": as a modification is written
};

/// The phrases of resources/suggestions/modifications.tsv: a kind, a tab, the words; lines that
/// begin with # say something else. Errors: NotFound, BadInput.
Result<std::vector<SuggestedPhrase>> readSuggestedPhrases(const QString& file);

/// Modifications of a picture that a library has an answer to. A phrase is worth suggesting when
/// one picture is clearly like the reference and clearly what the phrase says, and the reference
/// itself is not. "Clearly" is counted in standard deviations over a sample of the library, of the
/// scores with the phrase and with the reference.
///
/// Not thread-safe.
class Suggester {
public:
    explicit Suggester(std::vector<SuggestedPhrase> phrases);

    /// Encodes the phrases and notes which pictures show each best: a scan of the library for 16
    /// phrases. Blocking; on a thread that no query waits for. `sample`: some contents of the
    /// library, 512 are enough. Errors: those of the engine and the scorer, Cancelled; what was
    /// known before is forgotten.
    Status learn(const EndpointScorer& scorer, Encoder& encoder, std::span<const ContentId> sample,
                 const CancelToken& cancel);

    bool isReady() const { return !m_known.empty(); }
    /// How many contents could be found when it learnt.
    std::size_t learnedOf() const { return m_learnedOf; }

    /// At most `most` phrases for a reference with this unit vector, the best first, no more than
    /// two of a kind, and no two with the same best picture. What is all but the reference itself
    /// is no answer.
    QStringList suggest(const EndpointScorer& scorer, std::span<const float> reference,
                        std::size_t most) const;

private:
    /// Of the sample's scores with a vector.
    struct Spread {
        double mean = 0;
        double deviation = 0;

        /// How many deviations a score is above the mean.
        float deviations(double score) const;
    };
    struct Shown {
        ContentId content;
        float deviations = 0;  ///< of its score with the phrase from the sample's mean
    };
    struct Known {
        std::size_t phrase = 0;
        std::vector<float> vector;
        Spread spread;
        std::vector<Shown> best;
    };

    Spread spreadOf(std::span<const float> direction) const;
    Status noteBest(const EndpointScorer& scorer, std::span<Known> phrases,
                    const CancelToken& cancel) const;

    const std::vector<SuggestedPhrase> m_phrases;
    std::vector<Known> m_known;
    std::vector<std::vector<float>> m_sample;
    std::size_t m_learnedOf = 0;
};

}  // namespace semblance
