#include "core/scan/placeholder.h"

#include <QtGlobal>

#ifdef Q_OS_DARWIN
#include <sys/stat.h>

#include "core/base/paths.h"
#endif
#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace semblance {

bool isPlaceholder([[maybe_unused]] const QString& path) {
#if defined(Q_OS_DARWIN)
    constexpr unsigned dataless = 0x40000000;  // SF_DATALESS, since macOS 10.15
    struct stat facts = {};
    return ::stat(toFsPath(path).c_str(), &facts) == 0 && (facts.st_flags & dataless) != 0;
#elif defined(Q_OS_WIN)
    // FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS; older headers lack the last.
    constexpr DWORD elsewhere = 0x00001000 | 0x00040000 | 0x00400000;
    const DWORD attributes = ::GetFileAttributesW(reinterpret_cast<const wchar_t*>(path.utf16()));
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & elsewhere) != 0;
#else
    return false;
#endif
}

bool hasPlaceholders() {
#if defined(Q_OS_DARWIN) || defined(Q_OS_WIN)
    return true;
#else
    return false;
#endif
}

std::optional<std::string_view> nameOfStub(std::string_view fileName) {
    constexpr std::string_view ending = ".icloud";
    if (!fileName.starts_with('.') || !fileName.ends_with(ending) ||
        fileName.size() <= 1 + ending.size())
        return std::nullopt;
    return fileName.substr(1, fileName.size() - 1 - ending.size());
}

}  // namespace semblance
