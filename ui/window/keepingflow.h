#pragma once

#include <QObject>
#include <QPointer>

#include "core/library/services/keepingservice.h"
#include "ui/library/keepingdialog.h"

namespace semblance {

class Actions;

/// The library as one file: the dialog, and the service that does it.
class KeepingFlow final : public QObject {
    Q_OBJECT

public:
    KeepingFlow(LibraryService& library, const Actions& actions, QWidget* window);

private:
    void show(KeepingDialog::Task task);
    void connectDialog();

    QWidget* const m_window;
    KeepingService m_keeping;
    QPointer<KeepingDialog> m_dialog;
};

}  // namespace semblance
