#include "core/scan/folderwatch.h"

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <utility>

#include "core/base/pictureformats.h"
#include "core/scan/foldernotifier.h"
#include "core/scan/ignorefile.h"
#include "core/scan/ignorerules.h"
#include "core/scan/sidecars.h"

namespace semblance {

namespace {
std::string pathOf(const std::string& folder, std::string_view name) {
    return folder.empty() ? std::string(name) : folder + '/' + std::string(name);
}

bool saysWhatIsLeftOut(std::string_view name) {
    return name == kIgnoreFileName || name == kNoMediaName;
}

std::int64_t nowNs() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}
}  // namespace

/// Outlives the watch while a walk is in it.
struct FolderWatch::State final : FolderNotifier::Listener {
    using Event = FolderNotifier::Event;

    State(Options given, MakeNotifier make)
        : options(std::move(given)), news(options.timing), notifier(make()) {
        notifier->start(*this, static_cast<int>(options.pace.count()));
    }

    void happened(RootId root, const std::string& folder, std::string_view name,
                  Event event) override {
        const auto now = FolderNews::Clock::now();
        std::lock_guard lock(mutex);
        if (event == Event::FilesChanged) {
            news.partChanged(root, {folder, false}, now);
        } else if (event == Event::FolderMade || event == Event::FolderGone) {
            if (isHiddenName(name) || usual.leavesOut(folder, name, true))
                return;
            news.partChanged(root, {pathOf(folder, name), true}, now);
        } else if (saysWhatIsLeftOut(name)) {
            if (event == Event::FileDone)
                news.partChanged(root, {folder, true}, now);
        } else if (hasPictureExtension(name) && !isHiddenName(name)) {
            noteFile(root, pathOf(folder, name), event, now);
        } else if (isSidecarName(name) && event != Event::FileMade && event != Event::FileWritten) {
            news.partChanged(root, {folder, false}, now);
        } else {
            return;
        }
        changed.notify_all();
    }

    void noteFile(RootId root, const std::string& file, Event event, FolderNews::Time now) {
        if (event == Event::FileMade)
            news.fileMade(root, file, now);
        else if (event == Event::FileWritten)
            news.fileWritten(root, file, now);
        else if (event == Event::FileTouched)
            news.partChanged(root, {std::string(folderOf(file)), false}, now);
        else
            news.fileDone(root, file, now);
    }

    void lost(RootId root) override {
        std::lock_guard lock(mutex);
        news.rootChanged(root, FolderNews::Clock::now());
        changed.notify_all();
    }

    void lostAll() override {
        std::lock_guard lock(mutex);
        for (const RootId root : roots)
            news.rootChanged(root, FolderNews::Clock::now());
        changed.notify_all();
    }

    void enter(RootId root, const QString& rootPath, const std::string& folder) {
        bool isFull = false;
        bool isNew = false;
        {
            std::lock_guard lock(mutex);
            isNew = roots.insert(root).second;
            isFull = folders >= options.mostFolders;
        }
        const QString path = folder.empty()
                                 ? rootPath
                                 : rootPath + QLatin1Char('/') + QString::fromStdString(folder);
        const auto added =
            isFull ? FolderNotifier::Added::NoMore : notifier->add(root, path, folder);
        const bool isSilent = isNew && !notifier->tellsAll(rootPath);
        std::unique_lock lock(mutex);
        const Coverage before = coverage;
        folders += added == FolderNotifier::Added::New ? 1 : 0;
        if (added == FolderNotifier::Added::NoMore)
            coverage.isLimited = true;
        if (isSilent || added == FolderNotifier::Added::NoMore)
            coverage.unsure.insert(root);
        if (coverage == before)
            return;
        lock.unlock();
        std::lock_guard telling(tellMutex);
        if (!isMute && options.coverageChanged)
            options.coverageChanged();
    }

    const Options options;
    const LeftOutList usual;

    std::mutex mutex;  // guards the members below
    std::condition_variable changed;
    FolderNews news;
    std::set<RootId> roots;
    int folders = 0;
    Coverage coverage;

    std::mutex tellMutex;  // never taken inside the other; guards the member below
    bool isMute = false;

    const std::unique_ptr<FolderNotifier> notifier;  // last: its threads use everything above
};

FolderWatch::FolderWatch(Options options) : FolderWatch(std::move(options), makeFolderNotifier) {}

FolderWatch::FolderWatch(Options options, MakeNotifier make)
    : m_state(std::make_shared<State>(std::move(options), make)) {
    m_teller = std::thread([state = m_state, ending = m_ending] {
        std::unique_lock lock(state->mutex);
        while (!ending.isCancelled()) {
            const auto due = state->news.due();
            // A new event may be due earlier, or later.
            const auto isNews = [&] { return state->news.due() != due; };
            waitUnlessCancelled(state->changed, lock, ending, isNews,
                                due == FolderNews::Time::max() ? std::nullopt : std::optional(due));
            const FolderChanges changes = state->news.take(FolderNews::Clock::now());
            if (changes.isEmpty())
                continue;
            lock.unlock();
            {
                std::lock_guard telling(state->tellMutex);
                if (!state->isMute && state->options.changed)
                    state->options.changed(changes);
            }
            lock.lock();
        }
    });
}

FolderWatch::~FolderWatch() {
    m_ending.cancel();
    m_teller.join();
    mute();
}

void FolderWatch::mute() {
    std::lock_guard lock(m_state->tellMutex);
    m_state->isMute = true;
}

std::function<void(const std::string&)> FolderWatch::entering(RootId root,
                                                              const QString& rootPath) {
    return [weak = std::weak_ptr<State>(m_state), root, rootPath](const std::string& folder) {
        if (const auto state = weak.lock())
            state->enter(root, rootPath, folder);
    };
}

void FolderWatch::forget(RootId root) {
    m_state->notifier->remove(root);
    std::lock_guard lock(m_state->mutex);
    m_state->news.forget(root);
    m_state->roots.erase(root);
    m_state->coverage.unsure.erase(root);
}

bool FolderWatch::isBeingWritten(RootId root, std::string_view file) const {
    std::lock_guard lock(m_state->mutex);
    return m_state->news.isBeingWritten(root, std::string(file));
}

bool FolderWatch::mayBeUnfinished(RootId root, std::string_view file, const FileStat& now) {
    std::lock_guard lock(m_state->mutex);
    const std::string path(file);
    if (m_state->news.isBeingWritten(root, path))
        return true;
    const std::int64_t changedNs = now.changedNs != 0 ? now.changedNs : now.mtimeNs;
    const std::chrono::nanoseconds age(std::abs(nowNs() - changedNs));
    if (age >= m_state->options.young)
        return false;
    m_state->news.fileDoubtful(root, path, FolderNews::Clock::now());
    m_state->changed.notify_all();
    return true;
}

FolderWatch::Coverage FolderWatch::coverage() const {
    std::lock_guard lock(m_state->mutex);
    return m_state->coverage;
}

}  // namespace semblance
