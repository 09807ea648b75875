#include "core/text/sentencepiecetokenizer.h"

#include <sentencepiece_processor.h>

#include <QCoreApplication>
#include <algorithm>
#include <exception>
#include <string>

#include "core/base/mappedfile.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SentencePieceTokenizer)
};

// Far more than any model reads; keeps the lattice of a hostile sentence small.
constexpr qsizetype kMostCharacters = 16384;

// The reference puts this id between the two halves; its row is replaced, so any id would do.
constexpr std::int32_t kPlaceHolderId = 5;

constexpr std::string_view kWordMark = "\xE2\x96\x81";  // U+2581 begins a word

int lettersOf(std::string_view utf8) {
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    int letters = 0;
    for (const char32_t c : text.toUcs4())
        letters += QChar::isLetter(c);
    return letters;
}

/// One word as the tokenizer cut it.
struct Word {
    int letters = 0;
    int pieces = 0;
    bool unknown = false;
};

/// A word in pieces that hold fewer than this many letters on average is not read as a word.
/// Measured with mini's table, sentences above one half: English captions 0.9 %, product names
/// (many brands) 14 %, hand-written German 89 %, French 85 %, Spanish 94 %. With 2.5 letters:
/// 0.3, 8, 89, 75 and 53 %.
constexpr double kScrapLetters = 3.0;

bool isScraps(const Word& word) {
    return word.pieces > 1 && word.letters < kScrapLetters * word.pieces;
}

}  // namespace

struct SentencePieceTokenizer::Private {
    sentencepiece::SentencePieceProcessor processor;
    SentencePieceOptions options;

    /// What the model sees of `text`; empty when blank.
    std::string prepare(const QString& text, bool atEnd) const {
        QString prepared = text.left(kMostCharacters).trimmed();
        if (options.lowerCase)
            prepared = prepared.toLower();
        if (atEnd && options.dropFinalPeriod && prepared.endsWith(u'.'))
            prepared.chop(1);
        return prepared.trimmed().toStdString();
    }

    /// Pieces and ids of a prepared sentence.
    Status cut(const std::string& prepared, std::vector<std::string>* pieces,
               std::vector<int>* ids) const {
        try {
            auto status = processor.Encode(prepared, ids);
            if (status.ok() && pieces)
                status = processor.Encode(prepared, pieces);
            if (status.ok())
                return {};
            return failed(status.error_message());
        } catch (const std::exception& error) {
            return failed(error.what());
        }
    }

    static tl::unexpected<Error> failed(const char* detail) {
        return fail(ErrorKind::BadInput, Text::tr("The sentence cannot be cut into words."),
                    QString::fromUtf8(detail));
    }

    std::vector<std::int32_t> limited(const std::vector<int>& ids) const {
        const std::size_t most = static_cast<std::size_t>(options.maxPieces);
        return {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size()))};
    }

    float unknownFraction(const std::vector<std::string>& pieces,
                          const std::vector<int>& ids) const {
        std::vector<Word> words;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            std::string_view piece = pieces[i];
            const bool begins = piece.substr(0, kWordMark.size()) == kWordMark;
            if (begins)
                piece.remove_prefix(kWordMark.size());
            if (begins || words.empty())
                words.emplace_back();
            Word& word = words.back();
            const int letters = lettersOf(piece);
            word.letters += letters;
            word.pieces += letters > 0;
            word.unknown |= ids[i] == processor.unk_id();
        }
        int all = 0;
        int doubtful = 0;
        for (const Word& word : words) {
            // An emoji has no letters, yet is something said and not read.
            const int weight = std::max(word.letters, word.unknown ? 1 : 0);
            all += weight;
            if (word.unknown || isScraps(word))
                doubtful += weight;
        }
        return all > 0 ? static_cast<float>(doubtful) / static_cast<float>(all) : 0.0f;
    }
};

Result<std::unique_ptr<SentencePieceTokenizer>> SentencePieceTokenizer::load(
    const QString& path, const SentencePieceOptions& options) {
    const auto damaged = [&](const QString& detail) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 cannot be read. Get the model again.").arg(path),
                    detail);
    };
    SEMBLANCE_TRY_ASSIGN(const auto file, MappedFile::open(path));
    auto priv = std::make_unique<Private>();
    priv->options = options;
    try {
        // From memory and not by name: the library opens files through char*.
        const auto bytes = file->bytes();
        const auto status = priv->processor.LoadFromSerializedProto(
            {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (!status.ok())
            return damaged(QString::fromUtf8(status.error_message()));
    } catch (const std::exception& error) {
        return damaged(QString::fromUtf8(error.what()));
    }
    return std::unique_ptr<SentencePieceTokenizer>(new SentencePieceTokenizer(std::move(priv)));
}

SentencePieceTokenizer::SentencePieceTokenizer(std::unique_ptr<Private> priv)
    : d(std::move(priv)) {}

SentencePieceTokenizer::~SentencePieceTokenizer() = default;

Result<TokenizedText> SentencePieceTokenizer::encode(const QString& text) const {
    const std::string prepared = d->prepare(text, true);
    if (prepared.empty())
        return TokenizedText{};
    std::vector<std::string> pieces;
    std::vector<int> ids;
    SEMBLANCE_TRY(d->cut(prepared, &pieces, &ids));
    TokenizedText result;
    result.ids = d->limited(ids);
    result.unknownPieces =
        static_cast<int>(std::count(result.ids.begin(), result.ids.end(), d->processor.unk_id()));
    result.unknownFraction = d->unknownFraction(pieces, ids);
    return result;
}

Result<TokenizedPrompt> SentencePieceTokenizer::encodePrompt(const QString& before,
                                                             const QString& after,
                                                             int words) const {
    std::vector<int> head;
    std::vector<int> tail;
    SEMBLANCE_TRY(d->cut(d->prepare(before, false), nullptr, &head));
    SEMBLANCE_TRY(d->cut(d->prepare(after, true), nullptr, &tail));
    if (head.size() + static_cast<std::size_t>(words) >
        static_cast<std::size_t>(d->options.maxPieces)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The words before the picture's place are too many for this model."));
    }
    TokenizedPrompt prompt;
    prompt.place = static_cast<int>(head.size());
    head.insert(head.end(), static_cast<std::size_t>(words), kPlaceHolderId);
    head.insert(head.end(), tail.begin(), tail.end());
    prompt.ids = d->limited(head);
    return prompt;
}

int SentencePieceTokenizer::tableSize() const {
    return d->processor.GetPieceSize();
}

}  // namespace semblance
