#include "ui/query/feedbacklist.h"

#include <QVBoxLayout>
#include <utility>

#include "ui/query/querymodel.h"
#include "ui/query/termchip.h"
#include "ui/query/termchips.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int usualWidth = 320;

}  // namespace

FeedbackList::FeedbackList(QueryModel& model, TermChips& chips, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_model(model), m_chips(chips), m_list(new QWidget(this)) {
    describeArea(this, QStringLiteral("feedbackList"), tr("More and less like these"));
    setProperty("look", QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    describeArea(m_list, QStringLiteral("feedbackChips"), tr("More and less like these"));
    new FlowLayout(space, m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->addWidget(m_list);
    connect(&model, &QueryModel::feedbackChanged, this, &FeedbackList::fill);
    fill();
}

void FeedbackList::fill() {
    // The chip that was used is among them, and in the middle of its event.
    while (QLayoutItem* item = m_list->layout()->takeAt(0)) {
        item->widget()->disconnect(&m_chips);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const std::size_t count = m_model.feedback().size();
    if (count <= TermChips::mostPictures) {
        close();  // the field has room for the rest
        return;
    }
    QList<TermChip*> chips;
    for (std::size_t i = 0; i < count; ++i) {
        TermChip* chip = m_chips.makeFeedbackChip(i, m_list);
        m_list->layout()->addWidget(chip);
        chip->show();
        chips.append(chip);
    }
    for (qsizetype i = 0; i < chips.size(); ++i) {
        connect(chips[i], &Chip::neighbourWanted, this, [chips, i](int by) {
            if (i + by >= 0 && i + by < chips.size())
                chips[i + by]->setFocus();
        });
    }
    chips.first()->setFocus();
    const int width = usualWidth;
    resize(width,
           layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height());
}

void FeedbackList::popUp(const QWidget& below) {
    move(below.mapToGlobal(QPoint(0, below.height() + space / 2)));
    show();
    m_list->layout()->itemAt(0)->widget()->setFocus(Qt::PopupFocusReason);
}

}  // namespace semblance
