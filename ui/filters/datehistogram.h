#pragma once

#include <QDate>
#include <QWidget>
#include <optional>
#include <vector>

#include "core/catalogue/facets.h"

namespace semblance {

/// How many pictures were taken when, as bars: months, or as many of them as there is room for. A
/// range is dragged over them, or set with the arrow keys (with Shift it grows) and Enter.
class DateHistogram final : public QWidget {
    Q_OBJECT

public:
    explicit DateHistogram(QWidget* parent = nullptr);

    void setMonths(const std::vector<Facets::Month>& months);
    /// The range that is chosen now, [from, to); nothing for none.
    void setRange(std::optional<QDate> from, std::optional<QDate> to);

    QSize sizeHint() const override { return {320, 84}; }

Q_SIGNALS:
    /// [from, to).
    void rangeChosen(QDate from, QDate to);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Bar {
        int first = 0;  ///< month
        qint64 photos = 0;
    };
    void fillBars();
    int barAt(qreal x) const;
    QRectF place(int bar) const;
    QDate begin(int bar) const;
    bool isInRange(int bar) const;
    void choose();
    void say();

    std::vector<Facets::Month> m_months;
    std::vector<Bar> m_bars;
    int m_monthsABar = 1;
    std::optional<QDate> m_from;
    std::optional<QDate> m_to;
    int m_anchor = -1;  ///< of the range that is being made; -1: none is
    int m_end = -1;
};

}  // namespace semblance
