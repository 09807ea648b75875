#include <climits>

#include "ui/library/folderrow.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/library/wording.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int iconSide = 20;

}  // namespace

FolderRow::FolderRow(const RootInfo& root, QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_name(new ElidedLabel(this)),
      m_state(new QLabel(this)),
      m_rescan(new QToolButton(this)),
      m_remove(new QToolButton(this)),
      m_question(new QWidget(this)) {
    setProperty("look", QStringLiteral("row"));
    setFocusPolicy(Qt::TabFocus);
    describe(m_icon, QStringLiteral("folderIcon"), tr("Folder"));
    describe(m_name, QStringLiteral("folderName"), tr("Folder name"));
    describe(m_state, QStringLiteral("folderState"), tr("State of the folder"));
    m_state->setProperty("look", QStringLiteral("soft"));
    m_state->setWordWrap(true);
    m_name->setMinimumWidth(1);
    for (auto* button : {m_rescan, m_remove}) {
        button->setProperty("look", QStringLiteral("small"));
        button->setIconSize(QSize(16, 16));
        // Nothing moves when they come.
        QSizePolicy keepsRoom = button->sizePolicy();
        keepsRoom.setRetainSizeWhenHidden(true);
        button->setSizePolicy(keepsRoom);
    }
    connect(qApp, &QApplication::focusChanged, this, &FolderRow::updateTools);
    m_rescan->setIcon(icon(QStringLiteral("refresh")));
    m_remove->setIcon(icon(QStringLiteral("trash")));

    describeArea(m_question, QStringLiteral("removeQuestion"), tr("Remove the folder?"));
    auto* question =
        new QLabel(tr("Remove it from the library? The files stay as they are."), m_question);
    describe(question, QStringLiteral("removeQuestionText"), question->text());
    question->setWordWrap(true);
    auto* yes = new QPushButton(tr("Remove"), m_question);
    describe(yes, QStringLiteral("removeYes"), tr("Remove the folder from the library"));
    auto* no = new QPushButton(tr("Keep"), m_question);
    describe(no, QStringLiteral("removeNo"), tr("Keep the folder"));
    // One below the other where a language needs that.
    auto* buttons = new FlowLayout(space);
    buttons->addWidget(yes);
    buttons->addWidget(no);
    auto* questionColumn = new QVBoxLayout(m_question);
    questionColumn->setContentsMargins(0, space / 2, 0, 0);
    questionColumn->setSpacing(space);
    questionColumn->addWidget(question);
    questionColumn->addLayout(buttons);
    m_question->hide();

    auto* line = new QHBoxLayout;
    line->setSpacing(space);
    line->addWidget(m_icon);
    line->addWidget(m_name, 1);
    line->addWidget(m_rescan);
    line->addWidget(m_remove);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space, space / 2, space / 2, space / 2);
    column->setSpacing(2);
    column->addLayout(line);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(iconSide + space, 0, 0, 0);
    auto* belowColumn = new QVBoxLayout;
    belowColumn->addWidget(m_state);
    belowColumn->addWidget(m_question);
    below->addLayout(belowColumn);
    column->addLayout(below);

    connect(m_rescan, &QToolButton::clicked, this, [this] { Q_EMIT rescanWanted(m_root.id); });
    connect(m_remove, &QToolButton::clicked, this,
            [this] { askToRemove(!m_question->isVisibleTo(this)); });
    connect(yes, &QPushButton::clicked, this, [this] { Q_EMIT removeWanted(m_root.id); });
    connect(no, &QPushButton::clicked, this, [this] { askToRemove(false); });
    setRoot(root);
}

