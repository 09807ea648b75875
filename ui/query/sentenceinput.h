#pragma once

#include <QObject>
#include <QTimer>

namespace semblance {

class CriterionField;
class QueryModel;
class SentenceEdit;
enum class Typing;

/// From what is typed into the query, and back: the sentence is taken after a pause; words that are
/// filters, or not wanted, as soon as they are finished, together with the sentence as one edit.
class SentenceInput final : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    SentenceInput(QueryModel& model, SentenceEdit& sentence, CriterionField& criterion,
                  int pauseMs);

    /// Takes what is typed so far, before anything else is changed with it.
    void commit();
    /// Nothing more is going to be typed: what is unfinished is finished.
    void finish();
    /// What the model is going to be told otherwise.
    void setText(const QString& text);
    /// A chip becomes text again.
    void insert(const QString& text);

Q_SIGNALS:
    /// Something else stands in the line.
    void changed();

private:
    void take(Typing typing);
    void exclude();
    void follow();
    void write(const QString& text);
    QString finishedText() const;

    QueryModel& m_model;
    SentenceEdit& m_sentence;
    CriterionField& m_criterion;
    QTimer m_pause;
    bool m_isWriting = false;  ///< the text changes, and not because it is edited
};

}  // namespace semblance
