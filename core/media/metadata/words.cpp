#include "core/media/metadata/words.h"

#include "core/base/photofacts.h"
#include "core/media/metadata/guessedtext.h"

namespace semblance {

void Words::add(const QStringList& words) {
    for (const QString& word : words)
        add(word);
}

void Words::add(const QString& given) {
    const QString word = asLine(given.normalized(QString::NormalizationForm_C), FactLimits::line);
    if (word.isEmpty() || m_words.size() >= FactLimits::items)
        return;
    const QString folded = word.toCaseFolded();
    if (m_known.contains(folded))
        return;
    m_known.insert(folded);
    m_words.append(word);
}

void Words::addPaths(const QStringList& paths, QChar separator) {
    for (const QString& path : paths) {
        QStringList parts;
        for (const QString& part : path.split(separator, Qt::SkipEmptyParts))
            parts.append(part.trimmed());
        parts.removeAll(QString());
        add(parts.join(u'/'));
    }
}

}  // namespace semblance
