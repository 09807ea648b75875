#include "core/remote/decoderpool.h"

#include <QCoreApplication>
#include <QLocale>
#include <QThread>
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/physicalmemory.h"
#include "core/base/regularfile.h"
#include "core/base/timelimit.h"
#include "core/remote/childprocess.h"
#include "core/remote/decoderbudget.h"
#include "core/remote/turns.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::DecoderPool)
};

using Milliseconds = std::chrono::milliseconds;

struct Job {
    quint64 number = 0;
    DecodeRequest request;
    CancelToken cancel;
    PictureDecoder::Decide decide;
    PictureDecoder::Done done;
    PictureDecoder::Priority priority = PictureDecoder::Priority::Background;

    /// What the caller decided to have decoded: a second try must find the same bytes.
    std::optional<ReadReply> chosen{};

    std::unique_ptr<CancelCallback> whenCancelled{};  ///< while it waits for a decoder
};

QCborMap operation(const char* name) {
    return {{QStringLiteral("op"), QLatin1StringView(name)}};
}

tl::unexpected<Error> noAnswerFromDisk(const QString& detail) {
    return fail(ErrorKind::Permission,
                Text::tr("The file could not be read: its disk or network drive does not answer. "
                         "It is tried again at the next scan."),
                detail);
}

tl::unexpected<Error> changedBetweenTries() {
    return fail(ErrorKind::Permission,
                Text::tr("The file changed while it was decoded. It is tried again at the next "
                         "scan."));
}

/// Of a decoder that went on and on, which is another thing than one that died.
Error tookTooLong(Milliseconds limit, const QString& detail) {
    return {ErrorKind::ChildFailed,
            Text::tr("Decoding the file took longer than %1 s, so it is skipped.")
                .arg(QLocale().toString(double(limit.count()) / 1000, 'g', 6)),
            detail};
}

/// What a decoder says of a picture is at most that picture's fault, never the installation's.
Error ofThePicture(Error error, const CancelToken& cancel) {
    switch (error.kind) {
        case ErrorKind::BadInput:
        case ErrorKind::Permission:
        case ErrorKind::ChildFailed:
        case ErrorKind::NoMemory:
            break;
        case ErrorKind::Cancelled:
            if (!cancel.isCancelled())
                error.kind = ErrorKind::ChildFailed;
            break;
        default:
            error.kind = ErrorKind::BadInput;
    }
    return error;
}

/// Empty when it cannot be read, or is longer than any sidecar.
QByteArray sidecarBytes(const QString& path) {
    const auto file = openRegularFile(path);
    if (!file)
        return {};
    const qint64 size = momentOf(*file).stat.size;
    if (size > FactLimits::sidecarBytes)
        return {};
    QByteArray bytes(size, Qt::Uninitialized);
    bytes.truncate(readAt(*file, 0, bytes.data(), size).value_or(0));
    return bytes;
}

/// One decoder and the job it is fed.
class Feeder {
public:
    Feeder(ChildProcess& child, const DecoderPool::Options& options, const CancelToken& ended)
        : m_child(child), m_options(options), m_ended(ended) {}

    /// One try. ChildFailed: the decoder died or answered nonsense. `ended` is also the job's.
    Result<DecodeReply> decode(Job& job) {
        SEMBLANCE_TRY(start());
        SEMBLANCE_TRY(readSidecars(job.request.sidecars));
        ReadReply read;
        if (job.request.isOfFile()) {
            SEMBLANCE_TRY_ASSIGN(read, readFile(job.request.path));
            if (job.chosen && !(*job.chosen == read))
                return changedBetweenTries();
            if (!job.chosen && job.decide && !job.decide(read)) {
                static_cast<void>(ask(operation("drop")));
                DecodeReply declined;
                declined.read = std::move(read);
                declined.decoded = false;
                return declined;
            }
            job.chosen = read;
        }
        SEMBLANCE_TRY_ASSIGN(const QCborMap map, askToDecode(job.request));
        Result<DecodeReply> reply = sensible(DecodeReply::fromCbor(map, job.request));
        if (reply)
            reply->read = std::move(read);
        return reply;
    }

private:
    Status start() {
        // One that dies before its hello was most likely killed by somebody: tried again.
        constexpr int kStarts = 3;
        Result<QCborMap> hello = m_child.start(m_options.startLimit, m_ended);
        for (int i = 1; i < kStarts && !hello && !m_ended.isCancelled() &&
                        hello.error().kind == ErrorKind::ChildFailed;
             ++i)
            hello = m_child.start(m_options.startLimit, m_ended);
        if (hello)
            return {};
        if (m_ended.isCancelled())
            return fail(cancelledError());
        return fail(ErrorKind::Internal, hello.error().sentence,
                    QStringLiteral("decoder start: ") + hello.error().detail);
    }

