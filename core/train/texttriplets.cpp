#include "core/train/texttriplets.h"

#include <array>

#include "core/dataset/captiontable.h"
#include "core/train/draw.h"
#include "core/train/wordings.h"

namespace semblance {

namespace {

/// Words that may stand for each other in a caption.
const std::array<QStringList, 6>& wordClasses() {
    static const auto words = [](const char* list) {
        return QString::fromLatin1(list).split(u' ');
    };
    static const std::array<QStringList, 6> classes{
        words("red orange yellow green blue purple brown black white pink grey"),
        words("man woman boy girl child person lady guy"),
        words("dog cat horse bird"),
        words("grass snow water sand street beach field road park"),
        words("two three four several"),
        words("shirt jacket dress hat coat")};
    return classes;
}

QString garmentText(const QString& colour, const QString& kind, const QString& gender) {
    const QString wearer =
        gender == QLatin1StringView("Unisex") ? QStringLiteral("everyone") : gender.toLower();
    return QStringLiteral("%1 %2 for %3").arg(colour.toLower(), kind.toLower(), wearer);
}

/// Another word than `word`; the list has at least two.
QString anotherOf(const QStringList& words, const QString& word, Draw& draw) {
    const qsizetype step =
        1 + static_cast<qsizetype>(draw.below(static_cast<std::size_t>(words.size() - 1)));
    return words[(words.indexOf(word) + step) % words.size()];
}

}  // namespace

TextTripletMaker::TextTripletMaker(const Corpus& corpus) {
    for (const CorpusPicture& picture : corpus.pictures) {
        if (picture.kind != PictureKind::Photo && picture.kind != PictureKind::Plain)
            continue;
        for (const QString& text : picture.texts) {
            const QStringList words = captionWords(text);
            for (std::size_t kind = 0; kind < wordClasses().size(); ++kind) {
                for (qsizetype place = 0; place < words.size(); ++place) {
                    if (wordClasses()[kind].contains(words[place]))
                        m_swaps.push_back({words, place, kind});
                }
            }
        }
    }
    for (const Product& product : corpus.products) {
        if (!isColourName(product.colour))
            continue;
        m_garments.push_back({product.kind, product.gender, product.colour});
        if (!m_colours.contains(product.colour))
            m_colours << product.colour;
    }
    m_colours.sort();
    if (m_colours.size() < 2)
        m_garments.clear();
}

std::vector<TextTriplet> TextTripletMaker::draw(int count, std::uint64_t seed) const {
    std::vector<TextTriplet> triplets;
    if (m_swaps.empty() && m_garments.empty())
        return triplets;
    Draw draw(seed);
    for (int i = 0; i < count; ++i) {
        const bool fromCaption = m_garments.empty() || (!m_swaps.empty() && draw.below(2) == 0);
        if (fromCaption) {
            const Swap& swap = draw.of(m_swaps);
            const QString from = swap.words[swap.place];
            const QString to = anotherOf(wordClasses()[swap.wordClass], from, draw);
            QStringList changed = swap.words;
            changed[swap.place] = to;
            triplets.push_back(
                {swap.words.join(u' '), editWording(to, from, draw), changed.join(u' ')});
        } else {
            const Garment& garment = draw.of(m_garments);
            const QString to = anotherOf(m_colours, garment.colour, draw);
            triplets.push_back({garmentText(garment.colour, garment.kind, garment.gender),
                                colourWording(to, garment.colour, draw),
                                garmentText(to, garment.kind, garment.gender)});
        }
    }
    return triplets;
}

}  // namespace semblance
