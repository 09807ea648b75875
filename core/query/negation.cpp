#include "core/query/negation.h"

#include <QRegularExpression>
#include <algorithm>

namespace semblance {

namespace {

QRegularExpression pattern(const QString& text) {
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption |
                                        QRegularExpression::UseUnicodePropertiesOption);
}

QString wholeWords(const QString& words) {
    return QStringLiteral("(?<![\\w'’-])(?:%1)(?![\\w-])").arg(words);
}

/// Where a sentence begins to say what is not wanted. Names that begin like that ("no one", "sans
/// serif", "not only") do not.
const QRegularExpression& cue() {
    static const QRegularExpression cues = [] {
        const QString words =
            wholeWords(QStringLiteral("without|no(?! one\\b)(?= )|not(?! only\\b)|"
                                      "(?:is|are|does|do|has|have)n['’]t|ohne|kein(?:e[nmrs]?)?|"
                                      "nicht(?! nur\\b)|sans(?! serif\\b)|pas de(?= )|ni"));
        // A minus that no letter stands before, and no blank behind.
        return pattern(words + QStringLiteral("|(?<!\\w)pas d['’]|(?<!\\S)-(?=[^\\W\\d_])"));
    }();
    return cues;
}

/// Where what is not wanted ends, and something else begins.
const QRegularExpression& end() {
    static const QRegularExpression ends =
        pattern(QStringLiteral("[,;.!?\"]|\\s-(?=[^\\W\\d_])|") +
                wholeWords(QStringLiteral("but|with|aber|sondern|mit|mais|avec")));
    return ends;
}

/// What joins several unwanted things.
const QRegularExpression& joint() {
    static const QRegularExpression joints =
        pattern(wholeWords(QStringLiteral("and|or|nor|und|oder|noch|et|ou")));
    return joints;
}

/// Words that belong to the thing's place in the sentence, not to the thing.
QString withoutArticle(QString thing) {
    static const QRegularExpression article = pattern(
        QStringLiteral("^(?:(?:have|has|having|contains?) )?"
                       "(?:(?:any|some|an?|the|ein(?:e[nmrs]?)?|de[nmrs]|die|das|une?|les?|la|"
                       "des) |[ld]['’])?"));
    thing.replace(article, QString());
    return thing.trimmed();
}

/// What is wanted, less the words that led to what is not.
QString withoutLead(QString wanted) {
    static const QRegularExpression lead = pattern(
        QStringLiteral("(?:[\\s,;]|(?<!\\S)(?:and|but|with|or|that|which|who|is|are|does|do|"
                       "has|have|und|aber|mit|oder|et|mais|avec|ou))+$"));
    wanted.replace(lead, QString());
    static const QRegularExpression start =
        pattern(QStringLiteral("^[\\s,;.]+|^(?:and|but|und|et) "));
    wanted.replace(start, QString());
    return wanted.simplified();
}

/// The places in double quotes, quotes and all.
std::vector<std::pair<qsizetype, qsizetype>> quotesIn(const QString& sentence) {
    static const QRegularExpression quoted(QStringLiteral("\"[^\"]*\""));
    std::vector<std::pair<qsizetype, qsizetype>> places;
    for (auto it = quoted.globalMatch(sentence); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        places.emplace_back(match.capturedStart(), match.capturedEnd());
    }
    return places;
}

void addThings(const QString& span, QStringList& things) {
    for (const QString& part : span.split(joint(), Qt::SkipEmptyParts)) {
        const QString thing = withoutArticle(part.simplified());
        if (!thing.isEmpty() && !things.contains(thing, Qt::CaseInsensitive))
            things.append(thing);
    }
}

}  // namespace

TakenApart takeApart(const QString& sentence) {
    const auto quotes = quotesIn(sentence);
    const auto isQuoted = [&quotes](qsizetype at) {
        return std::any_of(quotes.begin(), quotes.end(), [at](const auto& place) {
            return at >= place.first && at < place.second;
        });
    };
    TakenApart parts;
    QString wanted;
    qsizetype from = 0;
    qsizetype look = 0;
    for (;;) {
        const QRegularExpressionMatch match = cue().match(sentence, look);
        if (!match.hasMatch())
            break;
        look = match.capturedEnd();
        if (isQuoted(match.capturedStart()))
            continue;
        // "-x" is one word; any other cue goes on to where the sentence turns.
        const bool isMinus = match.captured() == QLatin1StringView("-");
        static const QRegularExpression blank(QStringLiteral("[\\s,;]"));
        const QRegularExpressionMatch stop =
            (isMinus ? blank : end()).match(sentence, match.capturedEnd());
        const QRegularExpressionMatch next = cue().match(sentence, match.capturedEnd());
        qsizetype until = stop.hasMatch() ? stop.capturedStart() : sentence.size();
        if (next.hasMatch())
            until = std::min(until, next.capturedStart());
        QStringList things;
        addThings(sentence.mid(match.capturedEnd(), until - match.capturedEnd()), things);
        if (things.isEmpty())
            continue;
        for (const QString& thing : things) {
            if (!parts.unwanted.contains(thing, Qt::CaseInsensitive))
                parts.unwanted.append(thing);
        }
        wanted += withoutLead(sentence.mid(from, match.capturedStart() - from)) + QLatin1Char(' ');
        from = look = until;
    }
    if (parts.unwanted.isEmpty())
        return {sentence, {}};
    parts.wanted = (wanted + withoutLead(sentence.mid(from))).simplified();
    return parts;
}

Query withNegationsApart(Query query) {
    const auto take = [&query](QString& sentence, bool asksElse) {
        TakenApart parts = takeApart(sentence);
        if (parts.unwanted.isEmpty() || (parts.wanted.isEmpty() && !asksElse))
            return;
        sentence = std::move(parts.wanted);
        for (const QString& thing : parts.unwanted) {
            const bool isThere = std::any_of(
                query.negatives.begin(), query.negatives.end(), [&](const NegativeText& negative) {
                    return negative.text.compare(thing, Qt::CaseInsensitive) == 0;
                });
            if (!isThere && query.negatives.size() < Query::mostParts)
                query.negatives.push_back({thing, 1});
        }
    };
    take(query.modification, !query.references.empty());
    take(query.text, !query.references.empty());
    return query;
}

}  // namespace semblance
