#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/library/erasing.h"

namespace semblance {

namespace {
/// Of the user's own library with all else that Semblance keeps, of a named one alone.
QStringList partsMeant(const Arguments& arguments) {
    QStringList parts = partsOfLibrary(arguments.libraryDir);
    if (!arguments.libraryNamed)
        parts += partsOfUser();
    return parts;
}

Status erase(const Arguments& arguments) {
    const QStringList parts = partsMeant(arguments);
    if (!arguments.yes) {
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("This would delete, for good:\n  %1\nNo photo is touched. Say "
                                   "--yes to do it.")
                        .arg(parts.join(QStringLiteral("\n  "))));
    }
    const Status erased = eraseLibrary(arguments.libraryDir);
    // Without a library there may be settings and models.
    const bool nothing = !erased && erased.error().kind == ErrorKind::NotFound;
    if (!erased && (arguments.libraryNamed || !nothing || parts.isEmpty()))
        return erased;
    if (!arguments.libraryNamed)
        SEMBLANCE_TRY(eraseUserParts());
    if (arguments.json)
        printJson({{QStringLiteral("erased"), QJsonArray::fromStringList(parts)}});
    else
        printLine(QStringLiteral("Erased: %1").arg(parts.join(QStringLiteral(", "))));
    return {};
}
}  // namespace

int runErase(const Arguments& arguments) {
    const Status done = erase(arguments);
    return done ? kDone : reportError(done.error());
}

}  // namespace semblance
