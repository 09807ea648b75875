#include "ui/query/criterionfield.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
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
      m_add(new QToolButton(this)),
      m_line(new QWidget(this)),
      m_edit(new QLineEdit(m_line)),
      m_remove(new QToolButton(m_line)) {
    describeArea(this, QStringLiteral("criterionField"), tr("Second criterion"));
    describe(m_add, QStringLiteral("addCriterion"), tr("And it shows …"),
             tr("Add something else that the pictures must show, whatever the reference is"));
    m_add->setIcon(icon(QStringLiteral("plus")));
    m_add->setIconSize(besideText);
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setText(tr("and it shows …"));
    m_add->setProperty("look", QStringLiteral("chip"));
    describeArea(m_line, QStringLiteral("criterionLine"), tr("Second criterion"));
    auto* name = new QLabel(tr("and it shows"), m_line);
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
    auto* line = new QHBoxLayout(m_line);
    line->setContentsMargins(space + space / 2, 0, space / 2, 0);
    line->setSpacing(space / 2);
    line->addWidget(name);
    line->addWidget(m_edit, 1);
    line->addWidget(m_remove);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_add);
    row->addWidget(m_line, 1);
    connect(m_add, &QToolButton::clicked, this, &CriterionField::open);
    connect(m_remove, &QToolButton::clicked, this, &CriterionField::takeOut);
    connect(m_edit, &QLineEdit::textEdited, this, &CriterionField::textEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &CriterionField::accepted);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    shape(false);
}

QList<QWidget*> CriterionField::controls() const {
    return {m_add, m_edit, m_remove};
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
    if (m_isNeeded)
        m_add->setFocus(Qt::OtherFocusReason);
    if (hadText)
        Q_EMIT textEdited({});
}

void CriterionField::shape(bool isOpen) {
    const bool isNeeded = isOpen || m_isOffered;
    const bool isSame = isOpen == m_isOpen && isNeeded == m_isNeeded;
    m_isOpen = isOpen;
    m_isNeeded = isNeeded;
    m_add->setVisible(!isOpen);
    m_line->setVisible(isOpen);
    setProperty("look", isOpen ? QStringLiteral("criterion") : QString());
    style()->unpolish(this);
    style()->polish(this);
    setVisible(isNeeded);
    updateGeometry();
    if (!isSame)
        Q_EMIT reshaped();
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
