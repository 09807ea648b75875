#pragma once

#include <QElapsedTimer>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/ids.h"
#include "core/base/interruption.h"
#include "core/library/indexing/indexer.h"

namespace semblance {

class FolderWatch;
class IndexWatch;
class Library;

/// The indexing that a command does, with progress on standard error and the summary at the end,
/// also when it was interrupted() or hangs. Make it before anything is opened: from then on an
/// interrupted command ends in time.
class IndexRun final : public IndexingObserver {
public:
    explicit IndexRun(bool json);

    /// What is to be stored, should the run hang.
    void setLibrary(const std::shared_ptr<Library>& library);

    /// Indexes these roots, and what lacks a vector elsewhere. `refused` folders count as failed.
    /// The exit code.
    int run(const std::vector<RootId>& roots, qint64 refused, FolderWatch* watch = nullptr);

    /// Takes up what changes from then on, with a summary where something was done, until
    /// interrupted(). The exit code.
    int follow(IndexWatch& changes);

    /// As Indexer::setVideos(), for what follows.
    void setVideos(bool wanted) { m_videos = wanted; }

private:
    void progressed(const IndexingProgress& progress) override;
    void failed(const QString& path, const QString& sentence) override;
    void print(const IndexingSummary& summary) const;
    /// For a run that did not come back: stores what is done and counts it.
    void sayLastWords();

    const bool m_json;
    bool m_videos = true;
    QElapsedTimer m_timer;
    std::mutex m_mutex;  // guards the members below
    std::weak_ptr<Library> m_library;
    IndexingProgress m_progress;
    qint64 m_failed = 0;
    LastWords m_lastWords;  // last, for it calls back
};

}  // namespace semblance
