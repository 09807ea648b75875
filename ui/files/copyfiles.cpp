#include "ui/files/copyfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <optional>

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CopyFiles)
};

constexpr qint64 chunkBytes = 1 << 20;
constexpr int mostNumbers = 10'000;

enum class Outcome { Copied, Unreadable, Cancelled };

QString numbered(const QFileInfo& info, int number) {
    if (number == 1)
        return info.fileName();
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    return QStringLiteral("%1 (%2)%3").arg(info.completeBaseName()).arg(number).arg(suffix);
}

/// Makes the file that the copy goes into; never one that is there.
bool openFree(QFile& copy, const QFileInfo& source, const QDir& folder, bool& isRenamed) {
    for (int number = 1; number <= mostNumbers; ++number) {
        copy.setFileName(folder.filePath(numbered(source, number)));
        if (copy.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            isRenamed = number > 1;
            return true;
        }
        if (!QFileInfo::exists(copy.fileName()))
            return false;
    }
    return false;
}

Error writeError(const QFile& copy) {
    const bool isFull =
        copy.error() == QFileDevice::ResourceError || copy.error() == QFileDevice::WriteError;
    const QString folder = QDir::toNativeSeparators(QFileInfo(copy.fileName()).path());
    if (isFull)
        return {ErrorKind::NoSpace,
                Text::tr("“%1” cannot be written to: the disk is full or failing. What was copied "
                         "is kept.")
                    .arg(folder),
                copy.errorString()};
    return {ErrorKind::Permission,
            Text::tr("Nothing can be copied to “%1”. Check that the folder is there and that you "
                     "may write to it.")
                .arg(folder),
            copy.errorString()};
}

Result<Outcome> pour(QFile& source, QFile& copy, const TaskControl& control) {
    QByteArray chunk(chunkBytes, Qt::Uninitialized);
    for (;;) {
        if (control.cancel.isCancelled())
            return Outcome::Cancelled;
        const qint64 bytes = source.read(chunk.data(), chunk.size());
        if (bytes < 0)
            return Outcome::Unreadable;
        if (bytes == 0)
            break;
        if (copy.write(chunk.constData(), bytes) != bytes)
            return fail(writeError(copy));
    }
    if (!copy.flush())
        return fail(writeError(copy));
    copy.setFileTime(source.fileTime(QFileDevice::FileModificationTime),
                     QFileDevice::FileModificationTime);
    return Outcome::Copied;
}

Result<Outcome> copyFile(const QString& file, const QDir& folder, const TaskControl& control,
                         bool& isRenamed) {
    QFile source(file);
    if (!QFileInfo(file).isFile() || !source.open(QIODevice::ReadOnly))
        return Outcome::Unreadable;
    QFile copy;
    if (!openFree(copy, QFileInfo(file), folder, isRenamed))
        return fail(writeError(copy));
    Result<Outcome> outcome = pour(source, copy, control);
    copy.close();
    // It was made a moment ago, and nobody else has it.
    if (!outcome || *outcome != Outcome::Copied)
        copy.remove();
    return outcome;
}

}  // namespace

Result<CopiedFiles> copyFiles(const QStringList& files, const QString& folder,
                              const TaskControl& control) {
    CopiedFiles done;
    const QDir target(folder);
    for (qsizetype i = 0; i < files.size(); ++i) {
        control.progress(i, files.size());
        bool isRenamed = false;
        SEMBLANCE_TRY_ASSIGN(const Outcome outcome, copyFile(files[i], target, control, isRenamed));
        if (outcome == Outcome::Cancelled) {
            done.isCancelled = true;
            return done;
        }
        if (outcome == Outcome::Unreadable) {
            done.left.append(files[i]);
            continue;
        }
        ++done.copied;
        done.renamed += isRenamed ? 1 : 0;
    }
    return done;
}

}  // namespace semblance
