#include "core/text/cliptokenizer.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/bytepairtable.h"
#include "core/text/wordsread.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ClipTokenizer)
};

// Far more than any model reads; bounds the work on a hostile sentence.
constexpr qsizetype kMostCharacters = 16384;

constexpr QLatin1String kStart("<|startoftext|>");
constexpr QLatin1String kEnd("<|endoftext|>");
constexpr std::string_view kWordEnd = "</w>";

/// The letters by which byte-pair files spell the 256 bytes: printable Latin-1 stands for itself,
/// the others for U+0100 and on, in order (GPT-2's bytes_to_unicode).
std::array<std::string, 256> byteSpellings() {
    std::array<std::string, 256> spellings;
    char32_t next = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= U'!' && byte <= U'~') || (byte >= 0xA1 && byte != 0xAD);
        const char32_t letter = printable ? byte : next++;
        spellings[byte] = QString::fromUcs4(&letter, 1).toStdString();
    }
    return spellings;
}

std::u32string cleaned(const QString& text) {
    QString spaced;
    bool inSpace = false;
    for (const char32_t c : text.toUcs4()) {
        const bool space = QChar::isSpace(c);
        if (!space)
            spaced += QChar::fromUcs4(c);
        else if (!inSpace)
            spaced += u' ';
        inSpace = space;
        if (spaced.size() >= kMostCharacters)
            break;
    }
    const auto letters = spaced.normalized(QString::NormalizationForm_C).toLower().toUcs4();
    return {letters.begin(), letters.end()};
}

enum class Kind { Space, Letter, Digit, Other };

Kind kindOf(char32_t c) {
    if (QChar::isSpace(c))
        return Kind::Space;
    if (QChar::isLetter(c))
        return Kind::Letter;
    return QChar::isNumber(c) ? Kind::Digit : Kind::Other;
}

