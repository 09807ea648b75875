#include "ui/window/dialogs.h"

#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "ui/library/faileddialog.h"
#include "ui/settings/aboutdialog.h"
#include "ui/settings/settingsdialog.h"
#include "ui/window/services.h"

namespace semblance {

Dialogs::Dialogs(const Services& services, Settings& settings, Theme& theme, QWidget* window)
    : QObject(window),
      m_library(services.library),
      m_indexing(services.indexing),
      m_settings(settings),
      m_theme(theme),
      m_window(window) {
    connect(&m_library, &LibraryService::failedPhotosReady, this,
            [this](const QList<FailedPhoto>& photos) {
                if (m_failed)
                    m_failed->setPhotos(photos);
            });
}

Dialogs::~Dialogs() = default;

void Dialogs::showFailedFiles() {
    if (!m_failed) {
        m_failed = new FailedDialog(m_window);
        m_failed->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_library.requestFailedPhotos();
    m_failed->show();
    m_failed->raise();
    m_failed->activateWindow();
}

void Dialogs::refreshFailedFiles() {
    if (m_failed)
        m_library.requestFailedPhotos();
}

void Dialogs::showSettings(const QString& libraryDir) {
    auto* dialog = new SettingsDialog(m_settings, m_theme, libraryDir, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::modelsWanted, this, &Dialogs::modelsWanted);
    connect(dialog, &SettingsDialog::indexingChanged, this, &Dialogs::indexingSettingsChanged);
    connect(dialog, &SettingsDialog::videosChanged, this, [this](bool wanted) {
        m_indexing.setVideos(wanted);
        Q_EMIT videosChanged();
    });
    dialog->show();
}

void Dialogs::showAbout() {
    auto* dialog = new AboutDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

}  // namespace semblance
