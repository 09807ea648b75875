#include "core/text/englishwords.h"

#include <QFile>

#include "core/base/resources.h"

namespace semblance {

EnglishWords::EnglishWords(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = file.readAll().split('\n');
    m_words.reserve(lines.size());
    for (const QByteArray& line : lines) {
        if (const QByteArray word = line.trimmed(); !word.isEmpty())
            m_words.insert(QString::fromUtf8(word));
    }
}

const EnglishWords& EnglishWords::shipped() {
    static const EnglishWords words(resourceDir(QStringLiteral("words")) +
                                    QStringLiteral("/english.txt"));
    return words;
}

bool EnglishWords::holds(const QString& word) const {
    QString part;
    const auto isRead = [&] {
        const bool isAlone = part.size() == 1 && part[0] < QChar(0x80);
        return part.isEmpty() || isAlone || m_words.contains(part);
    };
    for (const QChar c : word) {
        if (c.isLetter() || c.isMark() || c.isSurrogate()) {
            part += c;
            continue;
        }
        if (!isRead())
            return false;
        part.clear();
    }
    return isRead();
}

}  // namespace semblance
