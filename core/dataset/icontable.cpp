#include "core/dataset/icontable.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include "core/base/hash.h"
#include "core/dataset/annotations.h"
#include "core/dataset/tsvtable.h"

namespace semblance {

namespace {

/// Empty when the file cannot be read.
QByteArray fingerprint(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return xxh3(
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

/// Names the first of the files that hold the same bytes.
class Twins {
public:
    explicit Twins(const QDir& images) : m_images(images) {}

    QString firstOf(const QString& file) {
        const QByteArray bytes = fingerprint(m_images.filePath(file));
        if (bytes.isEmpty())
            return file;
        const auto first = m_firstOf.constFind(bytes);
        if (first != m_firstOf.constEnd())
            return *first;
        m_firstOf.insert(bytes, file);
        return file;
    }

private:
    QDir m_images;
    QHash<QByteArray, QString> m_firstOf;
};

}  // namespace

Result<std::vector<Icon>> readIconTable(const QString& dir, const QString& split) {
    SEMBLANCE_TRY_ASSIGN(const QString path, findAnnotationFile(dir, {QStringLiteral("icons")},
                                                                QStringLiteral("icons.tsv")));
    const QString image = QStringLiteral("image");
    const QString name = QStringLiteral("name");
    const QString category = QStringLiteral("category");
    const QString subcategory = QStringLiteral("subcategory");
    const QString shortName = QStringLiteral("short_names");
    const QString skinTone = QStringLiteral("skin_tone");
    const QString splitColumn = QStringLiteral("split");
    SEMBLANCE_TRY_ASSIGN(
        const TsvTable table,
        TsvTable::read(path, {image, name, category, subcategory, skinTone, splitColumn}));
    const QDir images(QFileInfo(path).dir().filePath(QStringLiteral("images")));
    Twins twins(images);
    std::vector<Icon> icons;
    for (qsizetype row = 0; row < table.size(); ++row) {
        if (!split.isEmpty() && table.field(row, splitColumn) != split)
            continue;
        const QString file = twins.firstOf(table.field(row, image));
        Icon icon{{file, images.filePath(file), {}}, table.field(row, name),
                  table.field(row, category),        table.field(row, subcategory),
                  table.field(row, skinTone),        {},
                  table.field(row, splitColumn)};
        if (table.has(shortName))
            icon.shortName = table.field(row, shortName);
        icons.push_back(std::move(icon));
    }
    if (icons.empty()) {
        return fail(ErrorKind::BadInput,
                    QStringLiteral("%1 has no icon of the split \"%2\".").arg(path, split));
    }
    return icons;
}

std::vector<IconVariant> skinToneVariants(const std::vector<Icon>& icons) {
    std::vector<IconVariant> variants;
    for (std::size_t i = 0; i < icons.size(); ++i) {
        const Icon& icon = icons[i];
        if (icon.skinTone.contains(QLatin1StringView(" and ")) ||
            icon.category != QLatin1StringView("People & Body"))
            continue;
        QString family = icon.name;
        if (!icon.skinTone.isEmpty())
            family.remove(QStringLiteral(", ") + icon.skinTone);
        variants.push_back({i, family, icon.skinTone});
    }
    return variants;
}

std::vector<IconVariant> colourVariants(const std::vector<Icon>& icons) {
    static const QStringList words{
        QStringLiteral("red"),   QStringLiteral("orange"), QStringLiteral("yellow"),
        QStringLiteral("green"), QStringLiteral("blue"),   QStringLiteral("purple"),
        QStringLiteral("brown"), QStringLiteral("black"),  QStringLiteral("white"),
        QStringLiteral("pink"),  QStringLiteral("grey")};
    static const QRegularExpression notWord(QStringLiteral("[^a-z]+"));
    std::vector<IconVariant> variants;
    for (std::size_t i = 0; i < icons.size(); ++i) {
        if (icons[i].category == QLatin1StringView("People & Body"))
            continue;
        QStringList rest = icons[i].name.toLower().split(notWord, Qt::SkipEmptyParts);
        QStringList named;
        rest.removeIf([&](const QString& word) {
            const bool isColour = words.contains(word);
            if (isColour)
                named << word;
            return isColour;
        });
        if (named.size() == 1)
            variants.push_back({i, rest.join(u' '), named.first()});
    }
    return variants;
}

bool isFace(const Icon& icon) {
    return icon.category == QLatin1StringView("Smileys & Emotion") &&
           icon.subcategory.startsWith(QLatin1StringView("face-")) &&
           icon.name.contains(QLatin1StringView("face"));
}

}  // namespace semblance
