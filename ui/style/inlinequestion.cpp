#include "ui/style/inlinequestion.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/tokens.h"

namespace semblance {

InlineQuestion::InlineQuestion(const QString& objectName, const QString& question,
                               const QString& yes, const QString& no, QWidget* parent)
    : QWidget(parent), m_yes(new QPushButton(yes, this)), m_no(new QPushButton(no, this)) {
    describeArea(this, objectName, question);
    auto* text = new QLabel(question, this);
    describeArea(text, objectName + QStringLiteral("Text"), question);
    text->setWordWrap(true);
    describe(m_yes, objectName + QStringLiteral("Yes"), yes);
    describe(m_no, objectName + QStringLiteral("No"), no);
    // One below the other where a language needs that.
    auto* buttons = new FlowLayout(space);
    buttons->addWidget(m_yes);
    buttons->addWidget(m_no);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space / 2, 0, space / 2);
    column->setSpacing(space);
    column->addWidget(text);
    column->addLayout(buttons);
    connect(m_yes, &QPushButton::clicked, this, [this] { end(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { end(false); });
    hide();
}

void InlineQuestion::ask() {
    show();
    m_no->setFocus();
}

void InlineQuestion::end(bool isAgreed) {
    hide();
    if (isAgreed)
        Q_EMIT agreed();
    else
        Q_EMIT refused();
}

void InlineQuestion::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        end(false);
    else
        QWidget::keyPressEvent(event);
}

}  // namespace semblance
