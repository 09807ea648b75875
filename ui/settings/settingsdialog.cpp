#include "ui/settings/settingsdialog.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QThread>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/settings/settings.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/texts/textsetting.h"

namespace semblance {
namespace {

constexpr int leastLetters = 16;  // of a choice that are seen

}  // namespace

SettingsDialog::SettingsDialog(Settings& settings, Theme& theme, const QString& libraryDir,
                               QWidget* parent)
    : QDialog(parent),
      m_list(new QListWidget(this)),
      m_pages(new QStackedWidget(this)),
      m_restart(new QLabel(tr("This changes at the next start."), this)) {
    describeArea(this, QStringLiteral("settingsDialog"), tr("Settings"));
    setWindowTitle(tr("Settings"));
    describeArea(m_list, QStringLiteral("settingsPages"), tr("Pages of the settings"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setIconSize(QSize(16, 16));
    describeArea(m_pages, QStringLiteral("settingsPage"), tr("Page of the settings"));
    describe(m_restart, QStringLiteral("settingsRestart"), m_restart->text());
    m_restart->setProperty("look", QStringLiteral("soft"));
    m_restart->hide();

    fillGeneral(settings, theme);
    fillFolders(settings, libraryDir);
    fillModels();
    fillPerformance(settings);
    fillPrivacy(settings);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);
    fitList();
    for (const int step : {-1, 1}) {
        const auto key = step < 0 ? Qt::CTRL | Qt::Key_PageUp : Qt::CTRL | Qt::Key_PageDown;
        connect(new QShortcut(key, this), &QShortcut::activated, this,
                [this, step] { goToPage(step); });
    }

    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("settingsButtons"), tr("Actions"));
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(close, QStringLiteral("settingsClose"), tr("Close"), tr("Close (Esc)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto* row = new QHBoxLayout;
    row->setSpacing(3 * space);
    row->addWidget(m_list);
    row->addWidget(m_pages, 1);
    auto* below = new QHBoxLayout;
    below->addWidget(m_restart, 1);
    below->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(2 * space);
    column->addLayout(row, 1);
    column->addLayout(below);
    resize(QSize(720, 400).expandedTo(sizeHint()));
}

void SettingsDialog::setScanSettings(const ScanSettings& settings) {
    m_links->setChecked(settings.followLinks);
    m_links->setEnabled(true);
    m_leftOut->setEnabled(true);
}

// --- Pages ---

QFormLayout* SettingsDialog::addPage(const QString& objectName, const QString& title,
                                     const QString& iconName) {
    new QListWidgetItem(icon(iconName, QPalette::Text), title, m_list);
    // Large letters want more room than a small screen has.
    auto* scroll = new QScrollArea(m_pages);
    describeArea(scroll, objectName + QStringLiteral("Scroll"), title);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    auto* page = new QWidget(scroll);
    describeArea(page, objectName, title);
    auto* form = new QFormLayout(page);
    // Beside the scroll bar, and for the ring around what has the focus.
    form->setContentsMargins(2, 2, space, 2);
    form->setHorizontalSpacing(3 * space);
    form->setVerticalSpacing(space * 3 / 2);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    scroll->setWidget(page);
    m_pages->addWidget(scroll);
    return form;
}

QLabel* SettingsDialog::addRow(QFormLayout* form, const QString& objectName, const QString& text,
                               QWidget* field) {
    // Narrower than its longest choice, where letters are large.
    if (auto* choice = qobject_cast<QComboBox*>(field)) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        choice->setMinimumContentsLength(leastLetters);
        describeArea(choice->view(), field->objectName() + QStringLiteral("List"),
                     QString(text).remove(u'&'));
    }
    auto* label = new QLabel(text, form->parentWidget());
    describe(label, objectName, QString(text).remove(u'&'));
    label->setBuddy(field);
    // In the middle of the field, or of its first line.
    QWidget* line = field->focusProxy() ? field->focusProxy() : field;
    line->ensurePolished();
    label->setFixedHeight(line->sizeHint().height());
    form->addRow(label, field);
    return label;
}

QLabel* SettingsDialog::addNote(QFormLayout* form, const QString& objectName, const QString& text) {
    auto* note = new QLabel(text, form->parentWidget());
    describe(note, objectName, text);
    note->setWordWrap(true);
    note->setProperty("look", QStringLiteral("soft"));
    form->addRow(note);
    return note;
}

void SettingsDialog::goToPage(int step) {
    const int row = m_list->currentRow() + step;
    if (row < 0 || row >= m_list->count())
        return;
    m_list->setFocus(Qt::ShortcutFocusReason);
    m_list->setCurrentRow(row);
}

void SettingsDialog::fitList() {
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() + 4 * space);
}

void SettingsDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitList();
}

void SettingsDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    fitList();
}

// --- General ---

void SettingsDialog::fillGeneral(Settings& settings, Theme& theme) {
    auto* form =
        addPage(QStringLiteral("settingsGeneral"), tr("General"), QStringLiteral("settings"));
    addTheme(form, settings, theme);
    addLanguage(form, settings);
    addVideos(form, settings);
    addMotion(form, settings, theme);
    addClosing(form, settings);
}

void SettingsDialog::addTheme(QFormLayout* form, Settings& settings, Theme& theme) {
    auto* choice = new QComboBox(form->parentWidget());
    describe(choice, QStringLiteral("settingsTheme"), tr("Appearance"), tr("Light or dark"));
    choice->addItem(tr("Like the system"), int(ThemeChoice::System));
    choice->addItem(tr("Light"), int(ThemeChoice::Light));
    choice->addItem(tr("Dark"), int(ThemeChoice::Dark));
    choice->setCurrentIndex(choice->findData(int(settings.theme())));
    connect(choice, &QComboBox::currentIndexChanged, this, [choice, &settings, &theme] {
        const auto chosen = ThemeChoice(choice->currentData().toInt());
        settings.setTheme(chosen);
        theme.choose(chosen);
    });
    addRow(form, QStringLiteral("settingsThemeLabel"), tr("&Appearance"), choice);
}

void SettingsDialog::addLanguage(QFormLayout* form, Settings& settings) {
    auto* choice = new QComboBox(form->parentWidget());
    describe(choice, QStringLiteral("settingsLanguage"), tr("Language"),
             tr("The language of the window"));
    choice->addItem(tr("Like the system"), QString());
    // Each language names itself.
    choice->addItem(QStringLiteral("English"), QStringLiteral("en"));
    choice->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    choice->addItem(QStringLiteral("Français"), QStringLiteral("fr"));
    choice->setCurrentIndex(qMax(0, choice->findData(settings.language())));
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice, &settings] {
        settings.setLanguage(choice->currentData().toString());
        m_restart->show();
    });
    addRow(form, QStringLiteral("settingsLanguageLabel"), tr("&Language"), choice);
}

void SettingsDialog::addVideos(QFormLayout* form, Settings& settings) {
    auto* show = new QCheckBox(tr("Show &videos"), form->parentWidget());
    describe(show, QStringLiteral("settingsVideos"), tr("Show videos among the pictures"),
             tr("A video is found by one of its frames and opened in your player. Without this, "
                "videos are only counted"));
    show->setChecked(settings.videos());
    connect(show, &QCheckBox::toggled, this, [this, &settings](bool wanted) {
        settings.setVideos(wanted);
        Q_EMIT videosChanged(wanted);
    });
    addRow(form, QStringLiteral("settingsVideosLabel"), tr("Videos"), show);
}

void SettingsDialog::addMotion(QFormLayout* form, Settings& settings, Theme& theme) {
    auto* reduce = new QCheckBox(tr("&Reduce motion"), form->parentWidget());
    describe(reduce, QStringLiteral("settingsMotion"), tr("Reduce motion"),
             tr("Nothing moves of itself. Without this, as the system says"));
    reduce->setChecked(settings.reducesMotion());
    connect(reduce, &QCheckBox::toggled, this, [&settings, &theme](bool reduces) {
        settings.setReducesMotion(reduces);
        theme.reduceMotion(reduces);
    });
    addRow(form, QStringLiteral("settingsMotionLabel"), tr("Motion"), reduce);
}

