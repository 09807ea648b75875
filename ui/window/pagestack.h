#pragma once

#include <QStackedWidget>

namespace semblance {

/// Pages of which one is shown: the window may be as narrow as that one allows, whatever the others
/// would need.
class PageStack final : public QStackedWidget {
public:
    explicit PageStack(QWidget* parent = nullptr) : QStackedWidget(parent) {
        connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
    }

    QSize minimumSizeHint() const override {
        return currentWidget() ? currentWidget()->minimumSizeHint()
                               : QStackedWidget::minimumSizeHint();
    }
};

}  // namespace semblance
