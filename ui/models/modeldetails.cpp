#include "ui/models/modeldetails.h"

#include <QDesktopServices>
#include <QDir>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/models/factlist.h"
#include "ui/models/measurementtable.h"
#include "ui/models/modelwording.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr char cardFile[] = "README.md";  // where Hugging Face's folders hold the model card

void setLook(QWidget* widget, const QString& look) {
    if (widget->property("look") == look)
        return;
    widget->setProperty("look", look);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace

ModelDetails::ModelDetails(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_state(new QLabel(this)),
      m_use(new QPushButton(this)),
      m_check(new QPushButton(this)),
      m_remove(new QPushButton(this)),
      m_question(new QFrame(this)),
      m_questionText(new QLabel(m_question)),
      m_yes(new QPushButton(m_question)),
      m_no(new QPushButton(tr("Keep"), m_question)),
      m_facts(new FactList(this)),
      m_measurements(new MeasurementTable(this)) {
    describeArea(this, QStringLiteral("modelDetails"), tr("The chosen model"));
    describeArea(m_title, QStringLiteral("modelTitle"), tr("Name of the model"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    describeArea(m_state, QStringLiteral("modelState"), tr("State of the model"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_use->setProperty("look", QStringLiteral("main"));
    m_check->setIcon(icon(QStringLiteral("circle-check")));
    m_remove->setIcon(icon(QStringLiteral("trash")));
    for (auto* button : {m_check, m_remove})
        button->setIconSize(besideText);
    buildQuestion();
    buildFacts();

    auto* buttons = new FlowLayout(space);
    for (auto* button : {m_use, m_check, m_remove})
        buttons->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * space, space, 2 * space, 3 * space);
    column->setSpacing(space * 3 / 2);
    column->addWidget(m_title);
    column->addWidget(m_state);
    column->addLayout(buttons);
    column->addWidget(m_question);
    column->addWidget(m_facts);
    column->addStretch();
    connectButtons();
    show(nullptr, {});
}

void ModelDetails::buildQuestion() {
    describeArea(m_question, QStringLiteral("modelQuestion"), tr("Remove the model?"));
    m_question->setProperty("look", QStringLiteral("notice"));
    describeArea(m_questionText, QStringLiteral("modelQuestionText"), tr("Remove the model?"));
    m_questionText->setTextFormat(Qt::PlainText);
    m_questionText->setWordWrap(true);
    describe(m_yes, QStringLiteral("modelRemoveYes"), tr("Remove the model now"));
    describe(m_no, QStringLiteral("modelKeep"), tr("Keep the model"), tr("Keep the model (Esc)"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space);
    buttons->addWidget(m_yes);
    buttons->addWidget(m_no);
    buttons->addStretch();
    auto* column = new QVBoxLayout(m_question);
    column->setContentsMargins(space * 3 / 2, space * 3 / 2, space * 3 / 2, space * 3 / 2);
    column->setSpacing(space * 3 / 2);
    column->addWidget(m_questionText);
    column->addLayout(buttons);
    m_question->hide();
}

void ModelDetails::buildFacts() {
    m_facts->addSection(tr("What it is"));
    m_facts->addFact(QStringLiteral("factFamily"), tr("Family"));
    m_facts->addFact(QStringLiteral("factPictures"), tr("Picture part"));
    m_facts->addFact(QStringLiteral("factSentences"), tr("Sentence part"));
    m_facts->addFact(QStringLiteral("factVector"), tr("Vector"));
    m_facts->addFact(QStringLiteral("factWeights"), tr("Weights"));
    m_facts->addFact(QStringLiteral("factComposition"), tr("Composition"));
    m_facts->addFact(QStringLiteral("factLicence"), tr("Licence"));
    m_facts->addSection(tr("On this computer"));
    m_facts->addFact(QStringLiteral("factRuns"), tr("Runs in"));
    m_facts->addFact(QStringLiteral("factStart"), tr("Start"));
    m_facts->addFact(QStringLiteral("factMemory"), tr("Memory"));
    m_facts->addWidget(m_measurements);
    m_facts->addSection(tr("Space"));
    m_facts->addFact(QStringLiteral("factSize"), tr("Files"));
    m_facts->addFact(QStringLiteral("factVectors"), tr("In this library"));
    buildPlaces();
}

void ModelDetails::buildPlaces() {
    const auto field = [this](const QString& objectName, const QString& name, const QString& tip) {
        auto* edit = new QLineEdit(m_facts);
        describe(edit, objectName, name, tip);
        edit->setReadOnly(true);
        return edit;
    };
    m_hash = field(QStringLiteral("modelHash"), tr("Identity of the model"),
                   tr("Computed from all of the model's parts: it names the vectors it makes"));
    m_facts->addField(tr("Identity"), m_hash);
    m_folder = field(QStringLiteral("modelFolder"), tr("Folder of the model"),
                     tr("The model's files lie here"));
    m_facts->addField(tr("Folder"), m_folder);

    auto* buttons = new QWidget(m_facts);
    describeArea(buttons, QStringLiteral("modelPlaces"), tr("Open"));
    m_open = new QPushButton(tr("Open folder"), buttons);
    describe(m_open, QStringLiteral("modelOpenFolder"), tr("Open the folder of the model"));
    m_open->setIcon(icon(QStringLiteral("folder-open")));
    m_card = new QPushButton(tr("Model card"), buttons);
    describe(m_card, QStringLiteral("modelCard"), tr("Open the model card"),
             tr("What its makers say of the model (README.md in its folder)"));
    m_card->setIcon(icon(QStringLiteral("external-link")));
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, space / 2, 0, 0);
    row->setSpacing(space);
    for (auto* button : {m_open, m_card}) {
        button->setIconSize(besideText);
        row->addWidget(button);
    }
    row->addStretch();
    m_facts->addField({}, buttons);
}

void ModelDetails::connectButtons() {
    connect(m_use, &QPushButton::clicked, this,
            [this] { Q_EMIT chooseWanted(m_entry->model.name); });
    connect(m_check, &QPushButton::clicked, this,
            [this] { Q_EMIT checkWanted(m_entry->model.name); });
    connect(m_remove, &QPushButton::clicked, this, &ModelDetails::askToRemove);
    connect(m_no, &QPushButton::clicked, this, &ModelDetails::withdrawQuestion);
    connect(m_yes, &QPushButton::clicked, this, &ModelDetails::removeNow);
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_entry->model.dir)); });
    connect(m_card, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(QDir(m_entry->model.dir).filePath(QLatin1StringView(cardFile))));
    });
}

