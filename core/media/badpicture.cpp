#include "core/media/badpicture.h"

#include <QCoreApplication>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::BadPicture)
};

QString shownName(PictureFormat format) {
    return pictureFormatName(format).toUpper();
}

}  // namespace

tl::unexpected<Error> damagedPicture(PictureFormat format, const QString& detail) {
    return fail(ErrorKind::BadInput,
                Text::tr("The %1 file is damaged and cannot be shown.").arg(shownName(format)),
                detail);
}

tl::unexpected<Error> cutShortPicture(const QString& detail) {
    return fail(ErrorKind::BadInput,
                Text::tr("The picture is cut short: its end is missing. Copy or download the file "
                         "again."),
                detail);
}

tl::unexpected<Error> variantNotRead(PictureFormat format, const QString& kind) {
    return fail(
        ErrorKind::BadInput,
        Text::tr("%1 files of this kind cannot be read (%2).").arg(shownName(format), kind));
}

tl::unexpected<Error> formatNotInstalled(PictureFormat format) {
    return fail(ErrorKind::BadInput,
                Text::tr("Pictures of the kind %1 cannot be read by this installation.")
                    .arg(shownName(format)));
}

}  // namespace semblance
