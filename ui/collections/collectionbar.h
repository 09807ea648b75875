#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace semblance {

class ElidedLabel;

/// Above the grid while it shows a collection: which one, how many pictures, and the way back.
class CollectionBar final : public QFrame {
    Q_OBJECT

public:
    explicit CollectionBar(QWidget* parent = nullptr);

    void setCollection(const QString& name, qsizetype pictures, int missing);

Q_SIGNALS:
    void exportWanted();
    void closeWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcon();

    QLabel* m_icon;
    ElidedLabel* m_name;
    QLabel* m_count;
    QToolButton* m_export;
    QToolButton* m_close;
};

}  // namespace semblance
