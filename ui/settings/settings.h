#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

#include "core/library/services/batterypause.h"
#include "ui/style/theme.h"

namespace semblance {

/// What becomes of a run of indexing when the window is closed.
enum class ClosingChoice { Ask, Finish, Stop };

/// What the window remembers from one start to the next. Values out of range read as their default.
class Settings {
public:
    /// In the user's usual place.
    Settings();
    /// In a file of its own; for tests.
    explicit Settings(const QString& file);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);

    int thumbnailSize() const;
    void setThumbnailSize(int side);

    /// Whether near-duplicates in answers are folded behind the best of them.
    bool foldsCopies() const;
    void setFoldsCopies(bool folds);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);

    /// What moves of itself is kept still, whatever the system says; else as the system says.
    bool reducesMotion() const;
    void setReducesMotion(bool reduces);

    ClosingChoice onClosing() const;
    void setOnClosing(ClosingChoice choice);

    /// "de", "en"; empty follows the system.
    QString language() const;
    void setLanguage(const QString& language);

    /// As SEMBLANCE_SEARCH says it: "exact", "graph"; empty takes whichever is quicker.
    QString searchWay() const;
    void setSearchWay(const QString& way);

    bool watchesFolders() const;
    void setWatchesFolders(bool watches);

    BatteryChoice onBattery() const;
    void setOnBattery(BatteryChoice choice);

    /// How many cores indexing takes at most; 0: all there are.
    int indexingCores() const;
    void setIndexingCores(int cores);

    /// Whether films are indexed and shown, too.
    bool videos() const;
    void setVideos(bool wanted);

    /// Whether the text in pictures is read.
    bool readsTexts() const;
    void setReadsTexts(bool reads);

    bool foldersVisible() const;
    void setFoldersVisible(bool visible);
    int foldersWidth() const;
    void setFoldersWidth(int width);

    /// Of the side panel.
    bool panelVisible() const;
    void setPanelVisible(bool visible);

    bool welcomeVisible() const;
    void setWelcomeVisible(bool visible);

    /// Whether what is asked for is written down, to go back to after the window was closed.
    bool keepsHistory() const;
    void setKeepsHistory(bool keeps);

    /// The library opened last; empty before the first start.
    QString lastLibrary() const;
    void setLastLibrary(const QString& dir);

    /// True once the demo pictures were put into this library: taking them out is for good.
    bool demoWasAdded(const QString& libraryDir) const;
    void setDemoWasAdded(const QString& libraryDir);

private:
    QSettings m_values;
};

}  // namespace semblance
