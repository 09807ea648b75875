#include "app/cli/output.h"

#include <QJsonDocument>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace semblance {

namespace {
void write(std::FILE* stream, const QByteArray& bytes) {
    // What fails stays noted in the stream: outputIsWhole().
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}
}  // namespace

void printLine(const QString& line) {
    write(stdout, line.toUtf8() + '\n');
}

void printJson(const QJsonObject& object) {
    write(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

bool outputIsWhole() {
    return std::ferror(stdout) == 0;
}

void printError(const QString& line) {
    write(stderr, line.toUtf8() + '\n');
}

int reportError(const Error& error) {
    printError(error.sentence);
    if (!error.detail.isEmpty())
        printError(QStringLiteral("  (%1)").arg(error.detail));
    return exitCode(error);
}

bool isTerminal() {
#ifdef Q_OS_WIN
    return _isatty(_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

void printProgress(const QString& line) {
    if (isTerminal())
        write(stderr, "\r\033[K" + line.toUtf8());
}

}  // namespace semblance
