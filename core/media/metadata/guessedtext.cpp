#include "core/media/metadata/guessedtext.h"

#include <QStringDecoder>
#include <QtEndian>
#include <array>

namespace semblance {

namespace {

// What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9f. 0: nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

QString fromWindows1252(QByteArrayView bytes) {
    QString text = QString::fromLatin1(bytes);
    for (QChar& character : text) {
        const char16_t code = character.unicode();
        if (code >= 0x80 && code < 0x80 + kWindows1252.size() && kWindows1252[code - 0x80] != 0)
            character = QChar(kWindows1252[code - 0x80]);
    }
    return text;
}

/// Half of a pair is no character.
QString cut(QString text, qsizetype longest) {
    if (text.size() <= longest)
        return text;
    text.truncate(text[longest - 1].isHighSurrogate() ? longest - 1 : longest);
    return text;
}

bool isUnprintable(QChar character) {
    return character.category() == QChar::Other_Control && character != u'\n' &&
           character != u'\t' && character != u'\r';
}

}  // namespace

QString guessedText(QByteArrayView bytes) {
    if (const qsizetype end = bytes.indexOf('\0'); end >= 0)
        bytes.truncate(end);
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8.decode(bytes);
    return utf8.hasError() ? fromWindows1252(bytes) : text;
}

QString utf16Text(QByteArrayView bytes) {
    QString text;
    for (qsizetype at = 0; at + 1 < bytes.size(); at += 2) {
        const auto code = qFromLittleEndian<char16_t>(bytes.data() + at);
        if (code == 0)
            break;
        text.append(QChar(code));
    }
    return text;
}

QString asLine(const QString& text, qsizetype longest) {
    return cut(asLines(text, longest).simplified(), longest);
}

QString asLines(const QString& given, qsizetype longest) {
    // Enough for what is thrown away of a text that a person wrote.
    QString text = given.left(longest * 2);
    // Halves of pairs, which are no text for whoever takes this further.
    if (!text.isValidUtf16())
        text = QString::fromUtf8(text.toUtf8());
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');
    text.removeIf(isUnprintable);
    return cut(text.trimmed(), longest).trimmed();
}

}  // namespace semblance
