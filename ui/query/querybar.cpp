#include "ui/query/querybar.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/library/services/pictureservice.h"
#include "ui/query/criterionfield.h"
#include "ui/query/feedbackmarks.h"
#include "ui/query/filtercompletion.h"
#include "ui/query/mixslider.h"
#include "ui/query/querymodel.h"
#include "ui/query/queryundo.h"
#include "ui/query/referencechip.h"
#include "ui/query/sentenceedit.h"
#include "ui/query/sentenceinput.h"
#include "ui/query/termchip.h"
#include "ui/query/termchips.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

// With less room for the field the mix goes below it.
constexpr int lettersBesideMix = 56;

}  // namespace

QueryBar::QueryBar(QueryModel& model, PictureService& pictures, QWidget* parent)
    : QWidget(parent), m_model(model), m_undo(new QueryUndo(model, this)) {
    describeArea(this, QStringLiteral("queryBar"), tr("Query"));
    setAcceptDrops(true);
    build();
    m_references = new ReferenceChips(model, pictures, m_drop, *m_field);
    m_terms = new TermChips(model, pictures, *m_field);
    m_completion = new FilterCompletion(*m_sentence);
    connect(m_completion, &FilterCompletion::valuesWanted, this, &QueryBar::filterValuesWanted);
    m_input = new SentenceInput(model, *m_sentence, *m_criterion, debounceMs);
    connectSentence();
    connectChips();
    connect(m_mix, &MixSlider::mixChanged, &model, &QueryModel::setMix);
    connect(&model, &QueryModel::mixChanged, this, [this] { m_mix->setMix(m_model.mix()); });
    m_mix->setMix(model.mix());
    arrange();
}

QueryBar::~QueryBar() = default;

void QueryBar::build() {
    buildField();
    m_mix = new MixSlider(this);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->addWidget(m_field, 1);
    m_row->addWidget(m_mix);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space / 2);
    column->addLayout(m_row);
    column->addWidget(buildHint());
}

void QueryBar::buildField() {
    m_field = new QFrame(this);
    describe(m_field, QStringLiteral("queryField"), tr("Reference pictures and sentence"),
             tr("Drop a picture here, write a sentence, or both"));
    m_field->setMinimumHeight(ReferenceChip::side + 2 * space);

    m_add = new QToolButton(m_field);
    describe(m_add, QStringLiteral("addReferenceButton"), tr("Add a reference picture"),
             tr("Add a reference picture (Ctrl+O); or drop one here, or paste one"));
    m_add->setIcon(icon(QStringLiteral("image-plus")));
    m_add->setIconSize(QSize(22, 22));
    connect(m_add, &QToolButton::clicked, this, &QueryBar::chooseReference);

    m_sentence = new SentenceEdit(m_field);
    describe(m_sentence, QStringLiteral("sentenceEdit"), tr("Sentence"),
             tr("What to find, or what should be different from the reference (Ctrl+F)"));
    QFont font = m_sentence->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    m_sentence->setFont(font);

    m_criterion = new CriterionField(m_field);

    m_clear = new QToolButton(m_field);
    describe(m_clear, QStringLiteral("clearQueryButton"), tr("Clear the query"),
             tr("Clear the query and show all pictures (Ctrl+L)"));
    m_clear->setIcon(icon(QStringLiteral("x")));
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        focusSentence();
    });

    m_flow = new FlowLayout(space);
    auto* row = new QHBoxLayout(m_field);
    row->setContentsMargins(space, space - 1, space, space - 1);
    row->setSpacing(space);
    row->addLayout(m_flow, 1);
    m_flow->setAlignment(Qt::AlignVCenter);
    row->addWidget(m_criterion->addButton());
    row->addWidget(m_clear);
}

