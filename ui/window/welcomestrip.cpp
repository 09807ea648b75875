#include "ui/window/welcomestrip.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

#include "core/library/services/picturesfolder.h"
#include "ui/files/aside.h"
#include "ui/query/examplechips.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {

using namespace std::chrono_literals;

// Longer than that nobody waits for an offer.
constexpr auto countingLimit = 20s;

// A home folder itself stands in for a Pictures folder that is not there: too much to offer.
QString picturesFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QDir(folder) == QDir::home() ? QString() : folder;
}

}  // namespace

WelcomeStrip::WelcomeStrip(QWidget* parent)
    : QFrame(parent),
      m_chips(new ExampleChips(this)),
      m_add(new QPushButton(this)),
      m_pictures(picturesFolder()) {
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
        if (offersPictures())
            Q_EMIT picturesWanted(m_pictures);
        else
            Q_EMIT addFolderWanted();
    });
    connect(close, &QToolButton::clicked, this, &WelcomeStrip::closed);
}

WelcomeStrip::~WelcomeStrip() {
    m_counting.cancel();
}

void WelcomeStrip::showEvent(QShowEvent* event) {
    QFrame::showEvent(event);
    if (m_count < 0 && !m_pictures.isEmpty())
        count();
}

void WelcomeStrip::count() {
    m_count = 0;
    runAside(
        this, countingLimit,
        [folder = m_pictures, cancel = m_counting] { return countPictures(folder, cancel); },
        [this](std::optional<qint64> count) {
            m_counting.cancel();
            m_count = count.value_or(0);
            updateButton();
        });
}

void WelcomeStrip::setFolders(const QStringList& paths) {
    m_folders = paths;
    updateButton();
}

bool WelcomeStrip::offersPictures() const {
    const auto holds = [this](const QString& folder) {
        return m_pictures == folder || m_pictures.startsWith(folder + u'/');
    };
    return m_count > 0 && std::none_of(m_folders.begin(), m_folders.end(), holds);
}

void WelcomeStrip::updateButton() {
    if (offersPictures()) {
        const QString name = tr("Add my pictures (%L1)").arg(m_count);
        m_add->setText(name);
        describe(m_add, QStringLiteral("welcomeAddFolder"), name,
                 tr("Add the pictures in %1. They are only read, never changed")
                     .arg(QDir::toNativeSeparators(m_pictures)));
    } else {
        m_add->setText(tr("Add folder…"));
        describe(m_add, QStringLiteral("welcomeAddFolder"), tr("Add a folder of your own pictures"),
                 tr("Add a folder of your own pictures (Ctrl+Shift+O)"));
    }
}

void WelcomeStrip::setExamples(const QList<Example>& examples) {
    m_chips->setExamples(examples);
}

}  // namespace semblance
