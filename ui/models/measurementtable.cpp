#include "ui/models/measurementtable.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <algorithm>
#include <utility>

#include "ui/models/modelwording.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int widest = 640;  // columns that are further apart are hard to read across

// Four digits would make ".99996" a whole 1: the loss is what is looked for.
QString cosineText(const std::optional<double>& cosine) {
    return cosine ? QLocale().toString(*cosine, 'f', 5) : QStringLiteral("–");
}

}  // namespace

MeasurementTable::MeasurementTable(QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this)) {
    describeArea(this, QStringLiteral("measurements"), tr("Speed and loss by precision"));
    m_grid->setContentsMargins(0, space, 0, 0);
    m_grid->setHorizontalSpacing(3 * space);
    m_grid->setVerticalSpacing(space / 2);
    hide();
}

void MeasurementTable::setMeasurements(const QList<ModelMeasurement>& measurements) {
    const QLocale locale;
    // The lines are broken here: labels that break them themselves do not tell grids their height.
    QList<QStringList> rows{{tr("Precision"), tr("Pictures\na second"), tr("Sentences\na second"),
                             tr("Like fp32\n(cosine)"), tr("Same\nneighbours")}};
    for (const ModelMeasurement& one : measurements) {
        QString precision = one.precision;
        if (one.device != QLatin1StringView("cpu"))
            precision += QStringLiteral(", ") + deviceText(one.device);
        rows.append({precision, rateText(one.picturesPerSecond), rateText(one.sentencesPerSecond),
                     cosineText(one.cosine),
                     one.agreement ? tr("%1 %").arg(locale.toString(*one.agreement * 100, 'f', 1))
                                   : QStringLiteral("–")});
    }
    setVisible(!measurements.isEmpty());
    // The cells are kept while nothing changes: the page is refreshed every second at times.
    if (std::exchange(m_rows, rows) == rows)
        return;
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < rows.size(); ++row)
        addRow(row, rows.at(row), row == 0 ? "soft" : "plain");
    // Large letters need more.
    m_grid->activate();
    setMaximumWidth(std::max(widest, m_grid->minimumSize().width()));
}

void MeasurementTable::addRow(int row, const QStringList& cells, const char* look) {
    for (int column = 0; column < cells.size(); ++column) {
        auto* cell = new QLabel(cells.at(column), this);
        QString name = row == 0 || column == 0
                           ? cells.at(column)
                           : QStringLiteral("%1, %2").arg(cells.first(), m_rows.first().at(column));
        name.replace(u'\n', u' ');
        describeArea(cell, QStringLiteral("measurement%1-%2").arg(row).arg(column), name);
        cell->setProperty("look", QLatin1StringView(look));
        cell->setTextFormat(Qt::PlainText);
        if (row == 1) {
            QFont bold = cell->font();
            bold.setWeight(QFont::DemiBold);
            cell->setFont(bold);
        }
        const auto side = column == 0 ? Qt::AlignLeading : Qt::AlignTrailing;
        cell->setAlignment(side | (row == 0 ? Qt::AlignBottom : Qt::AlignVCenter));
        m_grid->addWidget(cell, row, column);
        m_grid->setColumnStretch(column, 1);
    }
}

}  // namespace semblance
