#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/pictureformats.h"
#include "core/scan/ignorefile.h"
#include "core/scan/ignorerules.h"
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
    bool isLink = false;
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
    const LeftOutList leftOut(options.leftOut);
    const PlaceholderCheck isElsewhere =
        options.isPlaceholder ? options.isPlaceholder : PlaceholderCheck(isPlaceholder);
    const auto relative = [&](const QString& path) { return path.mid(root.size() + 1); };
    const auto report = [&] {
        if (progress)
            progress(static_cast<std::int64_t>(result.files.size()));
    };
    const auto isSkipped = [&](const QString& path) {
        return std::any_of(
            options.skipFolders.begin(), options.skipFolders.end(), [&](const QString& skipped) {
                return path == skipped || path.startsWith(skipped + QLatin1Char('/'));
            });
    };
    QSet<QString> seen;  // canonical paths, while links are followed
    std::vector<Folder> toDo{{root, {}, false}};
    std::vector<Folder> links;
    while (!toDo.empty() || !links.empty()) {
        std::vector<Folder>& next = toDo.empty() ? links : toDo;
        const auto [folder, outer, isLink] = std::move(next.back());
        next.pop_back();
        const QFileInfo self(folder);
        if (options.followLinks) {
            const QString real = self.canonicalFilePath();
            if (seen.contains(real) || (isLink && isSkipped(real)))
                continue;
            seen.insert(real);
        }
        if (!self.isReadable()) {
            if (self.exists()) {
                result.unread.push_back(relative(folder).toStdString());
                result.problems.push_back({folder, cannotListSentence(folder)});
            }
            continue;
        }
        if (folder != root &&
            QFileInfo::exists(folder + QLatin1Char('/') + QLatin1String(kNoMediaName)))
            continue;
        ++result.folders;
        const std::string inRoot = relative(folder).toStdString();
        const IgnoreFiles ignored =
            outer.within(inRoot, headOf(folder + QLatin1Char('/') + QLatin1String(kIgnoreFileName),
                                        kMaxIgnoreFileBytes));
        const std::string folderName = self.fileName().toStdString();
        const QFileInfoList entries = QDir(folder).entryInfoList(
            QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
        for (const QFileInfo& entry : entries) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            const std::string name = entry.fileName().toStdString();
            const QString path = folder + QLatin1Char('/') + entry.fileName();
            if ((!options.hiddenFiles && isHiddenName(name)) ||
                leftOut.leavesOut(inRoot, name, entry.isDir()) ||
                ignored.leavesOut(relative(path).toStdString(), entry.isDir()))
                continue;
            if (entry.isDir()) {
                if (isIgnoredInPackage(folderName, name) || options.skipFolders.contains(path))
                    continue;
                const bool leadsAway = entry.isSymLink() || entry.isJunction();
                if (leadsAway && !options.followLinks)
                    ++result.links;
                else
                    (leadsAway ? links : toDo).push_back({path, ignored, leadsAway});
            } else if (entry.isFile() && hasPictureExtension(name)) {
                if (!isUnicode(entry.fileName())) {
                    result.problems.push_back(
                        {path,
                         Text::tr("The name %1 is not valid Unicode. Rename it to have it indexed.")
                             .arg(path)});
                    continue;
                }
                if (isElsewhere(path)) {
                    ++result.placeholders;
                    result.unread.push_back(relative(path).toStdString());
                    continue;
                }
                result.files.add(relative(path).toStdString(), fileStat(entry));
                if (result.files.size() % 1024 == 0)
                    report();
            } else if (const QString kind = unreadKind(name); entry.isFile() && !kind.isEmpty()) {
                ++result.skipped[kind];
            }
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
