#pragma once

#include <QString>
#include <QThread>
#include <deque>
#include <functional>
#include <mutex>

namespace semblance {

/// A thread that runs posted tasks one after another, in order, inside a Qt event loop (so objects
/// made in a task may use timers and queued signals). The destructor finishes the task at hand,
/// drops those not yet begun, and waits. Tasks are destroyed on the worker, dropped ones too.
/// Thread-safety: post and call may be used from any thread, call not from the worker's own.
class WorkerThread {
public:
    explicit WorkerThread(const QString& name);
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Runs `task` later on the worker.
    void post(std::function<void()> task);

    /// Runs `task` on the worker and waits for its end. Not for a window's thread.
    void call(const std::function<void()>& task);

private:
    class Context;

    void runNext();

    QThread m_thread;
    Context* m_context;

    std::mutex m_mutex;  // guards the members below
    std::deque<std::function<void()>> m_tasks;
    bool m_ending = false;
};

}  // namespace semblance
