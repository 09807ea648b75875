#include "core/dataset/picturefolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include "core/base/pictureformats.h"

namespace semblance {

namespace {

/// The non-empty lines of a caption file; an error says what is wrong with it.
Result<QStringList> readSidecar(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(
            ErrorKind::Permission,
            QStringLiteral("The caption file %1 cannot be opened; its picture goes without.")
                .arg(path),
            file.errorString());
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(file.readAll());
    if (decoder.hasError()) {
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The caption file %1 is not UTF-8 text; its picture goes without.")
                .arg(path));
    }
    QStringList lines;
    for (const QString& line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines << line.trimmed();
    }
    return lines;
}

QStringList pictureFiles(const QString& dir) {
    QStringList patterns;
    for (const QString& extension : pictureExtensions()) {
        const QString pattern = QStringLiteral("*.") + extension;
        if (!hasVideoExtension(pattern.toStdString()))
            patterns << pattern;
    }
    QStringList files;
    QDirIterator it(dir, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files << it.next();
    files.sort();
    return files;
}

}  // namespace

Result<PictureFolder> readPictureFolder(const QString& dir) {
    if (!QFileInfo(dir).isDir())
        return fail(ErrorKind::NotFound, QStringLiteral("There is no folder %1.").arg(dir));
    const QStringList files = pictureFiles(dir);
    if (files.isEmpty())
        return fail(ErrorKind::BadInput,
                    QStringLiteral("The folder %1 holds no pictures.").arg(dir));
    PictureFolder folder;
    for (const QString& path : files) {
        FolderPicture picture{{QDir(dir).relativeFilePath(path), path, {}}, {}};
        const QFileInfo info(path);
        const QString sidecar =
            info.dir().filePath(info.completeBaseName() + QStringLiteral(".txt"));
        if (QFileInfo::exists(sidecar)) {
            auto lines = readSidecar(sidecar);
            if (lines)
                picture.captions = std::move(*lines);
            else
                folder.problems << lines.error().sentence;
        }
        folder.pictures.push_back(std::move(picture));
    }
    return folder;
}

}  // namespace semblance