void SettingsDialog::addClosing(QFormLayout* form, Settings& settings) {
    auto* choice = new QComboBox(form->parentWidget());
    describe(choice, QStringLiteral("settingsClosing"), tr("Closing while pictures are read"),
             tr("What becomes of indexing when the window is closed"));
    choice->addItem(tr("Ask"), int(ClosingChoice::Ask));
    choice->addItem(tr("Finish in the background"), int(ClosingChoice::Finish));
    choice->addItem(tr("Stop, go on at the next start"), int(ClosingChoice::Stop));
    choice->setCurrentIndex(choice->findData(int(settings.onClosing())));
    connect(choice, &QComboBox::currentIndexChanged, this, [choice, &settings] {
        settings.setOnClosing(ClosingChoice(choice->currentData().toInt()));
    });
    addRow(form, QStringLiteral("settingsClosingLabel"), tr("On &closing"), choice);
}

// --- Folders and exclusions ---

void SettingsDialog::fillFolders(Settings& settings, const QString& libraryDir) {
    auto* form = addPage(QStringLiteral("settingsFolders"), tr("Folders and exclusions"),
                         QStringLiteral("folder"));
    addWatch(form, settings);
    addExclusions(form);
    addLibrary(form, libraryDir);
}

void SettingsDialog::addWatch(QFormLayout* form, Settings& settings) {
    auto* watch = new QCheckBox(tr("&Watch folders for changes"), form->parentWidget());
    describe(
        watch, QStringLiteral("settingsWatch"), tr("Watch folders for changes"),
        tr("New, changed and moved pictures are taken up within seconds; else at the start and "
           "when asked for"));
    watch->setChecked(settings.watchesFolders());
    connect(watch, &QCheckBox::toggled, this, [this, &settings](bool isOn) {
        settings.setWatchesFolders(isOn);
        Q_EMIT indexingChanged();
    });
    addRow(form, QStringLiteral("settingsIndexingLabel"), tr("Indexing"), watch);
}

void SettingsDialog::addExclusions(QFormLayout* form) {
    m_links = new QCheckBox(tr("Follow &links to folders"), form->parentWidget());
    describe(m_links, QStringLiteral("settingsLinks"), tr("Follow links to folders"),
             tr("Take in what links in your folders lead to, each folder once"));
    m_links->setEnabled(false);
    connect(m_links, &QCheckBox::clicked, this, &SettingsDialog::followLinksChanged);
    m_leftOut = new QPushButton(tr("What is left &out…"), form->parentWidget());
    describe(m_leftOut, QStringLiteral("settingsLeftOut"), tr("What is left out"),
             tr("See and change which files and folders are not looked at"));
    m_leftOut->setIcon(icon(QStringLiteral("list")));
    m_leftOut->setIconSize(besideText);
    m_leftOut->setEnabled(false);
    connect(m_leftOut, &QPushButton::clicked, this, &SettingsDialog::leftOutWanted);
    addRow(form, QStringLiteral("settingsLinksLabel"), tr("&Folders"), m_links);
    addRow(form, QStringLiteral("settingsLeftOutLabel"), tr("Exclusions"), m_leftOut);
}

void SettingsDialog::addLibrary(QFormLayout* form, const QString& libraryDir) {
    auto* place = new QLineEdit(QDir::toNativeSeparators(libraryDir), form->parentWidget());
    describe(place, QStringLiteral("settingsLibrary"), tr("Folder of the library"),
             tr("Index, thumbnails and vectors are kept here; it can be deleted and is then built "
                "anew"));
    place->setReadOnly(true);
    auto* open = new QPushButton(tr("Open folder"), form->parentWidget());
    describe(open, QStringLiteral("settingsOpenLibrary"), tr("Open the folder of the library"));
    open->setIcon(icon(QStringLiteral("folder-open")));
    open->setIconSize(besideText);
    connect(open, &QPushButton::clicked, this,
            [libraryDir] { QDesktopServices::openUrl(QUrl::fromLocalFile(libraryDir)); });
    addRow(form, QStringLiteral("settingsLibraryLabel"), tr("Li&brary"), place);
    form->addRow(QString(), open);
}

