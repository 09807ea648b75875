#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace semblance {

class FailedDialog;
class LibraryService;
class Settings;
class Theme;

/// The window's dialogs: made when asked for, gone when closed, none of them modal.
class Dialogs final : public QObject {
    Q_OBJECT

public:
    Dialogs(LibraryService& library, Settings& settings, Theme& theme, QWidget* window);
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

private:
    LibraryService& m_library;
    Settings& m_settings;
    Theme& m_theme;
    QWidget* m_window;
    QPointer<FailedDialog> m_failed;
};

}  // namespace semblance
