#include "core/dataset/classnames.h"

#include <QDir>

#include "core/base/resources.h"
#include "core/dataset/tsvtable.h"

namespace semblance {

Result<std::vector<ClassName>> readClassNames(const QString& path) {
    const QString name = QStringLiteral("name");
    const QString others = QStringLiteral("others");
    SEMBLANCE_TRY_ASSIGN(const TsvTable table, TsvTable::read(path, {name, others}));
    std::vector<ClassName> names;
    for (qsizetype row = 0; row < table.size(); ++row) {
        ClassName one{table.field(row, name).trimmed(), {}};
        if (one.name.isEmpty()) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("%1: class %2 has no name.").arg(path).arg(row + 1));
        }
        for (const QString& other : table.field(row, others).split(u',', Qt::SkipEmptyParts))
            one.others << other.trimmed();
        names.push_back(std::move(one));
    }
    return names;
}

QString imageNetClassNames() {
    return QDir(resourceDir(QStringLiteral("classes"))).filePath(QStringLiteral("imagenet.tsv"));
}

QString classSentence(const QString& name) {
    const bool isVowel =
        !name.isEmpty() && QStringLiteral("aeiou").contains(name.front(), Qt::CaseInsensitive);
    return QStringLiteral("a photo of %1 %2")
        .arg(isVowel ? QStringLiteral("an") : QStringLiteral("a"), name);
}

}  // namespace semblance