bool ModelDetails::deletesFiles() const {
    return !m_entry->isFolder && m_entry->model.origin == KnownModel::Origin::Imported;
}

void ModelDetails::show(const ModelEntry* entry, const ModelsSituation& situation) {
    const bool isSame = entry && m_entry && m_entry->model.name == entry->model.name;
    m_entry = entry ? std::optional(*entry) : std::nullopt;
    if (!isSame || !removalRefusal(*entry).isEmpty())
        withdrawQuestion();
    setVisible(entry != nullptr);
    if (!entry)
        return;
    const ModelStanding standing = standingOf(*entry, situation);
    m_title->setText(modelTitle(*entry));
    m_state->setText(standing.sentence);
    m_state->setAccessibleDescription(standing.sentence);
    setLook(m_state, standing.kind == ModelStanding::Kind::Broken ? QStringLiteral("danger")
                                                                  : QStringLiteral("plain"));
    showButtons(standing, situation.checking.contains(entry->model.name));
    showFacts(situation);
    showPlaces();
}

void ModelDetails::showButtons(const ModelStanding& standing, bool isChecking) {
    const QString title = modelTitle(*m_entry);
    m_use->setText(standing.chooseText);
    m_use->setEnabled(standing.canChoose);
    describe(
        m_use, QStringLiteral("modelUse"), QString(standing.chooseText).remove(u'&'),
        tr("Encode the library with “%1” in the background and search with it then").arg(title));
    m_check->setText(isChecking ? tr("Checking…") : tr("&Check"));
    m_check->setEnabled(!isChecking);
    m_check->setVisible(!m_entry->isFolder);  // the service tests what it keeps
    describe(m_check, QStringLiteral("modelCheck"), tr("Check the model"),
             tr("Test “%1” with a short run: does it compute well, and how fast").arg(title));
    const bool inUse = !removalRefusal(*m_entry).isEmpty();
    m_remove->setVisible(deletesFiles() || (m_entry->vectorBytes > 0 && !inUse));
    m_remove->setText(deletesFiles() ? tr("Re&move…") : tr("&Free its vectors…"));
    describe(m_remove, QStringLiteral("modelRemove"),
             deletesFiles() ? tr("Remove the model") : tr("Free the model's vectors"),
             deletesFiles() ? tr("Delete the files of “%1” and its vectors (Delete)").arg(title)
                            : tr("Delete the vectors of “%1” in this library (Delete)").arg(title));
}