QWidget* QueryBar::buildHint() {
    m_hint = new QWidget(this);
    describeArea(m_hint, QStringLiteral("sentenceHint"), tr("Hint about the sentence"));
    auto* text = new QLabel(m_hint);
    text->setText(tr("The model reads English; most of this sentence is unknown to it."));
    describeArea(text, QStringLiteral("sentenceHintText"), text->text());
    text->setProperty("look", QStringLiteral("soft"));
    text->setContentsMargins(0, 4, 0, 3);  // in line with the link's text
    auto* models = new QPushButton(tr("Use a model that reads more languages"), m_hint);
    describe(models, QStringLiteral("sentenceHintModels"), tr("Show the models"),
             tr("See, import and choose the models that pictures are compared with "
                "(Ctrl+Shift+M)"));
    models->setProperty("look", QStringLiteral("link"));
    connect(models, &QPushButton::clicked, this, &QueryBar::modelsWanted);
    auto* row = new FlowLayout(space, m_hint);
    row->setContentsMargins(space, 0, 0, 0);
    row->addWidget(text);
    row->addWidget(models);
    m_hint->hide();
    return m_hint;
}

void QueryBar::connectSentence() {
    connect(m_input, &SentenceInput::changed, this, &QueryBar::updateLook);
    connect(m_sentence, &QLineEdit::returnPressed, this, [this] {
        m_input->finish();
        m_undo->endStep();
        Q_EMIT resultsWanted();
    });
    connect(m_sentence, &SentenceEdit::resultsWanted, this, &QueryBar::resultsWanted);
    connect(m_sentence, &SentenceEdit::picturesPasted, this, &QueryBar::takePictures);
    connect(m_sentence, &SentenceEdit::undoWanted, this, &QueryBar::undoWanted);
    connect(m_sentence, &SentenceEdit::redoWanted, this, &QueryBar::redoWanted);
    connect(m_sentence, &SentenceEdit::focusChanged, this,
            [this](bool hasFocus) { setFieldFlag("active", hasFocus); });
    connect(m_sentence, &SentenceEdit::chipsWanted, this,
            [this] { focusNeighbour(m_sentence, -1); });
    // What stands before the sentence goes from its end on.
    connect(m_sentence, &SentenceEdit::backspacedOut, this, [this] {
        if (!m_terms->all().isEmpty())
            m_terms->removeLast();
        else if (!m_references->all().isEmpty())
            m_references->remove(m_references->all().last());
    });
    connect(m_criterion, &CriterionField::accepted, this, [this] {
        m_input->commit();
        Q_EMIT resultsWanted();
    });
    connect(m_criterion, &CriterionField::opened, this, &QueryBar::arrange);
}

void QueryBar::connectChips() {
    connect(m_references, &ReferenceChips::changed, this, &QueryBar::arrange);
    connect(m_references, &ReferenceChips::editing, m_input, &SentenceInput::commit);
    connect(m_references, &ReferenceChips::removed, this, &QueryBar::focusSentence);
    connect(m_references, &ReferenceChips::viewWanted, this, &QueryBar::viewWanted);
    connect(m_references, &ReferenceChips::replaceWanted, this, &QueryBar::replaceReference);
    connect(m_references, &ReferenceChips::neighbourWanted, this, &QueryBar::focusNeighbour);
    connect(m_terms, &TermChips::changed, this, &QueryBar::arrange);
    connect(m_terms, &TermChips::editing, m_input, &SentenceInput::commit);
    connect(m_terms, &TermChips::removed, this, &QueryBar::focusSentence);
    connect(m_terms, &TermChips::textWanted, m_input, &SentenceInput::insert);
    connect(m_terms, &TermChips::neighbourWanted, this, &QueryBar::focusNeighbour);
}

QList<QWidget*> QueryBar::fieldWidgets() const {
    QList<QWidget*> widgets;
    for (ReferenceChip* chip : m_references->all())
        widgets.append(chip);
    widgets.append(m_add);
    for (TermChip* chip : m_terms->all())
        widgets.append(chip);
    widgets.append(m_sentence);
    if (m_criterion->isOpen())
        widgets.append(m_criterion);
    return widgets;
}

