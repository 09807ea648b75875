#include "core/text/sigliptokenizer.h"

#include <QCoreApplication>
#include <algorithm>
#include <string_view>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SiglipTokenizer)
};

constexpr std::u16string_view kPunctuation = u"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kFinalSigma = 0x3C2;

/// What Unicode calls cased, near enough for what stands around a sigma.
bool isCased(char32_t c) {
    return QChar::isUpper(c) || QChar::isLower(c) || QChar::isTitleCase(c);
}

/// Unicode's Case_Ignorable: what a word's end looks through.
bool isCaseIgnorable(char32_t c) {
    switch (QChar::category(c)) {
        case QChar::Mark_NonSpacing:
        case QChar::Mark_Enclosing:
        case QChar::Other_Format:
        case QChar::Letter_Modifier:
        case QChar::Symbol_Modifier:
            return true;
        default:
            return std::u32string_view(U"'.:\u00B7\u2018\u2019\u2024\u2027").find(c) !=
                   std::u32string_view::npos;
    }
}

/// Lower case as Python's str.lower has it: letter by letter, but for the Greek sigma at the end of
/// a word, which QString::toLower leaves out.
QString lowered(const QString& text) {
    auto letters = text.toUcs4();
    for (qsizetype i = 0; i < letters.size(); ++i) {
        if (letters[i] != kCapitalSigma)
            continue;
        qsizetype before = i - 1;
        while (before >= 0 && isCaseIgnorable(letters[before]))
            --before;
        qsizetype after = i + 1;
        while (after < letters.size() && isCaseIgnorable(letters[after]))
            ++after;
        const bool begins = before < 0 || !isCased(letters[before]);
        const bool goesOn = after < letters.size() && isCased(letters[after]);
        if (!begins && !goesOn)
            letters[i] = kFinalSigma;
    }
    QString result;  // QString::fromUcs4 would swallow a byte order mark
    for (const char32_t c : letters)
        result += QChar::fromUcs4(c);
    return result.toLower();
}

/// Python's str.isspace, which counts the separators U+001C to U+001F.
bool isPythonSpace(QChar c) {
    return c.isSpace() || (c.unicode() >= 0x1C && c.unicode() <= 0x1F);
}

/// SigLIP's canonicalize_text (of big_vision): no ASCII punctuation, white space collapsed.
QString canonical(const QString& text) {
    QString result;
    for (const QChar c : text) {
        if (kPunctuation.find(c.unicode()) != std::u16string_view::npos)
            continue;
        // U+2581 is how sentencepiece writes a space.
        if (!isPythonSpace(c) && c != QChar(0x2581))
            result += c;
        else if (!result.isEmpty() && !result.endsWith(u' '))
            result += u' ';
    }
    if (result.endsWith(u' '))
        result.chop(1);
    return result;
}

}  // namespace

struct SiglipTokenizer::Private {
    std::unique_ptr<PieceModel> model;
    SiglipTokenizerOptions options;
    std::vector<std::int32_t> before;  ///< what every sentence begins with

    Result<PieceModel::Cut> cut(const QString& text) const {
        const bool clean = options.cleaning == SiglipTokenizerOptions::Cleaning::Canonical;
        QString prepared = text;
        if (options.lowerCase)
            prepared = clean ? lowered(prepared) : prepared.toLower();
        if (clean)
            prepared = canonical(prepared);
        return model->cut(prepared.left(PieceModel::kMostCharacters));
    }

    std::vector<std::int32_t> closed(std::vector<std::int32_t> ids) const {
        ids.resize(std::min(ids.size(), static_cast<std::size_t>(options.maxPieces - 1)));
        ids.push_back(model->endId());
        return ids;
    }
};

Result<std::unique_ptr<SiglipTokenizer>> SiglipTokenizer::load(
    const QString& path, const SiglipTokenizerOptions& options) {
    SEMBLANCE_TRY_ASSIGN(auto model, PieceModel::load(path));
    if (model->endId() < 0) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 cannot be used: it has no end of text.").arg(path));
    }
    if (!options.begin.isEmpty() && !model->idOf(options.begin)) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 is not of the kind this model takes: it lacks "
                             "the piece %2.")
                        .arg(path, options.begin));
    }
    return of(std::move(model), options);
}

std::unique_ptr<SiglipTokenizer> SiglipTokenizer::of(std::unique_ptr<PieceModel> model,
                                                     const SiglipTokenizerOptions& options) {
    auto priv = std::make_unique<Private>();
    priv->options = options;
    priv->options.maxPieces = std::max(2, options.maxPieces);
    if (!options.begin.isEmpty())
        priv->before.push_back(model->idOf(options.begin).value_or(model->unknownId()));
    priv->model = std::move(model);
    return std::unique_ptr<SiglipTokenizer>(new SiglipTokenizer(std::move(priv)));
}

SiglipTokenizer::SiglipTokenizer(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
SiglipTokenizer::~SiglipTokenizer() = default;

Result<TokenizedText> SiglipTokenizer::encode(const QString& text) const {
    if (text.trimmed().isEmpty())
        return TokenizedText{};
    SEMBLANCE_TRY_ASSIGN(const PieceModel::Cut cut, d->cut(text));
    if (cut.ids.empty())
        return TokenizedText{};
    TokenizedText result;
    result.ids = d->before;
    result.ids.insert(result.ids.end(), cut.ids.begin(), cut.ids.end());
    result.ids = d->closed(std::move(result.ids));
    result.unknownPieces =
        static_cast<int>(std::count(result.ids.begin(), result.ids.end(), d->model->unknownId()));
    // Many of these tables hold dozens of languages, where short pieces mean nothing.
    result.unknownFraction = unreadFraction(cut.words, TableOf::ManyLanguages);
    return result;
}

Result<TokenizedPrompt> SiglipTokenizer::encodePrompt(const QString& before, const QString& after,
                                                      int words) const {
    SEMBLANCE_TRY_ASSIGN(const auto head, d->cut(before));
    // Where the model marks no word's begin by itself, the space before it does.
    const bool bare = d->options.cleaning == SiglipTokenizerOptions::Cleaning::None;
    SEMBLANCE_TRY_ASSIGN(const auto tail, d->cut(bare && !after.isEmpty() ? u' ' + after : after));
    const auto holders = static_cast<std::size_t>(words);
    if (d->before.size() + head.ids.size() + holders + 1 >
        static_cast<std::size_t>(d->options.maxPieces)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The words before the picture's place are too many for this model."));
    }
    TokenizedPrompt prompt;
    prompt.ids = d->before;
    prompt.ids.insert(prompt.ids.end(), head.ids.begin(), head.ids.end());
    prompt.place = static_cast<int>(prompt.ids.size());
    prompt.ids.insert(prompt.ids.end(), holders, d->model->endId());  // any id: replaced
    prompt.ids.insert(prompt.ids.end(), tail.ids.begin(), tail.ids.end());
    prompt.ids = d->closed(std::move(prompt.ids));
    return prompt;
}

int SiglipTokenizer::tableSize() const {
    return d->model->size();
}

}  // namespace semblance
