#pragma once

#include <QObject>

namespace semblance {

struct Tokens;

enum class ThemeChoice { System, Light, Dark };

/// Dresses the application: the Fusion style, a palette made of tokens and style.qss. One per
/// program, made after QApplication and before the first widget.
class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject* parent = nullptr);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }

private:
    void apply();
    const Tokens& systemTokens() const;

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemIsDark = false;
};

}  // namespace semblance
