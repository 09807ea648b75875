#pragma once

#include <QFrame>

class QLineEdit;
class QToolButton;

namespace semblance {

/// A second criterion beside a reference and its sentence, "and it shows ...": a line of its own,
/// and a small button apart from it that opens it.
class CriterionField final : public QFrame {
    Q_OBJECT

public:
    /// The button is a child of `parent`, too, for a place of its own.
    explicit CriterionField(QWidget* parent);

    QToolButton* addButton() const { return m_add; }

    QString text() const;
    void setText(const QString& text);
    /// There is room for a second criterion: a reference and a sentence. One that is there stays.
    void setOffered(bool offered);
    bool isOpen() const { return m_isOpen; }
    void open();
    /// In the order that Tab goes through them.
    QList<QWidget*> controls() const;

Q_SIGNALS:
    void textEdited(const QString& text);
    /// Enter: the pictures are wanted.
    void accepted();
    /// Open, or no longer so: what lies around it makes room.
    void opened(bool isOpen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeOut();
    void shape(bool isOpen);

    QToolButton* m_add;
    QLineEdit* m_edit;
    QToolButton* m_remove;
    bool m_isOffered = false;
    bool m_isOpen = false;
};

}  // namespace semblance
