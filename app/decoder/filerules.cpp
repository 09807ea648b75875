#include "app/decoder/filerules.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QStringList>

#include "core/base/filehandle.h"
#include "core/base/sanitized.h"

namespace semblance {

namespace {

// What libraries may still load or look up: code, character sets, time zones, the machine.
QStringList readable() {
    QStringList paths;
    for (const char* path :
         {"/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec",
          "/usr/local/lib", "/usr/share/zoneinfo", "/usr/share/locale", "/usr/share/i18n",
          "/usr/share/icu", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom",
          "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"})
        paths << QString::fromLatin1(path);
    // Fonts for the text in SVG documents, with what finds them, and kinds of files for the
    // pictures.
    for (const char* path :
         {"/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig",
          "/var/cache/fontconfig", "/usr/share/mime", "/usr/share/poppler"})
        paths << QString::fromLatin1(path);
    for (const char* path : {"/.fonts", "/.local/share/fonts", "/.cache/fontconfig",
                             "/.config/fontconfig", "/.fonts.conf"})
        paths << QDir::homePath() + QString::fromLatin1(path);
    paths << QLibraryInfo::path(QLibraryInfo::PluginsPath);
    if (kSanitized)
        paths << QStringLiteral("/proc/self");
    return paths;
}

/// Every access that the kernel's version of Landlock knows is refused, but for the rules.
quint64 allAccess(long version) {
    switch (version) {
        case 1:
            return (quint64{1} << 13) - 1;
        case 2:
            return (quint64{1} << 14) - 1;
        case 3:
        case 4:
            return (quint64{1} << 15) - 1;
        default:
            return (quint64{1} << 16) - 1;
    }
}

/// What is not there needs no rule.
bool allowReading(const FileHandle& rules, const QString& path) {
    const FileHandle place(::open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC));
    struct stat facts;
    if (!place.isValid() || ::fstat(place.native(), &facts) != 0)
        return true;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    if (S_ISDIR(facts.st_mode))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    rule.parent_fd = place.native();
    return ::syscall(SYS_landlock_add_rule, rules.native(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) ==
           0;
}

bool isOnlyThread() {
    return QDir(QStringLiteral("/proc/self/task"))
               .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
               .size() == 1;
}

}  // namespace

bool openOnlyTheSystemsFiles() {
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1 || !isOnlyThread())
        return false;
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = allAccess(version);
    const FileHandle rules(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)));
    if (!rules.isValid())
        return false;
    for (const QString& path : readable()) {
        if (!allowReading(rules, path))
            return false;
    }
    return ::syscall(SYS_landlock_restrict_self, rules.native(), 0) == 0;
}

}  // namespace semblance
