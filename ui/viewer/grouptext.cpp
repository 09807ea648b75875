#include "ui/viewer/grouptext.h"

#include <QCoreApplication>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::GroupText)
};
}  // namespace

QString groupText(const PhotoGroup& group) {
    const int others = static_cast<int>(group.members.size()) - 1;
    switch (group.kind) {
        case GroupKind::Exact:
            return Text::tr("Also: %n copy(s)", nullptr, others);
        case GroupKind::Burst:
            return Text::tr("Also: %n shot(s) of a burst", nullptr, others);
        case GroupKind::Resaved:
        case GroupKind::Rotated:
        case GroupKind::Resized:
        case GroupKind::Cropped:
            break;
    }
    return Text::tr("Also: %n near copy(s)", nullptr, others);
}

}  // namespace semblance
