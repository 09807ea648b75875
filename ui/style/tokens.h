#pragma once

#include <QColor>
#include <QPalette>

namespace semblance {

/// Every colour of the window, once for light and once for dark. Text on its ground has a contrast
/// of at least 4.5:1, marks that carry meaning at least 3:1 (WCAG 2.1, AA).
struct Tokens {
    bool dark = false;
    QColor window;       ///< ground of the window
    QColor surface;      ///< fields, menus, panels
    QColor tile;         ///< behind a picture while it loads, and behind transparent ones
    QColor hover;        ///< under the pointer
    QColor pressed;      ///< while held
    QColor line;         ///< hair lines between areas
    QColor border;       ///< outline of controls that are told by their text
    QColor outline;      ///< and of those that are told by it: a box to check
    QColor text;         ///< what is read
    QColor textSoft;     ///< what is glanced at
    QColor textOff;      ///< disabled
    QColor accent;       ///< focus, selection, main action
    QColor accentHover;  ///< the main action under the pointer
    QColor onAccent;     ///< text on accent
    QColor accentSoft;   ///< ground of something chosen
    QColor score;        ///< the bar under a result
    QColor danger;       ///< failures
    QColor noticeGround;
    QColor errorGround;
};

const Tokens& lightTokens();
const Tokens& darkTokens();

/// The tokens a palette was made from: by the lightness of its window colour.
const Tokens& tokensFor(const QPalette& palette);

/// Of a colour label ("Red"); marks only, never the ground of text. Grey for any other name.
QColor labelColour(const QString& label);

QPalette paletteOf(const Tokens& tokens);

/// Distances are multiples of this; corners are rounded by radius.
inline constexpr int space = 8;
inline constexpr int radius = 8;

}  // namespace semblance
