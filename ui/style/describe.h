#pragma once

#include <QString>
#include <QWidget>

namespace semblance {

/// What every control owes its user: a name for tests, a name for screen readers and a tooltip (the
/// accessible name when none is given).
inline void describe(QWidget* widget, const QString& objectName, const QString& accessibleName,
                     const QString& toolTip = {}) {
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessibleName);
    widget->setToolTip(toolTip.isEmpty() ? accessibleName : toolTip);
}

/// The same for an area that holds controls: a tooltip on it would cover them.
inline void describeArea(QWidget* widget, const QString& objectName,
                         const QString& accessibleName) {
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessibleName);
}

}  // namespace semblance