void QueryBar::arrange() {
    while (QLayoutItem* item = m_flow->takeAt(0))
        delete item;
    for (QWidget* widget : fieldWidgets()) {
        m_flow->addWidget(widget);
        widget->show();
    }
    m_flow->invalidate();
    QList<QWidget*> order = fieldWidgets();
    order.removeOne(m_criterion);
    order += m_criterion->controls();
    order += {m_clear, m_mix->focusProxy()};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    updateLook();
}

void QueryBar::focusNeighbour(const QWidget* of, int by) {
    QList<QWidget*> widgets = fieldWidgets();
    widgets.removeOne(m_add);
    const qsizetype next = widgets.indexOf(of) + by;
    if (next >= 0 && next < widgets.size())
        widgets[next]->setFocus(by > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

QStringList QueryBar::references() const {
    QStringList paths;
    for (const Reference& reference : m_model.references())
        paths.append(reference.picture.path);
    return paths;
}

QString QueryBar::sentence() const {
    return m_sentence->text();
}

void QueryBar::setQuery(const QStringList& references, const QString& sentence) {
    Query query;
    for (const QString& path : references)
        query.references.emplace_back().picture.path = path;
    (references.isEmpty() ? query.text : query.modification) = sentence;
    query.mix = m_model.mix();
    query.limit = QueryModel::usualLimit;
    m_input->setText(sentence);
    m_model.setQuery(query);
}

void QueryBar::setReference(const QString& path) {
    m_input->commit();
    Query query = m_model.query();
    // What was looked for by words alone is not what should be different from the picture.
    if (query.references.empty())
        query.text.clear();
    query.references.assign(1, {});
    query.references.front().picture.path = path;
    m_model.setQuery(query);
}

void QueryBar::addReference(const QString& path) {
    PictureSource picture;
    picture.path = path;
    addReference(picture);
}

void QueryBar::addReference(const PictureSource& picture) {
    m_input->commit();
    const std::vector<Reference>& there = m_model.references();
    if (std::any_of(there.begin(), there.end(),
                    [&](const Reference& reference) { return reference.picture == picture; }))
        return;
    if (there.size() >= mostReferences) {
        Q_EMIT problem(Error{ErrorKind::WrongUse,
                             tr("A query holds up to %n reference picture(s). Take one out first.",
                                nullptr, mostReferences),
                             {}});
        return;
    }
    Reference reference;
    reference.picture = picture;
    m_model.addReference(reference);
}

void QueryBar::replaceReference(std::size_t index, const QMimeData& mime) {
    m_drop.take(mime, this, [this, index](const Result<QStringList>& files) {
        if (!files) {
            Q_EMIT problem(files.error());
            return;
        }
        m_input->commit();
        std::vector<Reference> references = m_model.references();
        if (index >= references.size())
            return;
        // Its weight stays: it is the place's, as it were. The part was of the other picture.
        references[index].picture = {};
        references[index].picture.path = files->first();
        m_model.setReferences(std::move(references));
    });
}

void QueryBar::mark(const QList<PhotoItem>& photos, Feedback::Sign sign) {
    QList<qint64> contents;
    for (const PhotoItem& photo : photos) {
        // A file from elsewhere, shown large, or nothing that looks like anything.
        if (!photo.content.isValid() || !photo.failure.isEmpty())
            continue;
        contents.append(photo.content.value);
        m_terms->noteFile(photo.content.value, photo.path);
    }
    m_input->commit();
    std::vector<Feedback> feedback = marked(m_model.feedback(), contents, sign);
    if (feedback.size() > Query::mostParts) {
        Q_EMIT problem(Error{ErrorKind::WrongUse,
                             tr("A query holds up to %n marked picture(s). Take some out first.",
                                nullptr, int(Query::mostParts)),
                             {}});
        return;
    }
    m_model.setFeedback(std::move(feedback));
    if (!m_model.feedback().empty() && m_model.isEmpty())
        Q_EMIT said(tr("“Less like this” counts as soon as there is something to look for."));
}

void QueryBar::clear() {
    m_input->setText({});
    m_model.clear();
    updateLook();
}

void QueryBar::setShownElsewhere(std::function<bool(const PhotoFilter::Term&)> isShown) {
    m_terms->setShownElsewhere(std::move(isShown));
}

void QueryBar::editText(const QString& text) {
    m_input->insert(text);
}

void QueryBar::updateLook() {
    const bool hasSentence = !m_sentence->text().trimmed().isEmpty();
    const bool hasPictures = !m_references->all().isEmpty();
    m_mix->setEnabled(hasSentence && hasPictures);
    m_criterion->setOffered(hasPictures &&
                            (hasSentence || !m_criterion->text().trimmed().isEmpty()));
    m_clear->setVisible(hasSentence || hasPictures || !m_terms->all().isEmpty() ||
                        !m_model.filter().isEmpty());
    m_sentence->setPlaceholderText(hasPictures
                                       ? tr("What should be different? For example: in green")
                                       : tr("Describe a picture, or drop one here"));
    if (!hasSentence)
        setSentenceUnknown(false);
    placeMix();
}

void QueryBar::placeMix() {
    const int letter = m_sentence->fontMetrics().averageCharWidth();
    const int rest = width() - m_mix->sizeHint().width() - 3 * space;
    const bool isBelow = rest < lettersBesideMix * letter;
    m_row->setDirection(isBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(isBelow ? space / 2 : 3 * space);
    // Without both it has nothing to say.
    m_mix->setVisible(m_mix->isEnabled());
}

QSize QueryBar::minimumSizeHint() const {
    // The mix beside the field is no reason for a wider window: it goes below.
    const int least = qMax(m_field->minimumSizeHint().width(), m_mix->minimumSizeHint().width());
    return {least, QWidget::minimumSizeHint().height()};
}

void QueryBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeMix();
}

void QueryBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_row)
        placeMix();
}

