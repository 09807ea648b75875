#include "core/text/sentencepiecemodel.h"

#include <sentencepiece_processor.h>

#include <QCoreApplication>
#include <exception>
#include <span>
#include <string_view>

#include "core/base/mappedfile.h"
#include "core/text/unigramjson.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SentencePieceTokenizer)
};

constexpr std::string_view kWordMark = "\xE2\x96\x81";  // U+2581 begins a word

int lettersOf(std::string_view utf8) {
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    int letters = 0;
    for (const char32_t c : text.toUcs4())
        letters += QChar::isLetter(c);
    return letters;
}

tl::unexpected<Error> cutFailed(const char* detail) {
    return fail(ErrorKind::BadInput, Text::tr("The sentence cannot be cut into words."),
                QString::fromUtf8(detail));
}

}  // namespace

struct SentencePieceModel::Private {
    sentencepiece::SentencePieceProcessor processor;
    bool splits = false;  ///< at every white space first, as the tokenizers library does
};

Result<std::unique_ptr<SentencePieceModel>> SentencePieceModel::load(const QString& path) {
    const auto damaged = [&](const QString& detail) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 cannot be read. Get the model again.").arg(path),
                    detail);
    };
    std::shared_ptr<const MappedFile> file;
    QByteArray converted;
    std::span<const std::byte> bytes;
    if (isUnigramJson(path)) {
        SEMBLANCE_TRY_ASSIGN(converted, sentencePieceModelFrom(path));
        bytes = std::as_bytes(std::span(converted.constData(), std::size_t(converted.size())));
    } else {
        SEMBLANCE_TRY_ASSIGN(file, MappedFile::open(path));
        bytes = file->bytes();
    }
    auto priv = std::make_unique<Private>();
    priv->splits = !converted.isEmpty();
    try {
        // From memory and not by name: the library opens files through char*.
        const auto status = priv->processor.LoadFromSerializedProto(
            {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (!status.ok())
            return damaged(QString::fromUtf8(status.error_message()));
    } catch (const std::exception& error) {
        return damaged(QString::fromUtf8(error.what()));
    }
    return std::unique_ptr<SentencePieceModel>(new SentencePieceModel(std::move(priv)));
}

SentencePieceModel::SentencePieceModel(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
SentencePieceModel::~SentencePieceModel() = default;

Result<PieceModel::Cut> SentencePieceModel::cut(const QString& prepared) const {
    const std::string utf8 = (d->splits ? prepared.simplified() : prepared).toStdString();
    try {
        Cut cut;
        std::vector<std::string> pieces;
        auto status = d->processor.Encode(utf8, &cut.ids);
        if (status.ok())
            status = d->processor.Encode(utf8, &pieces);
        if (!status.ok())
            return cutFailed(status.error_message());
        cut.words = wordsOf(pieces, cut.ids);
        return cut;
    } catch (const std::exception& error) {
        return cutFailed(error.what());
    }
}

/// The pieces put together to words again.
std::vector<WordPieces> SentencePieceModel::wordsOf(const std::vector<std::string>& pieces,
                                                    const std::vector<std::int32_t>& ids) const {
    std::vector<WordPieces> words;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::string_view piece = pieces[i];
        const bool begins = piece.substr(0, kWordMark.size()) == kWordMark;
        if (begins)
            piece.remove_prefix(kWordMark.size());
        if (begins || words.empty())
            words.emplace_back();
        WordPieces& word = words.back();
        const int letters = lettersOf(piece);
        word.letters += letters;
        word.pieces += letters > 0;
        word.unknown |= ids[i] == unknownId();
        word.text += QString::fromUtf8(piece.data(), qsizetype(piece.size())).toLower();
    }
    return words;
}

int SentencePieceModel::size() const {
    return d->processor.GetPieceSize();
}

std::int32_t SentencePieceModel::unknownId() const {
    return d->processor.unk_id();
}

std::int32_t SentencePieceModel::endId() const {
    return d->processor.eos_id();
}

std::optional<std::int32_t> SentencePieceModel::idOf(const QString& piece) const {
    const std::string wanted = piece.toStdString();
    const int id = d->processor.PieceToId(wanted);
    // A piece that is not there has the unknown one's id.
    return d->processor.IdToPiece(id) == wanted ? std::optional(id) : std::nullopt;
}

}  // namespace semblance