    Result<ReadReply> readFile(const QString& path) {
        auto file =
            runWithin(m_options.fileLimit, m_ended, [path] { return openRegularFile(path); });
        if (!file && m_ended.isCancelled())
            return fail(cancelledError());
        if (!file)
            return noAnswerFromDisk(
                QStringLiteral("no file in %1 ms").arg(m_options.fileLimit.count()));
        if (!*file)
            return fail(file->error());
        SEMBLANCE_TRY_ASSIGN(const QCborMap map, ask(operation("read"), &**file));
        return sensible(ReadReply::fromCbor(map));
    }

    /// Fills in the bytes of those that can be read. An error only where a disk does not answer.
    Status readSidecars(QList<SidecarFile>& sidecars) {
        for (SidecarFile& sidecar : sidecars) {
            const auto bytes = runWithin(m_options.fileLimit, m_ended,
                                         [path = sidecar.path] { return sidecarBytes(path); });
            if (!bytes && m_ended.isCancelled())
                return fail(cancelledError());
            if (!bytes)
                return noAnswerFromDisk(
                    QStringLiteral("no sidecar in %1 ms").arg(m_options.fileLimit.count()));
            sidecar.bytes = *bytes;
        }
        return {};
    }

    Result<QCborMap> askToDecode(const DecodeRequest& request) {
        const auto begun = std::chrono::steady_clock::now();
        Result<QCborMap> reply = ask(request.toCbor());
        const auto took = std::chrono::steady_clock::now() - begun;
        if (!reply && reply.error().kind == ErrorKind::ChildFailed && took >= m_options.fileLimit)
            return fail(tookTooLong(m_options.fileLimit, reply.error().detail));
        return reply;
    }

    Result<QCborMap> ask(QCborMap message, const FileHandle* file = nullptr) {
        Result<QCborMap> reply =
            m_child.request(std::move(message), m_options.fileLimit, m_ended, file);
        if (!reply)
            return fail(ofThePicture(std::move(reply).error(), m_ended));
        return reply;
    }

    /// A decoder that answers nonsense has been taken over by a picture.
    template <class Reply>
    Result<Reply> sensible(Result<Reply> reply) {
        if (!reply)
            m_child.kill();
        return reply;
    }

    ChildProcess& m_child;
    const DecoderPool::Options& m_options;
    const CancelToken m_ended;
};

}  // namespace

struct DecoderPool::Private : std::enable_shared_from_this<DecoderPool::Private> {
    explicit Private(const Options& given) : options(given) {
        const int wanted =
            options.decoders > 0 ? options.decoders : qMax(1, QThread::idealThreadCount());
        budget = decoderBudget(wanted, options.memoryMiB, physicalMemoryMiB());
        backgroundLimit = budget.decoders;
        for (int i = 0; i < budget.decoders; ++i)
            children.push_back(newDecoder(budget.shareMiB, true));
        children.push_back(newDecoder(budget.shareMiB, false));
        if (budget.hasMore())
            lone = newDecoder(budget.aloneMiB, true);
        for (const auto& child : children) {
            const bool isForUser = child == children.back();
            threads.emplace_back(
                [this, isForUser, child = child.get()] { serve(*child, isForUser); });
        }
    }

