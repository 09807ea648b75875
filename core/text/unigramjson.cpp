#include "core/text/unigramjson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QtEndian>
#include <bit>
#include <string_view>

#include "core/base/json.h"
#include "core/base/mappedfile.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SentencePieceTokenizer)
};

// XLM-V has 901,629 pieces.
constexpr qsizetype kMostPieces = 1 << 21;
constexpr qint64 kMostBytes = qint64{256} << 20;

/// The fields of sentencepiece_model.proto that matter here, by their numbers there.
namespace field {
constexpr int kPieces = 1;
constexpr int kTrainer = 2;
constexpr int kNormalizer = 3;
constexpr int kPiece = 1;
constexpr int kScore = 2;
constexpr int kType = 3;
constexpr int kModelType = 3;
constexpr int kByteFallback = 35;
constexpr int kUnknownId = 40;
constexpr int kUnknownPiece = 45;
constexpr int kLetters = 2;
constexpr int kDummyPrefix = 3;
constexpr int kExtraSpaces = 4;
constexpr int kEscapes = 5;
}  // namespace field

enum class PieceType { Normal = 1, Unknown = 2, Control = 3, Byte = 6 };
constexpr int kUnigram = 1;

/// A message in protocol buffers' encoding.
class Message {
public:
    void whole(int number, quint64 value) {
        key(number, 0);
        variable(value);
    }
    void real(int number, float value) {
        key(number, 5);
        char bytes[4];
        qToLittleEndian(std::bit_cast<quint32>(value), bytes);
        m_bytes.append(bytes, 4);
    }
    void bytes(int number, const QByteArray& value) {
        key(number, 2);
        variable(quint64(value.size()));
        m_bytes += value;
    }
    const QByteArray& encoded() const { return m_bytes; }

private:
    void key(int number, int type) { variable(quint64(number) << 3 | quint64(type)); }
    void variable(quint64 value) {
        for (; value > 0x7F; value >>= 7)
            m_bytes += char(value | 0x80);
        m_bytes += char(value);
    }

    QByteArray m_bytes;
};

/// The table in a normaliser, or in the sequence of them that it is.
QByteArray lettersOf(const QJsonObject& normalizer) {
    const QString table = normalizer[u"precompiled_charsmap"].toString();
    if (!table.isEmpty())
        return QByteArray::fromBase64(table.toLatin1());
    for (const QJsonValue& step : normalizer[u"normalizers"].toArray()) {
        const QString inner = step[u"precompiled_charsmap"].toString();
        if (!inner.isEmpty())
            return QByteArray::fromBase64(inner.toLatin1());
    }
    return {};
}

bool isByte(const QString& piece) {
    return piece.size() == 6 && piece.startsWith(QLatin1String("<0x")) && piece.endsWith(u'>');
}

}  // namespace

bool isUnigramJson(const QString& path) {
    const auto file = MappedFile::open(path);
    if (!path.endsWith(QLatin1String(".json")) || !file)
        return false;
    const auto bytes = (*file)->bytes();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return text.find("\"Unigram\"") != std::string_view::npos;
}

Result<QByteArray> sentencePieceModelFrom(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject file, readJsonObject(path, kMostBytes));
    const auto damaged = [&](const QString& reason) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 cannot be read: %2. Get the model again.")
                        .arg(path, reason));
    };
    const QJsonObject model = file[u"model"].toObject();
    const QJsonArray vocabulary = model[u"vocab"].toArray();
    if (model[u"type"].toString() != QLatin1String("Unigram") || vocabulary.isEmpty() ||
        vocabulary.size() > kMostPieces)
        return damaged(Text::tr("it names no pieces, or far too many"));
    QSet<QString> special;
    for (const QJsonValue& token : file[u"added_tokens"].toArray()) {
        if (token[u"special"].toBool())
            special.insert(token[u"content"].toString());
    }
    const int unknown = model[u"unk_id"].toInt(-1);
    const bool bytesCount = model[u"byte_fallback"].toBool();
    Message whole;
    QString unknownPiece;
    for (qsizetype i = 0; i < vocabulary.size(); ++i) {
        const QString piece = vocabulary[i][0].toString();
        const QJsonValue score = vocabulary[i][1];
        if (piece.isEmpty() || !score.isDouble())
            return damaged(Text::tr("piece %1 is no text with a score").arg(i));
        PieceType type = PieceType::Normal;
        if (i == unknown)
            type = PieceType::Unknown;
        else if (special.contains(piece))
            type = PieceType::Control;
        else if (bytesCount && isByte(piece))
            type = PieceType::Byte;
        if (i == unknown)
            unknownPiece = piece;
        Message one;
        one.bytes(field::kPiece, piece.toUtf8());
        one.real(field::kScore, float(score.toDouble()));
        one.whole(field::kType, quint64(type));
        whole.bytes(field::kPieces, one.encoded());
    }
    if (unknownPiece.isEmpty())
        return damaged(Text::tr("it has no piece for what is unknown"));
    Message trainer;
    trainer.whole(field::kModelType, kUnigram);
    trainer.whole(field::kByteFallback, bytesCount);
    trainer.whole(field::kUnknownId, quint64(unknown));
    trainer.bytes(field::kUnknownPiece, unknownPiece.toUtf8());
    whole.bytes(field::kTrainer, trainer.encoded());
    Message normalizer;
    normalizer.bytes(field::kLetters, lettersOf(file[u"normalizer"].toObject()));
    for (const int number : {field::kDummyPrefix, field::kExtraSpaces, field::kEscapes})
        normalizer.whole(number, 1);
    whole.bytes(field::kNormalizer, normalizer.encoded());
    return whole.encoded();
}

}  // namespace semblance
