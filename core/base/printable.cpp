#include "core/base/printable.h"

namespace semblance {

namespace {

bool turnsDirection(char16_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool isShownAsCode(QChar c) {
    switch (c.category()) {
        case QChar::Other_Control:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return true;
        default:
            return turnsDirection(c.unicode());
    }
}

QString codeOf(QChar c) {
    if (c == u'\n')
        return QStringLiteral("\\n");
    if (c == u'\r')
        return QStringLiteral("\\r");
    if (c == u'\t')
        return QStringLiteral("\\t");
    const ushort unit = c.unicode();
    return unit < 0x100 ? QStringLiteral("\\x%1").arg(unit, 2, 16, QLatin1Char('0'))
                        : QStringLiteral("\\u%1").arg(unit, 4, 16, QLatin1Char('0'));
}

}  // namespace

QString printable(const QString& text) {
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (isShownAsCode(c))
            shown += codeOf(c);
        else
            shown += c;
    }
    return shown;
}

}  // namespace semblance
