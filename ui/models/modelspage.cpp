#include "ui/models/modelspage.h"

#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStandardPaths>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/files/lookat.h"
#include "ui/models/importstrip.h"
#include "ui/models/modeldelegate.h"
#include "ui/models/modeldetails.h"
#include "ui/models/modellistmodel.h"
#include "ui/models/recommendeddialog.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/window/messagestrip.h"

namespace semblance {
namespace {

constexpr int narrow = 720;  // below it the details stand under the list
constexpr int listWidth = 420;

}  // namespace

// Made in the order in which they stand, which is that of the Tab key.
ModelsPage::ModelsPage(QWidget* parent) : QWidget(parent), m_model(new ModelListModel(this)) {
    describeArea(this, QStringLiteral("modelsPage"), tr("Models"));
    setAcceptDrops(true);
    setFocusPolicy(Qt::NoFocus);
    QWidget* bar = buildBar();
    m_import = new ImportStrip(this);
    m_messages = new MessageStrip(this);
    m_messages->setObjectName(QStringLiteral("modelsMessages"));
    m_splitter = new QSplitter(this);
    describeArea(m_splitter, QStringLiteral("modelsSplitter"), tr("Models and details"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(buildDetails());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);

    auto* strips = new QVBoxLayout;
    strips->setContentsMargins(2 * space, 0, 2 * space, 0);
    strips->setSpacing(space);
    strips->addWidget(m_import);
    strips->addWidget(m_messages);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space, 0, 0);
    column->setSpacing(space);
    column->addWidget(bar);
    column->addLayout(strips);
    column->addWidget(m_splitter, 1);
    connectParts();
}

QWidget* ModelsPage::buildBar() {
    auto* bar = new QWidget(this);
    describeArea(bar, QStringLiteral("modelsBar"), tr("Tools of the models"));
    m_back = new QToolButton(bar);
    describe(m_back, QStringLiteral("modelsBack"), tr("Back to the pictures"),
             tr("Back to the pictures (Esc)"));
    m_back->setIcon(icon(QStringLiteral("arrow-left")));
    m_back->setIconSize(QSize(20, 20));
    auto* title = new QLabel(tr("Models"), bar);
    describeArea(title, QStringLiteral("modelsTitle"), title->text());
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto* line = new ElidedLabel(bar);
    m_line = line;
    line->setLine(tr("What turns pictures and sentences into vectors that can be compared"));
    describeArea(line, QStringLiteral("modelsLine"), line->text());
    line->setProperty("look", QStringLiteral("soft"));
    m_add = new QPushButton(tr("&Import folder…"), bar);
    describe(m_add, QStringLiteral("modelsImport"), tr("Import a model's folder"),
             tr("Copy a model into Semblance. The folder, or its files, can be dropped here, too; "
                "they are only read."));
    m_add->setIcon(icon(QStringLiteral("folder-plus")));
    m_add->setIconSize(besideText);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(title);
    texts->addWidget(m_line);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space, 0, 2 * space, 0);
    row->setSpacing(space);
    row->addWidget(m_back);
    row->addLayout(texts, 1);
    row->addWidget(m_add);
    return bar;
}