int QueryBar::fieldHeight() const {
    return m_field->minimumHeight();
}

void QueryBar::setSentenceUnknown(bool unknown) {
    m_hint->setVisible(unknown);
}

void QueryBar::setFilterValues(const QString& key, const QStringList& values) {
    m_completion->setValues(key, values);
}

void QueryBar::focusSentence() {
    m_sentence->setFocus(Qt::ShortcutFocusReason);
    m_sentence->selectAll();
}

void QueryBar::typeSentence(const QString& text) {
    focusSentence();
    m_sentence->insert(text);
}

void QueryBar::chooseReference() {
    auto* dialog = new QFileDialog(this, tr("Choose reference pictures"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QStringList patterns;
    for (const QString& extension : PictureService::extensions())
        patterns.append(QStringLiteral("*.") + extension);
    dialog->setNameFilters(
        {tr("Pictures") + QStringLiteral(" (%1)").arg(patterns.join(QLatin1Char(' '))),
         tr("All files") + QStringLiteral(" (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        for (const QString& file : files)
            addReference(file);
    });
    dialog->open();
}

void QueryBar::pasteReference() {
    if (const QMimeData* clip = QGuiApplication::clipboard()->mimeData())
        takePictures(*clip);
}

void QueryBar::takePictures(const QMimeData& mime) {
    m_drop.take(mime, this, [this](const Result<QStringList>& files) {
        if (!files) {
            Q_EMIT problem(files.error());
            return;
        }
        for (const QString& file : *files)
            addReference(file);
    });
}

// A chip that is dragged stands in the field already.
void QueryBar::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData& mime = *event->mimeData();
    if (mime.hasFormat(ReferenceChip::dragFormat()) || !PictureDrop::accepts(mime)) {
        event->ignore();
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    showDropping(true);
}

void QueryBar::dragLeaveEvent(QDragLeaveEvent*) {
    showDropping(false);
}

void QueryBar::dropEvent(QDropEvent* event) {
    showDropping(false);
    takePictures(*event->mimeData());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void QueryBar::showDropping(bool on) {
    setFieldFlag("dropping", on);
}

void QueryBar::setFieldFlag(const char* name, bool on) {
    m_field->setProperty(name, on);
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
}

}  // namespace semblance
