#pragma once

#include <QFrame>

class QLineEdit;
class QToolButton;

namespace semblance {

/// A second criterion beside a reference and its sentence, "and it shows ...": a small button that
/// opens a line of its own.
class CriterionField final : public QFrame {
    Q_OBJECT

public:
    explicit CriterionField(QWidget* parent);

    QString text() const;
    void setText(const QString& text);
    /// There is room for a second criterion: a reference and a sentence. One that is there stays.
    void setOffered(bool offered);
    /// There is nothing to show: it is to take no room.
    bool isNeeded() const { return m_isNeeded; }
    void open();
    /// In the order that Tab goes through them.
    QList<QWidget*> controls() const;

Q_SIGNALS:
    void textEdited(const QString& text);
    /// Enter: the pictures are wanted.
    void accepted();
    /// It is another field now: what lies around it makes room.
    void reshaped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeOut();
    void shape(bool isOpen);

    QToolButton* m_add;
    QWidget* m_line;
    QLineEdit* m_edit;
    QToolButton* m_remove;
    bool m_isOffered = false;
    bool m_isOpen = false;
    bool m_isNeeded = false;
};

}  // namespace semblance
