#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;
class QSystemTrayIcon;
class QWidget;

namespace semblance {

struct IndexingProgress;
class IndexingService;
class Settings;

/// What becomes of a run of indexing when the window is closed: asked once, kept in the settings.
/// In the background means that the window is hidden and the program ends by itself when the run
/// does, or pauses; another start, or the tray's icon where the system has a tray, brings the
/// window back.
class ClosingFlow final : public QObject {
    Q_OBJECT

public:
    ClosingFlow(IndexingService& indexing, Settings& settings, QWidget& window);

    /// The window is to be closed. True: it is not, or not yet.
    bool takesClosing();
    /// The window is wanted again.
    void comeBack();
    bool isInBackground() const { return m_isInBackground; }

Q_SIGNALS:
    /// The window was closed once and for all, which it may have been hidden for: the program is
    /// to end.
    void ended();
    /// By the tray's icon: the window is wanted.
    void windowWanted();

private:
    void takeProgress(const IndexingProgress& progress);
    void ask();
    void answer(bool isFinishing, bool isRemembered);
    void goOnInBackground();
    void showTray();
    void end();

    IndexingService& m_indexing;
    Settings& m_settings;
    QWidget& m_window;
    QPointer<QMessageBox> m_question;
    QSystemTrayIcon* m_tray = nullptr;
    bool m_hasWork = false;  ///< pictures wait to be read, and are being read
    bool m_isInBackground = false;
    bool m_isClosing = false;  ///< as it was answered
};

}  // namespace semblance
