#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/train/corpus.h"

namespace at {
class Tensor;
}

namespace semblance {

class AttributeTranslations;

/// What is different in a triplet, and how it was made (METHOD's makers (a) to (e)).
enum class TripletKind {
    Family,       ///< (a) this very product in another colour
    Colour,       ///< (b) another colour, the same kind and gender
    Gender,       ///< (b) for somebody else, the same kind and colour
    Kind,         ///< (b) another kind of product, the same gender and colour
    CaptionEdit,  ///< (c) captions that differ in a word or two
    Neighbour,    ///< (d) a near picture's caption as the wish; low quality on purpose
    SkinTone,     ///< (e) icons
    IconColour,
    IconPerson,  ///< man, woman, person, boy, girl
    Expression,
    Listed,  ///< of a triplet file
};

/// A reference, a wish, and every right answer. Pictures by their place in the corpus.
struct Triplet {
    TripletKind kind = TripletKind::Listed;
    int reference = 0;
    QString modification;
    int target = 0;              ///< the one the triplet is about; one of `positives`
    std::vector<int> positives;  ///< whatever satisfies the wish; sorted, without the reference
    std::vector<int> family;     ///< Family: those of `positives` that are this very product
    /// The same reference's targets under other wishes, which are wrong here.
    std::vector<int> otherTargets;
};

/// A composition of words alone, for text-only training: `target` says what the reference sentence
/// would with the change in it.
struct TextTriplet {
    QString reference;
    QString modification;
    QString target;
};

/// A line of wishes made by hand, by names of pictures in the corpus.
/// `path`: a JSON list of {"reference": name, "modification": text, "target": name} or "targets":
/// [names]. BadInput names file, entry and what is wrong: an unknown picture, one whose name is not
/// unique, a blank modification, a target that is the reference.
Result<std::vector<Triplet>> readTriplets(const QString& path, const Corpus& corpus);

/// Makes triplets from a corpus. What it can ask is listed once; draw() then depends on its
/// arguments alone. Several wordings for each wish. Immutable; thread-safe.
class TripletMaker {
public:
    struct Options {
        /// Picture vectors, float [pictures, d], unit rows, for the kind Neighbour; may be null.
        const at::Tensor* embeddings = nullptr;
        int neighbours = 16;          ///< how far a Neighbour may be from its reference
        std::vector<Triplet> listed;  ///< readTriplets()
        /// For wishes for another colour, gender or kind in other languages; may be null. Each
        /// language has the same part of `translatedShare` (0..1) of them.
        const AttributeTranslations* translations = nullptr;
        double translatedShare = 0;
    };

    /// `corpus` and the translations outlive the maker.
    explicit TripletMaker(const Corpus& corpus);
    TripletMaker(const Corpus& corpus, Options options);
    ~TripletMaker();
    TripletMaker(TripletMaker&&) noexcept;

    /// How many (reference, wish) pairs there are of a kind.
    std::size_t available(TripletKind kind) const;

    /// `count` triplets of a kind, balanced over what is asked for: no colour comes more often than
    /// its even share, a rare one no more often than its pairs allow. None of a kind that has none.
    std::vector<Triplet> draw(TripletKind kind, int count, std::uint64_t seed) const;

    /// Sentences with one word or attribute changed. Empty when the corpus has no such sentences.
    std::vector<TextTriplet> drawTexts(int count, std::uint64_t seed) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
