#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QThread>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/settings/settings.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/texts/textsetting.h"

namespace semblance {

SettingsDialog::SettingsDialog(Settings& settings, Theme& theme, const QString& libraryDir,
                               QWidget* parent)
    : QDialog(parent),
      m_theme(new QComboBox(this)),
      m_language(new QComboBox(this)),
      m_search(new QComboBox(this)),
      m_videos(new QCheckBox(tr("Show &videos among the pictures"), this)),
      m_restart(new QLabel(tr("This changes at the next start."), this)),
      m_links(new QCheckBox(tr("Follow links to folders"), this)),
      m_leftOut(new QPushButton(tr("What is left out…"), this)) {
    describeArea(this, QStringLiteral("settingsDialog"), tr("Settings"));
    setWindowTitle(tr("Settings"));
    describe(m_theme, QStringLiteral("settingsTheme"), tr("Appearance"), tr("Light or dark"));
    describe(m_language, QStringLiteral("settingsLanguage"), tr("Language"),
             tr("The language of the window"));
    describe(m_restart, QStringLiteral("settingsRestart"), m_restart->text());
    m_restart->setProperty("look", QStringLiteral("soft"));
    m_restart->hide();
    fillTheme(settings, theme);
    fillLanguage(settings);
    describe(m_search, QStringLiteral("settingsSearch"), tr("Search"),
             tr("How very large libraries are searched: comparing every picture, or following the "
                "graph of their neighbours, which may miss one in a hundred"));
    fillSearch(settings);
    describe(m_videos, QStringLiteral("settingsVideos"), tr("Show videos among the pictures"),
             tr("A video is found by one of its frames and opened in your player. Without this, "
                "videos are only counted"));
    m_videos->setChecked(settings.videos());
    connect(m_videos, &QCheckBox::toggled, this, [this, &settings](bool wanted) {
        settings.setVideos(wanted);
        Q_EMIT videosChanged(wanted);
    });

    auto* place = new QLineEdit(QDir::toNativeSeparators(libraryDir), this);
    describe(place, QStringLiteral("settingsLibrary"), tr("Folder of the library"),
             tr("Index, thumbnails and vectors are kept here; it can be deleted and is then built "
                "anew"));
    place->setReadOnly(true);
    auto* open = new QPushButton(tr("Open folder"), this);
    describe(open, QStringLiteral("settingsOpenLibrary"), tr("Open the folder of the library"));
    open->setIcon(icon(QStringLiteral("folder-open")));
    open->setIconSize(besideText);
    connect(open, &QPushButton::clicked, this,
            [libraryDir] { QDesktopServices::openUrl(QUrl::fromLocalFile(libraryDir)); });

    auto* models = new QPushButton(tr("Show models…"), this);
    describe(models, QStringLiteral("settingsModels"), tr("Show the models"),
             tr("See, import and choose the models that pictures are compared with "
                "(Ctrl+Shift+M)"));
    models->setIcon(icon(QStringLiteral("box")));
    models->setIconSize(besideText);
    connect(models, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT modelsWanted();
    });

