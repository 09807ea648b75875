#include "app/cli/output.h"

#include <QJsonDocument>
#include <cstdio>

#include "core/base/printable.h"

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

bool isTerminal(std::FILE* stream) {
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return ::isatty(::fileno(stream)) != 0;
#endif
}
}  // namespace

void printLine(const QString& line) {
    write(stdout, printable(line).toUtf8() + '\n');
}

void printText(const QString& text) {
    write(stdout, text.toUtf8());
}

void printJson(const QJsonObject& object) {
    write(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void printPath(const QString& path, char end) {
    const bool isRead = end == '\n' && isTerminal(stdout);
    write(stdout, (isRead ? printable(path) : path).toUtf8() + end);
}

bool outputIsWhole() {
    return std::ferror(stdout) == 0;
}

void printError(const QString& line) {
    write(stderr, printable(line).toUtf8() + '\n');
}

int reportError(const Error& error) {
    printError(error.sentence);
    if (!error.detail.isEmpty())
        printError(QStringLiteral("  (%1)").arg(error.detail));
    return exitCode(error);
}

void printProgress(const QString& line) {
    if (isTerminal(stderr))
        write(stderr, "\r\033[K" + printable(line).toUtf8());
}

}  // namespace semblance
