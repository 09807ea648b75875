#include "ui/library/faileddialog.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/library/failedmodel.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {

FailedDialog::FailedDialog(QWidget* parent)
    : QDialog(parent),
      m_model(new FailedModel(this)),
      m_table(new QTableView(this)),
      m_title(new QLabel(this)) {
    describeArea(this, QStringLiteral("failedDialog"), tr("Files that could not be read"));
    setWindowTitle(tr("Files that could not be read"));
    resize(sizeForLetters({1000, 440}, *this));
    describe(m_title, QStringLiteral("failedTitle"), tr("Number of files"));
    m_title->setWordWrap(true);
    describeArea(m_table, QStringLiteral("failedTable"), tr("Files that could not be read"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    // The end of a path says more than its middle.
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(FailedModel::Reason, QHeaderView::Stretch);
    m_table->setColumnWidth(FailedModel::Name, width() / 5);
    m_table->setColumnWidth(FailedModel::Folder, width() / 5);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    describeArea(buttons, QStringLiteral("failedButtons"), tr("Actions"));
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    describe(close, QStringLiteral("failedClose"), tr("Close"), tr("Close (Esc)"));
    close->setText(tr("Close"));
    auto* copy = buttons->addButton(tr("Copy list"), QDialogButtonBox::ActionRole);
    describe(copy, QStringLiteral("failedCopy"), tr("Copy the list"),
             tr("Copy paths and reasons as text"));
    copy->setIcon(icon(QStringLiteral("copy")));
    copy->setIconSize(besideText);
    auto* open = buttons->addButton(tr("Open folder"), QDialogButtonBox::ActionRole);
    describe(open, QStringLiteral("failedOpenFolder"), tr("Open the file's folder"));
    open->setIcon(icon(QStringLiteral("folder-open")));
    open->setIconSize(besideText);
    open->setEnabled(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(2 * space);
    column->addWidget(m_title);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(copy, &QPushButton::clicked, this, &FailedDialog::copyList);
    connect(open, &QPushButton::clicked, this, &FailedDialog::openFolder);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, open,
            [open](const QModelIndex& current) { open->setEnabled(current.isValid()); });
}

void FailedDialog::setPhotos(const QList<FailedPhoto>& photos) {
    m_model->setPhotos(photos);
    fitRows();
    m_title->setText(photos.isEmpty()
                         ? tr("Every file could be read.")
                         : tr("%Ln file(s) could not be read and were left out. They are tried "
                              "again when they change, and when their folder is rescanned.",
                              nullptr, int(photos.size())));
}

/// All as high as the longest reason needs; measured by the few different ones, for there may be
/// many rows.
void FailedDialog::fitRows() {
    constexpr int mostLines = 3;
    QSet<QString> reasons;
    for (int row = 0; row < m_model->rowCount(); ++row)
        reasons.insert(m_model->photo(row).reason);
    const QFontMetrics letters = m_table->fontMetrics();
    const int width = m_table->columnWidth(FailedModel::Reason) - 2 * space;
    int height = letters.height();
    for (const QString& reason : std::as_const(reasons))
        height = qMax(height, letters
                                  .boundingRect(0, 0, qMax(1, width), mostLines * letters.height(),
                                                Qt::TextWordWrap, reason)
                                  .height());
    m_table->verticalHeader()->setDefaultSectionSize(
        qMin(height, mostLines * letters.lineSpacing()) + 2 * space);
}

void FailedDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    fitRows();
}

void FailedDialog::copyList() {
    QStringList lines;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const FailedPhoto& failed = m_model->photo(row);
        lines.append(QDir::toNativeSeparators(failed.path) + u'\t' + failed.reason);
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void FailedDialog::openFolder() {
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(QFileInfo(m_model->photo(current.row()).path).path()));
}

}  // namespace semblance
