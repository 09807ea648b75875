#include "core/train/curve.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

namespace semblance {

namespace {

constexpr double kWidth = 720;
constexpr double kPanel = 220;
constexpr double kLeft = 64;
constexpr double kRight = 16;
constexpr double kTop = 40;
constexpr double kGap = 44;
constexpr int kMostPoints = 800;  ///< more would only make the file large

struct Range {
    double low = 0;
    double high = 1;
};

Range rangeOf(const QList<QPointF>& points, double (QPointF::*coordinate)() const) {
    Range range{INFINITY, -INFINITY};
    for (const QPointF& point : points) {
        const double value = (point.*coordinate)();
        if (!std::isfinite(value))
            continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    if (!(range.low <= range.high))
        return {};
    if (range.low == range.high)
        return {range.low - 0.5, range.high + 0.5};
    return range;
}

QString text(double x, double y, const QString& words, const char* anchor = "start") {
    return QStringLiteral(R"(<text x="%1" y="%2" text-anchor="%3">%4</text>)")
        .arg(x, 0, 'f', 1)
        .arg(y, 0, 'f', 1)
        .arg(QLatin1StringView(anchor), words.toHtmlEscaped());
}

QString number(double value) {
    return QString::number(value, 'g', 4);
}

/// Everything of one panel whose upper edge is at `top`.
QString panel(const Curve& curve, double top) {
    const Range x = rangeOf(curve.points, &QPointF::x);
    const Range y = rangeOf(curve.points, &QPointF::y);
    const double right = kWidth - kRight;
    const double bottom = top + kPanel;
    QStringList lines;
    lines << QStringLiteral(R"(<rect x="%1" y="%2" width="%3" height="%4" class="frame"/>)")
                 .arg(kLeft)
                 .arg(top)
                 .arg(right - kLeft)
                 .arg(kPanel);
    lines << text(kLeft, top - 6, curve.name);
    if (curve.points.isEmpty()) {
        lines << text((kLeft + right) / 2, top + kPanel / 2, QStringLiteral("nothing measured"),
                      "middle");
        return lines.join(QLatin1Char('\n'));
    }
    lines << text(kLeft - 6, top + 10, number(y.high), "end")
          << text(kLeft - 6, bottom, number(y.low), "end")
          << text(kLeft, bottom + 14, number(x.low))
          << text(right, bottom + 14, number(x.high), "end")
          << text(right, top - 6,
                  QStringLiteral("last %1, lowest %2, highest %3")
                      .arg(number(curve.points.last().y()), number(y.low), number(y.high)),
                  "end");
    const qsizetype stride = std::max<qsizetype>(1, curve.points.size() / kMostPoints);
    QStringList places;
    for (qsizetype i = 0; i < curve.points.size(); i += stride) {
        const QPointF& point = curve.points[i];
        if (!std::isfinite(point.y()))
            continue;
        const double px = kLeft + (point.x() - x.low) / (x.high - x.low) * (right - kLeft);
        const double py = bottom - (point.y() - y.low) / (y.high - y.low) * kPanel;
        places << QStringLiteral("%1,%2").arg(px, 0, 'f', 1).arg(py, 0, 'f', 1);
    }
    lines << QStringLiteral(R"(<polyline points="%1"/>)").arg(places.join(QLatin1Char(' ')));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

QList<QPointF> smoothed(const QList<QPointF>& points) {
    const qsizetype window = std::max<qsizetype>(1, points.size() / 50);
    QList<QPointF> means;
    double sum = 0;
    for (qsizetype i = 0; i < points.size(); ++i) {
        sum += points[i].y();
        if (i >= window)
            sum -= points[i - window].y();
        means.append({points[i].x(), sum / static_cast<double>(std::min(i + 1, window))});
    }
    return means;
}

QByteArray curvesAsSvg(const QString& title, const QList<Curve>& curves) {
    const double height = kTop + static_cast<double>(curves.size()) * (kPanel + kGap);
    QStringList lines;
    lines << QStringLiteral(
                 R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1 %2" width="%1">)")
                 .arg(kWidth)
                 .arg(height)
          << QStringLiteral(
                 "<style>text{font:12px sans-serif;fill:#444}.frame{fill:#fff;stroke:#bbb}"
                 "polyline{fill:none;stroke:#2a6fb0;stroke-width:1.5}</style>")
          << text(kLeft, 16, title);
    double top = kTop;
    for (const Curve& curve : curves) {
        lines << panel(curve, top);
        top += kPanel + kGap;
    }
    lines << QStringLiteral("</svg>\n");
    return lines.join(QLatin1Char('\n')).toUtf8();
}

}  // namespace semblance
