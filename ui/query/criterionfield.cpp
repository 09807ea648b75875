#include "ui/query/criterionfield.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <utility>

#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int letters = 14;

}  // namespace

CriterionField::CriterionField(QWidget* parent)
    : QFrame(parent),
      m_add(new QToolButton(parent)),
      m_edit(new QLineEdit(this)),
      m_remove(new QToolButton(this)) {
    describeArea(this, QStringLiteral("criterionField"), tr("Second criterion"));
    setProperty("look", QStringLiteral("criterion"));
    describe(m_add, QStringLiteral("addCriterion"), tr("And it shows …"),
             tr("Add something else that the pictures must show, whatever the reference is"));
    m_add->setIcon(icon(QStringLiteral("plus")));
    m_add->setIconSize(QSize(16, 16));
    m_add->setProperty("look", QStringLiteral("chip"));
    m_add->hide();
    auto* name = new QLabel(tr("and it shows"), this);
    describeArea(name, QStringLiteral("criterionName"), name->text());
    name->setProperty("look", QStringLiteral("soft"));
    describe(m_edit, QStringLiteral("criterionEdit"), tr("And it shows"),
             tr("What the pictures must show beside the sentence"));
    m_edit->setFrame(false);
    m_edit->setMaxLength(1000);
    m_edit->setMinimumWidth(letters * m_edit->fontMetrics().averageCharWidth());
    m_edit->installEventFilter(this);
    describe(m_remove, QStringLiteral("removeCriterion"), tr("Take the second criterion out"));
    m_remove->setIcon(icon(QStringLiteral("x")));
    m_remove->setProperty("look", QStringLiteral("small"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(space + space / 2, 0, space / 2, 0);
    line->setSpacing(space / 2);
    line->addWidget(name);
    line->addWidget(m_edit, 1);
    line->addWidget(m_remove);
    connect(m_add, &QToolButton::clicked, this, &CriterionField::open);
    connect(m_remove, &QToolButton::clicked, this, &CriterionField::takeOut);
    connect(m_edit, &QLineEdit::textEdited, this, &CriterionField::textEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &CriterionField::accepted);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

QList<QWidget*> CriterionField::controls() const {
    return {m_edit, m_remove, m_add};
}

QString CriterionField::text() const {
    return m_edit->text();
}

void CriterionField::setText(const QString& text) {
    if (m_edit->text() != text)
        m_edit->setText(text);
    shape(m_isOffered && (!text.trimmed().isEmpty() || m_edit->hasFocus()));
}

void CriterionField::setOffered(bool offered) {
    m_isOffered = offered;
    shape(offered && (m_isOpen || !text().trimmed().isEmpty()));
}

void CriterionField::open() {
    shape(true);
    m_edit->setFocus(Qt::OtherFocusReason);
}

void CriterionField::takeOut() {
    const bool hadText = !text().isEmpty();
    m_edit->clear();
    shape(false);
    if (m_isOffered)
        m_add->setFocus(Qt::OtherFocusReason);
    if (hadText)
        Q_EMIT textEdited({});
}

void CriterionField::shape(bool isOpen) {
    m_add->setVisible(m_isOffered && !isOpen);
    setVisible(isOpen);
    if (std::exchange(m_isOpen, isOpen) != isOpen)
        Q_EMIT opened(isOpen);
}

bool CriterionField::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || (key == Qt::Key_Backspace && text().isEmpty())) {
            takeOut();
            return true;
        }
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut && text().trimmed().isEmpty())
        shape(false);
    return QFrame::eventFilter(watched, event);
}

}  // namespace semblance
