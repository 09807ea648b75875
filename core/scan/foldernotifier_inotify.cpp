#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/folderscope.h"
#include "core/base/paths.h"
#include "core/scan/foldernotifier.h"

/// inotify(7) itself: Qt's watcher on top of it passes on neither names nor the end of writing nor
/// that events were lost, and asks for a folder's facts at every event.
namespace semblance {

namespace {

/// What other computers do there is not told. FUSE may be a disk of this one; there it does no
/// harm.
constexpr std::array<std::uint32_t, 8> kRemote = {
    NFS_SUPER_MAGIC, CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, SMB_SUPER_MAGIC,
    V9FS_MAGIC,      CODA_SUPER_MAGIC, AFS_SUPER_MAGIC,  FUSE_SUPER_MAGIC};

constexpr std::uint32_t kMask = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM |
                                IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF |
                                IN_ONLYDIR | IN_EXCL_UNLINK;

std::string_view nameOf(std::string_view folder) {
    return folder.substr(folder.rfind('/') + 1);
}

/// A watched folder.
struct Place {
    RootId root;
    std::string folder;  ///< relative to the root
};

class InotifyNotifier final : public FolderNotifier {
public:
    ~InotifyNotifier() override {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
        if (m_reader.joinable())
            m_reader.join();
        for (const int descriptor : {m_events, m_wake}) {
            if (descriptor >= 0)
                ::close(descriptor);
        }
    }

    void start(Listener& listener, int paceMs) override {
        m_listener = &listener;
        if (m_events >= 0 && m_wake >= 0)
            m_reader = std::thread([this, paceMs] { readEvents(paceMs); });
    }

    Added add(RootId root, const QString& path, const std::string& folder) override {
        if (!m_reader.joinable())
            return Added::NoMore;
        const int watch = ::inotify_add_watch(m_events, toFsPath(path).c_str(), kMask);
        if (watch < 0)
            return errno == ENOSPC ? Added::NoMore : Added::Impossible;
        std::lock_guard lock(m_mutex);
        const auto [at, isNew] = m_places.insert_or_assign(watch, Place{root, folder});
        return isNew ? Added::New : Added::Known;
    }

    bool tellsAll(const QString& rootPath) const override {
        struct statfs facts;
        return ::statfs(toFsPath(rootPath).c_str(), &facts) != 0 ||
               std::find(kRemote.begin(), kRemote.end(),
                         static_cast<std::uint32_t>(facts.f_type)) == kRemote.end();
    }

    void remove(RootId root) override {
        std::lock_guard lock(m_mutex);
        removeLocked([root](const Place& place) { return place.root == root; });
    }

private:
    template <class Condition>
    void removeLocked(Condition condition) {
        for (auto it = m_places.begin(); it != m_places.end();) {
            if (!condition(it->second)) {
                ++it;
                continue;
            }
            ::inotify_rm_watch(m_events, it->first);
            it = m_places.erase(it);
        }
    }

    /// Until the end.
    void readEvents(int paceMs) {
        constexpr std::size_t kBlock = 1 << 16;
        alignas(inotify_event) std::array<char, kBlock> block;
        for (;;) {
            std::array<pollfd, 2> both{pollfd{m_wake, POLLIN, 0}, pollfd{m_events, POLLIN, 0}};
            ::poll(both.data(), both.size(), -1);
            if (both[0].revents != 0)
                return;
            for (;;) {
                const ssize_t got = ::read(m_events, block.data(), block.size());
                if (got <= 0)
                    break;
                take(block.data(), static_cast<std::size_t>(got));
            }
            // A program that writes tells of every block; they are read together.
            if (::poll(both.data(), 1, paceMs) > 0)
                return;
        }
    }

    void take(const char* bytes, std::size_t size) {
        for (std::size_t at = 0; at < size;) {
            inotify_event event{};
            std::memcpy(&event, bytes + at, sizeof event);
            const char* const name = bytes + at + sizeof event;
            handle(event, event.len > 0 ? std::string_view(name) : std::string_view());
            at += sizeof event + event.len;
        }
    }

    void handle(const inotify_event& event, std::string_view name) {
        if ((event.mask & IN_Q_OVERFLOW) != 0)
            return m_listener->lostAll();
        Place place;
        {
            std::lock_guard lock(m_mutex);
            const auto found = m_places.find(event.wd);
            if (found == m_places.end())
                return;
            place = found->second;
            if ((event.mask & IN_IGNORED) != 0)
                m_places.erase(found);
        }
        constexpr std::uint32_t kSelf = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;
        if ((event.mask & kSelf) != 0)
            return handleSelf(event, place);
        if ((event.mask & IN_ISDIR) != 0)
            return handleFolder(event, place, name);
        m_listener->happened(place.root, place.folder, name, eventOf(event.mask));
    }

    void handleSelf(const inotify_event& event, const Place& place) {
        if (!place.folder.empty()) {
            // It may be there all the same, its watch lost to another root that went.
            if ((event.mask & IN_IGNORED) != 0)
                m_listener->happened(place.root, std::string(folderOf(place.folder)),
                                     nameOf(place.folder), Event::FolderGone);
            return;
        }
        if ((event.mask & IN_MOVE_SELF) != 0)
            remove(place.root);
        m_listener->lost(place.root);
    }

    void handleFolder(const inotify_event& event, const Place& place, std::string_view name) {
        if ((event.mask & IN_MOVED_FROM) != 0) {
            // The watches of a folder go with it to its new name.
            const std::string path =
                place.folder.empty() ? std::string(name) : place.folder + '/' + std::string(name);
            std::lock_guard lock(m_mutex);
            removeLocked([&](const Place& other) {
                return other.root == place.root &&
                       (other.folder == path || isBelow(other.folder, path));
            });
        }
        if ((event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0)
            m_listener->happened(place.root, place.folder, name, Event::FolderGone);
        else if ((event.mask & (IN_MOVED_TO | IN_CREATE)) != 0)
            m_listener->happened(place.root, place.folder, name, Event::FolderMade);
    }

    static Event eventOf(std::uint32_t mask) {
        if ((mask & (IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE)) != 0)
            return Event::FileDone;
        if ((mask & IN_MODIFY) != 0)
            return Event::FileWritten;
        return (mask & IN_CREATE) != 0 ? Event::FileMade : Event::FileTouched;
    }

    const int m_events = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    const int m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    Listener* m_listener = nullptr;

    std::mutex m_mutex;  // guards the member below
    std::unordered_map<int, Place> m_places;

    std::thread m_reader;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<FolderNotifier> makeFolderNotifier() {
    return std::make_unique<InotifyNotifier>();
}

}  // namespace semblance
