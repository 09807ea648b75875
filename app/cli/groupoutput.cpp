#include "app/cli/groupoutput.h"

#include <QJsonArray>

namespace semblance {

namespace {
QString kindName(GroupKind kind) {
    switch (kind) {
        case GroupKind::Exact:
            return QStringLiteral("exact");
        case GroupKind::Resaved:
            return QStringLiteral("resaved");
        case GroupKind::Rotated:
            return QStringLiteral("rotated");
        case GroupKind::Resized:
            return QStringLiteral("resized");
        case GroupKind::Cropped:
            return QStringLiteral("cropped");
        case GroupKind::Burst:
            break;
    }
    return QStringLiteral("burst");
}
}  // namespace

QJsonObject toJson(const PhotoGroup& group) {
    QJsonArray members;
    for (const PhotoItem& photo : group.members)
        members.append(photo.path);
    return {{QStringLiteral("id"), qint64(group.id)},
            {QStringLiteral("kind"), kindName(group.kind)},
            {QStringLiteral("members"), members}};
}

QString groupLine(const PhotoGroup& group) {
    return QStringLiteral("%1 files, %2").arg(group.members.size()).arg(kindName(group.kind));
}

}  // namespace semblance
