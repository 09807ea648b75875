#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QUtf8StringView>
#include <algorithm>
#include <cerrno>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/filehandle.h"
#include "core/base/paths.h"
#include "core/base/pictureformats.h"
#include "core/base/posixstat.h"
#include "core/base/regularfile.h"
#include "core/scan/ignorefile.h"
#include "core/scan/ignorerules.h"
#include "core/scan/motionfilms.h"
#include "core/scan/sidecars.h"
#include "core/scan/unreadkinds.h"
#include "core/scan/walk.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Walk)
};

QString cannotListSentence(const QString& path) {
    return Text::tr("The folder %1 cannot be read. Check its permissions and its disk.").arg(path);
}

class OpenFolder {
public:
    /// `path` is relative to `parent`; errno tells why isOpen() is false.
    OpenFolder(int parent, const char* path, int flags)
        : m_fd(::openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags)) {
        if (m_fd < 0)
            return;
        m_stream = ::fdopendir(m_fd);
        if (m_stream == nullptr)
            ::close(std::exchange(m_fd, -1));
    }
    ~OpenFolder() {
        if (m_stream != nullptr)
            ::closedir(m_stream);
    }
    OpenFolder(const OpenFolder&) = delete;
    OpenFolder& operator=(const OpenFolder&) = delete;

    bool isOpen() const { return m_stream != nullptr; }
    int fd() const { return m_fd; }

    bool holds(const char* name) const { return ::faccessat(m_fd, name, F_OK, 0) == 0; }

    /// The first bytes of a regular file in it; empty without one.
    QByteArray head(const char* name, int bytes) const {
        const FileHandle file(::openat(m_fd, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC));
        struct stat facts;
        if (!file.isValid() || ::fstat(file.native(), &facts) != 0 || !S_ISREG(facts.st_mode))
            return {};
        QByteArray head(bytes, '\0');
        const Result<qint64> got = readAt(file, 0, head.data(), head.size());
        return got ? head.first(*got) : QByteArray();
    }

    /// Null at the end, then errno is 0, and on errors.
    const dirent* next() {
        errno = 0;
        return ::readdir(m_stream);
    }

private:
    int m_fd = -1;
    DIR* m_stream = nullptr;
};

class Walker {
public:
    Walker(const QString& root, const WalkOptions& options, const CancelToken& cancel,
           const std::function<void(std::int64_t)>& progress)
        : m_root(root),
          m_prefix(root.endsWith(QLatin1Char('/')) ? root : root + QLatin1Char('/')),
          m_rootName(QFileInfo(root).fileName().toStdString()),
          m_options(options),
          m_leftOut(options.leftOut),
          m_isPlaceholder(options.isPlaceholder ? options.isPlaceholder
                          : hasPlaceholders()   ? PlaceholderCheck(isPlaceholder)
                                                : PlaceholderCheck()),
          m_cancel(cancel),
          m_progress(progress),
          m_skip(below(options.skipFolders)),
          m_mountPoints(below(options.mountPoints)) {}

    Result<WalkResult> run() {
        const OpenFolder root(AT_FDCWD, toFsPath(m_root).c_str(), 0);
        if (!root.isOpen())
            return fail(systemError(errno, cannotListSentence(m_root)));
        struct stat facts;
        if (::fstat(root.fd(), &facts) == 0)
            m_device = facts.st_dev;
        if (m_options.only.empty())
            m_toDo.emplace_back();
        for (const FolderScope& part : m_options.only)
            findPart(root.fd(), part);
        while (!m_toDo.empty() || !m_mounts.empty() || !m_links.empty()) {
            // What can be reached in several ways is known by the plainest.
            std::vector<Folder>& next = !m_toDo.empty()     ? m_toDo
                                        : !m_mounts.empty() ? m_mounts
                                                            : m_links;
            const Folder folder = std::move(next.back());
            next.pop_back();
            listFolder(root.fd(), folder);
            if (m_cancel.isCancelled())
                return fail(cancelledError());
        }
        m_result.files.sort();
        if (m_progress)
            m_progress(static_cast<std::int64_t>(m_result.files.size()));
        return std::move(m_result);
    }

private:
    struct Folder {
        std::string path;       ///< relative to the root
        IgnoreFiles ignored{};  ///< on the way to it
        bool isLink = false;
        bool isElsewhere = false;  ///< in one of the result's places
        bool isDeep = true;        ///< with the folders in it
    };

