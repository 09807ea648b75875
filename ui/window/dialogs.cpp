#include "ui/window/dialogs.h"

#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"
#include "ui/library/faileddialog.h"
#include "ui/library/leftoutdialog.h"
#include "ui/settings/aboutdialog.h"
#include "ui/settings/settingsdialog.h"
#include "ui/window/keysdialog.h"
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
    connect(&m_library, &LibraryService::scanSettingsReady, this, &Dialogs::takeScanSettings);
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
    connect(dialog, &SettingsDialog::historyKeptChanged, this, &Dialogs::historyKeptChanged);
    connect(dialog, &SettingsDialog::videosChanged, this, [this](bool wanted) {
        m_indexing.setVideos(wanted);
        Q_EMIT videosChanged();
    });
    connect(dialog, &SettingsDialog::leftOutWanted, this, [this] { showLeftOut({}); });
    connect(dialog, &SettingsDialog::followLinksChanged, this, [this](bool follow) {
        ScanSettings settings = m_scan;
        settings.followLinks = follow;
        changeScanSettings(settings);
        Q_EMIT rescanWanted();
    });
    m_shownSettings = dialog;
    Q_EMIT textSettingShown(&dialog->texts());
    m_library.requestScanSettings();
    dialog->show();
}

void Dialogs::showLeftOut(RootId root) {
    if (!m_leftOut) {
        m_leftOut = new LeftOutDialog(m_window);
        m_leftOut->setAttribute(Qt::WA_DeleteOnClose);
        m_leftOut->setRoots(m_roots);
        m_leftOut->setScanSettings(m_scan);
        connect(m_leftOut, &LeftOutDialog::changed, this, &Dialogs::changeScanSettings);
        // Once, not at every line.
        connect(m_leftOut, &QDialog::finished, this, [this, dialog = m_leftOut.data()] {
            if (dialog->isChanged())
                Q_EMIT rescanWanted();
        });
    }
    m_leftOut->showRoot(root);
    m_library.requestScanSettings();
    m_leftOut->show();
    m_leftOut->raise();
    m_leftOut->activateWindow();
}

void Dialogs::setRoots(const QList<RootInfo>& roots) {
    m_roots = roots;
    if (m_leftOut)
        m_leftOut->setRoots(roots);
}

void Dialogs::takeScanSettings(const ScanSettings& settings) {
    m_scan = settings;
    if (m_shownSettings)
        m_shownSettings->setScanSettings(settings);
    if (m_leftOut)
        m_leftOut->setScanSettings(settings);
}

void Dialogs::changeScanSettings(const ScanSettings& settings) {
    m_scan = settings;
    m_library.setScanSettings(settings);
}

void Dialogs::showKeys(const QMenuBar& menus) {
    auto* dialog = new KeysDialog(menus, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void Dialogs::showAbout() {
    auto* dialog = new AboutDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

}  // namespace semblance
