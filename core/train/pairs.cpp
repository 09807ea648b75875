#include "core/train/pairs.h"

#include <QHash>
#include <algorithm>

#include "core/train/draw.h"
#include "core/train/prototypes.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

// Uses of stepSeed: one order a kind, and the choice of the wording.
constexpr int kOrderUse = 10;
constexpr int kTranslationUse = 15;
constexpr int kWordingUse = 20;

/// Sentences in order of first use, each once.
class SentenceList {
public:
    std::int64_t add(const QString& sentence) {
        const auto known = m_places.constFind(sentence);
        if (known != m_places.constEnd())
            return *known;
        m_places.insert(sentence, m_sentences.size());
        m_sentences.append(sentence);
        return m_sentences.size() - 1;
    }
    const QStringList& all() const { return m_sentences; }

private:
    QHash<QString, std::int64_t> m_places;
    QStringList m_sentences;
};

bool isBlank(const Tokenizer& tokenizer, const QString& sentence) {
    const auto tokens = tokenizer.encode(sentence);
    return !tokens || tokens->ids.empty();
}

/// What a product could be called by its attributes.
QStringList attributeSentences(const Product& product) {
    const QString kind = product.kind.toLower();
    const QString gender = product.gender.toLower();
    const QString colour =
        isColourName(product.colour) ? product.colour.toLower() + u' ' : QString();
    return {QStringLiteral("a photo of %1%2 for %3").arg(colour, kind, gender),
            QStringLiteral("%1 %2%3").arg(gender, colour, kind),
            colour + product.name.split(u' ').last().toLower()};
}

}  // namespace

Result<PairSet> PairSet::make(const TrainingSet& set, const Tokenizer& tokenizer) {
    PairSet pairs;
    SentenceList sentences;
    const Corpus& corpus = set.corpus();
    pairs.m_pictures = static_cast<std::int64_t>(corpus.pictures.size());
    for (std::size_t i = 0; i < corpus.pictures.size(); ++i) {
        const CorpusPicture& picture = corpus.pictures[i];
        const bool isProduct = picture.kind == PictureKind::Product && picture.entry >= 0;
        for (const QString& text : picture.texts) {
            if (isBlank(tokenizer, text))
                continue;
            Pair pair;
            pair.picture = pair.group = static_cast<std::int64_t>(i);
            pair.sentence = pair.prompted = sentences.add(text);
            if (isProduct || picture.kind == PictureKind::Icon) {
                pair.prompted = sentences.add(classSentence(text));
                pair.group = pairs.groupOfSentence(pair.sentence);
            }
            if (isProduct) {
                const Product& product = corpus.products[static_cast<std::size_t>(picture.entry)];
                for (const QString& sentence : attributeSentences(product))
                    pair.attributes.push_back(sentences.add(sentence));
            }
            pairs.m_pairs[static_cast<std::size_t>(picture.kind)].push_back(std::move(pair));
        }
        for (const QString& text : picture.translations) {
            if (isBlank(tokenizer, text))
                continue;
            const std::int64_t sentence = sentences.add(text);
            const auto place = static_cast<std::int64_t>(i);
            pairs.m_translated.push_back({place, sentence, sentence, place, {}});
        }
    }
    SEMBLANCE_TRY_ASSIGN(const TokenBatch tokens, tokenise(tokenizer, sentences.all()));
    pairs.m_sentences = tokens.to(set.device());
    return pairs;
}

Retrieval textToPicture(const std::vector<Pair>& pairs, std::span<const std::int64_t> gallery,
                        const at::Tensor& texts, const at::Tensor& pictures) {
    QHash<std::int64_t, std::int64_t> placeOf;
    for (std::size_t i = 0; i < gallery.size(); ++i)
        placeOf.insert(gallery[i], static_cast<std::int64_t>(i));
    QHash<std::int64_t, std::vector<std::int64_t>> ofGroup;
    for (const Pair& pair : pairs) {
        auto& places = ofGroup[pair.group];
        const std::int64_t place = placeOf.value(pair.picture);
        if (std::find(places.begin(), places.end(), place) == places.end())
            places.push_back(place);
    }
    std::vector<std::int64_t> sentences;
    std::vector<std::vector<std::int64_t>> right;
    for (const Pair& pair : pairs) {
        sentences.push_back(pair.sentence);
        right.push_back(ofGroup.value(pair.group));
    }
    return measureRetrieval(texts.index_select(0, asIndex(sentences, texts.device())),
                            pictures.index_select(0, asIndex(gallery, pictures.device())), right,
                            {});
}

Status checkShares(const PairSet& pairs, const BatchShares& shares) {
    const auto has = [&](PictureKind kind, int share) {
        return share > 0 && !pairs.ofKind(kind).empty();
    };
    if (has(PictureKind::Photo, shares.photos) || has(PictureKind::Product, shares.fashion) ||
        has(PictureKind::Icon, shares.icons) || has(PictureKind::Plain, shares.plain) ||
        (shares.translations > 0 && !pairs.translated().empty()))
        return {};
    return fail(
        ErrorKind::BadInput,
        QStringLiteral("No batch can be made: none of the pictures that \"batch\" asks for has a "
                       "caption or a name. Pictures of the folder data.plain are asked for by "
                       "batch.plain; the caption of x.jpg is x.txt beside it."));
}

PairSampler::PairSampler(const PairSet& pairs, const BatchShares& shares, const Wordings& wordings,
                         int seed)
    : m_pairs(pairs), m_wordings(wordings), m_seed(seed) {
    const auto addList = [&](const std::vector<Pair>& list, int share, int use) {
        if (share > 0 && !list.empty())
            m_parts.push_back({&list, BatchOrder(static_cast<int>(list.size()), share, seed, use)});
    };
    const auto add = [&](PictureKind kind, int share) {
        addList(pairs.ofKind(kind), share, kOrderUse + static_cast<int>(kind));
    };
    add(PictureKind::Photo, shares.photos);
    m_photos = m_parts.empty() ? 0 : shares.photos;
    add(PictureKind::Product, shares.fashion);
    add(PictureKind::Icon, shares.icons);
    add(PictureKind::Plain, shares.plain);
    addList(pairs.translated(), shares.translations, kTranslationUse);
}

PairBatch PairSampler::at(int step) {
    PairBatch batch;
    batch.photos = m_photos;
    Draw draw(stepSeed(m_seed, step, kWordingUse));
    for (Part& part : m_parts) {
        for (const std::int64_t place : part.order.at(step)) {
            const Pair& pair = (*part.pairs)[static_cast<std::size_t>(place)];
            batch.pictures.push_back(pair.picture);
            if (!pair.attributes.empty() && draw.unit() < m_wordings.attributes) {
                const std::int64_t sentence = draw.of(pair.attributes);
                batch.sentences.push_back(sentence);
                batch.groups.push_back(m_pairs.groupOfSentence(sentence));
                continue;
            }
            batch.sentences.push_back(draw.unit() < m_wordings.bareNames ? pair.sentence
                                                                         : pair.prompted);
            batch.groups.push_back(pair.group);
        }
    }
    return batch;
}

}  // namespace semblance
