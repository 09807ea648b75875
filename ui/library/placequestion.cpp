#include "ui/library/placequestion.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

PlaceQuestionBox::PlaceQuestionBox(const PlaceQuestion& question, QWidget* parent)
    : QFrame(parent), m_question(question), m_use(new QPushButton(tr("Use it"), this)) {
    setProperty("look", QStringLiteral("notice"));
    describeArea(this, QStringLiteral("placeQuestion"), tr("A folder at a new place"));
    const Recognition& found = question.found;
    const QString name = QFileInfo(found.oldPath).fileName();
    const QString place = QDir::toNativeSeparators(found.newPath);
    auto* text =
        new QLabel(tr("This looks like your folder “%1” at a new place: %2 of %3 files. "
                      "Use it?")
                       .arg(name.isEmpty() ? found.oldPath : name,
                            QLocale().toString(found.matched), QLocale().toString(found.known)),
                   this);
    describe(text, QStringLiteral("placeQuestionText"), text->text(),
             tr("Before: %1\nNow: %2").arg(QDir::toNativeSeparators(found.oldPath), place));
    text->setWordWrap(true);
    auto* where = new QLabel(this);
    describe(where, QStringLiteral("placeQuestionPlace"), tr("New place: %1").arg(place), place);
    where->setProperty("look", QStringLiteral("soft"));
    where->setWordWrap(true);
    // A path breaks at its folders only if it is told where.
    where->setText(
        QString(place).replace(QDir::separator(), QString(QDir::separator()) + QChar(0x200B)));

    describe(m_use, QStringLiteral("placeUse"), tr("Use the folder at its new place"),
             tr("Nothing is indexed again"));
    m_use->setProperty("look", QStringLiteral("main"));
    auto* add = new QPushButton(tr("Add as a new folder"), this);
    describe(add, QStringLiteral("placeAdd"), tr("Add it as a new folder"));
    auto* leave = new QToolButton(this);
    describe(leave, QStringLiteral("placeLeave"), tr("Do not add it"), tr("Do not add it (Esc)"));
    leave->setProperty("look", QStringLiteral("small"));
    leave->setIcon(icon(QStringLiteral("x")));
    leave->setIconSize(QSize(16, 16));

    auto* head = new QHBoxLayout;
    head->setSpacing(space);
    head->addWidget(text, 1);
    head->addWidget(leave, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space * 3 / 2, space, space, space * 3 / 2);
    column->setSpacing(space);
    column->addLayout(head);
    column->addWidget(where);
    column->addWidget(m_use);
    column->addWidget(add);
    connect(m_use, &QPushButton::clicked, this, &PlaceQuestionBox::used);
    connect(add, &QPushButton::clicked, this, &PlaceQuestionBox::refused);
    connect(leave, &QToolButton::clicked, this, &PlaceQuestionBox::dismissed);
}

void PlaceQuestionBox::focusAnswer() {
    m_use->setFocus(Qt::OtherFocusReason);
}

void PlaceQuestionBox::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT dismissed();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace semblance
