#include "core/library/indexing/scanrules.h"

#include <QCoreApplication>

#include "core/scan/ignorefile.h"
#include "core/scan/ignorerules.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ScanRules)
};

bool isReadable(const QString& line) {
    // A name may begin with what is a comment in a file.
    return isIgnoreLine(line.startsWith(QLatin1Char('#')) ? QLatin1Char('\\') + line : line);
}

}  // namespace

QStringList leftOutEverywhere(const ScanSettings& settings) {
    QStringList lines = usualLeftOut();
    lines.removeIf([&](const QString& line) { return settings.takenIn.contains(line); });
    return lines + settings.leftOut;
}

QStringList leftOutOf(RootId root, const ScanSettings& settings) {
    const auto own = settings.ofRoots.find(root);
    return leftOutEverywhere(settings) +
           (own == settings.ofRoots.end() ? QStringList() : own->second);
}

QStringList editableLines(RootId root, const ScanSettings& settings) {
    if (!root.isValid())
        return leftOutEverywhere(settings);
    const auto own = settings.ofRoots.find(root);
    return own == settings.ofRoots.end() ? QStringList() : own->second;
}

Status addLeftOut(ScanSettings& settings, RootId root, const QString& line) {
    const QString glob = line.trimmed();
    if (!isReadable(glob))
        return fail(ErrorKind::BadInput,
                    Text::tr("“%1” names no files. Write a name or a pattern, for example "
                             "“Previews/” or “*-edited.jpg”.")
                        .arg(glob));
    if (editableLines(root, settings).contains(glob))
        return {};
    if (root.isValid())
        settings.ofRoots[root].append(glob);
    else if (settings.takenIn.removeAll(glob) == 0)
        settings.leftOut.append(glob);
    return {};
}

Status removeLeftOut(ScanSettings& settings, RootId root, const QString& line) {
    const QString glob = line.trimmed();
    if (!editableLines(root, settings).contains(glob))
        return fail(ErrorKind::NotFound, Text::tr("“%1” is not in the list.").arg(glob));
    if (root.isValid()) {
        settings.ofRoots[root].removeAll(glob);
        if (settings.ofRoots[root].isEmpty())
            settings.ofRoots.erase(root);
    } else if (settings.leftOut.removeAll(glob) == 0) {
        settings.takenIn.append(glob);
    }
    return {};
}

void restoreLeftOut(ScanSettings& settings, RootId root) {
    if (root.isValid()) {
        settings.ofRoots.erase(root);
    } else {
        settings.leftOut.clear();
        settings.takenIn.clear();
    }
}

}  // namespace semblance