/// Length of the word that `text` begins with:
/// 's|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+
std::size_t wordLength(std::u32string_view text) {
    for (const std::u32string_view suffix : {U"'s", U"'t", U"'re", U"'ve", U"'m", U"'ll", U"'d"}) {
        if (text.substr(0, suffix.size()) == suffix)
            return suffix.size();
    }
    const Kind kind = kindOf(text.front());
    if (kind == Kind::Digit)
        return 1;
    const auto end =
        std::find_if(text.begin(), text.end(), [&](char32_t c) { return kindOf(c) != kind; });
    return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

struct ClipTokenizer::Private {
    BytePairTable table;
    int maxPieces = 77;
    std::int32_t start = 0;
    std::int32_t end = 0;
    std::array<std::int32_t, 256> inside{};  ///< id of each byte within a word
    std::array<std::int32_t, 256> last{};    ///< and as a word's last

    struct Pieces {
        std::vector<std::int32_t> ids;
        std::vector<WordPieces> words;
        int unknown = 0;
    };

    /// Bytes without a piece are read as the end of the text, as the reference does.
    void fillBytes() {
        const auto spellings = byteSpellings();
        for (std::size_t byte = 0; byte < spellings.size(); ++byte) {
            inside[byte] = table.id(spellings[byte]).value_or(end);
            last[byte] = table.id(spellings[byte] + std::string(kWordEnd)).value_or(end);
        }
    }

    void addWord(std::u32string_view word, Pieces& to) const {
        QString letters;  // QString::fromUcs4 would swallow a byte order mark
        for (const char32_t c : word)
            letters += QChar::fromUcs4(c);
        const QByteArray bytes = letters.toUtf8();
        std::vector<std::int32_t> symbols;
        for (const char byte : bytes)
            symbols.push_back(inside[static_cast<unsigned char>(byte)]);
        symbols.back() = last[static_cast<unsigned char>(bytes.back())];
        const auto unknown = std::count(symbols.begin(), symbols.end(), end);
        table.merge(symbols);

        to.unknown += static_cast<int>(unknown);
        to.ids.insert(to.ids.end(), symbols.begin(), symbols.end());
        if (kindOf(word.front()) == Kind::Letter) {
            to.words.push_back({static_cast<int>(word.size()), static_cast<int>(symbols.size()),
                                unknown > 0, letters.toLower()});
        }
    }

    void addText(const QString& text, Pieces& to) const {
        const std::u32string letters = cleaned(text);
        std::u32string_view rest(letters);
        while (!rest.empty()) {
            const std::size_t length = wordLength(rest);
            if (kindOf(rest.front()) != Kind::Space)
                addWord(rest.substr(0, length), to);
            rest.remove_prefix(length);
        }
    }

    /// The pieces of a sentence without begin and end; begin and end that it spells out count.
    Pieces cut(QStringView text) const {
        Pieces pieces;
        while (!text.isEmpty()) {
            const auto found = [&](QLatin1String token) {
                const qsizetype at = text.indexOf(token);
                return at < 0 ? text.size() : at;
            };
            const qsizetype atStart = found(kStart);
            const qsizetype atEnd = found(kEnd);
            const qsizetype at = std::min(atStart, atEnd);
            addText(text.first(at).toString(), pieces);
            if (at == text.size())
                break;
            pieces.ids.push_back(atStart < atEnd ? start : end);
            text = text.sliced(at + (atStart < atEnd ? kStart : kEnd).size());
        }
        return pieces;
    }

    /// Cut to the limit, closed, and without what stands behind the first end.
    std::vector<std::int32_t> closed(std::vector<std::int32_t> ids) const {
        ids.resize(std::min(ids.size(), static_cast<std::size_t>(maxPieces - 1)));
        ids.push_back(end);
        ids.erase(std::next(std::find(ids.begin(), ids.end(), end)), ids.end());
        return ids;
    }
};

Result<std::unique_ptr<ClipTokenizer>> ClipTokenizer::create(BytePairTable table, int maxPieces) {
    const auto start = table.id(kStart.latin1());
    const auto end = table.id(kEnd.latin1());
    if (!start || !end) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The model's vocabulary is not CLIP's: it lacks %1.")
                        .arg(start ? kEnd : kStart));
    }
    auto priv = std::make_unique<Private>();
    priv->table = std::move(table);
    priv->maxPieces = std::max(3, maxPieces);
    priv->start = *start;
    priv->end = *end;
    priv->fillBytes();
    return std::unique_ptr<ClipTokenizer>(new ClipTokenizer(std::move(priv)));
}

ClipTokenizer::ClipTokenizer(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
ClipTokenizer::~ClipTokenizer() = default;

Result<TokenizedText> ClipTokenizer::encode(const QString& text) const {
    const Private::Pieces pieces = d->cut(text);
    if (pieces.ids.empty())
        return TokenizedText{};
    TokenizedText result;
    result.ids.push_back(d->start);
    result.ids.insert(result.ids.end(), pieces.ids.begin(), pieces.ids.end());
    result.ids = d->closed(std::move(result.ids));
    result.unknownPieces = pieces.unknown;
    result.unknownFraction = unreadFraction(pieces.words, TableOf::English);
    return result;
}

Result<TokenizedPrompt> ClipTokenizer::encodePrompt(const QString& before, const QString& after,
                                                    int words) const {
    TokenizedPrompt prompt;
    prompt.ids.push_back(d->start);
    std::vector<std::int32_t> head = d->cut(before).ids;
    std::erase(head, d->end);  // what follows must be read
    prompt.ids.insert(prompt.ids.end(), head.begin(), head.end());
    const auto holders = static_cast<std::size_t>(words);
    if (prompt.ids.size() + holders + 1 > static_cast<std::size_t>(d->maxPieces)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The words before the picture's place are too many for this model."));
    }
    prompt.place = static_cast<int>(prompt.ids.size());
    prompt.ids.insert(prompt.ids.end(), holders, d->start);  // any id: the rows are replaced
    const std::vector<std::int32_t> tail = d->cut(after).ids;
    prompt.ids.insert(prompt.ids.end(), tail.begin(), tail.end());
    prompt.ids = d->closed(std::move(prompt.ids));
    return prompt;
}

int ClipTokenizer::tableSize() const {
    return d->table.size();
}

}  // namespace semblance
