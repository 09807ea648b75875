#pragma once

#include <QFrame>

#include "core/library/services/indexingservice.h"

class QPushButton;

namespace semblance {

/// Asks in the folder panel whether a folder that was to be added is one of the library's at a new
/// place. Escape leaves the folder alone.
class PlaceQuestionBox final : public QFrame {
    Q_OBJECT

public:
    explicit PlaceQuestionBox(const PlaceQuestion& question, QWidget* parent = nullptr);

    const PlaceQuestion& question() const { return m_question; }
    void focusAnswer();

Q_SIGNALS:
    void used();
    void refused();    ///< it is a new folder
    void dismissed();  ///< it is not to be added
protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    const PlaceQuestion m_question;
    QPushButton* m_use;
};

}  // namespace semblance
