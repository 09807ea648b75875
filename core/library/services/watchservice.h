#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>

#include "core/catalogue/snapshot.h"
#include "core/scan/folderwatch.h"

namespace semblance {

class IndexingService;
class LibraryService;

/// Has indexing follow what happens in the library's folders, while the library is open here for
/// writing. What is noticed is a hint only: every few hours all folders are looked at, those that
/// cannot be watched every few minutes, and one whose disk is back at once. Lives on the GUI
/// thread; may end while indexing goes on.
class WatchService : public QObject {
    Q_OBJECT

public:
    struct Timing {
        std::chrono::milliseconds reconcileEvery{std::chrono::hours(6)};
        std::chrono::milliseconds unsureEvery{std::chrono::minutes(15)};
    };

    WatchService(LibraryService& library, IndexingService& indexing, QObject* parent = nullptr);
    WatchService(LibraryService& library, IndexingService& indexing, const Timing& timing,
                 FolderWatch::Options options, QObject* parent = nullptr);
    ~WatchService() override;

    /// At first nothing is watched. Switched on for an open library, it looks at all folders first.
    void setEnabled(bool isEnabled);

    /// The system lets not all folders be watched.
    bool isLimited() const { return m_isLimited; }

Q_SIGNALS:
    void limitedChanged(bool isLimited);

private:
    void takeRoots(const QList<RootInfo>& roots);
    void follow(const FolderChanges& changes);
    void takeCoverage();
    bool isWritable() const;

    LibraryService& m_library;
    IndexingService& m_indexing;
    const FolderWatch::Options m_options;
    std::shared_ptr<FolderWatch> m_watch;  ///< null while switched off
    std::map<RootId, RootInfo::State> m_roots;
    bool m_isLimited = false;
    QTimer m_reconcile;
    QTimer m_unsure;
};

}  // namespace semblance
