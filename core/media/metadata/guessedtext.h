#pragma once

#include <QByteArrayView>
#include <QString>

namespace semblance {

/// Text whose character set nobody can be trusted to have declared: UTF-8 where it is valid UTF-8,
/// else Windows-1252, which holds Latin-1. Ends before the first zero byte.
QString guessedText(QByteArrayView bytes);

/// Little-endian UTF-16, as Windows writes its own EXIF tags. Ends before the first zero.
QString utf16Text(QByteArrayView bytes);

/// One line without blanks around or doubled, nor anything that cannot be printed; at most
/// `longest` characters.
QString asLine(const QString& text, qsizetype longest);

/// The same of a text of several lines.
QString asLines(const QString& text, qsizetype longest);

}  // namespace semblance
