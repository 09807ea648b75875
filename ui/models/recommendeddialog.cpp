#include "ui/models/recommendeddialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
enum Column { Name, Size, Languages, GoodAt, Licence };
}  // namespace

RecommendedDialog::RecommendedDialog(QWidget* parent)
    : QDialog(parent),
      m_models(recommendedModels()),
      m_table(new QTreeWidget(this)),
      m_files(new QLabel(this)) {
    describeArea(this, QStringLiteral("recommendedDialog"), tr("Models worth trying"));
    setWindowTitle(tr("Models worth trying"));
    auto* intro = new QLabel(
        tr("Semblance itself never goes online: fetch a model's files with your browser, put them "
           "into one folder and drop it on the page of models. How fast it is here is measured "
           "then; "
           "those above 2 GB are slow without a graphics card."),
        this);
    describeArea(intro, QStringLiteral("recommendedIntro"), intro->text());
    intro->setWordWrap(true);
    describeArea(m_table, QStringLiteral("recommendedTable"), tr("Models worth trying"));
    fillTable();
    resize(sizeForLetters({880, 400}, *this, widthOfColumns(*m_table) + 4 * space));
    describeArea(m_files, QStringLiteral("recommendedFiles"), tr("Files to fetch"));
    m_files->setWordWrap(true);
    m_files->setTextFormat(Qt::PlainText);
    m_files->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("recommendedButtons"), tr("Actions"));
    m_open = buttons->addButton(tr("&Open its page in the browser"), QDialogButtonBox::ActionRole);
    describe(m_open, QStringLiteral("recommendedOpen"), tr("Open the model's page in the browser"));
    m_open->setIcon(icon(QStringLiteral("external-link")));
    m_open->setIconSize(besideText);
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(close, QStringLiteral("recommendedClose"), tr("Close"), tr("Close (Esc)"));
    for (QPushButton* button : {m_open, close})
        button->setAutoDefault(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(space * 3 / 2);
    column->addWidget(intro);
    column->addWidget(m_table, 1);
    column->addWidget(m_files);
    column->addWidget(buttons);

    connect(m_table, &QTreeWidget::currentItemChanged, this, &RecommendedDialog::showFiles);
    connect(m_table, &QTreeWidget::itemActivated, this, [this] {
        if (const RecommendedModel* model = selected())
            Q_EMIT pageWanted(model->page());
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const RecommendedModel* model = selected())
            Q_EMIT pageWanted(model->page());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    m_table->setCurrentItem(m_table->topLevelItem(0));
    m_table->setFocus();
}

void RecommendedDialog::fillTable() {
    m_table->setHeaderLabels(
        {tr("Model"), tr("Download"), tr("Languages"), tr("Good at"), tr("Licence")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setTextElideMode(Qt::ElideRight);
    const QLocale locale;
    for (const RecommendedModel& model : m_models) {
        auto* item = new QTreeWidgetItem(
            m_table, {model.name, tr("%1 GB").arg(locale.toString(model.gigabytes, 'f', 1)),
                      model.languages, model.goodAt, model.licence});
        item->setSizeHint(Name, QSize(fontMetrics().horizontalAdvance(model.name) + 3 * space,
                                      fontMetrics().height() + space));
        item->setTextAlignment(Size, Qt::AlignTrailing | Qt::AlignVCenter);
        for (const Column column : {Name, GoodAt, Licence})
            item->setToolTip(column, item->text(column));
    }
    QHeaderView* header = m_table->header();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    // Scrolled on a narrow screen, not cut.
    header->setStretchLastSection(false);
}

const RecommendedModel* RecommendedDialog::selected() const {
    const int row = m_table->indexOfTopLevelItem(m_table->currentItem());
    return row < 0 ? nullptr : &m_models.at(row);
}

void RecommendedDialog::showFiles() {
    const RecommendedModel* model = selected();
    m_open->setEnabled(model != nullptr);
    m_files->setText(model ? tr("Files to fetch: %1").arg(model->files.join(QStringLiteral(", ")))
                           : QString());
}

}  // namespace semblance
