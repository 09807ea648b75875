#pragma once

#include <QFrame>
#include <QTimer>
#include <functional>
#include <optional>

#include "core/base/result.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace semblance {

/// Messages above the grid, never in the way: errors stay until closed, notices go by themselves.
class MessageStrip final : public QFrame {
    Q_OBJECT

public:
    explicit MessageStrip(QWidget* parent = nullptr);

    /// An error with something to do about it; `actionText` may be empty.
    void showError(const Error& error, const QString& actionText = {},
                   std::function<void()> action = {});
    /// A sentence for a moment; not in the place of an error still to be read.
    void showNotice(const QString& sentence);
    /// A sentence that stays until its action is chosen or it is closed.
    void showStanding(const QString& sentence, const QString& actionText,
                      std::function<void()> action);
    /// Takes an error of this kind away: it is no longer so.
    void withdraw(ErrorKind kind);
    QString text() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void show(const QString& sentence, const QString& look, const QString& iconName);
    void updateIcon();
    void changeEvent(QEvent* event) override;

    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_button;
    QToolButton* m_close;
    std::function<void()> m_action;
    std::optional<ErrorKind> m_error;  ///< the kind of the one shown
    QTimer m_gone;
    QString m_iconName;
};

}  // namespace semblance
