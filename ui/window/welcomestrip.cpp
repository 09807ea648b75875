#include "ui/window/welcomestrip.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/query/examplechips.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/window/picturesoffer.h"

namespace semblance {

WelcomeStrip::WelcomeStrip(QWidget* parent)
    : QFrame(parent),
      m_chips(new ExampleChips(this)),
      m_add(new QPushButton(this)),
      m_pictures(new PicturesOffer(this)) {
    describeArea(this, QStringLiteral("welcomeStrip"), tr("First steps"));
    auto* title =
        new QLabel(tr("Find a picture by another picture, and what should be different"), this);
    describe(title, QStringLiteral("welcomeTitle"), title->text());
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setWordWrap(true);
    auto* text = new QLabel(tr("Try it on the demo pictures (the model reads English):"), this);
    describe(text, QStringLiteral("welcomeText"), text->text());
    text->setProperty("look", QStringLiteral("soft"));
    text->setWordWrap(true);
    m_add->setProperty("look", QStringLiteral("main"));
    m_add->setIcon(icon(QStringLiteral("folder-plus"), QPalette::HighlightedText));
    m_add->setIconSize(besideText);
    updateButton();
    auto* close = new QToolButton(this);
    describe(close, QStringLiteral("welcomeClose"), tr("Close the first steps"),
             tr("Close; the examples stay in the Search menu"));
    close->setIcon(icon(QStringLiteral("x")));
    close->setIconSize(QSize(16, 16));

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(text);
    auto* head = new QHBoxLayout;
    head->setSpacing(space);
    head->addLayout(texts, 1);
    head->addWidget(m_add, 0, Qt::AlignTop);
    head->addWidget(close, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space * 3 / 2);
    column->addLayout(head);
    column->addWidget(m_chips);
    connect(m_chips, &ExampleChips::chosen, this, &WelcomeStrip::exampleChosen);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_pictures->isThere())
            Q_EMIT picturesWanted(m_pictures->folder());
        else
            Q_EMIT addFolderWanted();
    });
    connect(close, &QToolButton::clicked, this, &WelcomeStrip::closed);
    connect(m_pictures, &PicturesOffer::changed, this, &WelcomeStrip::updateButton);
}

void WelcomeStrip::showEvent(QShowEvent* event) {
    QFrame::showEvent(event);
    m_pictures->count();
}

void WelcomeStrip::updateButton() {
    if (m_pictures->isThere()) {
        const QString name = m_pictures->text();
        m_add->setText(name);
        describe(m_add, QStringLiteral("welcomeAddFolder"), name,
                 tr("Add the pictures in %1. They are only read, never changed")
                     .arg(QDir::toNativeSeparators(m_pictures->folder())));
    } else {
        m_add->setText(tr("Add folder…"));
        describe(m_add, QStringLiteral("welcomeAddFolder"), tr("Add a folder of your own pictures"),
                 tr("Add a folder of your own pictures (Ctrl+Shift+O)"));
    }
}

void WelcomeStrip::setExamples(const QList<Example>& examples) {
    // Two lines of them; the menu has all.
    constexpr qsizetype mostShown = 8;
    m_chips->setExamples(examples.first(std::min(mostShown, examples.size())));
}

}  // namespace semblance
