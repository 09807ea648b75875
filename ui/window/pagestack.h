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
        QSize size = QStackedWidget::minimumSizeHint();
        if (currentWidget())
            size.setWidth(currentWidget()->minimumSizeHint().width());
        return size;
    }
};

}  // namespace semblance
