#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <utility>
#include <vector>

#include "core/base/pictureformats.h"
#include "core/scan/ignorefile.h"
#include "core/scan/ignorerules.h"
#include "core/scan/motionfilms.h"
#include "core/scan/unreadkinds.h"
#include "core/scan/walk.h"

/// The walk for systems without POSIX directories (Windows). There is no file index: a renamed file
/// is recognised by its content key.
namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Walk)
};

QString cannotListSentence(const QString& path) {
    return Text::tr("The folder %1 cannot be read. Check its permissions and its disk.").arg(path);
}

FileStat fileStat(const QFileInfo& info) {
    return {info.size(), info.lastModified().toMSecsSinceEpoch() * 1'000'000, 0, 0};
}

QByteArray headOf(const QString& path, qint64 bytes) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(bytes) : QByteArray();
}

struct Folder {
    QString path;         ///< absolute
    IgnoreFiles ignored;  ///< on the way to it
};

bool isUnicode(const QString& name) {
    return QString::fromUtf8(name.toUtf8()) == name;
}

}  // namespace

Result<WalkResult> walk(const QString& root, const WalkOptions& options, const CancelToken& cancel,
                        const std::function<void(std::int64_t)>& progress) {
    if (!QFileInfo::exists(root))
        return fail(ErrorKind::NotFound, cannotListSentence(root));
    if (!QFileInfo(root).isReadable())
        return fail(ErrorKind::Permission, cannotListSentence(root));
    WalkResult result;
    const auto relative = [&](const QString& path) { return path.mid(root.size() + 1); };
    const auto report = [&] {
        if (progress)
            progress(static_cast<std::int64_t>(result.files.size()));
    };
    std::vector<Folder> toDo{{root, {}}};
    while (!toDo.empty()) {
        const auto [folder, outer] = std::move(toDo.back());
        toDo.pop_back();
        const QFileInfo self(folder);
        if (!self.isReadable()) {
            if (self.exists()) {
                result.unreadFolders.push_back(relative(folder).toStdString());
                result.problems.push_back({folder, cannotListSentence(folder)});
            }
            continue;
        }
        if (folder != root &&
            QFileInfo::exists(folder + QLatin1Char('/') + QLatin1String(kNoMediaName)))
            continue;
        ++result.folders;
        const IgnoreFiles ignored =
            outer.within(relative(folder).toStdString(),
                         headOf(folder + QLatin1Char('/') + QLatin1String(kIgnoreFileName),
                                kMaxIgnoreFileBytes));
        const std::string folderName = self.fileName().toStdString();
        const QFileInfoList entries = QDir(folder).entryInfoList(
            QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
        const std::size_t first = result.files.size();
        std::vector<std::string> films;
        for (const QFileInfo& entry : entries) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const std::string name = entry.fileName().toStdString();
            const QString path = folder + QLatin1Char('/') + entry.fileName();
            if (ignored.leavesOut(relative(path).toStdString(), entry.isDir()))
                continue;
            if (entry.isDir()) {
                if (!entry.isSymLink() && !entry.isJunction() &&
                    !isIgnoredFolder(name, options.hiddenFiles) &&
                    !isIgnoredInPackage(folderName, name) && !options.skipFolders.contains(path))
                    toDo.push_back({path, ignored});
            } else if (entry.isFile() && hasPictureExtension(name) &&
                       !isIgnoredFile(name, options.hiddenFiles)) {
                if (!isUnicode(entry.fileName())) {
                    result.problems.push_back(
                        {path,
                         Text::tr("The name %1 is not valid Unicode. Rename it to have it indexed.")
                             .arg(path)});
                    continue;
                }
                if (hasVideoExtension(name)) {
                    films.push_back(name);
                    continue;
                }
                result.files.add(relative(path).toStdString(), fileStat(entry));
                if (result.files.size() % 1024 == 0)
                    report();
            } else if (const QString kind = unreadKind(name);
                       entry.isFile() && !kind.isEmpty() &&
                       !isIgnoredFile(name, options.hiddenFiles)) {
                ++result.skipped[kind];
            }
        }
        for (const std::string& film : filmsOfTheirOwn(std::move(films), result.files, first)) {
            const QString path = folder + QLatin1Char('/') + QString::fromStdString(film);
            if (options.videos)
                result.files.add(relative(path).toStdString(), fileStat(QFileInfo(path)));
            else
                ++result.skipped[videoKind(film)];
        }
    }
    result.files.sort();
    report();
    return result;
}

Result<FileStat> statFile(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::NotFound,
                    Text::tr("%1 cannot be read. Check that it is there and that you may read it.")
                        .arg(path));
    return fileStat(info);
}

}  // namespace semblance
