#include "core/remote/sibling.h"

#include <QCoreApplication>

#include "core/base/paths.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ChildProcess)
};
}  // namespace

Result<QString> findSibling(const QString& name) {
    const QString path = siblingProgram(name);
    if (path.isEmpty()) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The program %1 is missing beside Semblance; install Semblance again.")
                        .arg(name));
    }
    return path;
}

}  // namespace semblance
