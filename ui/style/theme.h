#pragma once

#include <QObject>
#include <memory>

namespace semblance {

class SystemMotion;
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

    /// True: nothing moves of itself. False: as the desktop says. Widgets, Qt's own, too, hear it
    /// from their style (QStyle::SH_Widget_Animation_Duration is 0).
    void reduceMotion(bool reduces);

private:
    class Style;

    void apply();
    void applyMotion();
    const Tokens& systemTokens() const;

    std::shared_ptr<bool> m_isStill;  ///< the application's style, which looks at it, outlives this
    SystemMotion* m_systemMotion;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_reducesMotion = false;
    bool m_systemIsDark = false;
};

}  // namespace semblance
