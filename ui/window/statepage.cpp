#include "ui/window/statepage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int iconSide = 48;
constexpr int textWidth = 440;

}  // namespace

StatePage::StatePage(QWidget* parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_main(new QPushButton(this)),
      m_other(new QPushButton(this)) {
    describeArea(this, QStringLiteral("statePage"), tr("State of the library"));
    describe(m_icon, QStringLiteral("stateIcon"), tr("Sign"));
    describe(m_title, QStringLiteral("stateTitle"), tr("What is the case"));
    describe(m_text, QStringLiteral("stateText"), tr("What to do"));
    describe(m_main, QStringLiteral("stateMain"), tr("Main action"));
    describe(m_other, QStringLiteral("stateOther"), tr("Other action"));
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(textWidth);
    m_text->setProperty("look", QStringLiteral("soft"));
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_main->setProperty("look", QStringLiteral("main"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space);
    buttons->addStretch();
    buttons->addWidget(m_other);
    buttons->addWidget(m_main);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addSpacing(space);
    column->addWidget(m_title);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addSpacing(space);
    column->addLayout(buttons);
    column->addStretch(3);
    connect(m_main, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_state.main); });
    connect(m_other, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_state.other); });
}

void StatePage::setState(const EmptyState& state) {
    m_state = state;
    updateIcon();
    m_title->setText(state.title);
    m_text->setText(state.text);
    // Centred labels are not asked by the layout how high they are at their width.
    m_text->setFixedHeight(qMax(0, m_text->heightForWidth(textWidth)));
    setButton(m_main, state.main, state.mainText);
    setButton(m_other, state.other);
}

void StatePage::setButton(QPushButton* button, EmptyState::Action action, const QString& text) {
    button->setVisible(action != EmptyState::Action::None);
    if (action == EmptyState::Action::None)
        return;
    const QString words = text.isEmpty() ? actionText(action) : text;
    button->setText(words);
    describe(button, button->objectName(), words);
}

QString StatePage::title() const {
    return m_title->text();
}

void StatePage::updateIcon() {
    if (m_state.icon.isEmpty())
        m_icon->clear();
    else
        m_icon->setPixmap(
            iconPixmap(m_state.icon, iconSide, devicePixelRatioF(), tokensFor(palette()).textOff));
}

void StatePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    QWidget::changeEvent(event);
}

}  // namespace semblance
