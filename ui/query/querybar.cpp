#include "ui/query/querybar.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
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

#include "core/library/pictureservice.h"
#include "ui/query/mixslider.h"
#include "ui/query/referencechip.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

QueryBar::QueryBar(PictureService& pictures, QWidget* parent)
    : QWidget(parent), m_pictures(pictures) {
    describeArea(this, QStringLiteral("queryBar"), tr("Query"));
    setAcceptDrops(true);
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(debounceMs);
    connect(&m_pause, &QTimer::timeout, this, &QueryBar::changed);
    connect(m_sentence, &QLineEdit::textEdited, this, [this] {
        updateLook();
        m_pause.start();
    });
    connect(m_sentence, &QLineEdit::returnPressed, this, [this] {
        if (m_pause.isActive())
            changed();
        Q_EMIT resultsWanted();
    });
    connect(m_mix, &MixSlider::mixChanged, this, &QueryBar::mixChanged);
    connect(&pictures, &PictureService::fileThumbnailReady, this,
            [this](quint64 number, const QString& path, const QImage& image) {
                if (!m_thumbnailRequests.remove(number))
                    return;
                for (ReferenceChip* chip : std::as_const(m_chips)) {
                    if (chip->path() == path)
                        chip->setThumbnail(image);
                }
            });
    connect(&pictures, &PictureService::fileThumbnailFailed, this,
            [this](quint64 number, const QString& path, const Error& error) {
                if (!m_thumbnailRequests.remove(number))
                    return;
                for (ReferenceChip* chip : std::as_const(m_chips)) {
                    if (chip->path() == path)
                        chip->setFailed(error.sentence);
                }
            });
    updateLook();
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

Query QueryBar::query() const {
    Query query;
    for (const ReferenceChip* chip : m_chips)
        query.references.emplace_back().picture.path = chip->path();
    (m_chips.isEmpty() ? query.text : query.modification) = m_sentence->text();
    if (m_mix->isMoved())
        query.mix = m_mix->mix();
    return tidied(std::move(query));
}

bool QueryBar::isEmpty() const {
    return m_chips.isEmpty() && m_sentence->text().trimmed().isEmpty();
}

QStringList QueryBar::references() const {
    QStringList paths;
    for (const ReferenceChip* chip : m_chips)
        paths.append(chip->path());
    return paths;
}

QString QueryBar::sentence() const {
    return m_sentence->text();
}

void QueryBar::setQuery(const QStringList& references, const QString& sentence) {
    // What is there already keeps its thumbnail.
    for (ReferenceChip* chip : QList(m_chips)) {
        if (!references.contains(chip->path()))
            removeChip(chip);
    }
    for (const QString& path : references) {
        if (!this->references().contains(path))
            insertChip(path);
    }
    m_sentence->setText(sentence);
    changed();
}

void QueryBar::addReference(const QString& path) {
    if (references().contains(path))
        return;
    if (m_chips.size() >= mostReferences) {
        Q_EMIT problem(Error{ErrorKind::WrongUse,
                             tr("A query holds up to %n reference picture(s). Take one out first.",
                                nullptr, mostReferences),
                             {}});
        return;
    }
    insertChip(path);
    changed();
}

ReferenceChip* QueryBar::insertChip(const QString& path) {
    auto* chip = new ReferenceChip(path, m_field);
    m_chips.append(chip);
    m_chipRow->addWidget(chip);
    connect(chip, &ReferenceChip::removeWanted, this, [this, chip] {
        removeChip(chip);
        focusSentence();
        changed();
    });
    connect(chip, &ReferenceChip::clicked, this, [this, path] { Q_EMIT viewWanted(path); });
    chip->show();
    QWidget* previous = m_chips.size() > 1 ? m_chips.at(m_chips.size() - 2) : nullptr;
    if (previous)
        setTabOrder(previous, chip);
    setTabOrder(chip, m_add);
    setTabOrder(m_add, m_sentence);
    // The same picture is drawn at 2x on dense screens.
    const int side = qRound(ReferenceChip::side * 2 * devicePixelRatioF());
    m_thumbnailRequests.insert(m_pictures.requestFileThumbnail(path, side), path);
    return chip;
}

void QueryBar::removeChip(ReferenceChip* chip) {
    m_chips.removeOne(chip);
    m_chipRow->removeWidget(chip);
    chip->hide();
    chip->deleteLater();
}

void QueryBar::changed() {
    m_pause.stop();
    updateLook();
    Q_EMIT queryChanged();
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
    const Result<QStringList> files = m_drop.take(mime);
    if (!files) {
        Q_EMIT problem(files.error());
        return;
    }
    for (const QString& file : *files)
        addReference(file);
}

bool QueryBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_sentence)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        setFieldFlag("active", event->type() == QEvent::FocusIn);
    // A picture or a path on the clipboard becomes a reference; any other text is pasted as text.
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
        changed();
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
    setFieldFlag("dropping", true);
}

void QueryBar::dragLeaveEvent(QDragLeaveEvent*) {
    setFieldFlag("dropping", false);
}

void QueryBar::dropEvent(QDropEvent* event) {
    setFieldFlag("dropping", false);
    takePictures(*event->mimeData());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void QueryBar::setFieldFlag(const char* name, bool on) {
    m_field->setProperty(name, on);
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
}

}  // namespace semblance
