#include "core/catalogue/rootpaths.h"

namespace semblance {

std::optional<QString> pathBelow(const QString& path, const QString& folder) {
    if (path == folder)
        return QString();
    if (folder.isEmpty())
        return path;
    if (path.startsWith(folder + QLatin1Char('/')))
        return path.mid(folder.size() + 1);
    return std::nullopt;
}

QString folderPrefix(const QString& folder) {
    return folder.isEmpty() ? QString() : folder + QLatin1Char('/');
}

QString globFromAbove(QString line, const QString& folder) {
    if (folder.isEmpty())
        return line;
    QString above;
    if (line.startsWith(QLatin1Char('!')))
        above = QStringLiteral("!");
    line.remove(0, above.size());
    above += QLatin1Char('/');
    for (const QChar letter : folder) {
        if (QStringView(u"*?[\\").contains(letter))
            above += QLatin1Char('\\');
        above += letter;
    }
    const bool isTied =
        line.indexOf(QLatin1Char('/')) >= 0 && line.indexOf(QLatin1Char('/')) < line.size() - 1;
    if (!isTied)
        above += QStringLiteral("/**");
    if (!line.startsWith(QLatin1Char('/')))
        above += QLatin1Char('/');
    return above + line;
}

}  // namespace semblance
