#include "ui/history/querytext.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/query/filtergrammar.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::QueryText)
};

QString nameOf(const PictureSource& picture) {
    return picture.path.isEmpty() ? Text::tr("pasted picture")
                                  : picture.path.sliced(picture.path.lastIndexOf(u'/') + 1);
}

void addReferences(const Query& query, QStringList& parts) {
    if (query.references.empty())
        return;
    const QString first = nameOf(query.references.front().picture);
    const int others = int(query.references.size()) - 1;
    parts.append(others > 0 ? Text::tr("%1 and %n more", nullptr, others).arg(first) : first);
}

}  // namespace

QString queryText(const Query& query) {
    QStringList parts;
    addReferences(query, parts);
    for (const QString& sentence : {query.modification, query.text}) {
        if (!sentence.trimmed().isEmpty())
            parts.append(sentence.trimmed());
    }
    for (const NegativeText& negative : query.negatives)
        parts.append(Text::tr("without %1").arg(negative.text));
    if (!query.feedback.empty())
        parts.append(
            Text::tr("%n picture(s) more or less like it", nullptr, int(query.feedback.size())));
    if (!query.filter.isEmpty())
        parts.append(toText(query.filter));
    return parts.isEmpty() ? Text::tr("All pictures") : parts.join(QStringLiteral(", "));
}

QString suggestedName(const Query& query) {
    constexpr qsizetype longest = 60;
    const QString sentence =
        (query.modification.isEmpty() ? query.text : query.modification).trimmed();
    const bool isWhole = query.references.empty() && query.negatives.empty();
    return (isWhole && !sentence.isEmpty() ? sentence : queryText(query)).left(longest);
}

}  // namespace semblance
