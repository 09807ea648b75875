#include "app/desktop/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/base/currentfolder.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Options)
};

}  // namespace

Result<Options> parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Text::tr("Finds pictures by a reference picture plus a sentence."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  Text::tr("Shows this text."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     Text::tr("Shows the version."));
    const QCommandLineOption library(QStringLiteral("library"),
                                     Text::tr("The folder of the library to open or to make."),
                                     Text::tr("DIR"));
    const QCommandLineOption model(QStringLiteral("model"),
                                   Text::tr("The model: a name or a folder."), Text::tr("MODEL"));
    const QCommandLineOption quit(
        QStringLiteral("quit-when-shown"),
        Text::tr("Ends once the window has been painted and the library opened."));
    const QCommandLineOption report(
        QStringLiteral("report-start"),
        Text::tr("Prints “shown” when the window has been painted and “listed” with the number of "
                 "pictures when they are there; for measurements."));
    parser.addOptions({help, version, library, model, quit, report});
    parser.addPositionalArgument(QStringLiteral("folder"),
                                 Text::tr("A folder of pictures to add to the library."),
                                 QStringLiteral("[folder]"));
    if (!parser.parse(arguments))
        return fail(ErrorKind::WrongUse, parser.errorText());

    Options options;
    options.help = parser.isSet(help);
    options.version = parser.isSet(version);
    options.helpText = parser.helpText();
    options.quitWhenShown = parser.isSet(quit);
    options.reportStart = parser.isSet(report);
    options.model = parser.value(model);
    if (parser.isSet(library)) {
        SEMBLANCE_TRY_ASSIGN(const QString dir, absolutePath(parser.value(library)));
        options.library = QDir::cleanPath(dir);
    }
    const QStringList folders = parser.positionalArguments();
    if (folders.size() > 1)
        return fail(ErrorKind::WrongUse,
                    Text::tr("Give one folder at most; more can be added in the window."));
    if (!folders.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(const QString folder, absolutePath(folders.first()));
        options.folder = QDir::cleanPath(folder);
        if (!QFileInfo(options.folder).isDir())
            return fail(
                ErrorKind::WrongUse,
                Text::tr("“%1” is not a folder.").arg(QDir::toNativeSeparators(options.folder)));
    }
    return options;
}

}  // namespace semblance
