#pragma once

#include <QIcon>
#include <QPalette>
#include <QSize>
#include <QString>

namespace semblance {

/// Registers the icons and the style sheet of this static library; call it before icon().
void initResources();

/// A line icon of resources/icons.qrc ("search"), drawn in the palette's `role` at the moment it is
/// painted: sharp at every scale, right in light and dark without being set anew.
QIcon icon(const QString& name, QPalette::ColorRole role = QPalette::ButtonText);

/// The icon size of a button with text.
inline constexpr QSize besideText{22, 16};

/// The same as a picture, for places that take no QIcon.
QPixmap iconPixmap(const QString& name, int side, qreal devicePixelRatio, const QColor& colour);

}  // namespace semblance
