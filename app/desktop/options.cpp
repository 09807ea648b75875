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

}  // namespace

CommandSpec windowSpec() {
    const QString operand = Text::tr("FOLDER") + u'|' + Text::tr("PICTURE");
    CommandSpec window;
    window.name = QStringLiteral("semblance");
    window.about = Text::tr("Finds pictures by a reference picture plus a sentence.");
    // More than one are refused below, with what to do instead.
    window.operands = {u'[' + operand + u']', {}, 0, OperandSpec::any};
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
        Text::tr("A folder is added to the library; a picture becomes the reference to search by.");
    return window;
}

namespace {

Result<Options> readOperand(Options options, const QString& operand) {
    SEMBLANCE_TRY_ASSIGN(const QString path, absolutePath(operand));
    const QFileInfo info(path);
    if (info.isDir())
        options.folder = QDir::cleanPath(path);
    else if (info.isFile())
        options.picture = QDir::cleanPath(path);
    else
        return fail(ErrorKind::WrongUse, Text::tr("“%1” is neither a folder nor a picture.")
                                             .arg(QDir::toNativeSeparators(path)));
    return options;
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
        return fail(
            ErrorKind::WrongUse,
            Text::tr("Give one folder or picture at most; more can be added in the window."));
    if (!line.operands.isEmpty())
        return readOperand(std::move(options), line.operands.first());
    return options;
}

}  // namespace semblance
