#pragma once

#include <QFrame>

#include "ui/filters/filterchoices.h"

class QToolButton;

namespace semblance {

/// One group in the filter row: its name while it is off, what is chosen and a way to remove it
/// while it is on.
class FilterChip final : public QFrame {
    Q_OBJECT

public:
    enum class State {
        Off,
        Set,
        Empties,  ///< without it there were pictures
    };

    explicit FilterChip(FilterGroup group, QWidget* parent = nullptr);

    FilterGroup group() const { return m_group; }
    State state() const { return m_state; }
    void setState(State state, const QString& summary);

Q_SIGNALS:
    void opened();
    void removed();
    /// The last of what is chosen, as text.
    void editWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const FilterGroup m_group;
    State m_state = State::Off;
    QToolButton* m_open;
    QToolButton* m_remove;
};

}  // namespace semblance
