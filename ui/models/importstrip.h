#pragma once

#include <QFrame>

#include "core/library/services/modelservice.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace semblance {

/// How far the import of a model is, while there is one: what it does, rate, time left; cancel.
class ImportStrip final : public QFrame {
    Q_OBJECT

public:
    explicit ImportStrip(QWidget* parent = nullptr);

    void setProgress(const ModelImportProgress& progress);
    QString text() const;

Q_SIGNALS:
    void cancelWanted();

private:
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

}  // namespace semblance
