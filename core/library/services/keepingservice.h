#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/library/keeping.h"

namespace semblance {

class LibraryService;

/// Saves the open library in one file, and takes such a file in. Lives on the GUI thread; the work
/// runs elsewhere, one piece at a time, and ends with its signal or failed().
class KeepingService : public QObject {
    Q_OBJECT

public:
    /// Outlives this.
    explicit KeepingService(LibraryService& library, QObject* parent = nullptr);
    /// Breaks off what runs.
    ~KeepingService() override;

    bool isRunning() const;

    /// saved() follows. Searching and indexing go on meanwhile.
    void save(const QString& file, bool withThumbnails);
    /// foldersRead() follows.
    void readFolders(const QString& file);
    /// merged() follows. The library is closed meanwhile, and open again after it.
    void merge(const QString& file, std::vector<std::pair<QString, QString>> folders);
    /// failed() with Cancelled follows; what was there stays as it was.
    void cancel();

Q_SIGNALS:
    /// 0 .. 100
    void progressChanged(int percent);
    void saved(const QString& file, const semblance::ExportedLibrary& what);
    /// The folders by the paths they were last seen at.
    void foldersRead(const QString& file, const QStringList& folders);
    void merged(const semblance::MergedLibrary& what);
    void failed(const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
