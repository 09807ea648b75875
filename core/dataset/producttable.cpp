#include "core/dataset/producttable.h"

#include <QDir>
#include <QFileInfo>

#include "core/dataset/annotations.h"
#include "core/dataset/picturecatalog.h"
#include "core/dataset/tsvtable.h"

namespace semblance {

namespace {

QSet<QString> colourWordsOf(const TsvTable& table, const QString& column) {
    QSet<QString> words;
    for (qsizetype row = 0; row < table.size(); ++row) {
        if (!isColourName(table.field(row, column)))
            continue;
        for (const QString& word : table.field(row, column).toLower().split(u' '))
            words.insert(word);
    }
    return words;
}

}  // namespace

bool isColourName(const QString& colour) {
    return colour != QLatin1StringView("NA") && colour != QLatin1StringView("Multi");
}

QString familyName(const QString& productName, const QSet<QString>& colourWords) {
    QStringList words = productName.toLower().split(u' ', Qt::SkipEmptyParts);
    words.removeIf([&](const QString& word) { return colourWords.contains(word); });
    return words.join(u' ');
}

Result<std::vector<Product>> readProductTable(const QString& dir, const QString& split) {
    SEMBLANCE_TRY_ASSIGN(const QString path, findAnnotationFile(dir, {QStringLiteral("fashion")},
                                                                QStringLiteral("styles.tsv")));
    const QString id = QStringLiteral("id");
    const QString splitColumn = QStringLiteral("split");
    const QString gender = QStringLiteral("gender");
    const QString kind = QStringLiteral("subCategory");
    const QString colour = QStringLiteral("baseColour");
    const QString name = QStringLiteral("productDisplayName");
    SEMBLANCE_TRY_ASSIGN(const TsvTable table,
                         TsvTable::read(path, {id, splitColumn, gender, kind, colour, name}));
    const QSet<QString> colourWords = colourWordsOf(table, colour);
    const QDir images(QFileInfo(path).dir().filePath(QStringLiteral("images")));
    std::vector<Product> products;
    QSet<QString> known;
    for (qsizetype row = 0; row < table.size(); ++row) {
        if (!split.isEmpty() && table.field(row, splitColumn) != split)
            continue;
        const QString number = table.field(row, id);
        const QString key = canonicalPictureName(number);
        if (known.contains(key)) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("%1: the product %2 is listed twice.").arg(path, number));
        }
        known.insert(key);
        products.push_back({{number, images.filePath(number + QStringLiteral(".jpg")), {}},
                            table.field(row, splitColumn),
                            table.field(row, gender),
                            table.field(row, kind),
                            table.field(row, colour),
                            table.field(row, name),
                            familyName(table.field(row, name), colourWords)});
    }
    if (products.empty()) {
        return fail(ErrorKind::BadInput,
                    QStringLiteral("%1 has no product of the split \"%2\".").arg(path, split));
    }
    return products;
}

}  // namespace semblance
