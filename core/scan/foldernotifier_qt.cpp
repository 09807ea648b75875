#include <QDir>
#include <QFileSystemWatcher>
#include <QHash>
#include <QSet>
#include <memory>
#include <utility>

#include "core/base/workerthread.h"
#include "core/scan/foldernotifier.h"

/// For systems without inotify. Files that are written in place may stay unnoticed, and nothing
/// tells when one is complete.
namespace semblance {

namespace {

/// A watched folder.
struct Place {
    RootId root;
    std::string folder;  ///< relative to the root
    QSet<QString> inner;
};

QSet<QString> foldersIn(const QString& path) {
    const QStringList names =
        QDir(path).entryList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot | QDir::Hidden);
    return {names.begin(), names.end()};
}

class QtNotifier final : public FolderNotifier {
public:
    ~QtNotifier() override {
        m_worker.call([this] { m_watcher.reset(); });
    }

    void start(Listener& listener, int) override {
        m_listener = &listener;
        m_worker.call([this] {
            m_watcher = std::make_unique<QFileSystemWatcher>();
            QObject::connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged,
                             m_watcher.get(), [this](const QString& path) { changed(path); });
        });
    }

    Added add(RootId root, const QString& path, const std::string& folder) override {
        Added added = Added::Known;
        m_worker.call([&] {
            const bool isNew = !m_places.contains(path);
            if (isNew && !m_watcher->addPath(path)) {
                added = QDir(path).exists() ? Added::NoMore : Added::Impossible;
                return;
            }
            added = isNew ? Added::New : Added::Known;
            m_places.insert(path, Place{root, folder, foldersIn(path)});
        });
        return added;
    }

    bool tellsAll(const QString&) const override { return false; }

    void remove(RootId root) override {
        m_worker.post([this, root] {
            QStringList gone;
            for (auto place = m_places.cbegin(); place != m_places.cend(); ++place) {
                if (place->root == root)
                    gone.append(place.key());
            }
            for (const QString& path : std::as_const(gone))
                m_places.remove(path);
            if (!gone.isEmpty())
                m_watcher->removePaths(gone);
        });
    }

private:
    // On the worker.
    void changed(const QString& path) {
        const auto found = m_places.find(path);
        if (found == m_places.end())
            return;
        const RootId root = found->root;
        const std::string folder = found->folder;
        const QSet<QString> now = foldersIn(path);
        const QSet<QString> before = std::exchange(found->inner, now);
        m_listener->happened(root, folder, {}, Event::FilesChanged);
        for (const QString& name : before - now) {
            m_places.remove(path + QLatin1Char('/') + name);
            m_listener->happened(root, folder, name.toStdString(), Event::FolderGone);
        }
        for (const QString& name : now - before)
            m_listener->happened(root, folder, name.toStdString(), Event::FolderMade);
    }

    Listener* m_listener = nullptr;
    std::unique_ptr<QFileSystemWatcher> m_watcher;  // this and the next: the worker's only
    QHash<QString, Place> m_places;
    WorkerThread m_worker{QStringLiteral("folder watch")};
};

}  // namespace

std::unique_ptr<FolderNotifier> makeQtFolderNotifier() {
    return std::make_unique<QtNotifier>();
}

#ifndef Q_OS_LINUX
std::unique_ptr<FolderNotifier> makeFolderNotifier() {
    return makeQtFolderNotifier();
}
#endif

}  // namespace semblance
