#pragma once

#include <QSet>
#include <QString>

namespace semblance {

/// The words by which a sentence is known as English: those of resources/words/english.txt, a word
/// a line in lower case. Immutable, thread-safe.
class EnglishWords {
public:
    /// Of a file; none when it cannot be read.
    explicit EnglishWords(const QString& file);

    /// Those that come with the program, read when they are first asked for (about 10 ms, 3 MB).
    static const EnglishWords& shipped();

    bool isEmpty() const { return m_words.isEmpty(); }
    /// `word` in lower case; letters that stand alone ("t-shirt") are no words of their own. What
    /// is between letters takes it apart.
    bool holds(const QString& word) const;

private:
    QSet<QString> m_words;
};

}  // namespace semblance
