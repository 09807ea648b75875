#include "core/base/workerthread.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <future>
#include <memory>
#include <utility>

namespace semblance {

/// Lives on the thread. What wakes it carries nothing: all that is handed over lies behind the
/// mutex, where the thread sanitizer, to which Qt's queues are dark, sees it.
class WorkerThread::Context final : public QObject {
public:
    explicit Context(WorkerThread& worker) : m_worker(worker) {}

    bool event(QEvent* event) override {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_worker.runNext();
        return true;
    }

private:
    WorkerThread& m_worker;
};

WorkerThread::WorkerThread(const QString& name) : m_context(new Context(*this)) {
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    // The loop may end with events waiting.
    QObject::connect(
        &m_thread, &QThread::finished, m_context, [this] { runNext(); }, Qt::DirectConnection);
    m_thread.start();
}

WorkerThread::~WorkerThread() {
    {
        std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    // Takes effect behind the events that wait already: the tasks are not in these.
    m_thread.quit();
    m_thread.wait();
    // Nobody else is left; the lock tells the thread sanitizer so.
    std::lock_guard lock(m_mutex);
    m_tasks.clear();
}

void WorkerThread::post(std::function<void()> task) {
    std::lock_guard lock(m_mutex);
    if (m_ending)
        return;
    m_tasks.push_back(std::move(task));
    QCoreApplication::postEvent(m_context, new QEvent(QEvent::User));
}

void WorkerThread::call(const std::function<void()>& task) {
    auto done = std::make_shared<std::promise<void>>();
    const std::future<void> end = done->get_future();
    post([&task, done = std::move(done)] {
        task();
        done->set_value();
    });
    end.wait();
}

void WorkerThread::runNext() {
    std::deque<std::function<void()>> dropped;
    std::function<void()> task;
    {
        std::lock_guard lock(m_mutex);
        if (m_ending) {
            dropped.swap(m_tasks);
        } else {
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
    }
    if (task)
        task();
}

}  // namespace semblance
