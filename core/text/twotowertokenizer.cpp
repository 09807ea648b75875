#include "core/text/twotowertokenizer.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/text/sentencepiecemodel.h"
#include "core/text/wordpiecemodel.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TwoTowerTokenizer)
};

using Ids = std::vector<std::int32_t>;

constexpr float kMostForeign = 0.4f;  ///< share of letters in words that are not English

QString prepared(const QString& text, bool dropPeriod) {
    QString result = text.left(PieceModel::kMostCharacters).trimmed();
    if (dropPeriod && result.endsWith(u'.'))
        result.chop(1);
    return result.trimmed();
}

}  // namespace

struct TwoTowerTokenizer::Private {
    std::unique_ptr<WordPieceModel> english;
    std::unique_ptr<SentencePieceModel> manyLanguages;
    std::int32_t begin = 0;  ///< of the second table
    TwoTowerOptions options;

    /// One tower's part of a sentence or prompt.
    struct Part {
        Ids ids;
        int place = -1;
    };

    /// begin, `head`, `holders` times `holder`, `tail`, end: cut before the end to what is read.
    Part part(std::int32_t begins, const Ids& head, int holders, const Ids& tail,
              std::int32_t ends) const {
        Part part;
        part.ids.push_back(begins);
        part.ids.insert(part.ids.end(), head.begin(), head.end());
        if (holders > 0)
            part.place = static_cast<int>(part.ids.size());
        part.ids.insert(part.ids.end(), static_cast<std::size_t>(holders), begins);
        part.ids.insert(part.ids.end(), tail.begin(), tail.end());
        const auto most = static_cast<std::size_t>(options.maxPieces) - 1;
        part.ids.resize(std::min(part.ids.size(), most));
        part.ids.push_back(ends);
        return part;
    }

    Result<Part> englishPart(const QString& before, int holders, const QString& after) const {
        SEMBLANCE_TRY_ASSIGN(const auto head, english->cut(before));
        SEMBLANCE_TRY_ASSIGN(const auto tail, english->cut(after));
        return part(english->beginId(), head.ids, holders, tail.ids, english->endId());
    }

    Part secondPart(const Ids& head, int holders, const Ids& tail) const {
        Part result = part(begin, head, holders, tail, manyLanguages->endId());
        for (std::int32_t& id : result.ids)
            id += english->size();
        return result;
    }

    bool fits(const Part& part, int holders) const {
        return part.place + holders < static_cast<int>(part.ids.size());
    }

    static bool isEnglish(const PieceModel::Cut& cut) {
        return unreadFraction(cut.words, TableOf::English) <= kMostForeign;
    }
};

Result<std::unique_ptr<TwoTowerTokenizer>> TwoTowerTokenizer::load(const QString& english,
                                                                   const QString& manyLanguages,
                                                                   const TwoTowerOptions& options) {
    auto priv = std::make_unique<Private>();
    priv->options = options;
    SEMBLANCE_TRY_ASSIGN(priv->english, WordPieceModel::load(english));
    SEMBLANCE_TRY_ASSIGN(priv->manyLanguages, SentencePieceModel::load(manyLanguages));
    const auto begin = priv->manyLanguages->idOf(QStringLiteral("<s>"));
    if (!begin || priv->manyLanguages->endId() < 0) {
        return fail(
            ErrorKind::Corrupt,
            Text::tr("The vocabulary %1 cannot be read. Get the model again.").arg(manyLanguages),
            QStringLiteral("no begin or end of text"));
    }
    priv->begin = *begin;
    return std::unique_ptr<TwoTowerTokenizer>(new TwoTowerTokenizer(std::move(priv)));
}

TwoTowerTokenizer::TwoTowerTokenizer(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
TwoTowerTokenizer::~TwoTowerTokenizer() = default;

Result<TokenizedText> TwoTowerTokenizer::encode(const QString& text) const {
    const QString sentence = prepared(text, d->options.dropFinalPeriod);
    TokenizedText result;
    result.lead = 0;
    if (sentence.isEmpty())
        return result;
    SEMBLANCE_TRY_ASSIGN(const auto cut, d->manyLanguages->cut(sentence));
    if (Private::isEnglish(cut)) {
        SEMBLANCE_TRY_ASSIGN(auto first, d->englishPart(sentence, 0, {}));
        result.ids = std::move(first.ids);
        result.lead = static_cast<int>(result.ids.size());
    }
    const auto second = d->secondPart(cut.ids, 0, {});
    result.ids.insert(result.ids.end(), second.ids.begin(), second.ids.end());
    result.unknownPieces =
        static_cast<int>(std::count(cut.ids.begin(), cut.ids.end(), d->manyLanguages->unknownId()));
    result.unknownFraction = unreadFraction(cut.words, TableOf::ManyLanguages);
    return result;
}

Result<TokenizedPrompt> TwoTowerTokenizer::encodePrompt(const QString& before, const QString& after,
                                                        int words) const {
    if (words % 2 != 0) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("This model reads with two text towers: a picture becomes an even "
                             "number of words, not %1.")
                        .arg(words));
    }
    const QString head = prepared(before, false);
    const QString tail = prepared(after, d->options.dropFinalPeriod);
    SEMBLANCE_TRY_ASSIGN(const auto headCut, d->manyLanguages->cut(head));
    SEMBLANCE_TRY_ASSIGN(const auto tailCut, d->manyLanguages->cut(tail));
    TokenizedPrompt prompt;
    prompt.lead = 0;
    prompt.place = -1;
    const int holders = words / 2;
    bool isRoom = true;
    if (Private::isEnglish(tailCut)) {
        SEMBLANCE_TRY_ASSIGN(auto first, d->englishPart(head, holders, tail));
        isRoom = d->fits(first, holders);
        prompt.place = first.place;
        prompt.ids = std::move(first.ids);
        prompt.lead = static_cast<int>(prompt.ids.size());
    }
    const auto second = d->secondPart(headCut.ids, holders, tailCut.ids);
    if (!isRoom || !d->fits(second, holders)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The words before the picture's place are too many for this model."));
    }
    prompt.secondPlace = prompt.lead + second.place;
    prompt.ids.insert(prompt.ids.end(), second.ids.begin(), second.ids.end());
    return prompt;
}

int TwoTowerTokenizer::firstTableSize() const {
    return d->english->size();
}

int TwoTowerTokenizer::tableSize() const {
    return d->english->size() + d->manyLanguages->size();
}

}  // namespace semblance
