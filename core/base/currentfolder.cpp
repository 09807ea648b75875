#include "core/base/currentfolder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <filesystem>
#include <system_error>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CurrentFolder)
};

bool& hasLeft() {
    static bool left = false;
    return left;
}

bool isGone() {
    std::error_code error;
    static_cast<void>(std::filesystem::current_path(error));
    return bool(error);
}
}  // namespace

bool leaveDeletedFolder() {
    if (!isGone())
        return false;
    std::error_code error;
    std::filesystem::current_path("/", error);
    hasLeft() = true;
    return true;
}

Result<QString> absolutePath(const QString& path) {
    const QFileInfo file(path);
    if (path.isEmpty() || !file.isRelative())
        return path;
    if (hasLeft() || isGone()) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The current folder is no longer there, so '%1' leads nowhere. Give "
                             "the whole path, or go to another folder first.")
                        .arg(path));
    }
    return file.absoluteFilePath();
}

}  // namespace semblance
