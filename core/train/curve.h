#pragma once

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QString>

namespace semblance {

/// A quantity over steps.
struct Curve {
    QString name;
    QList<QPointF> points;  ///< x rising; may be empty
};

/// Running means over a fiftieth of the points: single batches jump.
QList<QPointF> smoothed(const QList<QPointF>& points);

/// One panel a curve, below each other, with axes, the last value and the best.
QByteArray curvesAsSvg(const QString& title, const QList<Curve>& curves);

}  // namespace semblance