    static std::unique_ptr<ChildProcess> newDecoder(int memoryMiB, bool yields) {
        QStringList arguments{QStringLiteral("serve"), QStringLiteral("--memory-limit"),
                              QString::number(memoryMiB)};
        if (yields)
            arguments.append(QStringLiteral("--background"));
        return std::make_unique<ChildProcess>(QStringLiteral("semblance-decoder"), arguments);
    }

    void close() {
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
        closing.cancel();
        for (const auto& child : children)
            child->close();
        if (lone)
            lone->close();
        for (std::thread& thread : threads)
            thread.join();
        // Nobody is told anything once the pool is gone.
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return answering == 0; });
    }

    /// False, and `job` is untouched, when it is cancelled or the pool is closed.
    bool enqueue(Job& job) {
        std::unique_lock lock(mutex);
        const auto most = static_cast<std::size_t>(options.backgroundQueue);
        if (job.priority == Priority::Background) {
            waitUnlessCancelled(changed, lock, job.cancel,
                                [&] { return closed || background.size() < most; });
        }
        if (closed || job.cancel.isCancelled())
            return false;
        job.number = ++lastNumber;
        job.whenCancelled = std::make_unique<CancelCallback>(
            job.cancel, [weak = weak_from_this(), number = job.number] {
                // Whoever cancels does not wait for what is done with the answer.
                runAbandoned([weak, number] {
                    if (const auto self = weak.lock())
                        self->answerCancelled(number);
                });
            });
        (job.priority == Priority::Interactive ? interactive : background)
            .push_back(std::move(job));
        changed.notify_all();
        return true;
    }

    /// Takes a job that still waits for a decoder out of its queue.
    std::optional<Job> takeWaiting(quint64 number) {
        for (std::deque<Job>* queue : {&interactive, &background}) {
            const auto found = std::find_if(queue->begin(), queue->end(),
                                            [&](const Job& job) { return job.number == number; });
            if (found == queue->end())
                continue;
            std::optional<Job> job(std::move(*found));
            queue->erase(found);
            return job;
        }
        return std::nullopt;
    }

    void answerCancelled(quint64 number) {
        std::optional<Job> job;  // outlives the lock: what it holds may come back here
        std::unique_lock lock(mutex);
        job = takeWaiting(number);
        if (!job)
            return;
        ++answering;
        changed.notify_all();
        lock.unlock();
        job->done(fail(cancelledError()));
        lock.lock();
        --answering;
        changed.notify_all();
    }

    /// The queue that a child's thread takes the next job from; null: it has to wait. Under the
    /// lock.
    std::deque<Job>* nextQueue(bool isForUser) {
        if (!interactive.empty() && (isForUser || userIsServed))
            return &interactive;
        const bool isFree = !isForUser && backgroundUnderWay < backgroundLimit;
        return isFree && !background.empty() ? &background : nullptr;
    }

    void serve(ChildProcess& child, bool isForUser) {
        for (;;) {
            Job job;
            bool isBackground = false;
            {
                std::unique_lock lock(mutex);
                std::deque<Job>* queue = nullptr;
                changed.wait(lock, [&] {
                    queue = nextQueue(isForUser);
                    return closed || queue != nullptr;
                });
                if (closed)
                    return;
                isBackground = queue == &background;
                job = std::move(queue->front());
                queue->pop_front();
                setServing(isForUser, isBackground, 1);
            }
            job.whenCancelled.reset();
            job.done(decodeOne(child, job));
            if (job.cancel.isCancelled())
                child.finishCancelled(options.cancelLimit);
            std::lock_guard lock(mutex);
            setServing(isForUser, isBackground, -1);
        }
    }

    /// Under the lock; `change` is 1 or -1.
    void setServing(bool isForUser, bool isBackground, int change) {
        if (isForUser)
            userIsServed = change > 0;
        if (isBackground)
            backgroundUnderWay += change;
        changed.notify_all();
    }

    Result<DecodeReply> decodeOne(ChildProcess& child, Job& job) {
        // Whichever comes first, the job's cancel or the pool's end.
        const CancelToken ended;
        const CancelCallback byCaller(job.cancel, [ended] { ended.cancel(); });
        const CancelCallback byPool(closing, [ended] { ended.cancel(); });
        Feeder feeder(child, options, ended);
        Result<DecodeReply> reply = takeTurn(feeder, job, false, ended);
        if (!reply && isWorthASecondTry(reply.error()))
            reply = trySecondTime(feeder, job, ended);
        if (!reply && reply.error().kind == ErrorKind::NoMemory)
            reply.error().kind = ErrorKind::BadInput;  // of all that there is
        if (reply || reply.error().kind != ErrorKind::ChildFailed)
            return reply;
        // Whoever stops the work may have stopped the child too: not the file's fault.
        if (ended.isCancelled())
            return fail(cancelledError());
        // Nothing was decoded yet.
        if (job.request.isOfFile() && !job.chosen)
            return noAnswerFromDisk(reply.error().detail);
        return reply;
    }

    bool isWorthASecondTry(const Error& error) const {
        return error.kind == ErrorKind::ChildFailed ||
               (error.kind == ErrorKind::NoMemory && budget.hasMore());
    }

    /// With all the memory, in a decoder that gives it back at once.
    Result<DecodeReply> trySecondTime(Feeder& own, Job& job, const CancelToken& ended) {
        if (!lone)
            return takeTurn(own, job, true, ended);
        if (!loneTurns.begin(true, ended))
            return fail(cancelledError());
        Feeder feeder(*lone, options, ended);
        Result<DecodeReply> reply = takeTurn(feeder, job, true, ended);
        lone->kill();
        loneTurns.end();
        return reply;
    }

    /// Somebody who looks at the window waits for no other file's second try.
    Result<DecodeReply> takeTurn(Feeder& feeder, Job& job, bool alone, const CancelToken& ended) {
        const bool waits = job.priority == Priority::Background;
        if (ended.isCancelled() || (waits && !turns.begin(alone, ended)))
            return fail(cancelledError());
        Result<DecodeReply> reply = feeder.decode(job);
        if (waits)
            turns.end();
        return reply;
    }

    Options options;
    DecoderBudget budget;
    std::vector<std::unique_ptr<ChildProcess>> children;
    std::unique_ptr<ChildProcess> lone;  ///< for second tries; none when it could do no more
    std::vector<std::thread> threads;
    const CancelToken closing;
    Turns turns;      ///< of background files; a second try is alone
    Turns loneTurns;  ///< of second tries

    std::mutex mutex;  // guards the members below
    std::condition_variable changed;
    quint64 lastNumber = 0;
    std::deque<Job> interactive;
    std::deque<Job> background;
    int backgroundLimit = 0;
    int backgroundUnderWay = 0;
    bool userIsServed = false;  ///< by the decoder that is there for that
    int answering = 0;          ///< cancelled jobs whose callers are just told
    bool closed = false;
};

