#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include "core/catalogue/rows.h"
#include "core/catalogue/snapshot.h"

class QMenuBar;
class QWidget;

namespace semblance {

class FailedDialog;
class IndexingService;
class LeftOutDialog;
class LibraryService;
class Settings;
class SettingsDialog;
struct Services;
class TextSetting;
class Theme;

/// The window's dialogs: made when asked for, gone when closed, none of them modal.
class Dialogs final : public QObject {
    Q_OBJECT

public:
    Dialogs(const Services& services, Settings& settings, Theme& theme, QWidget* window);
    ~Dialogs() override;

    void showFailedFiles();
    /// Brings the list of failed files up to date when it is shown.
    void refreshFailedFiles();
    void showSettings(const QString& libraryDir);
    void showKeys(const QMenuBar& menus);
    void showAbout();
    /// The list of what is left out: of a folder, or with an invalid one of every folder.
    void showLeftOut(RootId root);
    /// The folders of the library.
    void setRoots(const QList<RootInfo>& roots);

Q_SIGNALS:
    /// From the settings, as is the next.
    void modelsWanted();
    void indexingSettingsChanged();
    void historyKeptChanged(bool isKept);
    /// Indexing was told already; a scan is due.
    void videosChanged();
    /// It is there until the settings are closed.
    void textSettingShown(semblance::TextSetting* setting);
    /// Scans look at something else from now on.
    void rescanWanted();

private:
    void takeScanSettings(const ScanSettings& settings);
    void changeScanSettings(const ScanSettings& settings);

    LibraryService& m_library;
    IndexingService& m_indexing;
    Settings& m_settings;
    Theme& m_theme;
    QWidget* m_window;
    QPointer<FailedDialog> m_failed;
    QPointer<SettingsDialog> m_shownSettings;
    QPointer<LeftOutDialog> m_leftOut;
    QList<RootInfo> m_roots;
    ScanSettings m_scan;
};

}  // namespace semblance
