#include "core/library/embedded/foldershere.h"

#include <QCoreApplication>
#include <QDir>
#include <chrono>

#include "core/base/timelimit.h"
#include "core/scan/volume.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FoldersHere)
};
}  // namespace

Result<RootPlace> placeOfFolder(const QString& folder) {
    constexpr std::chrono::seconds patience{10};
    auto place = runWithin(patience, {}, [folder] { return locateRoot(folder); });
    if (!place)
        return fail(ErrorKind::NotFound,
                    Text::tr("The disk of the folder %1 does not answer. Try again when it does.")
                        .arg(QDir::toNativeSeparators(folder)));
    return std::move(*place);
}

}  // namespace semblance
