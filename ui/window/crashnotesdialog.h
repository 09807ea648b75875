#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace semblance {

/// The notes of crashes as text, to read and to copy. Not modal.
class CrashNotesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit CrashNotesDialog(const QString& text, QWidget* parent = nullptr);

private:
    QPlainTextEdit* m_text;
};

}  // namespace semblance
