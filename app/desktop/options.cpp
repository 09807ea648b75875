#include "app/desktop/options.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/base/currentfolder.h"
#include "core/commandline/commandline.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Options)
};

CommandSpec windowSpec() {
    const QString folder = Text::tr("FOLDER");
    CommandSpec window;
    window.name = QStringLiteral("semblance");
    window.about = Text::tr("Finds pictures by a reference picture plus a sentence.");
    // More than one are refused below, with what to do instead.
    window.operands = {u'[' + folder + u']', {}, 0, OperandSpec::any};
    window.options = {
        {QStringLiteral("library"), Text::tr("DIR"),
         Text::tr("The folder of the library to open or to make.")},
        {QStringLiteral("model"), Text::tr("MODEL"), Text::tr("The model: a name or a folder.")},
        {QStringLiteral("quit-when-shown"),
         {},
         Text::tr("Ends once the window has been painted and the library opened.")},
        {QStringLiteral("report-start"),
         {},
         Text::tr("Prints “shown” when the window has been painted and “listed” with the number of "
                  "pictures when they are there; for measurements.")}};
    window.more =
        folder + QStringLiteral(": ") + Text::tr("A folder of pictures to add to the library.");
    return window;
}

}  // namespace

Result<Options> parseOptions(const QStringList& arguments) {
    SEMBLANCE_TRY_ASSIGN(const CommandLine line, readCommandLine(windowSpec(), arguments));
    Options options;
    options.text = line.version ? QStringLiteral("semblance " SEMBLANCE_VERSION "\n") : line.help;
    if (!options.text.isEmpty())
        return options;
    options.quitWhenShown = line.has(u"quit-when-shown");
    options.reportStart = line.has(u"report-start");
    options.model = line.value(u"model");
    if (line.has(u"library")) {
        SEMBLANCE_TRY_ASSIGN(const QString dir, absolutePath(line.value(u"library")));
        options.library = QDir::cleanPath(dir);
    }
    if (line.operands.size() > 1)
        return fail(ErrorKind::WrongUse,
                    Text::tr("Give one folder at most; more can be added in the window."));
    if (!line.operands.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(const QString folder, absolutePath(line.operands.first()));
        options.folder = QDir::cleanPath(folder);
        if (!QFileInfo(options.folder).isDir())
            return fail(
                ErrorKind::WrongUse,
                Text::tr("“%1” is not a folder.").arg(QDir::toNativeSeparators(options.folder)));
    }
    return options;
}

}  // namespace semblance
