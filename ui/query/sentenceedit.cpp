#include "ui/query/sentenceedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>

#include "ui/query/picturedrop.h"

namespace semblance {

SentenceEdit::SentenceEdit(QWidget* parent) : QLineEdit(parent) {
    setFrame(false);
    setMaxLength(1000);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // Drops belong to the whole field.
    setAcceptDrops(false);
}

QSize SentenceEdit::minimumSizeHint() const {
    return {leastLetters * fontMetrics().averageCharWidth(), QLineEdit::minimumSizeHint().height()};
}

bool SentenceEdit::pastePictures() {
    const QMimeData* clip = QGuiApplication::clipboard()->mimeData();
    if (!clip || !PictureDrop::accepts(*clip))
        return false;
    Q_EMIT picturesPasted(*clip);
    return true;
}

void SentenceEdit::keyPressEvent(QKeyEvent* event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    if (event->matches(QKeySequence::Paste) && pastePictures())
        return;
    if (event->matches(QKeySequence::Undo) && !isUndoAvailable())
        Q_EMIT undoWanted();
    else if (event->matches(QKeySequence::Redo) && !isRedoAvailable())
        Q_EMIT redoWanted();
    else if (isEnter && event->modifiers() & Qt::AltModifier)
        Q_EMIT excludeWanted();
    else if (event->key() == Qt::Key_Backspace && isAtBeginning())
        Q_EMIT backspacedOut();
    else if (event->key() == back && !event->modifiers() && isAtBeginning())
        Q_EMIT chipsWanted();
    else if (event->key() == Qt::Key_Down && !event->modifiers())
        Q_EMIT resultsWanted();
    else
        QLineEdit::keyPressEvent(event);
}

void SentenceEdit::focusInEvent(QFocusEvent* event) {
    QLineEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void SentenceEdit::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason &&
        reason != Qt::MenuBarFocusReason)
        Q_EMIT left();
}

}  // namespace semblance
