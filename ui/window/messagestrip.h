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

/// Messages above the grid, never in the way: they go by themselves, errors after a time that is
/// long enough to read them; one with something to do about it stays until it is closed.
class MessageStrip final : public QFrame {
    Q_OBJECT

public:
    explicit MessageStrip(QWidget* parent = nullptr);

    /// An error with something to do about it; `actionText` may be empty.
    void showError(const Error& error, const QString& actionText = {},
                   std::function<void()> action = {});
    /// A sentence for a moment; behind an error still to be read, of several the last one.
    void showNotice(const QString& sentence);
    /// A sentence that stays until its action is chosen or it is closed.
    void showStanding(const QString& sentence, const QString& actionText,
                      std::function<void()> action);
    /// As showStanding(), and notices wait behind it.
    void showOffer(const QString& sentence, const QString& actionText,
                   std::function<void()> action);
    /// Takes an error of this kind away: it is no longer so.
    void withdraw(ErrorKind kind);
    QString text() const;

Q_SIGNALS:
    /// An offer was closed without taking it up.
    void declined();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void show(const QString& sentence, const QString& look, const QString& iconName);
    void close();
    void leave();
    void updateIcon();
    void changeEvent(QEvent* event) override;

    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_button;
    QToolButton* m_close;
    std::function<void()> m_action;
    std::optional<ErrorKind> m_error;  ///< the kind of the one shown
    bool m_isOffer = false;
    QString m_waiting;  ///< a notice behind it
    QTimer m_gone;
    QString m_iconName;
};

}  // namespace semblance
