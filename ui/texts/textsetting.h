#pragma once

#include <QWidget>

#include "core/library/services/textservice.h"

class QCheckBox;
class QLabel;

namespace semblance {

class Settings;

/// The switch for reading text in pictures, with what it needs or lacks on this computer.
class TextSetting final : public QWidget {
    Q_OBJECT

public:
    TextSetting(Settings& settings, QWidget* parent);

    void setAbility(const TextAbility& ability);

Q_SIGNALS:
    void toggled(bool isOn);

private:
    QCheckBox* m_switch;
    QLabel* m_note;
};

}  // namespace semblance
