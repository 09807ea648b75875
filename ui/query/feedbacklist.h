#pragma once

#include <QFrame>

namespace semblance {

class QueryModel;
class TermChips;

/// All that there should be more or less of, where they are too many for the field.
class FeedbackList final : public QFrame {
    Q_OBJECT

public:
    /// Both outlive it.
    FeedbackList(QueryModel& model, TermChips& chips, QWidget* parent);

    void popUp(const QWidget& below);

private:
    void fill();

    QueryModel& m_model;
    TermChips& m_chips;
    QWidget* m_list;
};

}  // namespace semblance
