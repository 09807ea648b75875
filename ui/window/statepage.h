#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace semblance {

/// What stands where the pictures would be when there are none: what is the case and what to do.
class StatePage final : public QWidget {
    Q_OBJECT

public:
    struct Content {
        QString icon;
        QString title;
        QString text;
        QString mainAction;   ///< empty: no button
        QString otherAction;  ///< empty: no button
    };

    explicit StatePage(QWidget* parent = nullptr);

    void setContent(const Content& content);
    QString title() const;

Q_SIGNALS:
    void mainChosen();
    void otherChosen();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcon();

    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_main;
    QPushButton* m_other;
};

}  // namespace semblance
