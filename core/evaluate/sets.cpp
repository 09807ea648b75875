#include "core/evaluate/sets.h"

#include <array>
#include <functional>

#include "core/evaluate/benchmarks.h"
#include "core/evaluate/foldersets.h"
#include "core/evaluate/inreposets.h"

namespace semblance {

namespace {

struct Entry {
    QString name;
    QStringList parts;
    std::function<Result<EvaluationSet>(const SetSource&, const QString& part)> read;
    bool hasSplits = true;
};

BenchmarkSource asBenchmark(const SetSource& source) {
    return {source.dir, source.images, source.split, source.sharedConcept, source.galleryNames};
}

/// Public benchmarks name no swaps: the next query's reference stands in.
Result<EvaluationSet> withSwaps(Result<EvaluationSet> set) {
    if (set)
        nameSwaps(*set);
    return set;
}

TableSource asTable(const SetSource& source) {
    return {source.dir, source.split};
}

const std::vector<Entry>& entries() {
    static const std::vector<Entry> list{
        {QStringLiteral("cirr"),
         {QString()},
         [](const SetSource& s, const QString&) { return withSwaps(readCirr(asBenchmark(s))); }},
        {QStringLiteral("circo"),
         {QString()},
         [](const SetSource& s, const QString&) { return withSwaps(readCirco(asBenchmark(s))); }},
        {QStringLiteral("fashioniq"),
         {QStringLiteral("dress"), QStringLiteral("shirt"), QStringLiteral("toptee")},
         [](const SetSource& s, const QString& part) {
             return withSwaps(readFashionIq(asBenchmark(s), part));
         }},
        {QStringLiteral("fashioniq-val"),
         {QStringLiteral("dress"), QStringLiteral("shirt"), QStringLiteral("toptee")},
         [](const SetSource& s, const QString& part) {
             return withSwaps(readFashionIqVal(asBenchmark(s), part));
         }},
        {QStringLiteral("genecis"),
         {QStringLiteral("focus_attribute"), QStringLiteral("change_attribute"),
          QStringLiteral("focus_object"), QStringLiteral("change_object")},
         [](const SetSource& s, const QString& part) {
             return withSwaps(readGenecis(asBenchmark(s), part));
         }},
        {QStringLiteral("fashion-colour"),
         {QString()},
         [](const SetSource& s, const QString&) { return readFashionColour(asTable(s)); }},
        {QStringLiteral("fashion-translated"),
         {QStringLiteral("de"), QStringLiteral("fr"), QStringLiteral("es"), QStringLiteral("zh"),
          QStringLiteral("ru")},
         [](const SetSource& s, const QString& part) {
             return readFashionTranslated(asTable(s), part);
         }},
        {QStringLiteral("fashion-family"),
         {QString()},
         [](const SetSource& s, const QString&) { return readFashionFamily(asTable(s)); }},
        {QStringLiteral("fashion-attribute"),
         {QStringLiteral("gender"), QStringLiteral("kind")},
         [](const SetSource& s, const QString& part) {
             return readFashionAttribute(asTable(s), part);
         }},
        {QStringLiteral("photo-caption-edit"),
         {QString()},
         [](const SetSource& s, const QString&) { return readPhotoCaptionEdit(asTable(s)); }},
        {QStringLiteral("icons"),
         {QStringLiteral("skin-tone"), QStringLiteral("colour"), QStringLiteral("expression")},
         [](const SetSource& s, const QString& part) { return readIcons(asTable(s), part); }},
        {QStringLiteral("shapes"),
         {QStringLiteral("colour"), QStringLiteral("shape"), QStringLiteral("count")},
         [](const SetSource& s, const QString& part) { return readShapes(asTable(s), part); }},
        {QStringLiteral("icon-names"),
         {QStringLiteral("icons"), QStringLiteral("flags")},
         [](const SetSource& s, const QString& part) { return readIconNames(asTable(s), part); }},
        {QStringLiteral("photos-text"),
         {QString()},
         [](const SetSource& s, const QString&) { return readPhotosText(asTable(s)); }},
        {QStringLiteral("photos-translated"),
         {QStringLiteral("de"), QStringLiteral("fr"), QStringLiteral("cs"), QStringLiteral("zh")},
         [](const SetSource& s, const QString& part) {
             return readPhotosTranslated(asTable(s), part);
         }},
        {QStringLiteral("folder"),
         {QString()},
         [](const SetSource& s, const QString&) { return readFolderCaptions(s.dir); },
         false},
        {QStringLiteral("folder-names"),
         {QString()},
         [](const SetSource& s, const QString&) { return readFolderNames(s.dir); },
         false},
    };
    return list;
}

Result<const Entry*> entryOf(const QString& name) {
    for (const Entry& entry : entries()) {
        if (entry.name == name)
            return &entry;
    }
    return fail(ErrorKind::WrongUse,
                QStringLiteral("There is no set \"%1\". The sets are: %2.")
                    .arg(name, evaluationSetNames().join(QStringLiteral(", "))));
}

}  // namespace

QStringList evaluationSetNames() {
    QStringList names;
    for (const Entry& entry : entries())
        names << entry.name;
    return names;
}

Result<QStringList> evaluationSetParts(const QString& name) {
    SEMBLANCE_TRY_ASSIGN(const Entry* entry, entryOf(name));
    return entry->parts;
}

Result<EvaluationSet> readEvaluationSet(const QString& name, const QString& part,
                                        const SetSource& source) {
    SEMBLANCE_TRY_ASSIGN(const Entry* entry, entryOf(name));
    if (!entry->parts.contains(part)) {
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("The set %1 has no part \"%2\". Its parts are: %3.")
                        .arg(name, part, entry->parts.join(QStringLiteral(", "))));
    }
    if (!entry->hasSplits && !source.split.isEmpty()) {
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("The set %1 has no splits: all of the folder is measured.").arg(name));
    }
    SetSource full = source;
    if (full.split.isEmpty())
        full.split = QStringLiteral("val");
    SEMBLANCE_TRY_ASSIGN(EvaluationSet set, entry->read(full, part));
    if (set.queries.empty()) {
        return fail(ErrorKind::BadInput,
                    QStringLiteral("The set %1 has no query in the split \"%2\" of %3.")
                        .arg(part.isEmpty() ? name : name + u' ' + part, full.split, full.dir));
    }
    return set;
}

}  // namespace semblance
