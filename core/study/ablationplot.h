#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include "core/study/ablationoutcome.h"

namespace semblance {

struct Bar {
    QString label;
    Spread spread;
};

/// Horizontal bars from 0, with their means written beside them and a whisker of one deviation to
/// each side where there are several seeds. A picture for light grounds and dark alike.
QByteArray barsAsSvg(const QString& title, const QList<Bar>& bars);

}  // namespace semblance
