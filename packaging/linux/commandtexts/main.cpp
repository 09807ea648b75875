// Writes the man page or a shell's completion of a program: commandtexts man|bash|zsh|fish PROGRAM
// FILE

#include <QCoreApplication>
#include <QFile>
#include <cstdio>

#include "app/cli/commandspecs.h"
#include "app/desktop/options.h"
#include "packaging/linux/commandtexts/completion.h"
#include "packaging/linux/commandtexts/manpage.h"

using namespace semblance;

namespace {

QString textOf(const QString& kind, const CommandSpec& program) {
    if (kind == QStringLiteral("man"))
        return manPage(program, QStringLiteral(SEMBLANCE_VERSION));
    if (kind == QStringLiteral("bash"))
        return bashCompletion(program);
    if (kind == QStringLiteral("zsh"))
        return zshCompletion(program);
    if (kind == QStringLiteral("fish"))
        return fishCompletion(program);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("Usage: commandtexts man|bash|zsh|fish semblance|semblance-cli FILE\n", stderr);
        return 2;
    }
    const QString text = textOf(
        arguments[1], arguments[2] == QStringLiteral("semblance") ? windowSpec() : cliSpec());
    QFile file(arguments[3]);
    const QByteArray bytes = text.toUtf8();
    if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        std::fprintf(stderr, "commandtexts: %s could not be written.\n", qPrintable(arguments[3]));
        return 3;
    }
    return 0;
}
