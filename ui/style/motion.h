#pragma once

#include <QProgressBar>
#include <QStyle>

namespace semblance {

/// Shows that something goes on without a number for it: by movement, or, where that is not wanted,
/// not at all, which leaves it to the words beside the bar.
inline void showBusy(QProgressBar& bar) {
    bar.setRange(0, 0);
    bar.setVisible(bar.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &bar) > 0);
}

}  // namespace semblance
