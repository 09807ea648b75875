#include "ui/query/querybar.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/library/services/pictureservice.h"
#include "ui/query/mixslider.h"
#include "ui/query/querymodel.h"
#include "ui/query/referencechip.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

QueryBar::QueryBar(QueryModel& model, PictureService& pictures, QWidget* parent)
    : QWidget(parent), m_model(model), m_pictures(pictures) {
    describeArea(this, QStringLiteral("queryBar"), tr("Query"));
    setAcceptDrops(true);
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(debounceMs);
    connect(&m_pause, &QTimer::timeout, this, &QueryBar::commit);
    connect(m_sentence, &QLineEdit::textEdited, this, [this] {
        updateLook();
        m_pause.start();
    });
    connect(m_sentence, &QLineEdit::returnPressed, this, [this] {
        commit();
        Q_EMIT resultsWanted();
    });
    connect(m_mix, &MixSlider::mixChanged, &model, &QueryModel::setMix);
    connect(&model, &QueryModel::mixChanged, this, [this] { m_mix->setMix(m_model.mix()); });
    connect(&model, &QueryModel::referencesChanged, this, &QueryBar::showReferences);
    connect(&model, &QueryModel::sentenceChanged, this, [this] {
        m_pause.stop();
        if (m_sentence->text() != m_model.sentence())
            m_sentence->setText(m_model.sentence());
        updateLook();
    });
    connect(&pictures, &PictureService::fileThumbnailReady, this,
            [this](quint64 number, const QString&, const QImage& image) {
                if (ReferenceChip* chip = m_thumbnailRequests.take(number))
                    chip->setThumbnail(image);
            });
    connect(&pictures, &PictureService::fileThumbnailFailed, this,
            [this](quint64 number, const QString&, const Error& error) {
                if (ReferenceChip* chip = m_thumbnailRequests.take(number))
                    chip->setFailed(error.sentence);
            });
    m_sentence->setText(model.sentence());
    m_mix->setMix(model.mix());
    showReferences();
}

QueryBar::~QueryBar() = default;

void QueryBar::build() {
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

    m_sentence = new QLineEdit(m_field);
    describe(m_sentence, QStringLiteral("sentenceEdit"), tr("Sentence"),
             tr("What to find, or what should be different from the reference (Ctrl+F)"));
    QFont font = m_sentence->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    m_sentence->setFont(font);
    m_sentence->setFrame(false);
    m_sentence->setMaxLength(1000);
    m_sentence->installEventFilter(this);

    m_clear = new QToolButton(m_field);
    describe(m_clear, QStringLiteral("clearQueryButton"), tr("Clear the query"),
             tr("Clear the query and show all pictures (Ctrl+L)"));
    m_clear->setIcon(icon(QStringLiteral("x")));
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        focusSentence();
    });

    m_chipRow = new QHBoxLayout;
    m_chipRow->setSpacing(space);
    auto* fieldRow = new QHBoxLayout(m_field);
    fieldRow->setContentsMargins(space, space - 1, space, space - 1);
    fieldRow->setSpacing(space);
    fieldRow->addLayout(m_chipRow);
    fieldRow->addWidget(m_add);
    fieldRow->addWidget(m_sentence, 1);
    fieldRow->addWidget(m_clear);

    m_mix = new MixSlider(this);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(3 * space);
    bar->addWidget(m_field, 1);
    bar->addWidget(m_mix);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space / 2);
    column->addLayout(bar);
    column->addWidget(buildHint());
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
    m_pause.stop();
    m_sentence->setText(sentence);
    m_model.setQuery(query);
}

void QueryBar::setReference(const QString& path) {
    commit();
    Query query = m_model.query();
    // What was looked for by words alone is not what should be different from the picture.
    if (query.references.empty())
        query.text.clear();
    query.references.assign(1, {});
    query.references.front().picture.path = path;
    m_model.setQuery(query);
}

void QueryBar::addReference(const QString& path) {
    commit();
    if (references().contains(path))
        return;
    if (m_model.references().size() >= mostReferences) {
        Q_EMIT problem(Error{ErrorKind::WrongUse,
                             tr("A query holds up to %n reference picture(s). Take one out first.",
                                nullptr, mostReferences),
                             {}});
        return;
    }
    Reference reference;
    reference.picture.path = path;
    m_model.addReference(reference);
}

void QueryBar::clear() {
    m_pause.stop();
    m_sentence->clear();
    m_model.clear();
    updateLook();
}

// The sentence as typed so far, before anything else is changed with it.
void QueryBar::commit() {
    m_pause.stop();
    m_model.setSentence(m_sentence->text());
}

