#include "ui/window/keepingflow.h"

#include <QAction>

#include "ui/library/wording.h"
#include "ui/window/actions.h"

namespace semblance {

KeepingFlow::KeepingFlow(LibraryService& library, const Actions& actions, QWidget* window)
    : QObject(window), m_window(window), m_keeping(library) {
    connect(actions.saveLibrary, &QAction::triggered, this,
            [this] { show(KeepingDialog::Task::Save); });
    connect(actions.mergeLibrary, &QAction::triggered, this,
            [this] { show(KeepingDialog::Task::Merge); });
    connect(&m_keeping, &KeepingService::progressChanged, this, [this](int percent) {
        if (m_dialog)
            m_dialog->setProgress(percent);
    });
    connect(&m_keeping, &KeepingService::saved, this,
            [this](const QString& file, const ExportedLibrary& what) {
                if (m_dialog)
                    m_dialog->showResult(savedText(file, what));
            });
    connect(&m_keeping, &KeepingService::foldersRead, this,
            [this](const QString&, const QStringList& folders) {
                if (!m_dialog)
                    return;
                m_dialog->setRunning(false);
                m_dialog->setFolders(folders);
            });
    connect(&m_keeping, &KeepingService::merged, this, [this](const MergedLibrary& what) {
        if (m_dialog)
            m_dialog->showResult(mergedText(what));
    });
    connect(&m_keeping, &KeepingService::failed, this, [this](const Error& error) {
        if (m_dialog)
            m_dialog->showProblem(error);
    });
}

void KeepingFlow::show(KeepingDialog::Task task) {
    if (m_dialog && m_dialog->task() != task && !m_keeping.isRunning())
        m_dialog->close();
    if (!m_dialog || !m_dialog->isVisible()) {
        m_dialog = new KeepingDialog(task, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connectDialog();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void KeepingFlow::connectDialog() {
    KeepingDialog* const dialog = m_dialog;
    connect(dialog, &KeepingDialog::saveWanted, this,
            [this, dialog](const QString& file, bool withThumbnails) {
                dialog->setRunning(true);
                m_keeping.save(file, withThumbnails);
            });
    connect(dialog, &KeepingDialog::foldersWanted, this, [this, dialog](const QString& file) {
        dialog->setRunning(true);
        m_keeping.readFolders(file);
    });
    connect(dialog, &KeepingDialog::mergeWanted, this,
            [this, dialog](const QString& file,
                           const std::vector<std::pair<QString, QString>>& folders) {
                dialog->setRunning(true);
                m_keeping.merge(file, folders);
            });
    connect(dialog, &KeepingDialog::cancelWanted, &m_keeping, &KeepingService::cancel);
}

}  // namespace semblance
