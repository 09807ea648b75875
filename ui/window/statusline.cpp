#include "ui/window/statusline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <climits>

#include "ui/library/wording.h"
#include "ui/results/photogrid.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/tokens.h"

namespace semblance {

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent),
      m_text(new ElidedLabel(this)),
      m_busyText(new QLabel(tr("Searching…"), this)),
      m_size(new QSlider(Qt::Horizontal, this)) {
    describeArea(this, QStringLiteral("statusLine"), tr("Status"));
    describe(m_text, QStringLiteral("statusText"), tr("Pictures and time of the answer"));
    m_text->keepToText();
    m_text->setProperty("look", QStringLiteral("soft"));
    describe(m_busyText, QStringLiteral("statusBusy"), tr("Searching"));
    m_busyText->setProperty("look", QStringLiteral("soft"));
    m_busyText->hide();
    describe(m_size, QStringLiteral("thumbnailSize"), tr("Size of thumbnails"),
             tr("Size of thumbnails (Ctrl++, Ctrl+-, Ctrl+wheel)"));
    m_size->setRange(PhotoGrid::smallest, PhotoGrid::largest);
    m_size->setSingleStep(16);
    m_size->setPageStep(48);
    m_size->setFixedWidth(128);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * space, 0, 2 * space, 0);
    row->setSpacing(2 * space);
    row->addWidget(m_text);
    row->addWidget(m_busyText);
    row->addStretch();
    row->addWidget(m_size);
    setFixedHeight(36);
    connect(m_size, &QSlider::valueChanged, this, &StatusLine::thumbnailSizeWanted);
}

void StatusLine::setCounts(const LibraryCounts& counts) {
    m_counts = counts;
    update();
}

void StatusLine::setAnswer(const SearchAnswer& answer, const Query& query) {
    m_results = answer.photos ? answer.photos->size() : 0;
    m_good = answer.good;
    m_isRanked = !isFilterOnly(query);
    m_isFiltered = !query.filter.isEmpty();
    m_searched = answer.searched;
    m_waiting = answer.waiting;
    m_milliseconds = answer.milliseconds;
    update();
}

void StatusLine::setBrowsing() {
    m_results = -1;
    update();
}

void StatusLine::setBusy(bool busy) {
    m_busyText->setVisible(busy);
}

void StatusLine::setSelected(int count, int folded) {
    if (count == m_selected && folded == m_selectedFolded)
        return;
    m_selected = count;
    m_selectedFolded = folded;
    update();
}

void StatusLine::setThumbnailSize(int side) {
    const QSignalBlocker blocker(m_size);
    m_size->setValue(side);
}

void StatusLine::setThumbnailsShown(bool shown) {
    m_size->setVisible(shown);
}

QString StatusLine::text() const {
    return m_text->text();
}

QString StatusLine::answerText() const {
    const QLocale locale;
    // Of what is there in two places only one is compared; both are counted where one browses.
    const bool isWhole = m_counts && !m_isFiltered && m_waiting == 0;
    const qint64 all = isWhole ? m_counts->photos : m_searched;
    if (all == 0)
        return tr("No pictures");
    if (!m_isRanked) {
        const qint64 passing = qMax(m_searched, qint64(m_results));
        const qint64 most = qMax(passing, m_counts ? m_counts->photos : 0);
        return tr("%Ln of %1 pictures", nullptr, int(passing)).arg(locale.toString(most));
    }
    return (!m_good        ? tr("The %Ln best of %1 pictures", nullptr, int(m_results))
            : *m_good == 0 ? tr("No good match in %1 pictures")
                           : tr("%Ln good of %1 pictures", nullptr, int(*m_good)))
        .arg(locale.toString(all));
}

void StatusLine::update() {
    const QLocale locale;
    QStringList parts;
    if (m_results < 0) {
        if (m_counts)
            parts.append(picturesText(m_counts->photos));
    } else {
        parts.append(answerText());
        if (m_waiting > 0)
            parts.append(
                tr("%Ln more are still being prepared for the new model", nullptr, int(m_waiting)));
        parts.append(m_milliseconds < 10
                         ? tr("%1 ms").arg(locale.toString(m_milliseconds, 'f', 1))
                         : tr("%1 ms").arg(locale.toString(qRound(m_milliseconds))));
    }
    if (m_selected > 1)
        parts.append(tr("%Ln selected", nullptr, m_selected));
    if (m_selectedFolded > 0)
        parts.append(tr("%Ln of them folded", nullptr, m_selectedFolded));
    m_text->setText(parts.join(QStringLiteral("  ·  ")));
}

}  // namespace semblance
