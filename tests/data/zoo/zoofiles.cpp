#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <cstdio>

#include "tests/data/zoo/zoo.h"

using namespace semblance;

/// Writes the zoo's files, each into a folder by its format, as the fuzzers want them.
int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc != 2) {
        std::fputs("Usage: zoofiles FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(QCoreApplication::arguments().at(1));
    int written = 0;
    for (const zoo::Animal& animal : zoo::animals()) {
        QString format = pictureFormatName(animal.format);
        if (format.isEmpty())
            format = QStringLiteral("none");
        QFile file(folder.filePath(format + u'/' + animal.name));
        if (!folder.mkpath(format) || !file.open(QIODevice::WriteOnly) ||
            file.write(animal.bytes) != animal.bytes.size()) {
            std::fprintf(stderr, "%s cannot be written.\n", qPrintable(file.fileName()));
            return 1;
        }
        ++written;
    }
    std::printf("%d files\n", written);
    return 0;
}
