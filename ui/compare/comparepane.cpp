#include "ui/compare/comparepane.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include "core/library/services/searchservice.h"
#include "ui/compare/comparebar.h"
#include "ui/query/mixslider.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"
#include "ui/window/searchflow.h"

namespace semblance {

ComparePane::ComparePane(PictureService& pictures, QWidget* parent)
    : QFrame(parent),
      m_query(new QueryModel(this)),
      m_photos(new PhotoListModel(this)),
      m_search(std::make_unique<SearchService>()),
      m_flow(new SearchFlow(*m_search, *m_query, this)),
      m_bar(new QueryBar(*m_query, pictures, this)),
      m_compare(new CompareBar(CompareBar::Half::Second, this)),
      m_grid(new PhotoGrid(*m_photos, pictures, this)) {
    describeArea(this, QStringLiteral("comparePane"), tr("Second query and its pictures"));
    build();
    connect(m_flow, &SearchFlow::answered, this, &ComparePane::takeAnswer);
    connect(m_flow, &SearchFlow::cleared, this, [this] { m_grid->setPhotos(m_all); });
    connect(m_flow, &SearchFlow::failed, this, &ComparePane::problem);
    connect(m_flow, &SearchFlow::busyChanged, this, &ComparePane::busyChanged);
    connect(m_flow, &SearchFlow::defaultMixChanged, &m_bar->mixSlider(), &MixSlider::setDefaultMix);
    connect(m_flow, &SearchFlow::sentenceUnknown, m_bar, &QueryBar::setSentenceUnknown);
    connect(m_grid, &PhotoGrid::endNeared, m_flow, &SearchFlow::more);
    connect(m_grid, &PhotoGrid::shown, this, &ComparePane::photosChanged);
    connect(m_bar, &QueryBar::problem, this, &ComparePane::problem);
    connect(m_bar, &QueryBar::resultsWanted, this, [this] {
        m_grid->setFocus(Qt::OtherFocusReason);
        if (!m_grid->currentIndex().isValid() && m_photos->rowCount() > 0)
            m_grid->setCurrentIndex(m_photos->index(0));
    });
}

ComparePane::~ComparePane() = default;

void ComparePane::build() {
    m_grid->setObjectName(QStringLiteral("compareGrid"));
    m_grid->setAccessibleName(tr("Pictures of the second query"));
    auto* top = new QVBoxLayout;
    top->setContentsMargins(2 * space, 0, 2 * space, 0);
    top->setSpacing(2 * space);
    top->addWidget(m_bar);
    top->addWidget(m_compare);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * space, 0, 0);
    column->setSpacing(space);
    column->addLayout(top);
    auto* grid = new QVBoxLayout;
    grid->setContentsMargins(space + 2, 0, 0, 0);
    grid->addWidget(m_grid);
    column->addLayout(grid, 1);
}

void ComparePane::setLibrary(const std::shared_ptr<Library>& library) {
    m_search->setLibrary(library);
    m_flow->setReady(library != nullptr);
}

void ComparePane::setAll(const PhotoListPtr& all, const RowChanges& changes) {
    const bool isShown = m_all && m_photos->photos() == m_all;
    m_all = all;
    if (isShown)
        m_grid->changePhotos(all, changes);
    else if (!m_flow->isSearching())
        m_grid->setPhotos(all);
    repeat();
}

void ComparePane::repeat() {
    m_flow->repeat();
}

void ComparePane::takeAnswer(const SearchAnswer& answer, bool sameQuery) {
    if (sameQuery)
        m_grid->changePhotos(
            answer.photos, rowChanges(m_photos->photos().get(), answer.photos.get()), answer.good);
    else
        m_grid->setPhotos(answer.photos, answer.good);
}

void ComparePane::keyPressEvent(QKeyEvent* event) {
    // Not from the query's line: there it would take along what was just written.
    if (event->key() == Qt::Key_Escape && m_grid->hasFocus())
        Q_EMIT closeWanted();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace semblance
