#include "ui/window/placesflow.h"

#include "core/library/services/libraryservice.h"
#include "ui/library/folderpanel.h"
#include "ui/window/dialogs.h"
#include "ui/window/services.h"

namespace semblance {

PlacesFlow::PlacesFlow(const Services& services, FolderPanel& folders, Dialogs& dialogs,
                       QObject* parent)
    : QObject(parent) {
    IndexingService& indexing = services.indexing;
    connect(&indexing, &IndexingService::recognised, &folders, &FolderPanel::askAboutPlace);
    connect(&indexing, &IndexingService::noted, this, &PlacesFlow::said);
    connect(&indexing, &IndexingService::finished, &folders, &FolderPanel::setPassedOver);
    connect(&folders, &FolderPanel::placeUsed, &indexing, &IndexingService::usePlace);
    connect(&folders, &FolderPanel::placeRefused, &indexing, &IndexingService::addAsNew);
    connect(&folders, &FolderPanel::removeWanted, &services.library, &LibraryService::removeRoot);
    connect(&folders, &FolderPanel::failedWanted, &dialogs, &Dialogs::showFailedFiles);
    connect(&folders, &FolderPanel::leftOutWanted, &dialogs, &Dialogs::showLeftOut);
    connect(&services.library, &LibraryService::rootsChanged, &dialogs, &Dialogs::setRoots);
    connect(&dialogs, &Dialogs::rescanWanted, &indexing, &IndexingService::rescanAll);
}

}  // namespace semblance