    describe(m_links, QStringLiteral("settingsLinks"), tr("Follow links to folders"),
             tr("Take in what links in your folders lead to, each folder once"));
    m_links->setEnabled(false);
    connect(m_links, &QCheckBox::clicked, this, &SettingsDialog::followLinksChanged);
    describe(m_leftOut, QStringLiteral("settingsLeftOut"), tr("What is left out"),
             tr("See and change which files and folders are not looked at"));
    m_leftOut->setIcon(icon(QStringLiteral("list")));
    m_leftOut->setIconSize(besideText);
    m_leftOut->setEnabled(false);
    connect(m_leftOut, &QPushButton::clicked, this, &SettingsDialog::leftOutWanted);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(3 * space);
    form->setVerticalSpacing(space * 3 / 2);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addRow(form, QStringLiteral("settingsThemeLabel"), tr("&Appearance"), m_theme);
    addRow(form, QStringLiteral("settingsLanguageLabel"), tr("&Language"), m_language);
    addRow(form, QStringLiteral("settingsSearchLabel"), tr("&Search"), m_search);
    form->addRow(QString(), m_restart);
    addRow(form, QStringLiteral("settingsVideosLabel"), tr("Videos"), m_videos);
    m_texts = new TextSetting(settings, this);
    addRow(form, QStringLiteral("settingsTextsLabel"), tr("Text"), m_texts);
    addHistory(form, settings);
    addIndexing(form, settings);
    addRow(form, QStringLiteral("settingsLibraryLabel"), tr("Library"), place);
    form->addRow(QString(), open);
    addRow(form, QStringLiteral("settingsLinksLabel"), tr("&Folders"), m_links);
    form->addRow(QString(), m_leftOut);
    addRow(form, QStringLiteral("settingsModelsLabel"), tr("&Model"), models);

    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("settingsButtons"), tr("Actions"));
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(close, QStringLiteral("settingsClose"), tr("Close"), tr("Close (Esc)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space);
    column->setSpacing(3 * space);
    column->addLayout(form);
    column->addStretch();
    column->addWidget(buttons);
    resize(520, 520);
}

void SettingsDialog::setScanSettings(const ScanSettings& settings) {
    m_links->setChecked(settings.followLinks);
    m_links->setEnabled(true);
    m_leftOut->setEnabled(true);
}

QLabel* SettingsDialog::addRow(QFormLayout* form, const QString& objectName, const QString& text,
                               QWidget* field) {
    auto* label = new QLabel(text, this);
    describe(label, objectName, QString(text).remove(u'&'));
    label->setBuddy(field);
    form->addRow(label, field);
    return label;
}

void SettingsDialog::fillTheme(Settings& settings, Theme& theme) {
    m_theme->addItem(tr("Like the system"), int(ThemeChoice::System));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    m_theme->setCurrentIndex(m_theme->findData(int(settings.theme())));
    connect(m_theme, &QComboBox::currentIndexChanged, this, [this, &settings, &theme] {
        const auto choice = ThemeChoice(m_theme->currentData().toInt());
        settings.setTheme(choice);
        theme.choose(choice);
    });
}

void SettingsDialog::fillLanguage(Settings& settings) {
    m_language->addItem(tr("Like the system"), QString());
    // Each language names itself.
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    m_language->addItem(QStringLiteral("Français"), QStringLiteral("fr"));
    m_language->setCurrentIndex(qMax(0, m_language->findData(settings.language())));
    connect(m_language, &QComboBox::currentIndexChanged, this, [this, &settings] {
        settings.setLanguage(m_language->currentData().toString());
        m_restart->show();
    });
}

void SettingsDialog::addHistory(QFormLayout* form, Settings& settings) {
    auto* keep = new QCheckBox(tr("&Keep history"), this);
    describe(keep, QStringLiteral("settingsHistory"), tr("Keep history"),
             tr("What you search for is kept with the library, on this computer only. Without "
                "this it is forgotten when the window closes; what is kept already stays until "
                "you forget it (Ctrl+H)"));
    keep->setChecked(settings.keepsHistory());
    connect(keep, &QCheckBox::toggled, this, [this, &settings](bool isKept) {
        settings.setKeepsHistory(isKept);
        Q_EMIT historyKeptChanged(isKept);
    });
    addRow(form, QStringLiteral("settingsHistoryLabel"), tr("Privacy"), keep);
}

void SettingsDialog::addIndexing(QFormLayout* form, Settings& settings) {
    auto* watch = new QCheckBox(tr("&Watch folders for changes"), this);
    describe(
        watch, QStringLiteral("settingsWatch"), tr("Watch folders for changes"),
        tr("New, changed and moved pictures are taken up within seconds; else at the start and "
           "when asked for"));
    watch->setChecked(settings.watchesFolders());
    connect(watch, &QCheckBox::toggled, this, [this, &settings](bool isOn) {
        settings.setWatchesFolders(isOn);
        Q_EMIT indexingChanged();
    });
    auto* battery = new QComboBox(this);
    describe(battery, QStringLiteral("settingsBattery"), tr("Indexing on battery"),
             tr("What indexing does while the computer runs on its battery"));
    battery->addItem(tr("Pause below %1 % charge").arg(lowBattery),
                     int(BatteryChoice::PauseWhenLow));
    battery->addItem(tr("Pause"), int(BatteryChoice::Pause));
    battery->addItem(tr("Go on"), int(BatteryChoice::GoOn));
    battery->setCurrentIndex(battery->findData(int(settings.onBattery())));
    connect(battery, &QComboBox::currentIndexChanged, this, [this, battery, &settings] {
        settings.setOnBattery(BatteryChoice(battery->currentData().toInt()));
        Q_EMIT indexingChanged();
    });
    auto* cores = new QComboBox(this);
    describe(cores, QStringLiteral("settingsCores"), tr("Processor cores for indexing"),
             tr("How many of the processor's cores indexing uses at most"));
    const int all = qMax(1, QThread::idealThreadCount());
    cores->addItem(tr("All %n core(s)", nullptr, all), 0);
    for (int count = 1; count < all; ++count)
        cores->addItem(tr("At most %n core(s)", nullptr, count), count);
    cores->setCurrentIndex(qMax(0, cores->findData(settings.indexingCores())));
    connect(cores, &QComboBox::currentIndexChanged, this, [this, cores, &settings] {
        settings.setIndexingCores(cores->currentData().toInt());
        Q_EMIT indexingChanged();
    });
    addRow(form, QStringLiteral("settingsIndexingLabel"), tr("Indexing"), watch);
    addRow(form, QStringLiteral("settingsBatteryLabel"), tr("On &battery"), battery);
    addRow(form, QStringLiteral("settingsCoresLabel"), tr("&Processor"), cores);
}

void SettingsDialog::fillSearch(Settings& settings) {
    m_search->addItem(tr("Whichever is quicker"), QString());
    m_search->addItem(tr("Compare every picture"), QStringLiteral("exact"));
    m_search->addItem(tr("Follow the graph of neighbours"), QStringLiteral("graph"));
    m_search->setCurrentIndex(m_search->findData(settings.searchWay()));
    connect(m_search, &QComboBox::currentIndexChanged, this, [this, &settings] {
        settings.setSearchWay(m_search->currentData().toString());
        m_restart->show();
    });
}

}  // namespace semblance
