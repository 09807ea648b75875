#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/pictureformats.h"
#include "core/scan/ignorefile.h"
#include "core/scan/ignorerules.h"
#include "core/scan/motionfilms.h"
#include "core/scan/sidecars.h"
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
    bool isDeep = true;  ///< with the folders in it
};

IgnoreFiles ignoredIn(const Folder& folder, const std::string& relative) {
    return folder.ignored.within(
        relative, headOf(folder.path + QLatin1Char('/') + QLatin1String(kIgnoreFileName),
                         kMaxIgnoreFileBytes));
}

bool holdsNoMedia(const QString& folder) {
    return QFileInfo::exists(folder + QLatin1Char('/') + QLatin1String(kNoMediaName));
}

/// A part of the root, found by the rules of a walk of the whole; nothing when it is not there or
/// left out.
std::optional<Folder> partOf(const QString& root, const FolderScope& part,
                             const WalkOptions& options, const LeftOutList& leftOut) {
    Folder folder{root, {}};
    const QString relative =
        QString::fromUtf8(part.path.data(), static_cast<qsizetype>(part.path.size()));
    for (const QString& name : relative.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        if (folder.path != root && holdsNoMedia(folder.path))
            return std::nullopt;
        const std::string above = folder.path.mid(root.size() + 1).toStdString();
        folder.ignored = ignoredIn(folder, above);
        const std::string outer = QFileInfo(folder.path).fileName().toStdString();
        folder.path += QLatin1Char('/') + name;
        const QFileInfo info(folder.path);
        if (!info.isDir() || info.isSymLink() || info.isJunction() ||
            (!options.hiddenFiles && isHiddenName(name.toStdString())) ||
            leftOut.leavesOut(above, name.toStdString(), true) ||
            isIgnoredInPackage(outer, name.toStdString()) ||
            options.skipFolders.contains(folder.path) ||
            folder.ignored.leavesOut(folder.path.mid(root.size() + 1).toStdString(), true))
            return std::nullopt;
    }
    folder.isDeep = part.isDeep;
    return folder;
}

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
    std::vector<Folder> toDo;
    std::vector<Folder> links;
    if (options.only.empty())
        toDo.push_back({root, {}});
    for (const FolderScope& part : options.only) {
        if (std::optional<Folder> found = partOf(root, part, options, leftOut))
            toDo.push_back(std::move(*found));
    }
    while (!toDo.empty() || !links.empty()) {
        std::vector<Folder>& next = toDo.empty() ? links : toDo;
        const Folder now = std::move(next.back());
        const QString& folder = now.path;
        const bool isLink = now.isLink;
        next.pop_back();
        if (options.entering)
            options.entering(relative(folder).toStdString());
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
        if (folder != root && holdsNoMedia(folder))
            continue;
        ++result.folders;
        const std::string inRoot = relative(folder).toStdString();
        const IgnoreFiles ignored = ignoredIn(now, inRoot);
        const std::string folderName = self.fileName().toStdString();
        const std::size_t firstFile = result.files.size();
        std::vector<std::string> sidecars;
        const QFileInfoList entries = QDir(folder).entryInfoList(
            QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
        std::vector<std::string> films;
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
                if (!now.isDeep || isIgnoredInPackage(folderName, name) ||
                    options.skipFolders.contains(path))
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
                if (hasVideoExtension(name)) {
                    films.push_back(name);
                    continue;
                }
                result.files.add(relative(path).toStdString(), fileStat(entry));
                if (result.files.size() % 1024 == 0)
                    report();
            } else if (entry.isFile() && isSidecarName(name)) {
                if (isUnicode(entry.fileName()))
                    sidecars.push_back(name);
            } else if (const QString kind = unreadKind(name); entry.isFile() && !kind.isEmpty()) {
                ++result.skipped[kind];
            }
        }
        noteSidecars(result.files, firstFile, sidecars, [&](const std::string& name) {
            return statFile(folder + QLatin1Char('/') + QString::fromStdString(name));
        });
        for (const std::string& film : filmsOfTheirOwn(std::move(films), result.files, firstFile)) {
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
