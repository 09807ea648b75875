#include "core/remote/decoderpool.h"

#include <QCoreApplication>
#include <QThread>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "core/base/workerthread.h"
#include "core/remote/childprocess.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::DecoderPool)
};

struct Job {
    DecodeRequest request;
    CancelToken cancel;
    PictureDecoder::Done done;
    PictureDecoder::Priority priority = PictureDecoder::Priority::Background;
};
}  // namespace

struct DecoderPool::Private {
    explicit Private(const Options& given) : options(given), io(QStringLiteral("decoder pipes")) {
        if (options.decoders <= 0)
            options.decoders = qMax(1, QThread::idealThreadCount());
        for (int i = 0; i < options.decoders; ++i) {
            children.push_back(std::make_unique<ChildProcess>(
                io, QStringLiteral("semblance-decoder"), QStringList{QStringLiteral("serve")}));
        }
        for (const auto& child : children) {
            threads.emplace_back([this, child = child.get()] { serve(*child); });
        }
    }

    ~Private() {
        std::deque<Job> dropped;
        {
            std::lock_guard lock(mutex);
            closed = true;
            dropped.swap(background);
            for (Job& job : interactive)
                dropped.push_back(std::move(job));
            interactive.clear();
            changed.notify_all();
        }
        for (Job& job : dropped)
            job.done(fail(cancelledError()));
        for (const auto& child : children)
            child->kill();
        for (std::thread& thread : threads)
            thread.join();
    }

    void serve(ChildProcess& child) {
        for (;;) {
            Job job;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock,
                             [&] { return closed || !interactive.empty() || !background.empty(); });
                if (closed)
                    return;
                std::deque<Job>& queue = interactive.empty() ? background : interactive;
                job = std::move(queue.front());
                queue.pop_front();
                changed.notify_all();
            }
            job.done(decodeOne(child, job));
        }
    }

    Result<DecodeReply> decodeOne(ChildProcess& child, const Job& job) {
        if (job.cancel.isCancelled())
            return fail(cancelledError());
        Result<QCborMap> reply = askBeside<std::shared_lock<std::shared_mutex>>(child, job);
        if (!reply && mayTryAgain(job, reply.error()))
            reply = askBeside<std::unique_lock<std::shared_mutex>>(child, job);
        if (!reply) {
            // Whoever stops the work may have stopped the child too: not the file's fault.
            const bool stopped =
                job.cancel.isCancelled() && reply.error().kind == ErrorKind::ChildFailed;
            return fail(stopped ? cancelledError() : reply.error());
        }
        return DecodeReply::fromCbor(*reply);
    }

    bool mayTryAgain(const Job& job, const Error& error) {
        return error.kind == ErrorKind::ChildFailed && !job.cancel.isCancelled() && !isClosed();
    }

    /// Somebody who looks at the window waits for no other file's second try.
    template <class Lock>
    Result<QCborMap> askBeside(ChildProcess& child, const Job& job) {
        Lock lock(alone, std::defer_lock);
        if (job.priority == PictureDecoder::Priority::Background)
            lock.lock();
        return ask(child, job);
    }

    Result<QCborMap> ask(ChildProcess& child, const Job& job) {
        // One that dies before its hello was most likely killed by somebody: tried again.
        constexpr int kStarts = 3;
        Result<QCborMap> hello = child.start(options.startLimit);
        for (int i = 1;
             i < kStarts && !hello && !isClosed() && hello.error().kind == ErrorKind::ChildFailed;
             ++i)
            hello = child.start(options.startLimit);
        if (!hello) {
            return fail(ErrorKind::Internal, hello.error().sentence,
                        QStringLiteral("decoder start: ") + hello.error().detail);
        }
        return child.request(job.request.toCbor(), options.fileLimit, job.cancel);
    }

    bool isClosed() {
        std::lock_guard lock(mutex);
        return closed;
    }

    Options options;
    WorkerThread io;
    std::vector<std::unique_ptr<ChildProcess>> children;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Job> interactive;
    std::deque<Job> background;
    bool closed = false;
    std::shared_mutex alone;  // background only; held exclusively by a second try
};

DecoderPool::DecoderPool() : DecoderPool(Options()) {}
DecoderPool::DecoderPool(const Options& options) : d(std::make_unique<Private>(options)) {}
DecoderPool::~DecoderPool() = default;

void DecoderPool::decode(DecodeRequest request, Priority priority, const CancelToken& cancel,
                         Done done) {
    {
        std::unique_lock lock(d->mutex);
        if (priority == Priority::Background) {
            d->changed.wait(lock, [&] {
                return d->closed || cancel.isCancelled() ||
                       d->background.size() < static_cast<std::size_t>(d->options.backgroundQueue);
            });
        }
        if (!d->closed && !cancel.isCancelled()) {
            auto& queue = priority == Priority::Interactive ? d->interactive : d->background;
            queue.push_back({std::move(request), cancel, std::move(done), priority});
            d->changed.notify_all();
            return;
        }
    }
    done(fail(cancelledError()));
}

int DecoderPool::parallelism() const {
    return d->options.decoders;
}

Result<QCborMap> DecoderPool::warm() {
    Result<QCborMap> first = d->children.front()->start(d->options.startLimit);
    for (std::size_t i = 1; first && i < d->children.size(); ++i) {
        if (const auto hello = d->children[i]->start(d->options.startLimit); !hello)
            return hello;
    }
    return first;
}

QList<qint64> DecoderPool::processIds() const {
    QList<qint64> ids;
    for (const auto& child : d->children) {
        if (child->isRunning())
            ids.append(child->processId());
    }
    return ids;
}

}  // namespace semblance