DecoderPool::DecoderPool() : DecoderPool(Options()) {}
DecoderPool::DecoderPool(const Options& options) : d(std::make_shared<Private>(options)) {}

DecoderPool::~DecoderPool() {
    d->close();
}

void DecoderPool::decode(DecodeRequest request, Priority priority, const CancelToken& cancel,
                         Decide decide, Done done) {
    const std::shared_ptr<Private> self = d;
    Job job{0, std::move(request), cancel, std::move(decide), std::move(done), priority};
    if (!self->enqueue(job))
        job.done(fail(cancelledError()));
}

int DecoderPool::parallelism() const {
    return d->budget.decoders;
}

void DecoderPool::setBackgroundLimit(int decoders) {
    std::lock_guard lock(d->mutex);
    d->backgroundLimit = decoders > 0 ? std::min(decoders, d->budget.decoders) : d->budget.decoders;
    d->changed.notify_all();
}

Result<QCborMap> DecoderPool::warm(const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    Result<QCborMap> first = self->children.front()->start(self->options.startLimit, cancel);
    for (std::size_t i = 1; first && i < self->children.size(); ++i) {
        if (const auto hello = self->children[i]->start(self->options.startLimit, cancel); !hello)
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
    if (d->lone && d->lone->isRunning())
        ids.append(d->lone->processId());
    return ids;
}

}  // namespace semblance
