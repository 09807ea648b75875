#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace semblance {

class FailedDialog;
class IndexingService;
class LibraryService;
class Settings;
struct Services;
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
    void showAbout();

Q_SIGNALS:
    /// From the settings, as is the next.
    void modelsWanted();
    void indexingSettingsChanged();
    /// Indexing was told already; a scan is due.
    void videosChanged();

private:
    LibraryService& m_library;
    IndexingService& m_indexing;
    Settings& m_settings;
    Theme& m_theme;
    QWidget* m_window;
    QPointer<FailedDialog> m_failed;
};

}  // namespace semblance
