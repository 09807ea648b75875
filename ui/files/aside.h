#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QTimer>
#include <chrono>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/base/timelimit.h"

namespace semblance {

/// Runs `work` on another thread, for calls into the file system that the GUI thread must not wait
/// for. Once `then` is called with its value, or with nothing after `limit`; on this thread, and
/// only while `context`, an object of this thread, is there. A call that hangs is left to itself,
/// so `work` owns all that it uses.
template <class Work, class Then>
void runAside(QObject* context, std::chrono::milliseconds limit, Work work, Then then) {
    using Value = std::invoke_result_t<Work>;
    const auto promise = std::make_shared<QPromise<Value>>();
    auto* watcher = new QFutureWatcher<Value>(context);
    auto* timer = new QTimer(watcher);
    timer->setSingleShot(true);
    const auto end = [watcher, timer, then](std::optional<Value> value) {
        timer->stop();
        watcher->disconnect();
        watcher->deleteLater();
        then(std::move(value));
    };
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, end] { end(watcher->result()); });
    QObject::connect(timer, &QTimer::timeout, context, [end] { end(std::nullopt); });
    promise->start();
    watcher->setFuture(promise->future());
    timer->start(limit);
    runAbandoned([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
}

}  // namespace semblance
