#include "ui/query/suggestionline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

SuggestionLine::SuggestionLine(QWidget* parent)
    : QWidget(parent), m_label(new QLabel(tr("Try:"), this)), m_row(new QHBoxLayout(this)) {
    describeArea(this, QStringLiteral("suggestions"), tr("Suggestions"));
    describeArea(m_label, QStringLiteral("suggestionsLabel"), tr("Suggestions"));
    m_label->setProperty("look", QStringLiteral("soft"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space);
    m_row->addWidget(m_label);
    m_row->addStretch();
    hide();
}

void SuggestionLine::setSuggestions(const QStringList& suggestions) {
    if (suggestions == m_suggestions)
        return;
    m_suggestions = suggestions;
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (const QString& suggestion : suggestions) {
        auto* button = new QPushButton(suggestion, this);
        describe(button, QStringLiteral("suggestion"), suggestion,
                 tr("This picture, but “%1”").arg(suggestion));
        button->setProperty("look", QStringLiteral("chip"));
        connect(button, &QPushButton::clicked, this,
                [this, suggestion] { Q_EMIT chosen(suggestion); });
        m_row->insertWidget(m_row->count() - 1, button);
        m_buttons.append(button);
    }
    setVisible(!suggestions.isEmpty());
    showFitting();
}

// One that fits whole, or none: a cut suggestion says nothing.
void SuggestionLine::showFitting() {
    int used = m_label->sizeHint().width();
    bool fits = true;
    for (QWidget* button : std::as_const(m_buttons)) {
        used += space + button->sizeHint().width();
        fits = fits && used <= width();
        button->setVisible(fits);
    }
}

QSize SuggestionLine::minimumSizeHint() const {
    int height = m_label->sizeHint().height();
    for (const QWidget* button : m_buttons)
        height = qMax(height, button->sizeHint().height());
    return {0, height};
}

void SuggestionLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showFitting();
}

}  // namespace semblance
