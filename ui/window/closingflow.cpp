#include "ui/window/closingflow.h"

#include <QCheckBox>
#include <QDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSystemTrayIcon>

#include "core/library/services/indexingservice.h"
#include "ui/library/wording.h"
#include "ui/settings/settings.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int iconSide = 40;

}  // namespace

ClosingFlow::ClosingFlow(IndexingService& indexing, Settings& settings, QWidget& window)
    : QObject(&window), m_indexing(indexing), m_settings(settings), m_window(window) {
    connect(&indexing, &IndexingService::progressChanged, this, &ClosingFlow::takeProgress);
    connect(&indexing, &IndexingService::runningChanged, this, [this](bool isRunning) {
        if (!isRunning && m_isInBackground)
            end();
    });
}

bool ClosingFlow::takesClosing() {
    // A session that ends waits for nobody; the next start goes on.
    if (m_isClosing || !m_hasWork || qApp->isSavingSession())
        return false;
    switch (m_settings.onClosing()) {
        case ClosingChoice::Ask:
            ask();
            return true;
        case ClosingChoice::Finish:
            goOnInBackground();
            return true;
        case ClosingChoice::Stop:
            break;
    }
    return false;
}

void ClosingFlow::takeProgress(const IndexingProgress& progress) {
    // A look for changes is soon done, and done again at the next start.
    m_hasWork = progress.phase == IndexingProgress::Phase::Encoding && !progress.paused &&
                progress.toDo > progress.done;
    if (m_tray)
        m_tray->setToolTip(progressText(progress));
    if (m_isInBackground && progress.paused)
        end();
}

void ClosingFlow::ask() {
    if (m_question) {
        m_question->raise();
        return;
    }
    m_question = new QMessageBox(QMessageBox::Question, tr("Close"),
                                 tr("Pictures are still being read."), {}, &m_window);
    QMessageBox* const box = m_question;
    describeArea(box, QStringLiteral("closingQuestion"), box->text());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(iconPixmap(QStringLiteral("help"), iconSide, box->devicePixelRatioF(),
                                  tokensFor(box->palette()).textSoft));
    box->setInformativeText(
        tr("In the background this goes on without the window, and then the program ends. "
           "Starting it again brings the window back. If you stop it, the next start goes on "
           "from here."));
    auto* remember = new QCheckBox(tr("&Remember this (it can be changed in the settings)"), box);
    describe(remember, QStringLiteral("closingRemember"), tr("Remember this"));
    remember->setChecked(true);
    box->setCheckBox(remember);
    auto* finish = box->addButton(tr("&Finish in the background"), QMessageBox::AcceptRole);
    describe(finish, QStringLiteral("closingFinish"), tr("Finish in the background"));
    auto* stop = box->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
    describe(stop, QStringLiteral("closingStop"), tr("Stop and close"));
    auto* cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    describe(cancel, QStringLiteral("closingCancel"), tr("Cancel"));
    box->setDefaultButton(finish);
    box->setEscapeButton(cancel);
    connect(box, &QMessageBox::finished, this, [this, box, remember, finish, stop] {
        const bool isFinishing = box->clickedButton() == finish;
        if (isFinishing || box->clickedButton() == stop)
            answer(isFinishing, remember->isChecked());
    });
    box->open();
}

void ClosingFlow::answer(bool isFinishing, bool isRemembered) {
    if (isRemembered)
        m_settings.setOnClosing(isFinishing ? ClosingChoice::Finish : ClosingChoice::Stop);
    // It may have ended while the question stood there.
    if (isFinishing && m_hasWork)
        goOnInBackground();
    else
        end();
}

void ClosingFlow::goOnInBackground() {
    m_isInBackground = true;
    for (QDialog* dialog : m_window.findChildren<QDialog*>())
        dialog->close();
    m_window.hide();
    showTray();
}

void ClosingFlow::showTray() {
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(m_window.windowIcon(), this);
        m_tray->setToolTip(tr("Pictures are being read"));
        auto* menu = new QMenu(&m_window);
        describeArea(menu, QStringLiteral("trayMenu"), tr("Semblance"));
        menu->addAction(tr("Show the window"), this, &ClosingFlow::windowWanted);
        menu->addAction(tr("Stop and quit"), this, &ClosingFlow::end);
        m_tray->setContextMenu(menu);
        connect(m_tray, &QSystemTrayIcon::activated, this,
                [this](QSystemTrayIcon::ActivationReason reason) {
                    if (reason == QSystemTrayIcon::Trigger)
                        Q_EMIT windowWanted();
                });
    }
    m_tray->show();
}

void ClosingFlow::comeBack() {
    m_isInBackground = false;
    if (m_tray)
        m_tray->hide();
}

void ClosingFlow::end() {
    comeBack();
    m_isClosing = true;
    m_window.close();
    Q_EMIT ended();
}

}  // namespace semblance
