#include "ui/library/keepingdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/motion.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
enum Column { There, Here };

QString firstFile() {
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    return QDir::toNativeSeparators(documents.filePath(QStringLiteral("library.semblance")));
}
}  // namespace

KeepingDialog::KeepingDialog(Task task, QWidget* parent)
    : QDialog(parent),
      m_task(task),
      m_file(new QLineEdit(this)),
      m_choose(new QPushButton(tr("Choose…"), this)),
      m_thumbnails(new QCheckBox(tr("With the small pictures"), this)),
      m_folders(new QTreeWidget(this)),
      m_folder(new QPushButton(tr("Choose the folder here…"), this)),
      m_bar(new QProgressBar(this)),
      m_said(new QLabel(this)) {
    const bool saves = task == Task::Save;
    const QString title = saves ? tr("Save the library as a file") : tr("Take in a library’s file");
    describeArea(this, QStringLiteral("keepingDialog"), title);
    setWindowTitle(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(space * 3 / 2);
    build(column);
    constexpr int width = 560;
    resize(width, column->totalHeightForWidth(width));

    connect(m_file, &QLineEdit::textChanged, this, [this] {
        m_isRead = false;
        m_folders->clear();
        m_said->hide();
        updateButtons();
    });
    connect(m_choose, &QPushButton::clicked, this, &KeepingDialog::chooseFile);
    connect(m_folder, &QPushButton::clicked, this, &KeepingDialog::chooseFolder);
    connect(m_folders, &QTreeWidget::itemActivated, this, &KeepingDialog::chooseFolder);
    connect(m_folders, &QTreeWidget::currentItemChanged, this, &KeepingDialog::updateButtons);
    connect(m_start, &QPushButton::clicked, this, &KeepingDialog::start);
    if (saves)
        m_file->setText(firstFile());
    updateButtons();
    m_file->setFocus();
}

void KeepingDialog::build(QVBoxLayout* column) {
    const bool saves = m_task == Task::Save;
    auto* intro = new QLabel(
        saves ? tr("Everything Semblance knows of your pictures goes into one file: their "
                   "folders, tags and what makes them searchable. The pictures themselves stay "
                   "where they are.")
              : tr("Adds what another library’s file knows to this library, so that nothing has "
                   "to be read again. What this library knows already stays as it is."),
        this);
    describe(intro, QStringLiteral("keepingIntro"), intro->text());
    intro->setToolTip({});
    intro->setWordWrap(true);
    describe(m_file, QStringLiteral("keepingFile"), tr("File"));
    m_file->setPlaceholderText(tr("A file that was saved by Semblance"));
    describe(m_choose, QStringLiteral("keepingChoose"), tr("Choose the file"));
    describe(m_thumbnails, QStringLiteral("keepingThumbnails"), tr("With the small pictures"),
             tr("A larger file; its pictures are shown where their disk is away"));
    m_thumbnails->setVisible(saves);
    describeArea(m_folders, QStringLiteral("keepingFolders"), tr("Folders in the file"));
    m_folders->setHeaderLabels({tr("Folder in the file"), tr("Folder on this computer")});
    m_folders->setRootIsDecorated(false);
    m_folders->setUniformRowHeights(true);
    m_folders->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_folders->hide();
    describe(m_folder, QStringLiteral("keepingFolder"),
             tr("Choose where the selected folder is on this computer"));
    m_folder->hide();
    describe(m_bar, QStringLiteral("keepingProgress"), tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->hide();
    describe(m_said, QStringLiteral("keepingSaid"), tr("What came of it"));
    m_said->setToolTip({});
    m_said->setWordWrap(true);
    m_said->hide();
    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("keepingButtons"), tr("Actions"));
    const QString verb = saves ? tr("Save") : tr("Take in");
    // Before the box, which polishes it.
    m_start = new QPushButton(verb);
    m_start->setProperty("look", QStringLiteral("main"));
    buttons->addButton(m_start, QDialogButtonBox::ActionRole);
    describe(m_start, QStringLiteral("keepingStart"), verb);
    m_start->setDefault(true);
    m_close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(m_close, QStringLiteral("keepingClose"), tr("Close"), tr("Close (Esc)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &KeepingDialog::reject);
    for (QPushButton* button : {m_choose, m_folder, m_close})
        button->setAutoDefault(false);

    auto* entry = new QHBoxLayout;
    entry->setSpacing(space);
    entry->addWidget(m_file, 1);
    entry->addWidget(m_choose);
    column->addWidget(intro);
    column->addLayout(entry);
    column->addWidget(m_thumbnails);
    column->addWidget(m_folders, 1);
    column->addWidget(m_folder, 0, Qt::AlignLeading);
    column->addWidget(m_bar);
    column->addWidget(m_said);
    column->addWidget(buttons);
}

QString KeepingDialog::file() const {
    return QDir::fromNativeSeparators(m_file->text().trimmed());
}

void KeepingDialog::setFile(const QString& file) {
    m_file->setText(QDir::toNativeSeparators(file));
}

void KeepingDialog::chooseFile() {
    auto* dialog = new QFileDialog(this, windowTitle(), file());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Libraries of Semblance (*.semblance)"), tr("All files (*)")});
    if (m_task == Task::Save) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("semblance"));
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
        setFile(chosen);
        if (m_task == Task::Merge)
            start();
    });
    dialog->open();
}

