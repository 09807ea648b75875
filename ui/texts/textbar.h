#pragma once

#include <QFrame>

#include "core/library/services/textservice.h"

class QProgressBar;
class QToolButton;

namespace semblance {

class ElidedLabel;

/// How far reading the text in pictures is, while it takes long: progress, rate, time left; pause
/// and resume.
class TextBar final : public QFrame {
    Q_OBJECT

public:
    explicit TextBar(QWidget* parent = nullptr);

    void setReading(const TextReading& reading);

Q_SIGNALS:
    void pauseWanted();
    void resumeWanted();

private:
    ElidedLabel* m_text;
    QProgressBar* m_bar;
    QToolButton* m_pause;
    bool m_isPaused = false;
};

/// "Reading text: 12 of 340 · 3 a second · about 2 minutes left".
QString readingText(const TextReading& reading);

}  // namespace semblance
