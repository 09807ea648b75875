#pragma once

#include <QWidget>

class QPushButton;

namespace semblance {

/// A question that stands where it was asked, with an answer that does it and one that does not,
/// which has the focus. Hidden until it is asked; Escape is a no.
class InlineQuestion final : public QWidget {
    Q_OBJECT

public:
    InlineQuestion(const QString& objectName, const QString& question, const QString& yes,
                   const QString& no, QWidget* parent);

    void ask();

Q_SIGNALS:
    void agreed();
    void refused();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void end(bool isAgreed);

    QPushButton* m_yes;
    QPushButton* m_no;
};

}  // namespace semblance
