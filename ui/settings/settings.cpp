#include "ui/settings/settings.h"

#include <QStringList>

#include "ui/results/photogrid.h"

namespace semblance {
namespace {

constexpr int usualFoldersWidth = 248;
constexpr QLatin1StringView demoKey{"library/demoAdded"};

}  // namespace

Settings::Settings()
    : m_values(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("semblance"),
               QStringLiteral("semblance")) {}

Settings::Settings(const QString& file) : m_values(file, QSettings::IniFormat) {}

QByteArray Settings::windowGeometry() const {
    return m_values.value(QLatin1StringView("window/geometry")).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    m_values.setValue(QLatin1StringView("window/geometry"), geometry);
}

int Settings::thumbnailSize() const {
    const int side =
        m_values.value(QLatin1StringView("grid/thumbnailSize"), PhotoGrid::usual).toInt();
    return side < PhotoGrid::smallest || side > PhotoGrid::largest ? int(PhotoGrid::usual) : side;
}

void Settings::setThumbnailSize(int side) {
    m_values.setValue(QLatin1StringView("grid/thumbnailSize"), side);
}

bool Settings::foldsCopies() const {
    return m_values.value(QLatin1StringView("grid/foldsCopies"), true).toBool();
}

void Settings::setFoldsCopies(bool folds) {
    m_values.setValue(QLatin1StringView("grid/foldsCopies"), folds);
}

ThemeChoice Settings::theme() const {
    const QString name = m_values.value(QLatin1StringView("window/theme")).toString();
    return name == QLatin1StringView("light")  ? ThemeChoice::Light
           : name == QLatin1StringView("dark") ? ThemeChoice::Dark
                                               : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice) {
    const QString name = choice == ThemeChoice::Light  ? QStringLiteral("light")
                         : choice == ThemeChoice::Dark ? QStringLiteral("dark")
                                                       : QStringLiteral("system");
    m_values.setValue(QLatin1StringView("window/theme"), name);
}

bool Settings::reducesMotion() const {
    return m_values.value(QLatin1StringView("window/reducesMotion"), false).toBool();
}

void Settings::setReducesMotion(bool reduces) {
    m_values.setValue(QLatin1StringView("window/reducesMotion"), reduces);
}

ClosingChoice Settings::onClosing() const {
    const QString name = m_values.value(QLatin1StringView("indexing/onClosing")).toString();
    return name == QLatin1StringView("finish") ? ClosingChoice::Finish
           : name == QLatin1StringView("stop") ? ClosingChoice::Stop
                                               : ClosingChoice::Ask;
}

void Settings::setOnClosing(ClosingChoice choice) {
    const QString name = choice == ClosingChoice::Finish ? QStringLiteral("finish")
                         : choice == ClosingChoice::Stop ? QStringLiteral("stop")
                                                         : QStringLiteral("ask");
    m_values.setValue(QLatin1StringView("indexing/onClosing"), name);
}

QString Settings::language() const {
    return m_values.value(QLatin1StringView("window/language")).toString();
}

void Settings::setLanguage(const QString& language) {
    m_values.setValue(QLatin1StringView("window/language"), language);
}

QString Settings::searchWay() const {
    const QString way = m_values.value(QLatin1StringView("library/searchWay")).toString();
    const bool isKnown = way == QLatin1StringView("exact") || way == QLatin1StringView("graph");
    return isKnown ? way : QString();
}
void Settings::setSearchWay(const QString& way) {
    m_values.setValue(QLatin1StringView("library/searchWay"), way);
}

bool Settings::keepsHistory() const {
    return m_values.value(QLatin1StringView("privacy/keepsHistory"), true).toBool();
}

void Settings::setKeepsHistory(bool keeps) {
    m_values.setValue(QLatin1StringView("privacy/keepsHistory"), keeps);
}

bool Settings::watchesFolders() const {
    return m_values.value(QLatin1StringView("indexing/watchesFolders"), true).toBool();
}

void Settings::setWatchesFolders(bool watches) {
    m_values.setValue(QLatin1StringView("indexing/watchesFolders"), watches);
}

BatteryChoice Settings::onBattery() const {
    const QString name = m_values.value(QLatin1StringView("indexing/onBattery")).toString();
    return name == QLatin1StringView("pause")   ? BatteryChoice::Pause
           : name == QLatin1StringView("go on") ? BatteryChoice::GoOn
                                                : BatteryChoice::PauseWhenLow;
}

void Settings::setOnBattery(BatteryChoice choice) {
    const QString name = choice == BatteryChoice::Pause  ? QStringLiteral("pause")
                         : choice == BatteryChoice::GoOn ? QStringLiteral("go on")
                                                         : QStringLiteral("pause when low");
    m_values.setValue(QLatin1StringView("indexing/onBattery"), name);
}

int Settings::indexingCores() const {
    return qBound(0, m_values.value(QLatin1StringView("indexing/cores")).toInt(), 4096);
}

void Settings::setIndexingCores(int cores) {
    m_values.setValue(QLatin1StringView("indexing/cores"), cores);
}

bool Settings::videos() const {
    return m_values.value(QLatin1StringView("library/videos"), true).toBool();
}

void Settings::setVideos(bool wanted) {
    m_values.setValue(QLatin1StringView("library/videos"), wanted);
}

bool Settings::readsTexts() const {
    return m_values.value(QLatin1StringView("library/texts"), true).toBool();
}

void Settings::setReadsTexts(bool reads) {
    m_values.setValue(QLatin1StringView("library/texts"), reads);
}

bool Settings::foldersVisible() const {
    return m_values.value(QLatin1StringView("folders/visible"), true).toBool();
}

void Settings::setFoldersVisible(bool visible) {
    m_values.setValue(QLatin1StringView("folders/visible"), visible);
}

int Settings::foldersWidth() const {
    const int width = m_values.value(QLatin1StringView("folders/width"), usualFoldersWidth).toInt();
    return width < 100 || width > 1000 ? usualFoldersWidth : width;
}

void Settings::setFoldersWidth(int width) {
    m_values.setValue(QLatin1StringView("folders/width"), width);
}

bool Settings::panelVisible() const {
    return m_values.value(QLatin1StringView("panel/visible"), false).toBool();
}

void Settings::setPanelVisible(bool visible) {
    m_values.setValue(QLatin1StringView("panel/visible"), visible);
}

bool Settings::welcomeVisible() const {
    return m_values.value(QLatin1StringView("window/welcome"), true).toBool();
}

void Settings::setWelcomeVisible(bool visible) {
    m_values.setValue(QLatin1StringView("window/welcome"), visible);
}

QString Settings::lastLibrary() const {
    return m_values.value(QLatin1StringView("library/last")).toString();
}

void Settings::setLastLibrary(const QString& dir) {
    m_values.setValue(QLatin1StringView("library/last"), dir);
}

bool Settings::demoWasAdded(const QString& libraryDir) const {
    return m_values.value(demoKey).toStringList().contains(libraryDir);
}

void Settings::setDemoWasAdded(const QString& libraryDir) {
    if (demoWasAdded(libraryDir))
        return;
    m_values.setValue(demoKey, m_values.value(demoKey).toStringList() << libraryDir);
}

}  // namespace semblance
