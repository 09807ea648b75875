#pragma once

#include <QFrame>

#include "core/base/stepid.h"

class QLabel;
class QListView;
class QPushButton;

namespace semblance {

class HistoryModel;
class HistoryService;
class InlineQuestion;

/// The way one came, at the side of the window: a click or Enter goes to a step, Ctrl+Enter opens
/// it beside what is asked now, F2 names it, which saves it as a search, Delete forgets it.
class HistoryPanel final : public QFrame {
    Q_OBJECT

public:
    explicit HistoryPanel(HistoryService& history, QWidget* parent = nullptr);

    void focusList();

Q_SIGNALS:
    void stepWanted(semblance::StepId step);
    /// The step is to be asked beside what is asked now.
    void besideWanted(semblance::StepId step);
    void named(semblance::StepId step, const QString& name);
    void closeWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void update();
    void showMenu(const QPoint& point);
    void removeCurrent();

    HistoryService& m_history;
    HistoryModel* m_model;
    QListView* m_list;
    QLabel* m_empty;
    QPushButton* m_forget;
    InlineQuestion* m_question;
};

}  // namespace semblance
