#include "core/study/ablationplot.h"

#include <QXmlStreamWriter>
#include <algorithm>
#include <cmath>

namespace semblance {

namespace {

constexpr int kWidth = 860;
constexpr int kLabels = 380;
constexpr int kNumbers = 70;
constexpr int kRow = 28;
constexpr int kTop = 48;
constexpr int kBottom = 34;
constexpr int kThick = 16;

QString number(double value) {
    return QString::number(value, 'f', 1);
}

/// 1, 2 or 5 times a power of ten: at most six steps up to `most`.
double stepFor(double most) {
    const double rough = most / 6;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

class Canvas {
public:
    Canvas(int height, const QString& title) : m_xml(&m_bytes) {
        m_xml.setAutoFormatting(true);
        m_xml.writeStartElement(QStringLiteral("svg"));
        m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
        m_xml.writeAttribute(QStringLiteral("viewBox"),
                             QStringLiteral("0 0 %1 %2").arg(kWidth).arg(height));
        m_xml.writeAttribute(QStringLiteral("font-family"), QStringLiteral("sans-serif"));
        m_xml.writeAttribute(QStringLiteral("font-size"), QStringLiteral("13"));
        m_xml.writeTextElement(QStringLiteral("title"), title);
        m_xml.writeEmptyElement(QStringLiteral("rect"));
        attributes({{"width", number(kWidth)},
                    {"height", number(height)},
                    {"fill", QStringLiteral("#ffffff")}});
        text(16, 28, title, "start", 16);
    }

    void line(double x1, double y1, double x2, double y2, const char* colour) {
        m_xml.writeEmptyElement(QStringLiteral("line"));
        attributes({{"x1", number(x1)},
                    {"y1", number(y1)},
                    {"x2", number(x2)},
                    {"y2", number(y2)},
                    {"stroke", QLatin1String(colour)}});
    }

    void bar(double x, double y, double width) {
        m_xml.writeEmptyElement(QStringLiteral("rect"));
        attributes({{"x", number(x)},
                    {"y", number(y)},
                    {"width", number(width)},
                    {"height", number(kThick)},
                    {"fill", QStringLiteral("#3a6ea5")}});
    }

    void text(double x, double y, const QString& words, const char* anchor, int size = 13) {
        m_xml.writeStartElement(QStringLiteral("text"));
        attributes({{"x", number(x)},
                    {"y", number(y)},
                    {"text-anchor", QLatin1String(anchor)},
                    {"font-size", QString::number(size)},
                    {"fill", QStringLiteral("#222222")}});
        m_xml.writeCharacters(words);
        m_xml.writeEndElement();
    }

    QByteArray finish() {
        m_xml.writeEndElement();
        return m_bytes + '\n';
    }

private:
    struct Attribute {
        const char* name;
        QString value;
    };
    void attributes(const QList<Attribute>& list) {
        for (const Attribute& attribute : list)
            m_xml.writeAttribute(QLatin1String(attribute.name), attribute.value);
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

}  // namespace

QByteArray barsAsSvg(const QString& title, const QList<Bar>& bars) {
    double most = 1;
    for (const Bar& bar : bars)
        most = std::max(most, bar.spread.mean + bar.spread.deviation);
    const double scale = (kWidth - kLabels - kNumbers) / most;
    const int height = kTop + kRow * static_cast<int>(bars.size()) + kBottom;
    Canvas canvas(height, title);

    const double floor = height - kBottom;
    const double step = stepFor(most);
    for (int i = 0; i * step <= most; ++i) {
        const double x = kLabels + i * step * scale;
        canvas.line(x, kTop, x, floor, "#dddddd");
        canvas.text(x, floor + 18, QString::number(i * step), "middle");
    }
    for (qsizetype i = 0; i < bars.size(); ++i) {
        const Spread& spread = bars[i].spread;
        const double top = kTop + kRow * double(i) + (kRow - kThick) / 2.0;
        const double middle = top + kThick / 2.0;
        const double end = kLabels + spread.mean * scale;
        canvas.text(kLabels - 10, middle + 4, bars[i].label, "end");
        canvas.bar(kLabels, top, spread.mean * scale);
        const double reach = spread.deviation * scale;
        if (spread.count > 1)
            canvas.line(end - reach, middle, end + reach, middle, "#111111");
        canvas.text(end + reach + 8, middle + 4, number(spread.mean), "start");
    }
    return canvas.finish();
}

}  // namespace semblance
