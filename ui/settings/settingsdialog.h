#pragma once

#include <QDialog>

#include "core/catalogue/rows.h"

class QCheckBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace semblance {

class Settings;
class TextSetting;
class Theme;

/// The settings, in pages; every change takes effect at once (the language and the way of searching
/// at the next start). The arrows go through the pages in their list, Ctrl+Page Up and Ctrl+Page
/// Down from anywhere.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Settings& settings, Theme& theme, const QString& libraryDir,
                   QWidget* parent = nullptr);

    /// What scans of the open library look at; without a library these settings are off.
    void setScanSettings(const ScanSettings& settings);
    TextSetting& texts() const { return *m_texts; }

Q_SIGNALS:
    void followLinksChanged(bool followLinks);
    /// The list of what is left out is asked for.
    void leftOutWanted();
    /// The Models page is asked for; the dialog closes.
    void modelsWanted();
    /// Something that indexing goes by.
    void indexingChanged();
    /// Films are to be shown from now on, or not any more; noted in the settings already.
    void videosChanged(bool wanted);
    /// The history is written down from now on, or not any more; noted in the settings already.
    void historyKeptChanged(bool isKept);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QFormLayout* addPage(const QString& objectName, const QString& title, const QString& iconName);
    QLabel* addRow(QFormLayout* form, const QString& objectName, const QString& text,
                   QWidget* field);
    QLabel* addNote(QFormLayout* form, const QString& objectName, const QString& text);

    void fillGeneral(Settings& settings, Theme& theme);
    void addTheme(QFormLayout* form, Settings& settings, Theme& theme);
    void addLanguage(QFormLayout* form, Settings& settings);
    void addVideos(QFormLayout* form, Settings& settings);
    void addMotion(QFormLayout* form, Settings& settings, Theme& theme);
    void addClosing(QFormLayout* form, Settings& settings);

    void fillFolders(Settings& settings, const QString& libraryDir);
    void addWatch(QFormLayout* form, Settings& settings);
    void addExclusions(QFormLayout* form);
    void addLibrary(QFormLayout* form, const QString& libraryDir);

    void fillModels();

    void fillPerformance(Settings& settings);
    void addSearch(QFormLayout* form, Settings& settings);
    void addBattery(QFormLayout* form, Settings& settings);
    void addCores(QFormLayout* form, Settings& settings);

    void fillPrivacy(Settings& settings);

    void fitList();
    void goToPage(int step);

    QListWidget* m_list;
    QStackedWidget* m_pages;
    QLabel* m_restart;
    QCheckBox* m_links = nullptr;
    QPushButton* m_leftOut = nullptr;
    TextSetting* m_texts = nullptr;
};

}  // namespace semblance
