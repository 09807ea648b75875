#include "ui/window/panelflow.h"

#include <QItemSelectionModel>

#include "core/library/services/libraryservice.h"
#include "core/library/services/pictureservice.h"
#include "core/library/services/searchservice.h"
#include "ui/panel/sidepanel.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/window/searchflow.h"
#include "ui/window/services.h"

namespace semblance {

PanelFlow::PanelFlow(const Services& services, SidePanel& panel, const PhotoGrid& grid,
                     const SearchFlow& flow, const QueryModel& query, QObject* parent)
    : QObject(parent),
      m_services(services),
      m_panel(panel),
      m_grid(grid),
      m_flow(flow),
      m_query(query) {
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMs);
    connect(&m_settled, &QTimer::timeout, this, &PanelFlow::look);
    const QItemSelectionModel* selection = grid.selectionModel();
    connect(selection, &QItemSelectionModel::currentChanged, this, &PanelFlow::lookSoon);
    connect(selection, &QItemSelectionModel::selectionChanged, this, &PanelFlow::lookSoon);
    connect(grid.model(), &QAbstractItemModel::modelReset, this, &PanelFlow::lookSoon);
    connect(&flow, &SearchFlow::answered, this, &PanelFlow::lookSoon);
    connect(&flow, &SearchFlow::cleared, this, &PanelFlow::lookSoon);
    connect(&services.library, &LibraryService::groupsChanged, this, &PanelFlow::lookSoon);
    // What the user, or a sidecar, says of the picture by now.
    connect(&services.library, &LibraryService::photosChanged, this, [this] {
        if (m_panel.isVisible() && m_panel.photo().file.isValid())
            m_services.library.requestFacts(m_panel.photo().file);
    });
    connect(&services.pictures, &PictureService::thumbnailReady, this,
            [this](ContentId content, int side, const QImage& image) {
                if (side == previewSide)
                    m_panel.setPicture(content, image);
            });
    connect(&services.library, &LibraryService::factsReady, this,
            [this](FileId file, const PhotoFacts& facts, qint64 bytes) {
                if (file == m_panel.photo().file)
                    m_panel.setFacts(facts, bytes);
            });
    connect(&services.search, &SearchService::explained, this,
            [this](const PhotoItem& photo, const Explanation& explanation) {
                if (photo.file != m_panel.photo().file || !m_flow.isSearching())
                    return;
                m_isAnswered = true;
                m_panel.setExplanation(m_query.query(), explanation);
            });
    connect(&services.search, &SearchService::notExplained, this,
            [this](const PhotoItem& photo, const Error& error) {
                if (photo.file == m_panel.photo().file && error.kind != ErrorKind::Cancelled)
                    m_panel.setUnexplained(error.sentence);
            });
}

void PanelFlow::lookSoon() {
    if (m_panel.isVisible())
        m_settled.start();
}

void PanelFlow::look() {
    const QList<PhotoItem> chosen = m_grid.chosen();
    if (chosen.size() != 1) {
        m_asked.reset();
        m_panel.setSelection(chosen);
        for (const PhotoItem& photo : m_panel.picturesWanted())
            m_services.pictures.requestThumbnail(photo.content, previewSide, photo.path);
        return;
    }
    const PhotoItem& photo = chosen.first();
    if (photo.file != m_panel.photo().file || photo.path != m_panel.photo().path) {
        m_asked.reset();
        m_panel.setPhoto(photo);
        m_services.pictures.requestThumbnail(photo.content, previewSide, photo.path);
    }
    m_services.library.requestFacts(photo.file);
    m_panel.setGroup(m_services.library.groupOf(photo.content));
    explain(photo);
}

void PanelFlow::explain(const PhotoItem& photo) {
    const Query query = m_query.query();
    const bool asks = !query.references.empty() || !query.text.isEmpty();
    if (!m_flow.isSearching() || !asks) {
        m_asked.reset();
        m_panel.clearExplanation();
        return;
    }
    // While pictures are indexed the same answer comes again and again.
    const Asked asked{photo.file, photo.score, query};
    if (m_isAnswered && m_asked == asked)
        return;
    m_asked = asked;
    m_isAnswered = false;
    m_panel.setExplaining();
    m_services.search.explain(photo);
}

}  // namespace semblance
