#include "core/media/codecs/codecerrors.h"

#include <QCoreApplication>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CodecErrors)
};

QString nameOf(PictureFormat format) {
    return pictureFormatName(format).toUpper();
}

}  // namespace

Error cutShortPicture(const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The picture is cut short: its end is missing. Copy or download the file "
                     "again."),
            detail};
}

Error mostlyMissingPicture(const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The picture is cut short: most of it is missing. Copy or download the file "
                     "again."),
            detail};
}

Error damagedPicture(PictureFormat format, const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The %1 file is damaged and cannot be shown.").arg(nameOf(format)), detail};
}

Error unreadVariant(PictureFormat format, const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The %1 file is of a variant that is not read.").arg(nameOf(format)), detail};
}

Error pictureTakesTooMuch() {
    return {ErrorKind::NoMemory,
            Text::tr("The picture needs more memory than one picture may take."),
            {}};
}

Error formatNotInstalled(PictureFormat format) {
    return {ErrorKind::BadInput,
            Text::tr("Pictures of the kind %1 cannot be read by this installation.")
                .arg(nameOf(format)),
            {}};
}

Error missingDecoder(PictureFormat format, const QString& detail) {
    return {ErrorKind::BadInput,
            Text::tr("The %1 file is compressed in a way for which this installation has no "
                     "decoder.")
                .arg(nameOf(format)),
            detail};
}

}  // namespace semblance
