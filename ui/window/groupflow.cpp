#include "ui/window/groupflow.h"

#include <QFileInfo>

#include "core/library/services/libraryservice.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/browsepage.h"
#include "ui/window/messagestrip.h"

namespace semblance {

GroupFlow::GroupFlow(LibraryService& library, ViewerPage& viewer, BrowsePage& browse,
                     const PhotoListModel& model, QObject* parent)
    : QObject(parent), m_library(library), m_viewer(viewer), m_browse(browse), m_model(model) {
    connect(&viewer, &ViewerPage::photoChanged, this, &GroupFlow::look);
    connect(&library, &LibraryService::groupsChanged, this, &GroupFlow::look);
    connect(&library, &LibraryService::photosChanged, this, &GroupFlow::look);
    connect(&viewer, &ViewerPage::groupWanted, this, &GroupFlow::show);
}

bool GroupFlow::isShown() const {
    return m_list && m_model.photos() == m_list;
}

void GroupFlow::look() {
    m_viewer.setGroup(m_library.groupOf(m_viewer.photo().content));
}

void GroupFlow::show(const PhotoGroup& group) {
    const QString name = QFileInfo(group.members.front().path).fileName();
    m_list = photoListOf(group.members);
    m_browse.grid()->setPhotos(m_list);
    m_browse.showGrid();
    m_browse.messages()->showStanding(tr("“%1” and what belongs together with it").arg(name),
                                      tr("Back to all pictures"), [this] { leave(); });
    Q_EMIT shown();
}

void GroupFlow::leave() {
    if (!isShown())
        return;
    m_list.reset();
    m_browse.messages()->hide();
    Q_EMIT left();
}

}  // namespace semblance