void FolderRow::setRoot(const RootInfo& root) {
    m_root = root;
    const QString native = QDir::toNativeSeparators(root.path);
    QString name = QFileInfo(root.path).fileName();
    if (name.isEmpty())
        name = native;
    QString state = picturesText(root.photos);
    QString look = QStringLiteral("soft");
    switch (root.state) {
        case RootInfo::State::Present:
            if (root.failed > 0)
                state += QStringLiteral("  ·  ") +
                         tr("%Ln not readable", nullptr, int(qMin<qint64>(root.failed, INT_MAX)));
            break;
        case RootInfo::State::VolumeAbsent:
            state = root.volume.isEmpty()
                        ? tr("Its disk is not connected. The pictures stay in the library.")
                        : tr("The disk “%1” is not connected. The pictures stay in the library.")
                              .arg(root.volume);
            break;
        case RootInfo::State::FolderMissing:
            look = QStringLiteral("danger");
            state = tr("The folder is gone. Put it back and rescan, or remove it here.");
            break;
    }
    describe(this, QStringLiteral("folderRow"), tr("Folder %1, %2").arg(name, state), native);
    updateIcon();
    m_name->setText(name);
    m_name->setToolTip(native);
    m_state->setText(state);
    m_state->setProperty("look", look);
    describe(m_rescan, QStringLiteral("rescanFolder"), tr("Rescan %1").arg(name),
             tr("Look for new and changed pictures in %1").arg(native));
    describe(m_remove, QStringLiteral("removeFolder"), tr("Remove %1").arg(name),
             tr("Remove %1 from the library (Delete); its files stay").arg(native));
    m_rescan->setEnabled(root.state == RootInfo::State::Present ||
                         root.state == RootInfo::State::FolderMissing);
    updateTools();
}

void FolderRow::updateTools() {
    const QWidget* focus = QApplication::focusWidget();
    const bool isUsed = underMouse() || (focus && (focus == this || isAncestorOf(focus)));
    // What has to be done something about says so.
    const bool isGone = m_root.state == RootInfo::State::FolderMissing;
    for (QToolButton* button : {m_rescan, m_remove})
        button->setVisible(isUsed || isGone);
}

bool FolderRow::event(QEvent* event) {
    const bool isHandled = QFrame::event(event);
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        updateTools();
    return isHandled;
}

void FolderRow::updateIcon() {
    const QString name = m_root.state == RootInfo::State::Present ? QStringLiteral("folder")
                         : m_root.state == RootInfo::State::VolumeAbsent
                             ? QStringLiteral("unplug")
                             : QStringLiteral("alert-triangle");
    m_icon->setPixmap(
        iconPixmap(name, iconSide, devicePixelRatioF(), tokensFor(palette()).textSoft));
}

void FolderRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    QFrame::changeEvent(event);
}

void FolderRow::askToRemove(bool asking) {
    m_question->setVisible(asking);
    if (asking)
        m_question->findChild<QPushButton*>(QStringLiteral("removeNo"))->setFocus();
    else
        setFocus();
}

void FolderRow::openFolder() {
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_root.path));
}

void FolderRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete)
        askToRemove(true);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
             event->key() == Qt::Key_Space)
        Q_EMIT chosen(m_root.path);
    else if (event->key() == Qt::Key_Escape && m_question->isVisible())
        askToRemove(false);
    else
        QFrame::keyPressEvent(event);
}

// What takes the press gets the release.
void FolderRow::mousePressEvent(QMouseEvent* event) {
    event->setAccepted(event->button() == Qt::LeftButton);
}

void FolderRow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT chosen(m_root.path);
}

void FolderRow::setChosen(bool isChosen) {
    if (property("chosen").toBool() == isChosen)
        return;
    setProperty("chosen", isChosen);
    style()->unpolish(this);
    style()->polish(this);
}

void FolderRow::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    describe(menu, QStringLiteral("folderMenu"), tr("Folder"));
    menu->addAction(icon(QStringLiteral("refresh")), tr("Rescan"), this,
                    [this] { Q_EMIT rescanWanted(m_root.id); });
    menu->addAction(icon(QStringLiteral("folder-open")), tr("Open in the file manager"), this,
                    &FolderRow::openFolder);
    menu->addAction(icon(QStringLiteral("list")), tr("What is left out…"), this,
                    [this] { Q_EMIT leftOutWanted(m_root.id); });
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("trash")), tr("Remove from the library…"), this,
                    [this] { askToRemove(true); });
    menu->popup(event->globalPos());
}

}  // namespace semblance
