#include "ui/window/welcomestrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/query/examplechips.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

WelcomeStrip::WelcomeStrip(QWidget* parent) : QFrame(parent), m_chips(new ExampleChips(this)) {
    describeArea(this, QStringLiteral("welcomeStrip"), tr("First steps"));
    auto* title =
        new QLabel(tr("Find a picture by another picture, and what should be different"), this);
    describe(title, QStringLiteral("welcomeTitle"), title->text());
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto* text = new QLabel(tr("Try it on the demo pictures (the model reads English):"), this);
    describe(text, QStringLiteral("welcomeText"), text->text());
    text->setProperty("look", QStringLiteral("soft"));
    text->setWordWrap(true);
    auto* add = new QPushButton(tr("Add folder…"), this);
    describe(add, QStringLiteral("welcomeAddFolder"), tr("Add a folder of your own pictures"),
             tr("Add a folder of your own pictures (Ctrl+Shift+O)"));
    add->setProperty("look", QStringLiteral("main"));
    add->setIcon(icon(QStringLiteral("folder-plus"), QPalette::HighlightedText));
    add->setIconSize(besideText);
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
    head->addWidget(add, 0, Qt::AlignTop);
    head->addWidget(close, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space * 3 / 2);
    column->addLayout(head);
    column->addWidget(m_chips);
    connect(m_chips, &ExampleChips::chosen, this, &WelcomeStrip::exampleChosen);
    connect(add, &QPushButton::clicked, this, &WelcomeStrip::addFolderWanted);
    connect(close, &QToolButton::clicked, this, &WelcomeStrip::closed);
}

void WelcomeStrip::setExamples(const QList<Example>& examples) {
    m_chips->setExamples(examples);
}

}  // namespace semblance
