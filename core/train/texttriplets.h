#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "core/train/corpus.h"
#include "core/train/triplets.h"

namespace semblance {

/// Makes compositions of words alone from a corpus's captions and products. Internal to core/train;
/// immutable.
class TextTripletMaker {
public:
    explicit TextTripletMaker(const Corpus& corpus);

    /// `count` of them, half from each source that there is.
    std::vector<TextTriplet> draw(int count, std::uint64_t seed) const;

private:
    /// A caption with one word that may be another of its class.
    struct Swap {
        QStringList words;
        qsizetype place = 0;
        std::size_t wordClass = 0;
    };
    struct Garment {
        QString kind;
        QString gender;
        QString colour;
    };

    std::vector<Swap> m_swaps;
    std::vector<Garment> m_garments;
    QStringList m_colours;
};

}  // namespace semblance
