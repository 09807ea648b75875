#include <climits>

#include "ui/library/folderpanel.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/files/lookat.h"
#include "ui/library/folderrow.h"
#include "ui/library/placequestion.h"
#include "ui/library/wording.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
FolderPanel::FolderPanel(QWidget* parent)
    : QFrame(parent),
      m_questions(new QVBoxLayout),
      m_rows(new QVBoxLayout),
      m_sections(new QVBoxLayout),
      m_empty(new QLabel(tr("No folders yet. Add one, or drop it here."), this)),
      m_limited(new QLabel(tr("Not all folders can be watched for changes. What is new in the "
                              "others is found every 15 minutes."),
                           this)),
      m_rescanAll(new QToolButton(this)),
      m_add(new QPushButton(tr("Add folder…"), this)),
      m_failed(new QPushButton(this)),
      m_passedOver(new QLabel(this)) {
    describeArea(this, QStringLiteral("folderPanel"), tr("Folders"));
    setProperty("look", QStringLiteral("side"));
    setAcceptDrops(true);

    auto* title = new QLabel(tr("Folders"), this);
    describe(title, QStringLiteral("folderTitle"), tr("Folders of the library"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    describe(m_rescanAll, QStringLiteral("rescanAll"), tr("Rescan all folders"),
             tr("Look for new and changed pictures in all folders (F5)"));
    m_rescanAll->setIcon(icon(QStringLiteral("refresh")));
    m_rescanAll->setIconSize(QSize(18, 18));
    describe(m_empty, QStringLiteral("folderEmpty"), m_empty->text());
    m_empty->setProperty("look", QStringLiteral("soft"));
    m_empty->setWordWrap(true);
    m_empty->setMargin(space);
    describe(m_limited, QStringLiteral("folderLimited"), m_limited->text(),
             tr("The system lets a program watch only so many folders. On Linux an administrator "
                "can raise the limit fs.inotify.max_user_watches."));
    m_limited->setProperty("look", QStringLiteral("soft"));
    m_limited->setWordWrap(true);
    m_limited->hide();
    describe(
        m_add, QStringLiteral("addFolderButton"), tr("Add a folder to the library"),
        tr("Add a folder of pictures (Ctrl+Shift+O). Its files are only read, never changed."));
    m_add->setIcon(icon(QStringLiteral("folder-plus")));
    m_add->setIconSize(besideText);
    describe(m_failed, QStringLiteral("failedButton"), tr("Files that could not be read"),
             tr("Show the files that could not be read, with the reasons"));
    m_failed->setProperty("look", QStringLiteral("link"));
    m_failed->setIcon(icon(QStringLiteral("alert-triangle"), QPalette::Link));
    m_failed->setIconSize(besideText);
    m_failed->hide();
    describe(m_passedOver, QStringLiteral("passedOver"), tr("What was passed over"));
    m_passedOver->setProperty("look", QStringLiteral("soft"));
    m_passedOver->setWordWrap(true);
    m_passedOver->hide();

    auto* list = new QWidget(this);
    describeArea(list, QStringLiteral("folderList"), tr("List of folders"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space / 2);
    auto* listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->setSpacing(0);
    listColumn->addWidget(m_empty);
    listColumn->addLayout(m_rows);
    listColumn->addLayout(m_sections);
    listColumn->addStretch();
    auto* scroll = new QScrollArea(this);
    describeArea(scroll, QStringLiteral("folderScroll"), tr("List of folders"));
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);

    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_rescanAll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, space, 2 * space);
    column->setSpacing(space);
    column->addLayout(head);
    m_questions->setSpacing(space);
    column->addLayout(m_questions);
    column->addWidget(scroll, 1);
    column->addWidget(m_limited);
    column->addWidget(m_passedOver);
    column->addWidget(m_failed, 0, Qt::AlignLeft);
    column->addWidget(m_add);
    m_add->ensurePolished();
    setMinimumWidth(qMax(208, m_add->sizeHint().width() + 3 * space));

    connect(m_rescanAll, &QToolButton::clicked, this, &FolderPanel::rescanAllWanted);
    connect(m_add, &QPushButton::clicked, this, &FolderPanel::chooseFolder);
    connect(m_failed, &QPushButton::clicked, this, &FolderPanel::failedWanted);
    setLibraryOpen(false);
}

void FolderPanel::setLibraryOpen(bool open) {
    m_add->setEnabled(open);
    m_rescanAll->setEnabled(open);
}

void FolderPanel::setWatchLimited(bool isLimited) {
    m_limited->setVisible(isLimited);
}

FolderRow* FolderPanel::rowOf(RootId root) const {
    const auto found = std::find_if(m_folders.begin(), m_folders.end(),
                                    [root](const FolderRow* row) { return row->id() == root; });
    return found == m_folders.end() ? nullptr : *found;
}

// Rows are kept, so that a question being asked or the focus in one survives an update.
void FolderPanel::setRoots(const QList<RootInfo>& roots) {
    for (FolderRow* row : QList(m_folders)) {
        const bool stays = std::any_of(roots.begin(), roots.end(), [row](const RootInfo& root) {
            return root.id == row->id();
        });
        if (!stays) {
            m_folders.removeOne(row);
            row->deleteLater();
            row->hide();
        }
    }
    for (const RootInfo& root : roots) {
        if (FolderRow* row = rowOf(root.id)) {
            row->setRoot(root);
            continue;
        }
        auto* row = new FolderRow(root, this);
        connect(row, &FolderRow::rescanWanted, this, &FolderPanel::rescanWanted);
        connect(row, &FolderRow::removeWanted, this, &FolderPanel::removeWanted);
        connect(row, &FolderRow::chosen, this, &FolderPanel::folderChosen);
        connect(row, &FolderRow::leftOutWanted, this, &FolderPanel::leftOutWanted);
        m_folders.append(row);
        m_rows->addWidget(row);
    }
    setChosen(m_chosen);
    m_empty->setVisible(m_folders.isEmpty());
}

void FolderPanel::setChosen(const QStringList& paths) {
    m_chosen = paths;
    for (FolderRow* row : m_folders)
        row->setChosen(paths.contains(row->path()));
}

void FolderPanel::setCounts(const LibraryCounts& counts) {
    m_failed->setVisible(counts.failed > 0);
    m_failed->setText(
        tr("%Ln file(s) could not be read", nullptr, int(qMin<qint64>(counts.failed, INT_MAX))));
}

void FolderPanel::askAboutPlace(const PlaceQuestion& question) {
    const auto asked = findChildren<PlaceQuestionBox*>();
    const bool isAsked = std::any_of(asked.begin(), asked.end(), [&](const PlaceQuestionBox* box) {
        return box->isVisibleTo(this) && box->question().folder == question.folder;
    });
    if (isAsked)
        return;
    auto* box = new PlaceQuestionBox(question, this);
    m_questions->addWidget(box);
    const auto end = [box] {
        box->hide();
        box->deleteLater();
    };
    connect(box, &PlaceQuestionBox::used, this, [this, question, end] {
        end();
        Q_EMIT placeUsed(question);
    });
    connect(box, &PlaceQuestionBox::refused, this, [this, question, end] {
        end();
        Q_EMIT placeRefused(question.folder);
    });
    connect(box, &PlaceQuestionBox::dismissed, this, end);
    // Only from here: somebody may be typing elsewhere.
    if (isAncestorOf(focusWidget()))
        box->focusAnswer();
}

void FolderPanel::setPassedOver(const IndexingSummary& summary) {
    const QString text = passedOverText(summary);
    m_passedOver->setText(text);
    m_passedOver->setToolTip(text);
    m_passedOver->setAccessibleDescription(text);
    m_passedOver->setVisible(!text.isEmpty());
}

void FolderPanel::addSection(QWidget* section) {
    section->setParent(m_sections->parentWidget());
    m_sections->addWidget(section);
}

void FolderPanel::chooseFolder() {
    auto* dialog =
        new QFileDialog(this, tr("Choose a folder of pictures"),
                        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FolderPanel::addWanted);
    dialog->open();
}

void FolderPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (m_add->isEnabled() && !localPaths(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FolderPanel::dropEvent(QDropEvent* event) {
    takeFolders(*event->mimeData(), this, [this](const Result<QStringList>& folders) {
        if (!folders) {
            Q_EMIT problem(folders.error());
            return;
        }
        for (const QString& folder : *folders)
            Q_EMIT addWanted(folder);
    });
    event->acceptProposedAction();
}

}  // namespace semblance
