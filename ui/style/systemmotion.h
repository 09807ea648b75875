#pragma once

#include <QObject>

namespace semblance {

/// Whether the user told the desktop that things are not to move of themselves: Windows' and
/// macOS' accessibility settings, KDE's speed of animations, and what GNOME and others tell through
/// the desktop portal. That one answers later, and says when it changes. Lives on the GUI thread.
class SystemMotion final : public QObject {
    Q_OBJECT

public:
    explicit SystemMotion(QObject* parent = nullptr);

    bool isReduced() const { return m_isReduced; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void askPortal();

private:
    void watchPortal();
    void setReduced(bool isReduced);

    bool m_isReduced = false;
};

}  // namespace semblance
