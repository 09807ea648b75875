#include "core/dataset/tsvtable.h"

#include <QFile>
#include <QStringDecoder>

namespace semblance {

Result<TsvTable> TsvTable::read(const QString& path, const QStringList& columns) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(file.exists() ? ErrorKind::Permission : ErrorKind::NotFound,
                    QStringLiteral("The table %1 cannot be opened.").arg(path), file.errorString());
    }
    TsvTable table;
    qsizetype width = 0;
    for (int line = 1; !file.atEnd(); ++line) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString text = decoder(file.readLine());
        if (decoder.hasError()) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("%1, line %2: it is not UTF-8 text.").arg(path).arg(line));
        }
        while (text.endsWith(u'\n') || text.endsWith(u'\r'))
            text.chop(1);
        const QStringList fields = text.split(u'\t');
        if (line == 1) {
            width = fields.size();
            for (qsizetype i = 0; i < width; ++i)
                table.m_columns.insert(fields[i], i);
            for (const QString& column : columns) {
                if (!table.m_columns.contains(column)) {
                    return fail(ErrorKind::BadInput,
                                QStringLiteral("%1 has no column \"%2\".").arg(path, column));
                }
            }
        } else if (fields.size() != width) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("%1, line %2: it has %3 fields, not %4.")
                            .arg(path)
                            .arg(line)
                            .arg(fields.size())
                            .arg(width));
        } else {
            table.m_rows << fields;
        }
    }
    return table;
}

}  // namespace semblance
