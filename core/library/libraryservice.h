#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/library/overview.h"
#include "core/library/photolist.h"
#include "core/remote/messages.h"

namespace semblance {

class Library;

struct LibraryCounts {
    qint64 photos = 0;
    qint64 failed = 0;
};

/// Opens a library and answers what the window shows of it. Lives on the GUI thread; all work runs
/// elsewhere, answers come as signals on the GUI thread.
class LibraryService : public QObject {
    Q_OBJECT

public:
    explicit LibraryService(QObject* parent = nullptr);
    ~LibraryService() override;

    /// Opens or creates the library in the background: opened() or openFailed() follows.
    /// `model` is a model folder; empty takes the embedded one.
    void open(const QString& libraryDir, const QString& model = {});

    /// The library behind the other services; null before opened().
    std::shared_ptr<Library> library() const;

    QString libraryDir() const;

    /// Reads folders, rows and counts again; the changed signals follow.
    void refresh();
    /// Asks for the list of failed files; failedPhotosReady() follows.
    void requestFailedPhotos();
    /// Forgets a folder and its pictures (never touches the files). rootsChanged() follows.
    void removeRoot(RootId root);

Q_SIGNALS:
    void opened();
    void openFailed(const semblance::Error& error);
    void rootsChanged(const QList<semblance::RootInfo>& roots);
    void photosChanged(const semblance::PhotoListPtr& photos);
    void countsChanged(const semblance::LibraryCounts& counts);
    void failedPhotosReady(const QList<semblance::FailedPhoto>& photos);
    /// Something went wrong outside any single request; shown as a message, never a modal dialog.
    void problem(const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
