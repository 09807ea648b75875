#pragma once

#include <QDialog>

#include "core/catalogue/rows.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace semblance {

class Settings;
class TextSetting;
class Theme;

/// The few settings there are; every change takes effect at once (the language and the way of
/// searching at the next start).
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

private:
    QLabel* addRow(QFormLayout* form, const QString& objectName, const QString& text,
                   QWidget* field);
    void fillTheme(Settings& settings, Theme& theme);
    void fillLanguage(Settings& settings);
    void fillSearch(Settings& settings);
    void addHistory(QFormLayout* form, Settings& settings);
    void addIndexing(QFormLayout* form, Settings& settings);

    QComboBox* m_theme;
    QComboBox* m_language;
    QComboBox* m_search;
    QCheckBox* m_videos;
    QLabel* m_restart;
    QCheckBox* m_links;
    QPushButton* m_leftOut;
    TextSetting* m_texts = nullptr;
};

}  // namespace semblance
