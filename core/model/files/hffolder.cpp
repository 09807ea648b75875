#include "core/model/files/hffolder.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfManifest)
};
}  // namespace

bool HfFolder::has(const QString& file) const {
    return QFileInfo(path(file)).isFile();
}

tl::unexpected<Error> HfFolder::lacks(const QString& what) const {
    return fail(ErrorKind::NotFound, Text::tr("The model folder %1 lacks %2. Get the model again, "
                                              "with all its files.")
                                         .arg(dir.path(), what));
}

}  // namespace semblance
