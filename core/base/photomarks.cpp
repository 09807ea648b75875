#include "core/base/photomarks.h"

namespace semblance {

const QStringList& labelNames() {
    static const QStringList names{QStringLiteral("Red"), QStringLiteral("Yellow"),
                                   QStringLiteral("Green"), QStringLiteral("Blue"),
                                   QStringLiteral("Purple")};
    return names;
}

PhotoFacts withMarks(PhotoFacts facts, const PhotoMarks& marks) {
    if (marks.rating)
        facts.rating = marks.rating;
    if (marks.label)
        facts.label = *marks.label;
    for (const QString& tag : marks.taken)
        facts.keywords.removeAll(tag);
    for (const QString& tag : marks.tags) {
        if (!facts.keywords.contains(tag))
            facts.keywords.append(tag);
    }
    return facts;
}

PhotoMarks edited(PhotoMarks marks, const MarkEdit& edit, const PhotoFacts& facts) {
    if (edit.rating)
        marks.rating = edit.rating;
    if (edit.label)
        marks.label = edit.label;
    if (edit.note)
        marks.note = *edit.note;
    for (const QString& tag : edit.tags) {
        marks.taken.removeAll(tag);
        if (!facts.keywords.contains(tag) && !marks.tags.contains(tag))
            marks.tags.append(tag);
    }
    for (const QString& tag : edit.untags) {
        marks.tags.removeAll(tag);
        if (facts.keywords.contains(tag) && !marks.taken.contains(tag))
            marks.taken.append(tag);
    }
    return marks;
}

QString tidiedTag(const QString& tag) {
    return tag.simplified().left(FactLimits::line).trimmed();
}

}  // namespace semblance
