#pragma once

#include <QWidget>

#include "ui/window/emptystate.h"

class QLabel;
class QPushButton;

namespace semblance {

/// What stands where the pictures would be when there are none: what is the case and what to do.
class StatePage final : public QWidget {
    Q_OBJECT

public:
    explicit StatePage(QWidget* parent = nullptr);

    void setState(const EmptyState& state);
    QString title() const;

Q_SIGNALS:
    void chosen(semblance::EmptyState::Action action);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcon();
    void setButton(QPushButton* button, EmptyState::Action action, const QString& text = {});

    EmptyState m_state;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_main;
    QPushButton* m_other;
};

}  // namespace semblance