QWidget* ModelsPage::buildList() {
    auto* side = new QWidget(m_splitter);
    describeArea(side, QStringLiteral("modelsSide"), tr("List of models"));
    m_list = new QListView(side);
    describeArea(m_list, QStringLiteral("modelList"), tr("Models"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ModelDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setResizeMode(QListView::Adjust);
    // It can be scrolled; what stands below it cannot.
    m_list->setMinimumHeight(4 * space);
    m_hint = new QLabel(
        tr("Larger models find more and need more time. CLIP and SigLIP models load as they come "
           "from Hugging Face, in its own layout or open_clip's: download a model's files into a "
           "folder, then import it or drop it here. Semblance itself never goes online."),
        side);
    describeArea(m_hint, QStringLiteral("modelsHint"), m_hint->text());
    m_hint->setProperty("look", QStringLiteral("soft"));
    m_hint->setWordWrap(true);
    m_find = new QPushButton(tr("Models worth &trying…"), side);
    describe(m_find, QStringLiteral("modelsRecommended"), tr("Models worth trying"),
             tr("Which models there are to fetch, how large they are and what they are good at"));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(2 * space, 0, 2 * space, 2 * space);
    column->setSpacing(space);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    column->addWidget(m_find, 0, Qt::AlignLeading);
    side->setMinimumWidth(300);
    return side;
}

QWidget* ModelsPage::buildDetails() {
    m_scroll = new QScrollArea(m_splitter);
    describeArea(m_scroll, QStringLiteral("modelScroll"), tr("Details of the model"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_details = new ModelDetails(m_scroll);
    m_scroll->setWidget(m_details);
    return m_scroll;
}

void ModelsPage::connectParts() {
    connect(m_back, &QToolButton::clicked, this, &ModelsPage::closed);
    connect(m_find, &QPushButton::clicked, this, &ModelsPage::showRecommended);
    connect(m_add, &QPushButton::clicked, this, &ModelsPage::chooseFolder);
    connect(m_import, &ImportStrip::cancelWanted, this, &ModelsPage::cancelImportWanted);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ModelsPage::showSelected);
    connect(m_details, &ModelDetails::chooseWanted, this, &ModelsPage::chooseWanted);
    connect(m_details, &ModelDetails::checkWanted, this, &ModelsPage::checkWanted);
    connect(m_details, &ModelDetails::removeWanted, this, &ModelsPage::removeWanted);
    connect(m_details, &ModelDetails::forgetWanted, this, &ModelsPage::forgetWanted);
    // What was said before is not about what is wanted now.
    connect(this, &ModelsPage::importWanted, m_messages, &QWidget::hide);
    for (auto wish : {&ModelsPage::chooseWanted, &ModelsPage::checkWanted,
                      &ModelsPage::removeWanted, &ModelsPage::forgetWanted})
        connect(this, wish, m_messages, &QWidget::hide);
    connect(m_details, &ModelDetails::questionClosed, m_list, [this] { m_list->setFocus(); });
    connect(m_details, &ModelDetails::refused, this, [this](const QString& sentence) {
        m_messages->showError({ErrorKind::WrongUse, sentence, {}});
    });
}

void ModelsPage::setModels(const QList<ModelEntry>& models, qint64 libraryPictures,
                           const QSet<QString>& checking) {
    setSituation({models, libraryPictures, m_model->situation().isIndexing, checking});
}

void ModelsPage::setIndexing(const IndexingProgress& progress) {
    ModelsSituation situation = m_model->situation();
    const bool isIndexing = progress.phase != IndexingProgress::Phase::Idle;
    if (std::exchange(situation.isIndexing, isIndexing) != isIndexing)
        setSituation(situation);
}

// The list forgets its place when models come or go; the model that was looked at stays, else the
// one that answers is shown.
void ModelsPage::setSituation(const ModelsSituation& situation) {
    const QString before = selected();
    m_model->setSituation(situation);
    const ModelEntry* answering = situation.answering();
    for (const QString& name : {m_wanted, before, answering ? answering->model.name : QString()}) {
        const int row = name.isEmpty() ? -1 : m_model->rowOf(name);
        if (row < 0)
            continue;
        m_list->setCurrentIndex(m_model->index(row));
        if (name == m_wanted)
            m_wanted.clear();
        break;
    }
    if (!m_list->currentIndex().isValid() && m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
    showSelected();
}

void ModelsPage::showSelected() {
    const QModelIndex current = m_list->currentIndex();
    if (std::exchange(m_shown, selected()) != m_shown)
        m_scroll->verticalScrollBar()->setValue(0);
    m_details->show(current.isValid() ? &m_model->entry(current.row()) : nullptr,
                    m_model->situation());
}

void ModelsPage::setImport(const ModelImportProgress& progress) {
    m_import->setProgress(progress);
    m_import->show();
}

void ModelsPage::endImport() {
    m_import->hide();
}

void ModelsPage::select(const QString& name) {
    m_wanted = name;
    setSituation(m_model->situation());
}

QString ModelsPage::selected() const {
    return m_list->currentIndex().data(ModelListModel::NameRole).toString();
}

void ModelsPage::chooseFolder() {
    auto* dialog =
        new QFileDialog(this, tr("Choose a model's folder"),
                        QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ModelsPage::importWanted);
    dialog->open();
}

void ModelsPage::showRecommended() {
    auto* dialog = new RecommendedDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RecommendedDialog::pageWanted, dialog,
            [](const QUrl& page) { QDesktopServices::openUrl(page); });
    dialog->open();
}

void ModelsPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        if (!m_details->withdrawQuestion())
            Q_EMIT closed();
    } else if (event->key() == Qt::Key_Delete) {
        m_details->askToRemove();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ModelsPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const auto orientation = width() < narrow ? Qt::Vertical : Qt::Horizontal;
    // Before it is shown for the first time the sizes mean nothing.
    const bool isNew = event->oldSize().isEmpty();
    if (m_splitter->orientation() == orientation && !isNew)
        return;
    m_splitter->setOrientation(orientation);
    for (QLabel* label : {m_line, m_hint})
        label->setVisible(orientation == Qt::Horizontal);
    if (orientation == Qt::Horizontal)
        m_splitter->setSizes({listWidth, width() - listWidth});
    else
        m_splitter->setSizes({height() * 2 / 5, height() * 3 / 5});
}

void ModelsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_list->setFocus();
    Q_EMIT opened();
}

void ModelsPage::setDropping(bool isDropping) {
    m_list->setProperty("dropping", isDropping);
    m_list->style()->unpolish(m_list);
    m_list->style()->polish(m_list);
}

void ModelsPage::dragEnterEvent(QDragEnterEvent* event) {
    if (localPaths(*event->mimeData()).isEmpty())
        return;
    setDropping(true);
    event->acceptProposedAction();
}

void ModelsPage::dragLeaveEvent(QDragLeaveEvent*) {
    setDropping(false);
}

void ModelsPage::dropEvent(QDropEvent* event) {
    setDropping(false);
    lookAt(localPaths(*event->mimeData()), this, [this](const QList<PathFacts>& dropped) {
        // A file stands for the folder it lies in: a model's files are often dropped by themselves.
        QStringList folders;
        for (const PathFacts& path : dropped) {
            if (path.kind == PathFacts::Kind::Unanswered)
                return m_messages->showError(unanswered(path.path));
            if (path.kind == PathFacts::Kind::Folder)
                folders << path.path;
            else
                folders << QFileInfo(path.path).path();
        }
        folders.removeDuplicates();
        for (const QString& folder : std::as_const(folders))
            Q_EMIT importWanted(folder);
    });
    event->acceptProposedAction();
}

}  // namespace semblance
