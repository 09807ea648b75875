#include "core/base/plainwords.h"

#include <QList>
#include <utility>

namespace semblance {

namespace {

bool isWithoutBlanks(QChar::Script script) {
    switch (script) {
        case QChar::Script_Han:
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana:
        case QChar::Script_Thai:
        case QChar::Script_Lao:
        case QChar::Script_Khmer:
        case QChar::Script_Myanmar:
            return true;
        default:
            return false;
    }
}

bool isMark(char32_t letter) {
    switch (QChar::category(letter)) {
        case QChar::Mark_NonSpacing:
        case QChar::Mark_Enclosing:
        case QChar::Mark_SpacingCombining:
            return true;
        default:
            return false;
    }
}

}  // namespace

QStringList plainWords(const QString& text) {
    QStringList words;
    QString word;
    const auto endWord = [&] {
        if (!word.isEmpty())
            words.append(std::exchange(word, {}));
    };
    // By way of capitals: "ß" has no small letter that it folds to.
    const QString folded = text.normalized(QString::NormalizationForm_KD)
                               .toUpper()
                               .toCaseFolded()
                               .normalized(QString::NormalizationForm_KD);
    for (const uint letter : folded.toUcs4()) {
        if (isMark(letter))
            continue;
        if (!QChar::isLetterOrNumber(letter)) {
            endWord();
            continue;
        }
        const bool isAlone = isWithoutBlanks(QChar::script(letter));
        if (isAlone)
            endWord();
        const char32_t one = letter;
        word += QString::fromUcs4(&one, 1);
        if (isAlone)
            endWord();
    }
    endWord();
    return words;
}

bool holdsPhrase(const QString& text, const QString& phrase) {
    const QStringList wanted = plainWords(phrase);
    if (wanted.isEmpty() || text.isEmpty())
        return false;
    const auto apart = [](const QStringList& words) { return u' ' + words.join(u' ') + u' '; };
    return apart(plainWords(text)).contains(apart(wanted));
}

}  // namespace semblance