void KeepingDialog::chooseFolder() {
    QTreeWidgetItem* item = m_folders->currentItem();
    if (!item || m_isRunning)
        return;
    auto* dialog =
        new QFileDialog(this, tr("Where is %1?").arg(item->text(There)), item->text(There));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    const int row = m_folders->indexOfTopLevelItem(item);
    connect(dialog, &QFileDialog::fileSelected, this, [this, row](const QString& chosen) {
        if (QTreeWidgetItem* shown = m_folders->topLevelItem(row)) {
            shown->setText(Here, QDir::toNativeSeparators(chosen));
            shown->setData(Here, Qt::UserRole, chosen);
        }
    });
    dialog->open();
}

void KeepingDialog::setFolders(const QStringList& folders) {
    m_folders->clear();
    for (const QString& folder : folders) {
        const QString shown = QDir::toNativeSeparators(folder);
        auto* item = new QTreeWidgetItem({shown, tr("the same place")});
        item->setData(There, Qt::UserRole, folder);
        item->setToolTip(There, shown);
        m_folders->addTopLevelItem(item);
    }
    m_isRead = true;
    m_folders->setVisible(!folders.isEmpty());
    m_folder->setVisible(!folders.isEmpty());
    m_folders->setCurrentItem(m_folders->topLevelItem(0));
    updateButtons();
    resize(width(), qMax(height(), sizeHint().height()));
}

// A file that is to be taken in is read first, so that one sees what is in it.
void KeepingDialog::start() {
    if (file().isEmpty() || m_isRunning)
        return;
    if (m_task == Task::Save) {
        Q_EMIT saveWanted(file(), m_thumbnails->isChecked());
        return;
    }
    if (!m_isRead) {
        Q_EMIT foldersWanted(file());
        return;
    }
    std::vector<std::pair<QString, QString>> folders;
    for (int row = 0; row < m_folders->topLevelItemCount(); ++row) {
        const QTreeWidgetItem* item = m_folders->topLevelItem(row);
        if (const QString here = item->data(Here, Qt::UserRole).toString(); !here.isEmpty())
            folders.emplace_back(item->data(There, Qt::UserRole).toString(), here);
    }
    Q_EMIT mergeWanted(file(), folders);
}

void KeepingDialog::setRunning(bool running) {
    m_isRunning = running;
    m_bar->hide();
    if (running) {
        showBusy(*m_bar);
        m_said->hide();
    }
    updateButtons();
}

void KeepingDialog::setProgress(int percent) {
    m_bar->setRange(0, 100);
    m_bar->setValue(percent);
    m_bar->setVisible(m_isRunning);
}

void KeepingDialog::updateButtons() {
    const bool idle = !m_isRunning;
    m_file->setEnabled(idle);
    m_choose->setEnabled(idle);
    m_thumbnails->setEnabled(idle);
    m_folder->setEnabled(idle && m_folders->currentItem());
    m_start->setEnabled(idle && !file().isEmpty());
    if (m_task == Task::Merge) {
        m_start->setText(m_isRead ? tr("Take in") : tr("Look into it"));
        m_start->setAccessibleName(m_start->text());
        m_start->setToolTip(m_start->text());
    }
    m_close->setText(idle ? tr("Close") : tr("Cancel"));
    m_close->setAccessibleName(m_close->text());
}

void KeepingDialog::say(const QString& sentence, const char* look) {
    setRunning(false);
    m_said->setProperty("look", QLatin1StringView(look));
    m_said->style()->unpolish(m_said);
    m_said->style()->polish(m_said);
    m_said->setText(sentence);
    m_said->setAccessibleDescription(sentence);
    m_said->show();
}

void KeepingDialog::showResult(const QString& sentence) {
    say(sentence, "");
    m_close->setFocus();
}

void KeepingDialog::showProblem(const Error& error) {
    if (error.kind == ErrorKind::Cancelled)
        say(tr("Cancelled. Nothing was left half done."), "soft");
    else
        say(error.sentence, "danger");
}

void KeepingDialog::reject() {
    if (m_isRunning)
        Q_EMIT cancelWanted();
    else
        QDialog::reject();
}

}  // namespace semblance
