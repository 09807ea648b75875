#include "core/base/workerthread.h"

#include <QMetaObject>
#include <utility>

namespace semblance {

WorkerThread::WorkerThread(const QString& name) : m_context(new QObject) {
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
}

WorkerThread::~WorkerThread() {
    m_thread.quit();
    m_thread.wait();
}

void WorkerThread::post(std::function<void()> task) {
    QMetaObject::invokeMethod(m_context, std::move(task), Qt::QueuedConnection);
}

void WorkerThread::call(const std::function<void()>& task) {
    QMetaObject::invokeMethod(m_context, task, Qt::BlockingQueuedConnection);
}

}  // namespace semblance