// --- Models ---

void SettingsDialog::fillModels() {
    auto* form = addPage(QStringLiteral("settingsModelsPage"), tr("Models"), QStringLiteral("box"));
    auto* models = new QPushButton(tr("&Show models…"), form->parentWidget());
    describe(models, QStringLiteral("settingsModels"), tr("Show the models"),
             tr("See, import and choose the models that pictures are compared with "
                "(Ctrl+Shift+M)"));
    models->setIcon(icon(QStringLiteral("box")));
    models->setIconSize(besideText);
    connect(models, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT modelsWanted();
    });
    addNote(form, QStringLiteral("settingsModelsNote"),
            tr("A model turns pictures and sentences into what is compared. Which ones there are, "
               "what they cost and which one answers stands on a page of its own."));
    addRow(form, QStringLiteral("settingsModelsLabel"), tr("&Model"), models);
}

// --- Performance ---

void SettingsDialog::fillPerformance(Settings& settings) {
    auto* form = addPage(QStringLiteral("settingsPerformance"), tr("Performance"),
                         QStringLiteral("sliders"));
    addSearch(form, settings);
    addBattery(form, settings);
    addCores(form, settings);
    m_texts = new TextSetting(settings, form->parentWidget());
    addRow(form, QStringLiteral("settingsTextsLabel"), tr("Text"), m_texts);
}

void SettingsDialog::addSearch(QFormLayout* form, Settings& settings) {
    auto* way = new QComboBox(form->parentWidget());
    describe(way, QStringLiteral("settingsSearch"), tr("Search"),
             tr("How very large libraries are searched: comparing every picture, or following the "
                "graph of their neighbours, which may miss one in a hundred"));
    way->addItem(tr("Whichever is quicker"), QString());
    way->addItem(tr("Compare every picture"), QStringLiteral("exact"));
    way->addItem(tr("Follow the graph of neighbours"), QStringLiteral("graph"));
    way->setCurrentIndex(way->findData(settings.searchWay()));
    connect(way, &QComboBox::currentIndexChanged, this, [this, way, &settings] {
        settings.setSearchWay(way->currentData().toString());
        m_restart->show();
    });
    addRow(form, QStringLiteral("settingsSearchLabel"), tr("&Search"), way);
}

void SettingsDialog::addBattery(QFormLayout* form, Settings& settings) {
    auto* battery = new QComboBox(form->parentWidget());
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
    addRow(form, QStringLiteral("settingsBatteryLabel"), tr("On &battery"), battery);
}

void SettingsDialog::addCores(QFormLayout* form, Settings& settings) {
    auto* cores = new QComboBox(form->parentWidget());
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
    addRow(form, QStringLiteral("settingsCoresLabel"), tr("&Processor"), cores);
}

// --- Privacy ---

void SettingsDialog::fillPrivacy(Settings& settings) {
    auto* form = addPage(QStringLiteral("settingsPrivacy"), tr("Privacy"), QStringLiteral("eye"));
    auto* keep = new QCheckBox(tr("&Keep history"), form->parentWidget());
    describe(keep, QStringLiteral("settingsHistory"), tr("Keep history"),
             tr("What you search for is kept with the library, on this computer only. Without "
                "this it is forgotten when the window closes; what is kept already stays until "
                "you forget it (Ctrl+H)"));
    keep->setChecked(settings.keepsHistory());
    connect(keep, &QCheckBox::toggled, this, [this, &settings](bool isKept) {
        settings.setKeepsHistory(isKept);
        Q_EMIT historyKeptChanged(isKept);
    });
    addRow(form, QStringLiteral("settingsHistoryLabel"), tr("History"), keep);
    addNote(form, QStringLiteral("settingsPrivacyNote"),
            tr("Nothing leaves this computer: no program of Semblance ever opens a connection to "
               "the internet. Pictures are only read, never changed."));
}

}  // namespace semblance
