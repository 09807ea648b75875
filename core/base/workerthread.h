#pragma once

#include <QObject>
#include <QString>
#include <QThread>
#include <functional>

namespace semblance {

/// A thread that runs posted tasks one after another, in order, inside a Qt event loop (so objects
/// made in a task may use timers and queued signals). The destructor finishes the task at hand,
/// drops those not yet begun, and waits.
/// Thread-safety: post and call may be used from any thread but the worker's own.
class WorkerThread {
public:
    explicit WorkerThread(const QString& name);
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Runs `task` later on the worker.
    void post(std::function<void()> task);

    /// Runs `task` on the worker and waits for its end.
    void call(const std::function<void()>& task);

private:
    QThread m_thread;
    QObject* m_context;
};

}  // namespace semblance
