#include "ui/library/leftoutdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include "core/library/indexing/scanrules.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {

LeftOutDialog::LeftOutDialog(QWidget* parent)
    : QDialog(parent),
      m_place(new QComboBox(this)),
      m_list(new QListWidget(this)),
      m_edit(new QLineEdit(this)),
      m_add(new QPushButton(tr("Add"), this)),
      m_remove(new QPushButton(tr("Remove"), this)),
      m_restore(new QPushButton(tr("Restore defaults"), this)),
      m_problem(new QLabel(this)) {
    describeArea(this, QStringLiteral("leftOutDialog"), tr("What is left out"));
    setWindowTitle(tr("What is left out"));
    resize(sizeForLetters({520, 560}, *this));
    auto* intro = new QLabel(
        tr("Files and folders with these names are not looked at. A name that ends in / means "
           "folders only, * stands for any letters, and an initial ! takes back in."),
        this);
    describe(intro, QStringLiteral("leftOutIntro"), intro->text());
    intro->setWordWrap(true);
    describe(m_place, QStringLiteral("leftOutPlace"), tr("Where this is left out"));
    describeArea(m_list, QStringLiteral("leftOutList"), tr("What is left out"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    describe(m_edit, QStringLiteral("leftOutEdit"), tr("Name or pattern to leave out"));
    m_edit->setPlaceholderText(tr("Name or pattern, for example Previews/ or *-edited.jpg"));
    describe(m_add, QStringLiteral("leftOutAdd"), tr("Add it to the list"), tr("Add (Return)"));
    describe(m_remove, QStringLiteral("leftOutRemove"), tr("Remove what is selected"),
             tr("Remove what is selected (Delete)"));
    describe(m_restore, QStringLiteral("leftOutRestore"),
             tr("Restore the list as it was at first"));
    describe(m_problem, QStringLiteral("leftOutProblem"), tr("Problem"));
    m_problem->setProperty("look", QStringLiteral("danger"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* always = new QLabel(tr("Always left out: hidden files and folders, folders that hold a "
                                 "file .nomedia, and what a file .semblanceignore names."),
                              this);
    describe(always, QStringLiteral("leftOutAlways"), always->text());
    always->setProperty("look", QStringLiteral("soft"));
    always->setWordWrap(true);
    for (QPushButton* button : {m_add, m_remove, m_restore})
        button->setAutoDefault(false);

    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("leftOutButtons"), tr("Actions"));
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(close, QStringLiteral("leftOutClose"), tr("Close"), tr("Close (Esc)"));
    close->setAutoDefault(false);

    auto* entry = new QHBoxLayout;
    entry->setSpacing(space);
    entry->addWidget(m_edit, 1);
    entry->addWidget(m_add);
    auto* edits = new QHBoxLayout;
    edits->setSpacing(space);
    edits->addWidget(m_remove);
    edits->addWidget(m_restore);
    edits->addStretch();
    edits->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(space * 3 / 2);
    column->addWidget(intro);
    column->addWidget(m_place);
    column->addWidget(m_list, 1);
    column->addLayout(entry);
    column->addWidget(m_problem);
    column->addWidget(always);
    column->addLayout(edits);

    connect(m_place, &QComboBox::currentIndexChanged, this, &LeftOutDialog::showList);
    connect(m_edit, &QLineEdit::textChanged, m_problem, &QLabel::hide);
    connect(m_edit, &QLineEdit::returnPressed, this, &LeftOutDialog::addLine);
    connect(m_add, &QPushButton::clicked, this, &LeftOutDialog::addLine);
    connect(m_remove, &QPushButton::clicked, this, &LeftOutDialog::removeLine);
    connect(m_restore, &QPushButton::clicked, this, &LeftOutDialog::restore);
    connect(m_list, &QListWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_list->selectedItems().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* remove = new QShortcut(QKeySequence(Qt::Key_Delete), m_list);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &LeftOutDialog::removeLine);
    setRoots({});
    m_edit->setFocus();
}

RootId LeftOutDialog::root() const {
    return {m_place->currentData().toLongLong()};
}

void LeftOutDialog::setRoots(const QList<RootInfo>& roots) {
    const qint64 shown = m_place->currentData().toLongLong();
    m_place->clear();
    m_place->addItem(tr("In every folder"), qint64(0));
    for (const RootInfo& root : roots) {
        const QString name = QFileInfo(root.path).fileName();
        m_place->addItem(tr("Only in %1").arg(name.isEmpty() ? root.path : name),
                         qint64(root.id.value));
        m_place->setItemData(m_place->count() - 1, QDir::toNativeSeparators(root.path),
                             Qt::ToolTipRole);
    }
    m_place->setCurrentIndex(qMax(0, m_place->findData(shown)));
}

void LeftOutDialog::showRoot(RootId root) {
    m_place->setCurrentIndex(qMax(0, m_place->findData(qint64(root.value))));
}

void LeftOutDialog::setScanSettings(const ScanSettings& settings) {
    // What one has selected stays selected.
    if (settings == m_settings)
        return;
    m_settings = settings;
    showList();
}

void LeftOutDialog::showList() {
    m_list->clear();
    m_list->addItems(editableLines(root(), m_settings));
    m_remove->setEnabled(false);
    m_restore->setText(root().isValid() ? tr("Empty the list") : tr("Restore defaults"));
    m_problem->hide();
}

void LeftOutDialog::apply(const ScanSettings& settings) {
    if (settings == m_settings)
        return;
    setScanSettings(settings);
    m_isChanged = true;
    Q_EMIT changed(settings);
}

void LeftOutDialog::addLine() {
    ScanSettings settings = m_settings;
    const QString line = m_edit->text().trimmed();
    if (line.isEmpty())
        return;
    if (const Status added = addLeftOut(settings, root(), line); !added) {
        m_problem->setText(added.error().sentence);
        m_problem->show();
        return;
    }
    apply(settings);
    m_edit->clear();
    const auto items = m_list->findItems(line, Qt::MatchExactly);
    if (!items.isEmpty()) {
        m_list->setCurrentItem(items.first());
        m_list->scrollToItem(items.first());
    }
}

void LeftOutDialog::removeLine() {
    ScanSettings settings = m_settings;
    const int row = m_list->currentRow();
    for (const QListWidgetItem* item : m_list->selectedItems()) {
        // What is shown is in the list.
        static_cast<void>(removeLeftOut(settings, root(), item->text()));
    }
    apply(settings);
    m_list->setCurrentRow(qMin(row, m_list->count() - 1));
}

void LeftOutDialog::restore() {
    ScanSettings settings = m_settings;
    restoreLeftOut(settings, root());
    apply(settings);
}

}  // namespace semblance
