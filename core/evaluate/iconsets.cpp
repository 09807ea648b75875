#include <QHash>
#include <algorithm>

#include "core/dataset/icontable.h"
#include "core/dataset/picturecatalog.h"
#include "core/evaluate/inreposets.h"

namespace semblance {

namespace {

constexpr std::size_t kReferencesPerFace = 8;

struct Icons {
    std::vector<Icon> items;
    std::vector<PictureIndex> pictures;  ///< one per icon; twins share one
    PictureCatalog catalog;
};

enum class Scope { Split, Table };

Result<Icons> readIcons(const TableSource& source, Scope scope) {
    SEMBLANCE_TRY_ASSIGN(
        std::vector<Icon> table,
        readIconTable(source.dir, scope == Scope::Split ? source.split : QString()));
    const auto isInSplit = [&](const Icon& icon) { return icon.split == source.split; };
    if (std::none_of(table.begin(), table.end(), isInSplit)) {
        return fail(ErrorKind::BadInput,
                    QStringLiteral("The icon table in %1 has no icon of the split \"%2\".")
                        .arg(source.dir, source.split));
    }
    Icons icons;
    for (Icon& icon : table) {
        icons.pictures.push_back(icons.catalog.add(icon.picture));
        icons.items.push_back(std::move(icon));
    }
    return icons;
}

/// A variant's picture, and whether the split asks for it.
struct Variant {
    PictureIndex picture = 0;
    bool isInSplit = false;
    QString family;
    QString value;
};

std::vector<Variant> inSplit(const Icons& icons, const std::vector<IconVariant>& variants,
                             const QString& split) {
    std::vector<Variant> result;
    for (const IconVariant& variant : variants) {
        result.push_back({icons.pictures[variant.icon], icons.items[variant.icon].split == split,
                          variant.family, variant.value});
    }
    return result;
}

/// A picture of another family with the same value; the next one around the end.
PictureIndex swapFor(const std::vector<Variant>& variants, std::size_t reference) {
    for (std::size_t step = 1; step < variants.size(); ++step) {
        const Variant& other = variants[(reference + step) % variants.size()];
        if (other.value == variants[reference].value &&
            other.family != variants[reference].family &&
            other.picture != variants[reference].picture)
            return other.picture;
    }
    return -1;
}

/// Every variant of the split is asked for from each other variant of its family.
std::vector<EvaluationQuery> variantQueries(const std::vector<Variant>& variants,
                                            const QString& sentence) {
    QHash<QString, std::vector<std::size_t>> families;
    for (std::size_t i = 0; i < variants.size(); ++i)
        families[variants[i].family].push_back(i);
    std::vector<EvaluationQuery> queries;
    for (const Variant& asked : variants) {
        if (!asked.isInSplit || asked.value.isEmpty())
            continue;
        for (const std::size_t reference : *families.constFind(asked.family)) {
            if (variants[reference].picture == asked.picture ||
                variants[reference].value == asked.value)
                continue;
            EvaluationQuery query;
            query.reference = variants[reference].picture;
            query.sentences << sentence.arg(asked.value);
            query.right = {asked.picture};
            query.swapped = swapFor(variants, reference);
            queries.push_back(std::move(query));
        }
    }
    return queries;
}

/// Every face of the split is asked for from some other faces of the table.
std::vector<EvaluationQuery> expressionQueries(const Icons& icons, const QString& split) {
    std::vector<std::size_t> faces;
    for (std::size_t i = 0; i < icons.items.size(); ++i) {
        if (isFace(icons.items[i]))
            faces.push_back(i);
    }
    const auto picture = [&](std::size_t face) {
        return icons.pictures[faces[face % faces.size()]];
    };
    std::vector<EvaluationQuery> queries;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (icons.items[faces[i]].split != split)
            continue;
        const std::size_t references = std::min(kReferencesPerFace, faces.size() - 1);
        for (std::size_t k = 0; k < references; ++k) {
            const std::size_t step = 1 + k * (faces.size() - 1) / references;
            const std::size_t next = 1 + step % (faces.size() - 1);
            EvaluationQuery query;
            query.reference = picture(i + step);
            query.sentences << QStringLiteral("%1 instead").arg(icons.items[faces[i]].name);
            query.right = {picture(i)};
            query.swapped = picture(i + next);
            queries.push_back(std::move(query));
        }
    }
    return queries;
}

}  // namespace

Result<EvaluationSet> readIconNames(const TableSource& source, const QString& kind) {
    SEMBLANCE_TRY_ASSIGN(Icons icons, readIcons(source, Scope::Split));
    const bool wantsFlags = kind == QLatin1StringView("flags");
    EvaluationSet set;
    set.name = QStringLiteral("icon-names");
    set.part = kind;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Words;
    for (std::size_t i = 0; i < icons.items.size(); ++i) {
        const Icon& icon = icons.items[i];
        if ((icon.category == QLatin1StringView("Flags")) != wantsFlags)
            continue;
        EvaluationQuery query;
        query.id = QString::number(set.queries.size());
        query.sentences << icon.name;
        query.right = {icons.pictures[i]};
        set.gallery.push_back(icons.pictures[i]);
        set.queries.push_back(std::move(query));
    }
    set.gallery = sortedUnique(std::move(set.gallery));
    set.pictures = icons.catalog.take();
    return set;
}

Result<EvaluationSet> readIcons(const TableSource& source, const QString& change) {
    SEMBLANCE_TRY_ASSIGN(Icons icons, readIcons(source, Scope::Table));
    EvaluationSet set;
    set.name = QStringLiteral("icons");
    set.part = change;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Edits;
    if (change == QLatin1StringView("skin-tone"))
        set.queries = variantQueries(inSplit(icons, skinToneVariants(icons.items), source.split),
                                     QStringLiteral("with %1"));
    else if (change == QLatin1StringView("colour"))
        set.queries = variantQueries(inSplit(icons, colourVariants(icons.items), source.split),
                                     QStringLiteral("that is %1"));
    else
        set.queries = expressionQueries(icons, source.split);
    for (std::size_t i = 0; i < set.queries.size(); ++i)
        set.queries[i].id = QString::number(i);
    set.gallery = icons.catalog.all();
    set.pictures = icons.catalog.take();
    return set;
}

}  // namespace semblance
