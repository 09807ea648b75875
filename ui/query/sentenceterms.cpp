#include "ui/query/sentenceterms.h"

#include <algorithm>
#include <vector>

#include "core/query/filtergrammar.h"

namespace semblance {
namespace {

/// Words apart by blanks. Quotes hold one together where it, or a value behind a sign, begins with
/// them.
std::vector<WordPlace> wordsOf(const QString& text) {
    constexpr QStringView signs = u"-:=<>";
    std::vector<WordPlace> words;
    int begin = -1;
    bool isQuoted = false;
    for (int i = 0; i < int(text.size()); ++i) {
        const QChar c = text[i];
        if (begin < 0) {
            if (c.isSpace())
                continue;
            begin = i;
        }
        if (c == u'"')
            isQuoted = !isQuoted && (i == begin || signs.contains(text[i - 1]));
        if (c.isSpace() && !isQuoted) {
            words.push_back({begin, i});
            begin = -1;
        }
    }
    if (begin >= 0)
        words.push_back({begin, int(text.size())});
    return words;
}

/// Nothing when the word is no exclusion: a dash, a number below 0.
QString negativeIn(QStringView word) {
    if (!word.startsWith(u'-'))
        return {};
    word = word.sliced(1);
    if (word.size() > 2 && word.startsWith(u'"') && word.endsWith(u'"'))
        word = word.sliced(1, word.size() - 2).trimmed();
    return !word.isEmpty() && word.front().isLetter() ? word.toString() : QString();
}

bool beginsAsFilter(QStringView word) {
    if (word.startsWith(u'-'))
        word = word.sliced(1);
    else if (word.startsWith(u'"'))
        return word.size() > 1;
    const QStringList keys = filterKeys();
    return std::any_of(keys.begin(), keys.end(), [word](const QString& key) {
        const qsizetype length = key.size() - 1;  // without its colon
        return word.size() > length &&
               word.first(length).compare(QStringView(key).first(length), Qt::CaseInsensitive) ==
                   0 &&
               QStringView(u":=<>").contains(word[length]);
    });
}

}  // namespace

SentenceTerms takeTerms(const QString& text, int cursor, Typing typing) {
    SentenceTerms terms;
    terms.rest = text;
    terms.cursor = cursor;
    const std::vector<WordPlace> words = wordsOf(text);
    std::vector<WordPlace> taken;
    for (const WordPlace& place : words) {
        if (typing == Typing::GoesOn && place.end == int(text.size()))
            continue;
        const QString word = text.sliced(place.begin, place.end - place.begin);
        if (const FilterText read = readFilters(word); !read.filter.isEmpty()) {
            terms.filter.terms.insert(terms.filter.terms.end(), read.filter.terms.begin(),
                                      read.filter.terms.end());
        } else if (const QString negative = negativeIn(word); !negative.isEmpty()) {
            terms.negatives.append(negative);
        } else {
            continue;
        }
        taken.push_back(place);
    }
    // From the end on, so that the places before stay.
    for (auto place = taken.rbegin(); place != taken.rend(); ++place) {
        const int end = std::min(place->end + 1, int(terms.rest.size()));  // with its blank
        terms.rest.remove(place->begin, end - place->begin);
        if (terms.cursor > place->begin)
            terms.cursor = std::max(place->begin, terms.cursor - (end - place->begin));
    }
    return terms;
}

WordPlace wordAt(const QString& text, int cursor) {
    for (const WordPlace& place : wordsOf(text)) {
        if (cursor >= place.begin && cursor <= place.end)
            return place;
    }
    return {cursor, cursor};
}

QString withoutUnfinished(const QString& text, int cursor) {
    const WordPlace place = wordAt(text, cursor);
    const QStringView word = QStringView(text).sliced(place.begin, place.end - place.begin);
    if (!beginsAsFilter(word) && !(word.startsWith(u'-') && word.size() > 1))
        return text;
    QString rest = text;
    rest.remove(place.begin, place.end - place.begin);
    return rest;
}

}  // namespace semblance
