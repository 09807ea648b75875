#pragma once

#include <QLabel>

namespace semblance {

/// A line of plain text that ends in an ellipsis where there is no room for all of it, and is whole
/// in its tool tip. Takes whatever width it is given.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// As wide as its text where there is room for it.
    void keepToText();
    /// text() is it; the tool tip follows.
    void setLine(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace semblance
