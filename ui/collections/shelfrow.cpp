#include "ui/collections/shelfrow.h"

#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/results/photogrid.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/inlinequestion.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int iconSide = 18;

}  // namespace

ShelfRow::ShelfRow(const Words& words, QWidget* parent)
    : QFrame(parent),
      m_words(words),
      m_icon(new QLabel(this)),
      m_label(new ElidedLabel(this)),
      m_count(new QLabel(this)),
      m_edit(new QLineEdit(this)),
      m_question(new InlineQuestion(words.objectName + QStringLiteral("Question"), words.question,
                                    tr("Remove"), tr("Keep"), this)) {
    setProperty("look", QStringLiteral("row"));
    setFocusPolicy(Qt::TabFocus);
    setAcceptDrops(words.takesDrops);
    build();
    connect(m_question, &InlineQuestion::agreed, this, &ShelfRow::removeWanted);
    connect(m_question, &InlineQuestion::refused, this, qOverload<>(&QWidget::setFocus));
    updateIcon();
}

void ShelfRow::build() {
    describeArea(m_icon, m_words.objectName + QStringLiteral("Icon"), tr("Kind"));
    describeArea(m_label, m_words.objectName + QStringLiteral("Name"), tr("Name"));
    describeArea(m_count, m_words.objectName + QStringLiteral("Count"), tr("Count"));
    m_count->setProperty("look", QStringLiteral("soft"));
    describe(m_edit, m_words.objectName + QStringLiteral("Edit"), tr("Name"),
             tr("Enter takes the name, Esc leaves it"));
    m_edit->setMaxLength(200);
    m_edit->installEventFilter(this);
    m_edit->hide();
    auto* line = new QHBoxLayout;
    line->setSpacing(space);
    line->addWidget(m_icon);
    line->addWidget(m_label, 1);
    line->addWidget(m_edit, 1);
    line->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space, space / 2, space, space / 2);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_question);
}

void ShelfRow::setEntry(const QString& name, const QString& count, const QString& toolTip) {
    m_name = name;
    m_label->setLine(name);
    m_count->setText(count);
    m_count->setVisible(!count.isEmpty());
    setObjectName(m_words.objectName);
    setAccessibleName(m_words.accessible.arg(name, count));
    setToolTip(QStringLiteral("<p>%1</p>").arg(toolTip.toHtmlEscaped()));
}

void ShelfRow::setCurrent(bool isCurrent) {
    setFlag("current", isCurrent);
    setAccessibleDescription(isCurrent ? tr("shown now") : QString());
}

void ShelfRow::rename() {
    m_edit->setText(m_name);
    m_label->hide();
    m_count->hide();
    m_edit->show();
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
}

void ShelfRow::endRenaming(bool isAccepted) {
    if (m_edit->isHidden())
        return;
    const bool hadFocus = m_edit->hasFocus();
    const QString name = m_edit->text().trimmed();
    m_edit->hide();
    m_label->show();
    m_count->setVisible(!m_count->text().isEmpty());
    if (hadFocus)
        setFocus();
    if (isAccepted && !name.isEmpty())
        Q_EMIT renamed(name);
    else
        Q_EMIT renamingRefused();
}

// A name that was begun and left is taken, as in file managers.
bool ShelfRow::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_edit || m_edit->isHidden())
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) {
        endRenaming(true);
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            endRenaming(key != Qt::Key_Escape);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ShelfRow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            Q_EMIT openWanted();
            break;
        case Qt::Key_F2:
            rename();
            break;
        case Qt::Key_Delete:
            m_question->ask();
            break;
        case Qt::Key_Down:
            focusNextChild();
            break;
        case Qt::Key_Up:
            focusPreviousChild();
            break;
        default:
            QFrame::keyPressEvent(event);
    }
}

void ShelfRow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()) &&
        m_edit->isHidden() && m_question->isHidden())
        Q_EMIT openWanted();
    else
        QFrame::mouseReleaseEvent(event);
}

void ShelfRow::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    describeArea(menu, m_words.objectName + QStringLiteral("Menu"), m_name);
    menu->addAction(icon(QStringLiteral("eye"), QPalette::Text), tr("Show"), this,
                    &ShelfRow::openWanted);
    menu->addAction(
        icon(QStringLiteral("type"), QPalette::Text),
        tr("Rename") + u'\t' + QKeySequence(Qt::Key_F2).toString(QKeySequence::NativeText), this,
        &ShelfRow::rename);
    Q_EMIT menuShown(menu);
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("trash"), QPalette::Text), m_words.remove, m_question,
                    &InlineQuestion::ask);
    menu->popup(event->globalPos());
}

void ShelfRow::dragEnterEvent(QDragEnterEvent* event) {
    if (!qobject_cast<PhotoGrid*>(event->source()))
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    setFlag("dropping", true);
}

void ShelfRow::dragLeaveEvent(QDragLeaveEvent*) {
    setFlag("dropping", false);
}

void ShelfRow::dropEvent(QDropEvent* event) {
    setFlag("dropping", false);
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped();
}

void ShelfRow::setFlag(const char* name, bool on) {
    if (property(name).toBool() == on)
        return;
    setProperty(name, on);
    style()->unpolish(this);
    style()->polish(this);
}

void ShelfRow::updateIcon() {
    m_icon->setPixmap(
        iconPixmap(m_words.icon, iconSide, devicePixelRatioF(), tokensFor(palette()).textSoft));
}

void ShelfRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    QFrame::changeEvent(event);
}

}  // namespace semblance
