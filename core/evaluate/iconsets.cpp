#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>

#include "core/base/hash.h"
#include "core/evaluate/annotations.h"
#include "core/evaluate/inreposets.h"
#include "core/evaluate/picturecatalog.h"
#include "core/evaluate/tsvtable.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::IconSets)
};

constexpr std::size_t kReferencesPerFace = 8;

struct Icon {
    QString name;
    QString category;
    QString subcategory;
    QString skinTone;
    bool isInSplit = false;
    PictureIndex picture = 0;
};

struct Icons {
    std::vector<Icon> items;
    PictureCatalog catalog;  ///< twins once, under the first one's name
};

/// Empty when the file cannot be read: then it is nobody's twin.
QByteArray fingerprint(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return xxh3(
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

enum class Scope { Split, Table };

Result<Icons> readIconTable(const TableSource& source, Scope scope) {
    SEMBLANCE_TRY_ASSIGN(
        const QString path,
        findAnnotationFile(source.dir, {QStringLiteral("icons")}, QStringLiteral("icons.tsv")));
    const QString image = QStringLiteral("image");
    const QString name = QStringLiteral("name");
    const QString category = QStringLiteral("category");
    const QString subcategory = QStringLiteral("subcategory");
    const QString skinTone = QStringLiteral("skin_tone");
    const QString split = QStringLiteral("split");
    SEMBLANCE_TRY_ASSIGN(
        const TsvTable table,
        TsvTable::read(path, {image, name, category, subcategory, skinTone, split}));
    const QDir images(QFileInfo(path).dir().filePath(QStringLiteral("images")));
    Icons icons;
    QHash<QByteArray, QString> firstOf;
    for (qsizetype row = 0; row < table.size(); ++row) {
        const bool isInSplit = table.field(row, split) == source.split;
        if (scope == Scope::Split && !isInSplit)
            continue;
        QString file = table.field(row, image);
        const QByteArray bytes = fingerprint(images.filePath(file));
        if (!bytes.isEmpty()) {
            const auto first = firstOf.constFind(bytes);
            if (first == firstOf.constEnd())
                firstOf.insert(bytes, file);
            else
                file = *first;
        }
        icons.items.push_back({table.field(row, name), table.field(row, category),
                               table.field(row, subcategory), table.field(row, skinTone), isInSplit,
                               icons.catalog.add({file, images.filePath(file), {}})});
    }
    const bool any = std::any_of(icons.items.begin(), icons.items.end(),
                                 [](const Icon& icon) { return icon.isInSplit; });
    if (!any) {
        return fail(ErrorKind::BadInput,
                    Text::tr("%1 has no icon of the split \"%2\".").arg(path, source.split));
    }
    return icons;
}

/// An icon seen as something that comes in several variants.
struct Variant {
    PictureIndex picture = 0;
    bool isInSplit = false;
    QString family;
    QString value;  ///< the skin tone or colour; empty: the plain one
};

std::vector<Variant> skinTones(const Icons& icons) {
    std::vector<Variant> variants;
    for (const Icon& icon : icons.items) {
        if (icon.skinTone.contains(QLatin1StringView(" and ")) ||
            icon.category != QLatin1StringView("People & Body"))
            continue;
        QString family = icon.name;
        if (!icon.skinTone.isEmpty())
            family.remove(QStringLiteral(", ") + icon.skinTone);
        variants.push_back({icon.picture, icon.isInSplit, family, icon.skinTone});
    }
    return variants;
}

std::vector<Variant> colours(const Icons& icons) {
    static const QStringList words{
        QStringLiteral("red"),   QStringLiteral("orange"), QStringLiteral("yellow"),
        QStringLiteral("green"), QStringLiteral("blue"),   QStringLiteral("purple"),
        QStringLiteral("brown"), QStringLiteral("black"),  QStringLiteral("white"),
        QStringLiteral("pink"),  QStringLiteral("grey")};
    static const QRegularExpression notWord(QStringLiteral("[^a-z]+"));
    std::vector<Variant> variants;
    for (const Icon& icon : icons.items) {
        if (icon.category == QLatin1StringView("People & Body"))
            continue;
        QStringList rest = icon.name.toLower().split(notWord, Qt::SkipEmptyParts);
        QStringList named;
        rest.removeIf([&](const QString& word) {
            const bool isColour = words.contains(word);
            if (isColour)
                named << word;
            return isColour;
        });
        if (named.size() == 1)
            variants.push_back({icon.picture, icon.isInSplit, rest.join(u' '), named.first()});
    }
    return variants;
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
std::vector<EvaluationQuery> expressionQueries(const Icons& icons) {
    std::vector<const Icon*> faces;
    for (const Icon& icon : icons.items) {
        if (icon.category == QLatin1StringView("Smileys & Emotion") &&
            icon.subcategory.startsWith(QLatin1StringView("face-")) &&
            icon.name.contains(QLatin1StringView("face")))
            faces.push_back(&icon);
    }
    std::vector<EvaluationQuery> queries;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (!faces[i]->isInSplit)
            continue;
        const std::size_t references = std::min(kReferencesPerFace, faces.size() - 1);
        for (std::size_t k = 0; k < references; ++k) {
            const std::size_t step = 1 + k * (faces.size() - 1) / references;
            const std::size_t next = 1 + step % (faces.size() - 1);
            EvaluationQuery query;
            query.reference = faces[(i + step) % faces.size()]->picture;
            query.sentences << QStringLiteral("%1 instead").arg(faces[i]->name);
            query.right = {faces[i]->picture};
            query.swapped = faces[(i + next) % faces.size()]->picture;
            queries.push_back(std::move(query));
        }
    }
    return queries;
}

}  // namespace

Result<EvaluationSet> readIconNames(const TableSource& source, const QString& kind) {
    SEMBLANCE_TRY_ASSIGN(Icons icons, readIconTable(source, Scope::Split));
    const bool wantsFlags = kind == QLatin1StringView("flags");
    EvaluationSet set;
    set.name = QStringLiteral("icon-names");
    set.part = kind;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Words;
    for (const Icon& icon : icons.items) {
        if ((icon.category == QLatin1StringView("Flags")) != wantsFlags)
            continue;
        EvaluationQuery query;
        query.id = QString::number(set.queries.size());
        query.sentences << icon.name;
        query.right = {icon.picture};
        set.gallery.push_back(icon.picture);
        set.queries.push_back(std::move(query));
    }
    set.gallery = sortedUnique(std::move(set.gallery));
    set.pictures = icons.catalog.take();
    return set;
}

Result<EvaluationSet> readIcons(const TableSource& source, const QString& change) {
    SEMBLANCE_TRY_ASSIGN(Icons icons, readIconTable(source, Scope::Table));
    EvaluationSet set;
    set.name = QStringLiteral("icons");
    set.part = change;
    set.split = source.split;
    set.protocol = EvaluationSet::Protocol::Edits;
    if (change == QLatin1StringView("skin-tone"))
        set.queries = variantQueries(skinTones(icons), QStringLiteral("with %1"));
    else if (change == QLatin1StringView("colour"))
        set.queries = variantQueries(colours(icons), QStringLiteral("that is %1"));
    else
        set.queries = expressionQueries(icons);
    for (std::size_t i = 0; i < set.queries.size(); ++i)
        set.queries[i].id = QString::number(i);
    set.gallery = icons.catalog.all();
    set.pictures = icons.catalog.take();
    return set;
}

}  // namespace semblance
