#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace semblance {

/// A list of words within FactLimits: without blanks around them, each once. The first spelling
/// stays of those that differ in case only.
class Words {
public:
    void add(const QStringList& words);
    void add(const QString& given);
    /// Of "a|b|c", or with another separator, "a/b/c".
    void addPaths(const QStringList& paths, QChar separator);

    QStringList take() { return std::move(m_words); }

private:
    QStringList m_words;
    QSet<QString> m_known;
};

}  // namespace semblance
