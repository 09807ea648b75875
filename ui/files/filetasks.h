#pragma once

#include <QList>
#include <QObject>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/base/workerthread.h"
#include "core/catalogue/photolist.h"
#include "ui/files/copyfiles.h"

class QWidget;

namespace semblance {

class Library;
class LibraryService;
struct SidecarPlan;
class TaskBar;

/// What is made of many pictures: copies in a folder, a list, a contact sheet, sidecars. Asks where
/// to in the system's dialog, works on a thread of its own, one task at a time, and says what came
/// of it.
class FileTasks final : public QObject {
    Q_OBJECT

public:
    /// `bar` shows the task; dialogs belong to `window`.
    FileTasks(LibraryService& library, TaskBar& bar, QWidget* window);
    ~FileTasks() override;

    void chooseCopy(const QList<PhotoItem>& pictures);
    void chooseList(const QList<PhotoItem>& pictures);
    void chooseSheet(const QString& title, const QList<PhotoItem>& pictures);
    /// Looks what would be written, says it, and does it when that is wanted.
    void chooseSidecars(const QList<PhotoItem>& pictures);

    /// The same, once it is known where to.
    void copy(const QList<PhotoItem>& pictures, const QString& folder);
    /// JSON where the file's name says so, else CSV.
    void writeList(const QList<PhotoItem>& pictures, const QString& file);
    /// HTML where the file's name says so, else PDF.
    void writeSheet(const QString& title, const QList<PhotoItem>& pictures, const QString& file);

Q_SIGNALS:
    void said(const QString& sentence);
    void problem(const semblance::Error& error);

private:
    /// The sentence to be said at the end.
    using Work = std::function<Result<QString>(const TaskControl& control)>;

    /// `then` follows on this thread where all went well.
    void run(
        const QString& text, Work work, std::function<void()> then = [] {});
    void askForSidecars(const std::shared_ptr<Library>& library, const SidecarPlan& plan);
    void choose(const QString& title, const QString& name, const QStringList& filters,
                const std::function<void(const QString& file)>& then);

    LibraryService& m_library;
    TaskBar& m_bar;
    QWidget* m_window;
    std::optional<CancelToken> m_running;
    WorkerThread m_worker{QStringLiteral("files")};
};

}  // namespace semblance
