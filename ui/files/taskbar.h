#pragma once

#include <QFrame>

class QProgressBar;

namespace semblance {

class ElidedLabel;

/// How far a long task with files is, while it runs, and a way to end it.
class TaskBar final : public QFrame {
    Q_OBJECT

public:
    explicit TaskBar(QWidget* parent = nullptr);

    void begin(const QString& text);
    void setProgress(qint64 done, qint64 all);
    void end();

Q_SIGNALS:
    void cancelWanted();

private:
    ElidedLabel* m_text;
    QProgressBar* m_bar;
};

}  // namespace semblance
