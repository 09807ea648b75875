#include "ui/window/backgroundflow.h"

#include "core/library/services/batterypause.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/watchservice.h"
#include "ui/library/folderpanel.h"
#include "ui/library/indexingbar.h"
#include "ui/settings/settings.h"
#include "ui/window/dialogs.h"

namespace semblance {

BackgroundFlow::BackgroundFlow(const Services& services, const Settings& settings, QObject* parent)
    : QObject(parent), m_services(services), m_settings(settings) {
    applySettings();
}

void BackgroundFlow::connectTo(FolderPanel& folders, IndexingBar& bar, Dialogs& dialogs) {
    connect(&m_services.watch, &WatchService::limitedChanged, &folders,
            &FolderPanel::setWatchLimited);
    folders.setWatchLimited(m_services.watch.isLimited());
    connect(&bar, &IndexingBar::goOnWanted, &m_services.battery, &BatteryPause::goOn);
    connect(&dialogs, &Dialogs::indexingSettingsChanged, this, &BackgroundFlow::applySettings);
}

void BackgroundFlow::applySettings() {
    m_services.watch.setEnabled(m_settings.watchesFolders());
    m_services.battery.setChoice(m_settings.onBattery());
    m_services.indexing.setCores(m_settings.indexingCores());
}

}  // namespace semblance
