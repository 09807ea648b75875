#include "app/cli/placescommand.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/output.h"
#include "core/base/interruption.h"
#include "core/catalogue/catalogue.h"
#include "core/library/indexing/recognition.h"
#include "core/library/indexing/scanrules.h"

namespace semblance {

namespace {

void print(const QStringList& lines, const Arguments& arguments) {
    if (arguments.json) {
        printJson({{QStringLiteral("ignored"), QJsonArray::fromStringList(lines)}});
        return;
    }
    for (const QString& line : lines)
        printLine(line);
}

Status change(ScanSettings& settings, RootId root, const QStringList& words) {
    const QString& verb = words.first();
    if (words.size() == 2 && verb == QLatin1StringView("add"))
        return addLeftOut(settings, root, words[1]);
    if (words.size() == 2 && verb == QLatin1StringView("remove"))
        return removeLeftOut(settings, root, words[1]);
    return fail(ErrorKind::WrongUse,
                QStringLiteral("library ignore takes list, add GLOB or remove GLOB."));
}

}  // namespace

Result<RootInfo> rootNamed(const QString& folder, const Catalogue& catalogue) {
    // A folder that is gone has no canonical path, but may have been named "x/../folder/".
    const QStringList names{QDir::cleanPath(folder), QFileInfo(folder).canonicalFilePath()};
    const SnapshotPtr snapshot = catalogue.snapshot();
    // Two may have the same path, on disks that take turns: the one that is away is meant.
    const RootInfo* named = nullptr;
    for (const RootInfo& root : snapshot->roots()) {
        if (names.contains(root.path) && (!named || root.state != RootInfo::State::Present))
            named = &root;
    }
    if (named)
        return *named;
    return fail(ErrorKind::NotFound,
                QStringLiteral("The folder %1 is not in this library.").arg(folder));
}

Status relocateFolder(Catalogue& catalogue, const Arguments& arguments) {
    const QString& to = arguments.operands[1];
    SEMBLANCE_TRY_ASSIGN(const RootInfo root, rootNamed(arguments.operands[0], catalogue));
    SEMBLANCE_TRY_ASSIGN(const Recognition found,
                         compareWithRoot(catalogue, root.id, to, interrupted()));
    if (found.known > 0 && found.matched == 0)
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("%1 holds none of the %2 pictures of %3: nothing was changed.")
                        .arg(to, QString::number(found.known), root.path));
    if (found.newPath != QFileInfo(to).canonicalFilePath())
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("The pictures of %1 lie in %2: name that folder.")
                        .arg(root.path, found.newPath));
    SEMBLANCE_TRY_ASSIGN([[maybe_unused]] const RootId now, relocate(catalogue, root.id, to));
    if (arguments.json) {
        printJson({{QStringLiteral("path"), found.newPath},
                   {QStringLiteral("matched"), found.matched},
                   {QStringLiteral("files"), found.known}});
    } else {
        printLine(QStringLiteral("%1 is at %2 now: %3 of %4 files. Index it to look for what "
                                 "differs.")
                      .arg(root.path, found.newPath, QString::number(found.matched),
                           QString::number(found.known)));
    }
    return {};
}

Status editIgnored(Catalogue& catalogue, const Arguments& arguments) {
    RootId root;
    if (!arguments.root.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(const RootInfo named, rootNamed(arguments.root, catalogue));
        root = named.id;
    }
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(ScanSettings settings, reader->scanSettings());
    const QStringList& words = arguments.operands;
    if (!words.isEmpty() && words != QStringList{QStringLiteral("list")}) {
        SEMBLANCE_TRY(change(settings, root, words));
        SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
        SEMBLANCE_TRY(writer->setScanSettings(settings));
        if (!arguments.json)
            return {};
    }
    print(editableLines(root, settings), arguments);
    return {};
}

}  // namespace semblance
