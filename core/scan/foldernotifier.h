#pragma once

#include <QString>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/ids.h"

namespace semblance {

/// The system's part of a FolderWatch. Internal to the room. Thread-safe; add() may hang with its
/// disk, nothing else waits for a disk.
class FolderNotifier {
public:
    /// What a file or folder went through.
    enum class Event {
        FileMade,     ///< there is a new one, and perhaps no more will be told of it
        FileWritten,  ///< it is being written
        FileDone,     ///< it was closed after that, renamed or removed
        FileTouched,  ///< its time or its rights changed
        FolderMade,
        FolderGone,
        FilesChanged,  ///< something did, directly in the folder; the name is empty
    };

    /// Called on the notifier's threads.
    class Listener {
    public:
        virtual ~Listener() = default;
        /// Of what lies in `folder`, relative to the root.
        virtual void happened(RootId root, const std::string& folder, std::string_view name,
                              Event event) = 0;
        /// Events of the root were lost, or it went itself.
        virtual void lost(RootId root) = 0;
        virtual void lostAll() = 0;
    };

    enum class Added {
        New,
        Known,       ///< it was watched already
        NoMore,      ///< the system lets no more be watched
        Impossible,  ///< it is not there, or may not be looked into
    };

    /// Ends its threads.
    virtual ~FolderNotifier() = default;

    /// Before anything is added; `paceMs`: events are taken from the system so often.
    virtual void start(Listener& listener, int paceMs) = 0;

    /// Watches a folder, also again.
    virtual Added add(RootId root, const QString& path, const std::string& folder) = 0;
    /// False where what other computers do is not told.
    virtual bool tellsAll(const QString& rootPath) const = 0;
    virtual void remove(RootId root) = 0;
};

/// By inotify where that is, else by Qt.
std::unique_ptr<FolderNotifier> makeFolderNotifier();
std::unique_ptr<FolderNotifier> makeQtFolderNotifier();

}  // namespace semblance
