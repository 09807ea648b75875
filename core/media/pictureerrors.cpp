#include "core/media/pictureerrors.h"

#include <QCoreApplication>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PictureErrors)
};
}  // namespace

Error damagedPicture(PictureFormat format, const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The %1 file is damaged and cannot be shown.")
                .arg(pictureFormatName(format).toUpper()),
            detail};
}

Error cutShortPicture(const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The picture is cut short: most of it is missing. Copy or download the file "
                     "again."),
            detail};
}

Error unreadVariant(PictureFormat format, const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The %1 picture is of a variant that is not read.")
                .arg(pictureFormatName(format).toUpper()),
            detail};
}

}  // namespace semblance
