#include "ui/window/crashnotesdialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {

CrashNotesDialog::CrashNotesDialog(const QString& text, QWidget* parent)
    : QDialog(parent), m_text(new QPlainTextEdit(text, this)) {
    describeArea(this, QStringLiteral("crashNotesDialog"), tr("Crash notes"));
    setWindowTitle(tr("Crash notes"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(sizeForLetters({720, 480}, *this));
    auto* about = new QLabel(tr("A note says which program crashed, in which version, and where in "
                                "its code. It names none of your files, and nothing was sent: to "
                                "report a crash, copy the text."),
                             this);
    describe(about, QStringLiteral("crashNotesAbout"), about->text());
    about->setToolTip({});
    about->setWordWrap(true);
    describeArea(m_text, QStringLiteral("crashNotesText"), tr("Crash notes"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    describeArea(buttons, QStringLiteral("crashNotesButtons"), tr("Actions"));
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    describe(close, QStringLiteral("crashNotesClose"), tr("Close"), tr("Close (Esc)"));
    close->setText(tr("Close"));
    auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    describe(copy, QStringLiteral("crashNotesCopy"), tr("Copy the text"));
    copy->setIcon(icon(QStringLiteral("copy")));
    copy->setIconSize(besideText);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(2 * space);
    column->addWidget(about);
    column->addWidget(m_text, 1);
    column->addWidget(buttons);
}

}  // namespace semblance
