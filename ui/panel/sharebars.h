#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace semblance {

/// Names with a bar each, from 0 or, for what counts against, in another colour and marked with a
/// minus.
class ShareBars final : public QWidget {
    Q_OBJECT

public:
    struct Bar {
        QString name;
        double share = 0;  ///< -1 .. 1, of the longest bar

        friend bool operator==(const Bar&, const Bar&) = default;
    };

    explicit ShareBars(QWidget* parent = nullptr);

    void setBars(const QList<Bar>& bars);
    const QList<Bar>& bars() const { return m_bars; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;

    QList<Bar> m_bars;
};

}  // namespace semblance
