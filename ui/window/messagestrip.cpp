#include "ui/window/messagestrip.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <utility>

#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int noticeMs = 6000;
constexpr int errorMs = 30'000;
constexpr int iconSide = 18;

}  // namespace

MessageStrip::MessageStrip(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_text(new QLabel(this)),
      m_button(new QPushButton(this)),
      m_close(new QToolButton(this)) {
    describeArea(this, QStringLiteral("messageStrip"), tr("Message"));
    describe(m_icon, QStringLiteral("messageIcon"), tr("Kind of message"));
    describe(m_text, QStringLiteral("messageText"), tr("Message"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    describe(m_button, QStringLiteral("messageAction"), tr("What to do about it"));
    describe(m_close, QStringLiteral("messageClose"), tr("Close the message"),
             tr("Close the message (Esc)"));
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->setIconSize(QSize(16, 16));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space / 2, space / 2, space / 2, space / 2);
    row->setSpacing(space);
    row->addSpacing(space);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(m_close);
    setMinimumHeight(40);
    m_gone.setSingleShot(true);
    connect(&m_gone, &QTimer::timeout, this, [this] {
        // Somebody may still be reading, or on the way to the button.
        if (underMouse() || isAncestorOf(QApplication::focusWidget()))
            m_gone.start();
        else
            leave();
    });
    connect(m_close, &QToolButton::clicked, this, &MessageStrip::close);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto action = std::exchange(m_action, {});
        leave();
        if (action)
            action();
    });
    hide();
}

void MessageStrip::showError(const Error& error, const QString& actionText,
                             std::function<void()> action) {
    if (error.kind == ErrorKind::Cancelled)
        return;
    m_gone.stop();
    m_isOffer = false;
    m_error = error.kind;
    m_action = std::move(action);
    m_button->setVisible(!actionText.isEmpty());
    m_button->setText(actionText);
    describe(m_button, QStringLiteral("messageAction"),
             actionText.isEmpty() ? tr("What to do about it") : actionText);
    show(error.sentence, QStringLiteral("error"), QStringLiteral("alert-triangle"));
    if (actionText.isEmpty())
        m_gone.start(errorMs);
}

void MessageStrip::showNotice(const QString& sentence) {
    if (!isHidden() && (m_error || m_isOffer)) {
        m_waiting = sentence;
        return;
    }
    m_action = {};
    m_error.reset();
    m_button->hide();
    show(sentence, QStringLiteral("notice"), QStringLiteral("info"));
    m_gone.start(noticeMs);
}

void MessageStrip::close() {
    const bool wasOffer = m_isOffer;
    leave();
    if (wasOffer)
        Q_EMIT declined();
}

void MessageStrip::leave() {
    m_gone.stop();
    m_isOffer = false;
    m_error.reset();
    hide();
    if (const QString next = std::exchange(m_waiting, {}); !next.isEmpty())
        showNotice(next);
}

void MessageStrip::showStanding(const QString& sentence, const QString& actionText,
                                std::function<void()> action) {
    m_gone.stop();
    m_error.reset();
    m_isOffer = false;
    m_action = std::move(action);
    m_button->setVisible(true);
    m_button->setText(actionText);
    describe(m_button, QStringLiteral("messageAction"), actionText);
    show(sentence, QStringLiteral("notice"), QStringLiteral("info"));
}

void MessageStrip::showOffer(const QString& sentence, const QString& actionText,
                             std::function<void()> action) {
    showStanding(sentence, actionText, std::move(action));
    m_isOffer = true;
}

void MessageStrip::withdraw(ErrorKind kind) {
    if (m_error == kind)
        leave();
}

QString MessageStrip::text() const {
    return isHidden() ? QString() : m_text->text();
}

void MessageStrip::show(const QString& sentence, const QString& look, const QString& iconName) {
    m_text->setText(sentence);
    m_iconName = iconName;
    setProperty("look", look);
    style()->unpolish(this);
    style()->polish(this);
    updateIcon();
    setVisible(true);
    setAccessibleDescription(sentence);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageStrip::updateIcon() {
    const Tokens& t = tokensFor(palette());
    const bool isError = m_iconName == QLatin1StringView("alert-triangle");
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(
            iconPixmap(m_iconName, iconSide, devicePixelRatioF(), isError ? t.danger : t.text));
}

void MessageStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    QFrame::changeEvent(event);
}

void MessageStrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace semblance
