#include "ui/window/placement.h"

#include <QScreen>
#include <QWidget>

namespace semblance {
namespace {

// The window system tells its frame only when the window is shown; few are larger.
constexpr QSize frame{16, 48};

}  // namespace

QSize firstSize(const QSize& wanted, const QSize& room) {
    return wanted.boundedTo(room - frame);
}

void placeWindow(QWidget& window, const QByteArray& saved) {
    // restoreGeometry() fits what it restores into the screens that are there.
    if (!window.restoreGeometry(saved))
        window.resize(firstSize(window.sizeHint(), window.screen()->availableSize()));
}

}  // namespace semblance
