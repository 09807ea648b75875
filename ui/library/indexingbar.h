#pragma once

#include <QFrame>

#include "core/library/services/indexingservice.h"

class QProgressBar;
class QPushButton;
class QToolButton;

namespace semblance {

class ElidedLabel;

/// How far indexing is, while it runs: progress, rate, time left; pause, resume, stop.
class IndexingBar final : public QFrame {
    Q_OBJECT

public:
    explicit IndexingBar(QWidget* parent = nullptr);

    /// Hides itself when idle.
    void setProgress(const IndexingProgress& progress);

Q_SIGNALS:
    void pauseWanted();
    void resumeWanted();
    /// Although the computer runs on its battery.
    void goOnWanted();
    void cancelWanted();
    void failedWanted();

private:
    ElidedLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_goOn;
    QPushButton* m_failed;
    QToolButton* m_pause;
    QToolButton* m_cancel;
    bool m_paused = false;
};

}  // namespace semblance