// What is there already keeps its thumbnail, and the focus.
void QueryBar::showReferences() {
    QList<ReferenceChip*> old = std::exchange(m_chips, {});
    for (const Reference& reference : m_model.references()) {
        if (m_chips.size() == mostReferences)
            break;
        const auto found = std::find_if(old.begin(), old.end(), [&](const ReferenceChip* chip) {
            return chip->picture() == reference.picture;
        });
        m_chips.append(found == old.end() ? makeChip(reference.picture) : *found);
        if (found != old.end())
            old.erase(found);
    }
    for (ReferenceChip* chip : std::as_const(old)) {
        m_chipRow->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    QWidget* previous = nullptr;
    for (ReferenceChip* chip : std::as_const(m_chips)) {
        m_chipRow->removeWidget(chip);
        m_chipRow->addWidget(chip);
        if (previous)
            setTabOrder(previous, chip);
        previous = chip;
    }
    if (previous)
        setTabOrder(previous, m_add);
    updateLook();
}

ReferenceChip* QueryBar::makeChip(const PictureSource& picture) {
    auto* chip = new ReferenceChip(picture, m_field);
    connect(chip, &ReferenceChip::removeWanted, this, [this, chip] {
        removeChip(chip);
        focusSentence();
    });
    connect(chip, &ReferenceChip::clicked, this, [this, chip] {
        if (!chip->path().isEmpty())
            Q_EMIT viewWanted(chip->path());
    });
    chip->show();
    if (!picture.path.isEmpty()) {
        requestThumbnail(chip);
        return chip;
    }
    m_drop.keep(picture.bytes, chip, [this, chip](const Result<QStringList>& file) {
        if (!file)
            return chip->setFailed(file.error().sentence);
        chip->setPath(file->first());
        requestThumbnail(chip);
    });
    return chip;
}

void QueryBar::requestThumbnail(ReferenceChip* chip) {
    // The same picture is drawn at 2x on dense screens.
    const int side = qRound(ReferenceChip::side * 2 * devicePixelRatioF());
    m_thumbnailRequests.insert(m_pictures.requestFileThumbnail(chip->path(), side), chip);
}

void QueryBar::removeChip(ReferenceChip* chip) {
    commit();
    m_model.removeReference(std::size_t(m_chips.indexOf(chip)));
}

void QueryBar::updateLook() {
    const bool hasSentence = !m_sentence->text().trimmed().isEmpty();
    const bool hasPictures = !m_chips.isEmpty();
    m_mix->setEnabled(hasSentence && hasPictures);
    m_clear->setVisible(hasSentence || hasPictures);
    m_sentence->setPlaceholderText(hasPictures
                                       ? tr("What should be different? For example: in green")
                                       : tr("Describe a picture, or drop one here"));
    if (!hasSentence)
        setSentenceUnknown(false);
}

int QueryBar::fieldHeight() const {
    return m_field->minimumHeight();
}

void QueryBar::setSentenceUnknown(bool unknown) {
    m_hint->setVisible(unknown);
}

void QueryBar::focusSentence() {
    m_sentence->setFocus(Qt::ShortcutFocusReason);
    m_sentence->selectAll();
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

bool QueryBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_sentence)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        setFieldFlag("active", event->type() == QEvent::FocusIn);
    // A picture or a path on the clipboard becomes a reference; any other text is pasted as text,
    // also when a drawing of it lies beside it.
    if (event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste)) {
        const QMimeData* clip = QGuiApplication::clipboard()->mimeData();
        if (clip && PictureDrop::accepts(*clip)) {
            takePictures(*clip);
            return true;
        }
    }
    // Backspace at the very beginning takes the last picture out, as in address fields.
    if (event->type() == QEvent::KeyPress && !m_chips.isEmpty() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Backspace &&
        m_sentence->cursorPosition() == 0 && !m_sentence->hasSelectedText()) {
        removeChip(m_chips.last());
        return true;
    }
    if (event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        Q_EMIT resultsWanted();
        return true;
    }
    // Drops on the field itself belong to the bar, not to the text.
    if (event->type() == QEvent::DragEnter) {
        dragEnterEvent(static_cast<QDragEnterEvent*>(event));
        return event->isAccepted();
    }
    if (event->type() == QEvent::Drop) {
        dropEvent(static_cast<QDropEvent*>(event));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void QueryBar::dragEnterEvent(QDragEnterEvent* event) {
    if (!PictureDrop::accepts(*event->mimeData())) {
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
