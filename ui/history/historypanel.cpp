#include "ui/history/historypanel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/library/services/historyservice.h"
#include "ui/history/historydelegate.h"
#include "ui/history/historymodel.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/inlinequestion.h"
#include "ui/style/tokens.h"

namespace semblance {

HistoryPanel::HistoryPanel(HistoryService& history, QWidget* parent)
    : QFrame(parent),
      m_history(history),
      m_model(new HistoryModel(history, this)),
      m_list(new QListView(this)),
      m_empty(new QLabel(tr("What you search for is listed here, to go back to."), this)),
      m_forget(new QPushButton(tr("Forget history…"), this)),
      m_question(new InlineQuestion(QStringLiteral("forgetQuestion"),
                                    tr("Forget all of it? Saved searches stay."), tr("Forget"),
                                    tr("Keep"), this)) {
    describeArea(this, QStringLiteral("historyPanel"), tr("History"));
    setProperty("look", QStringLiteral("side"));
    build();
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT stepWanted(m_model->step(index.row())); });
    connect(m_list, &QWidget::customContextMenuRequested, this, &HistoryPanel::showMenu);
    connect(m_model, &HistoryModel::named, this, &HistoryPanel::named);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryPanel::update);
    connect(m_forget, &QPushButton::clicked, m_question, &InlineQuestion::ask);
    connect(m_question, &InlineQuestion::agreed, &history, &HistoryService::forgetAll);
    connect(m_question, &InlineQuestion::refused, m_forget, qOverload<>(&QWidget::setFocus));
    update();
}

void HistoryPanel::build() {
    auto* title = new QLabel(tr("History"), this);
    describeArea(title, QStringLiteral("historyTitle"), tr("History"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto* close = new QToolButton(this);
    describe(close, QStringLiteral("historyClose"), tr("Close the history"),
             tr("Close the history (Ctrl+H)"));
    close->setIcon(icon(QStringLiteral("x")));
    close->setIconSize(QSize(16, 16));
    connect(close, &QToolButton::clicked, this, &HistoryPanel::closeWanted);

    describeArea(m_list, QStringLiteral("historyList"), tr("History"));
    m_list->setAccessibleDescription(
        tr("Enter goes to a step, Ctrl+Enter opens it beside, F2 names and saves it, Delete "
           "forgets it."));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HistoryDelegate(m_history, *m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    describeArea(m_empty, QStringLiteral("historyEmpty"), m_empty->text());
    m_empty->setProperty("look", QStringLiteral("soft"));
    m_empty->setWordWrap(true);
    m_empty->setMargin(space);
    describe(m_forget, QStringLiteral("forgetHistory"), tr("Forget history"),
             tr("Forget all that was searched for"));
    m_forget->setProperty("look", QStringLiteral("link"));

    auto* head = new QHBoxLayout;
    // In line with what the steps say; a margin would not change sides.
    head->addSpacing(space);
    head->addWidget(title, 1);
    head->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space, 2 * space, space, 2 * space);
    column->setSpacing(space);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addWidget(m_question);
    column->addWidget(m_forget, 0, Qt::AlignLeft);
    setMinimumWidth(240);
}

void HistoryPanel::update() {
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_list->setVisible(!isEmpty);
    m_forget->setVisible(!isEmpty);
    static_cast<QVBoxLayout*>(layout())->setStretch(1, isEmpty ? 1 : 0);
    m_empty->setAlignment(Qt::AlignTop);
    if (isEmpty)
        m_question->hide();
    const int row = m_model->rowOf(m_history.trail().current());
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
}

void HistoryPanel::focusList() {
    if (m_model->rowCount() > 0)
        m_list->setFocus(Qt::OtherFocusReason);
}

void HistoryPanel::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = m_list->currentIndex();
    if (m_list->hasFocus() && current.isValid()) {
        switch (event->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
            case Qt::Key_Space:
                if (event->modifiers() & Qt::ControlModifier)
                    Q_EMIT besideWanted(m_model->step(current.row()));
                else
                    Q_EMIT stepWanted(m_model->step(current.row()));
                return;
            case Qt::Key_Delete:
                removeCurrent();
                return;
            default:
                break;
        }
    }
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeWanted();
    else
        QFrame::keyPressEvent(event);
}

void HistoryPanel::removeCurrent() {
    const int row = m_list->currentIndex().row();
    m_history.remove(m_model->step(row));
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(qMin(row, m_model->rowCount() - 1)));
}

void HistoryPanel::showMenu(const QPoint& point) {
    const QModelIndex index = m_list->indexAt(point);
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    auto* menu = new QMenu(this);
    describeArea(menu, QStringLiteral("historyMenu"), tr("Step"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const StepId step = m_model->step(index.row());
    menu->addAction(icon(QStringLiteral("history"), QPalette::Text), tr("Go there"), this,
                    [this, step] { Q_EMIT stepWanted(step); });
    menu->addAction(icon(QStringLiteral("images"), QPalette::Text), tr("Open beside\tCtrl+Return"),
                    this, [this, step] { Q_EMIT besideWanted(step); });
    menu->addAction(icon(QStringLiteral("heart"), QPalette::Text), tr("Name and save…"), this,
                    [this, step] { m_list->edit(m_model->index(m_model->rowOf(step))); });
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("trash"), QPalette::Text), tr("Forget it"), this,
                    [this] { removeCurrent(); });
    menu->popup(m_list->viewport()->mapToGlobal(point));
}

}  // namespace semblance