    /// Goes the way to a part as the walk of the whole root would.
    void findPart(int root, const FolderScope& part) {
        Folder folder;
        std::string_view rest = part.path;
        while (!rest.empty()) {
            const OpenFolder open(root, folder.path.empty() ? "." : folder.path.c_str(),
                                  O_NOFOLLOW);
            if (!open.isOpen())
                return noteUnlessGone(part.path);
            if (!folder.path.empty() && open.holds(kNoMediaName))
                return;
            folder.ignored = ignoredIn(open, folder);
            const std::string_view name = rest.substr(0, rest.find('/'));
            rest.remove_prefix(std::min(rest.size(), name.size() + 1));
            const std::string path = pathOf(folder.path, name);
            if ((!m_options.hiddenFiles && isHiddenName(name)) ||
                isIgnoredInPackage(lastNameOf(folder.path), name) || !isUnicode(name) ||
                m_skip.contains(path) || isLeftOut(folder, name, true))
                return;
            folder.path = path;
            folder.isElsewhere = folder.isElsewhere || m_mountPoints.contains(path);
        }
        // One that is gone, or is no folder any more, is not there; others the listing judges.
        struct stat facts;
        if (!folder.path.empty() &&
            ::fstatat(root, folder.path.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
            return noteUnlessGone(folder.path);
        if (!folder.path.empty() && !S_ISDIR(facts.st_mode))
            return;
        folder.isDeep = part.isDeep;
        m_toDo.push_back(std::move(folder));
    }

    IgnoreFiles ignoredIn(const OpenFolder& open, const Folder& folder) const {
        const QByteArray ignoreFile = open.head(kIgnoreFileName, kMaxIgnoreFileBytes);
        return ignoreFile.isEmpty() ? folder.ignored
                                    : folder.ignored.within(folder.path, ignoreFile);
    }

    std::set<std::string, std::less<>> below(const QStringList& folders) const {
        std::set<std::string, std::less<>> paths;
        for (const QString& folder : folders) {
            if (folder.startsWith(m_prefix))
                paths.insert(folder.mid(m_prefix.size()).toStdString());
        }
        return paths;
    }

    void listFolder(int root, Folder folder) {
        if (m_options.entering)
            m_options.entering(folder.path);
        if (folder.isLink && leadsIntoSkipped(folder.path))
            return;
        // Opened by its path below the root, so that depth costs no descriptors.
        OpenFolder open(root, folder.path.empty() ? "." : folder.path.c_str(),
                        folder.isLink ? 0 : O_NOFOLLOW);
        if (!open.isOpen()) {
            // Gone since its parent was listed: not there, not unreadable.
            if (errno != ENOENT)
                noteUnread(folder.path);
            return;
        }
        struct stat facts;
        if (::fstat(open.fd(), &facts) == 0) {
            // Links and mounts may lead to the same folder again.
            if (!m_seen.emplace(facts.st_dev, facts.st_ino).second)
                return;
            notePlace(folder, facts.st_dev);
        }
        if (!folder.path.empty() && open.holds(kNoMediaName))
            return;
        folder.ignored = ignoredIn(open, folder);
        ++m_result.folders;
        m_sidecars.clear();
        m_films.clear();
        const std::size_t firstFile = m_result.files.size();
        while (const dirent* entry = open.next()) {
            takeEntry(open.fd(), folder, *entry);
            if ((++m_entries & 0xff) == 0 && m_cancel.isCancelled())
                return;
        }
        if (errno != 0) {
            noteUnread(folder.path);
            noteUnknownSidecars(m_result.files, firstFile);
        } else {
            noteSidecars(m_result.files, firstFile, m_sidecars,
                         [&](const std::string& name) { return sidecarStat(open.fd(), name); });
        }
        for (const std::string& film :
             filmsOfTheirOwn(std::move(m_films), m_result.files, firstFile))
            takeFilm(open.fd(), folder, film);
    }

    static Result<FileStat> sidecarStat(int fd, const std::string& name) {
        struct stat facts;
        if (::fstatat(fd, name.c_str(), &facts, 0) != 0)
            return fail(systemError(errno, QString()));
        if (!S_ISREG(facts.st_mode))
            return fail(ErrorKind::NotFound, QString());
        return fileStat(facts);
    }

    void takeFilm(int fd, const Folder& folder, const std::string& name) {
        if (!m_options.videos) {
            if (!isLeftOut(folder, name, false))
                ++m_result.skipped[videoKind(name)];
            return;
        }
        struct stat facts;
        if (::fstatat(fd, name.c_str(), &facts, 0) != 0)
            noteUnlessGone(folder.path);
        else if (S_ISREG(facts.st_mode))
            takeFile(folder, name, facts);
    }

    bool leadsIntoSkipped(const std::string& path) const {
        const QString target = QFileInfo(absolute(path)).canonicalFilePath();
        return std::any_of(m_options.skipFolders.begin(), m_options.skipFolders.end(),
                           [&](const QString& skipped) {
                               return target == skipped ||
                                      target.startsWith(skipped + QLatin1Char('/'));
                           });
    }

    void notePlace(Folder& folder, dev_t device) {
        if (folder.isElsewhere)
            return;
        folder.isElsewhere =
            folder.isLink ? device != m_device : m_mountPoints.contains(folder.path);
        if (folder.isElsewhere)
            m_result.places.push_back(folder.path);
    }

    void takeEntry(int fd, const Folder& folder, const dirent& entry) {
        const std::string_view name(entry.d_name);
        if (name == "." || name == "..")
            return;
        if (!m_options.hiddenFiles && isHiddenName(name)) {
            takeStub(folder, name);
            return;
        }
        mode_t type = typeOf(entry);
        struct stat facts;
        if (type == 0) {
            if (::fstatat(fd, entry.d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0) {
                noteUnlessGone(folder.path);
                return;
            }
            type = facts.st_mode & S_IFMT;
        }
        if (type == S_IFDIR) {
            takeFolder(folder, name, false);
            return;
        }
        if (type != S_IFREG && type != S_IFLNK)
            return;
        const bool isPicture = hasPictureExtension(name);
        const bool isFilm = isPicture && hasVideoExtension(name);
        const bool isSidecar = !isPicture && isSidecarName(name);
        const QString kind = isPicture || isSidecar ? QString() : unreadKind(name);
        if (type == S_IFREG && !isPicture && !isSidecar && kind.isEmpty())
            return;
        if (type == S_IFLNK || (isPicture && !isFilm)) {
            if (::fstatat(fd, entry.d_name, &facts, 0) != 0) {
                if (isPicture)
                    noteUnlessGone(folder.path);
                return;
            }
            if (S_ISDIR(facts.st_mode)) {
                takeFolder(folder, name, true);
                return;
            }
            if (!S_ISREG(facts.st_mode))
                return;
        }
        if (isFilm)
            m_films.emplace_back(name);
        else if (isPicture)
            takeFile(folder, name, facts);
        else if (isSidecar)
            takeSidecar(folder, name);
        else if (!kind.isEmpty() && !isLeftOut(folder, name, false))
            ++m_result.skipped[kind];
    }

    /// 0 where the file system does not say.
    static mode_t typeOf(const dirent& entry) {
        switch (entry.d_type) {
            case DT_DIR:
                return S_IFDIR;
            case DT_REG:
                return S_IFREG;
            case DT_LNK:
                return S_IFLNK;
            case DT_UNKNOWN:
                return 0;
            default:
                return S_IFCHR;
        }
    }

    bool isLeftOut(const Folder& folder, std::string_view name, bool isFolder) const {
        return m_leftOut.leavesOut(folder.path, name, isFolder) ||
               (!folder.ignored.isEmpty() &&
                folder.ignored.leavesOut(pathOf(folder.path, name), isFolder));
    }

    void takeFolder(const Folder& parent, std::string_view name, bool isLink) {
        if (!parent.isDeep || isIgnoredInPackage(lastNameOf(parent.path), name) ||
            isLeftOut(parent, name, true))
            return;
        std::string path = pathOf(parent.path, name);
        if (!isUnicode(name)) {
            noteUnusableName(path);
        } else if (isLink && !m_options.followLinks) {
            ++m_result.links;
        } else if (!m_skip.contains(path)) {
            const bool isMount = m_mountPoints.contains(path);
            (isLink    ? m_links
             : isMount ? m_mounts
                       : m_toDo)
                .push_back({std::move(path), parent.ignored, isLink, parent.isElsewhere, true});
        }
    }

    void takeFile(const Folder& folder, std::string_view name, const struct stat& facts) {
        if (isLeftOut(folder, name, false))
            return;
        const std::string path = pathOf(folder.path, name);
        if (!isUnicode(name)) {
            noteUnusableName(path);
            return;
        }
        if (m_isPlaceholder && m_isPlaceholder(absolute(path))) {
            notePlaceholder(path);
            return;
        }
        m_result.files.add(path, fileStat(facts));
        if (m_progress && m_result.files.size() % 1024 == 0)
            m_progress(static_cast<std::int64_t>(m_result.files.size()));
    }

    void takeSidecar(const Folder& folder, std::string_view name) {
        if (isUnicode(name) && !isLeftOut(folder, name, false))
            m_sidecars.emplace_back(name);
    }

    void takeStub(const Folder& folder, std::string_view name) {
        const auto real = nameOfStub(name);
        if (real && hasPictureExtension(*real) && isUnicode(*real) &&
            !isLeftOut(folder, *real, false))
            notePlaceholder(pathOf(folder.path, *real));
    }

    void notePlaceholder(const std::string& path) {
        ++m_result.placeholders;
        m_result.unread.push_back(path);
    }

    static std::string pathOf(const std::string& folder, std::string_view name) {
        std::string path;
        path.reserve(folder.size() + 1 + name.size());
        path.append(folder);
        if (!folder.empty())
            path.push_back('/');
        path.append(name);
        return path;
    }

    /// Of the folder that the user named, too: it may be such a library itself.
    std::string_view lastNameOf(const std::string& folder) const {
        const std::string_view path = folder.empty() ? std::string_view(m_rootName) : folder;
        return path.substr(path.rfind('/') + 1);
    }

    static bool isUnicode(std::string_view name) {
        return QUtf8StringView(name.data(), static_cast<qsizetype>(name.size())).isValidUtf8();
    }

    QString absolute(const std::string& path) const {
        const QString relative =
            QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
        return relative.isEmpty() ? m_root : m_prefix + relative;
    }

    /// After a failed stat of something in `folder`. A link that leads nowhere or a file that
    /// vanished is no picture; anything else (a folder that may be listed but not entered, a
    /// failing disk, a network share that is away) hides what is there.
    void noteUnlessGone(const std::string& folder) {
        if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP && errno != ENAMETOOLONG)
            noteUnread(folder);
    }

    void noteUnread(const std::string& folder) {
        if (!m_result.unread.empty() && m_result.unread.back() == folder)
            return;
        m_result.unread.push_back(folder);
        const QString path = absolute(folder);
        m_result.problems.push_back({path, cannotListSentence(path)});
    }

    void noteUnusableName(const std::string& path) {
        const QString shown = absolute(path);
        m_result.problems.push_back(
            {shown, Text::tr("The name %1 is not valid Unicode. Rename it to have it indexed.")
                        .arg(shown)});
    }

    const QString m_root;
    const QString m_prefix;  ///< the root with '/' at its end
    const std::string m_rootName;
    const WalkOptions& m_options;
    const LeftOutList m_leftOut;
    const PlaceholderCheck m_isPlaceholder;  ///< empty where there are none
    const CancelToken& m_cancel;
    const std::function<void(std::int64_t)>& m_progress;
    const std::set<std::string, std::less<>> m_skip;
    const std::set<std::string, std::less<>> m_mountPoints;
    std::vector<Folder> m_toDo;
    std::vector<Folder> m_mounts;
    std::vector<Folder> m_links;
    std::vector<std::string> m_sidecars;  ///< of the folder that is being listed
    std::vector<std::string> m_films;     ///< of that, too
    dev_t m_device = 0;                   ///< the root's
    std::set<std::pair<dev_t, ino_t>> m_seen;
    std::uint64_t m_entries = 0;
    WalkResult m_result;
};

}  // namespace

Result<WalkResult> walk(const QString& root, const WalkOptions& options, const CancelToken& cancel,
                        const std::function<void(std::int64_t)>& progress) {
    return Walker(root, options, cancel, progress).run();
}

Result<FileStat> statFile(const QString& path) {
    struct stat facts;
    if (::stat(toFsPath(path).c_str(), &facts) != 0)
        return fail(systemError(
            errno, Text::tr("%1 cannot be read. Check that it is there and that you may read it.")
                       .arg(path)));
    return fileStat(facts);
}

}  // namespace semblance
