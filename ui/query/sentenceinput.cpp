#include "ui/query/sentenceinput.h"

#include <QScopedValueRollback>
#include <algorithm>

#include "core/query/filtergrammar.h"
#include "ui/query/criterionfield.h"
#include "ui/query/querymodel.h"
#include "ui/query/sentenceedit.h"
#include "ui/query/sentenceterms.h"

namespace semblance {

SentenceInput::SentenceInput(QueryModel& model, SentenceEdit& sentence, CriterionField& criterion,
                             int pauseMs)
    : QObject(&sentence), m_model(model), m_sentence(sentence), m_criterion(criterion) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SentenceInput::commit);
    // Not textEdited(): assistive technologies set the text as a whole.
    connect(&sentence, &QLineEdit::textChanged, this, [this] {
        if (m_isWriting)
            return;
        take(Typing::GoesOn);
        m_pause.start();
        Q_EMIT changed();
    });
    connect(&sentence, &SentenceEdit::left, this, [this] { take(Typing::IsDone); });
    connect(&sentence, &SentenceEdit::excludeWanted, this, &SentenceInput::exclude);
    connect(&criterion, &CriterionField::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(&model, &QueryModel::sentenceChanged, this, [this] { m_pause.stop(); });
    connect(&model, &QueryModel::edited, this, &SentenceInput::follow);
    follow();
}

void SentenceInput::follow() {
    // A filter that is being typed is not the model's yet.
    if (!m_pause.isActive() && finishedText() != m_model.sentence())
        write(m_model.sentence());
    if (!m_pause.isActive())
        m_criterion.setText(m_model.references().empty() ? QString() : m_model.text());
    Q_EMIT changed();
}

QString SentenceInput::finishedText() const {
    return m_sentence.hasFocus() ? withoutUnfinished(m_sentence.text(), m_sentence.cursorPosition())
                                 : m_sentence.text();
}

void SentenceInput::write(const QString& text) {
    const QScopedValueRollback isWriting(m_isWriting, true);
    m_sentence.setText(text);
}

void SentenceInput::commit() {
    m_pause.stop();
    const QString criterion = m_criterion.text();
    m_model.setSentence(finishedText());
    if (!m_model.references().empty())
        m_model.setText(criterion);
}

void SentenceInput::finish() {
    take(Typing::IsDone);
    commit();
}

void SentenceInput::setText(const QString& text) {
    m_pause.stop();
    write(text);
    Q_EMIT changed();
}

void SentenceInput::take(Typing typing) {
    const SentenceTerms typed = takeTerms(m_sentence.text(), m_sentence.cursorPosition(), typing);
    if (typed.isEmpty())
        return;
    write(typed.rest);
    m_sentence.setCursorPosition(typed.cursor);
    Query next = m_model.whole();
    (next.references.empty() ? next.text : next.modification) = finishedText();
    for (const PhotoFilter::Term& term : typed.filter.terms) {
        auto& terms = next.filter.terms;
        if (std::find(terms.begin(), terms.end(), term) == terms.end())
            terms.push_back(term);
    }
    for (const QString& text : typed.negatives)
        next.negatives.push_back({text, 1});
    m_model.setQuery(next);
}

void SentenceInput::exclude() {
    take(Typing::IsDone);
    const bool isPart = m_sentence.hasSelectedText();
    const QString text = (isPart ? m_sentence.selectedText() : m_sentence.text()).simplified();
    if (text.isEmpty())
        return;
    if (isPart)
        m_sentence.del();
    const QString rest = isPart ? m_sentence.text().simplified() : QString();
    setText(rest);
    Query next = m_model.whole();
    (next.references.empty() ? next.text : next.modification) = rest;
    next.negatives.push_back({text, 1});
    m_model.setQuery(next);
}

// A filter is to be edited, so that the cursor stands behind it; a word can go back at once.
void SentenceInput::insert(const QString& text) {
    const QString before = m_sentence.text().trimmed();
    m_sentence.setFocus(Qt::OtherFocusReason);
    write(before.isEmpty() ? text : before + u' ' + text);
    m_sentence.setCursorPosition(int(m_sentence.text().size()));
    if (readFilters(text).filter.isEmpty())
        m_sentence.setSelection(int(m_sentence.text().size() - text.size()), int(text.size()));
    commit();
    Q_EMIT changed();
}

}  // namespace semblance