void ModelDetails::showFacts(const ModelsSituation& situation) {
    const QLocale locale;
    const ModelReport& r = m_entry->model.report;
    const auto set = [this](const char* name, bool isKnown, const QString& value) {
        m_facts->setFact(QLatin1StringView(name), isKnown ? value : QString());
    };
    const bool isKnown = !r.family.isEmpty();
    set("factFamily", isKnown, familyText(r));
    set("factPictures", r.side > 0,
        tr("%1, %2 × %2 pixels").arg(networkText(r.imageNetwork), locale.toString(r.side)));
    set("factSentences", r.maxTokens > 0,
        tr("%1, up to %2 pieces of words")
            .arg(networkText(r.textNetwork), locale.toString(r.maxTokens)));
    set("factVector", r.dim > 0, tr("%1 dimensions").arg(locale.toString(r.dim)));
    set("factWeights", r.parameters > 0, weightsText(r.parameters));
    set("factComposition", isKnown,
        r.composes
            ? tr("Learned: picture and sentence become one vector")
            : tr("Not learned: mixes the vectors of picture and sentence, %1 % sentence where "
                 "the slider begins")
                  .arg(qRound(r.defaultMix * 100)));
    set("factLicence", isKnown, licenceText(r));
    set("factRuns", !r.precision.isEmpty(),
        tr("%1 on the %2").arg(r.precision, deviceText(r.device)));
    set("factStart", r.loadSeconds > 0, tr("%1 s").arg(locale.toString(r.loadSeconds, 'f', 1)));
    set("factMemory", r.peakMemory > 0, bytesText(r.peakMemory));
    set("factSize", r.bytes > 0,
        tr("%1 in %Ln file(s)", nullptr, int(r.files.size())).arg(bytesText(r.bytes)));
    set("factVectors", m_entry->vectorBytes > 0 || m_entry->pictures > 0,
        tr("%1 of vectors").arg(bytesText(m_entry->vectorBytes)) + QStringLiteral("  ·  ") +
            coverageText(m_entry->pictures, situation.libraryPictures));
    m_measurements->setMeasurements(r.measurements);
}

void ModelDetails::showPlaces() {
    const auto fill = [](QLineEdit* edit, const QString& text) {
        if (edit->text() == text)
            return;
        edit->setText(text);
        edit->setCursorPosition(0);
    };
    const ModelReport& report = m_entry->model.report;
    fill(m_folder, QDir::toNativeSeparators(m_entry->model.dir));
    fill(m_hash, report.hash);
    m_facts->setFieldVisible(m_hash, !report.hash.isEmpty());
    m_card->setVisible(report.files.contains(QLatin1StringView(cardFile)));
}

void ModelDetails::askToRemove() {
    if (!m_entry || !m_remove->isVisibleTo(this))
        return;
    if (const QString refusal = removalRefusal(*m_entry); !refusal.isEmpty()) {
        Q_EMIT refused(refusal);
        return;
    }
    m_questionText->setText(removalQuestion(*m_entry));
    m_questionText->setAccessibleDescription(m_questionText->text());
    m_yes->setText(deletesFiles() ? tr("Remove") : tr("Free"));
    describe(m_yes, QStringLiteral("modelRemoveYes"),
             deletesFiles() ? tr("Remove the model now") : tr("Free its vectors now"));
    m_question->show();
    m_no->setFocus();
}

bool ModelDetails::withdrawQuestion() {
    if (!m_question->isVisibleTo(this))
        return false;
    // First, or the focus would go wherever Qt finds a place for it.
    Q_EMIT questionClosed();
    m_question->hide();
    return true;
}

void ModelDetails::removeNow() {
    const QString name = m_entry->model.name;
    const bool files = deletesFiles();
    withdrawQuestion();
    if (files)
        Q_EMIT removeWanted(name);
    else
        Q_EMIT forgetWanted(name);
}

}  // namespace semblance
